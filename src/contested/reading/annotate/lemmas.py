"""Lemmas by rule, with a table of what the rules get wrong (made from the training treebanks)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import simplemma

from contested.data import rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_VOWELS: Final = frozenset("aeiou")
_AS_IS: Final = frozenset({"PUNCT", "SYM", "X", "NUM", "ADP", "CCONJ", "SCONJ", "INTJ", "DET", "PART", "PRON"})
# Stems of these endings lost an e: "evacuat-ed", "seiz-ed", "besieg-ed", "forc-ed", "releas-ed", "continu-ed".
_LOST_E: Final = ("at", "iz", "eg", "ag", "dg", "rg", "ng", "nc", "rc", "ac", "ic", "uc", "v", "u", "uas", "eas", "yz",
                  "rs",
                  "ns", "us", "is", "as", "os", "uir", "ir", "ur", "cl", "bl", "tl", "pl", "gl", "dl", "fl", "ud", "id",
                  "ad", "ut", "ot", "in", "im", "um", "am", "iv", "ok", "ak", "ik", "op", "ap", "ip", "yp")  # fmt: skip
_KEPT: Final = ("ing", "ang", "ung", "ong", "ess", "iss", "ass", "oss", "uss", "ion", "eat", "oat", "out", "oot", "uit",
                "ain", "oin", "aim", "oad", "ead", "aid", "oup", "eap", "eep", "ook", "eak", "oak", "air", "our", "oid",
                "ist", "ight", "visit", "limit", "exit", "edit", "ait", "eaf")  # fmt: skip


def form_of(upos: str, feats: Mapping[str, str]) -> str:
    """The inflection that decides which rule applies: Plur, Past, Ger, 3, Cmp, Sup or nothing."""
    if upos in {"NOUN", "PROPN"}:
        return "Plur" if feats.get("Number") in {"Plur", "Ptan"} else ""
    if upos in {"VERB", "AUX"}:
        if feats.get("Tense") == "Past":
            return "Past"
        if feats.get("VerbForm") in {"Ger", "Part"}:
            return "Ger"
        return "3" if feats.get("Person") == "3" and feats.get("Number") == "Sing" else ""
    if upos in {"ADJ", "ADV"}:
        return feats["Degree"] if feats.get("Degree") in {"Cmp", "Sup"} else ""
    return ""


def rule_lemma(word: str, upos: str, form: str) -> str:
    """The regular lemma of a word; proper nouns keep their letters."""
    if upos == "PROPN":
        return word
    low = word.lower()
    if upos in _AS_IS or not form or len(low) < 4:
        return low
    if form in {"Plur", "3"}:
        return _without_s(low)
    if form == "Past" and low.endswith("ed"):
        return low[:-3] + "y" if low.endswith("ied") and len(low) > 4 else _stem(low[:-2])
    if form == "Ger" and low.endswith("ing"):
        return _stem(low[:-3])
    for ending in ("er", "est"):
        if form in {"Cmp", "Sup"} and low.endswith(ending):
            base = low[: -len(ending)]
            return base[:-1] + "y" if base.endswith("i") else _stem(base)
    return low


def _without_s(low: str) -> str:
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


def _stem(stem: str) -> str:
    """Undo what an ending did to a stem: a doubled consonant, a lost e."""
    if len(stem) < 2:
        return stem
    if stem[-1] == stem[-2] and stem[-1] not in "lszfeo":
        return stem[:-1]
    if not any(c in _VOWELS or c == "y" for c in stem):
        return stem
    if stem.endswith(_KEPT):
        return stem
    short = len(stem) > 2 and stem[-1] not in "aeiouwxy" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    if stem.endswith(_LOST_E) or (short and len(stem) == 3):
        return stem + "e"
    return stem


def _dictionary_lemma(word: str, upos: str) -> str | None:
    """What simplemma's English dictionary says of an inflected verb or plural ("tore", "vows", "firemen"), which the
    treebanks' table has not met; None where it says nothing new. Words of two readings ("left", "shot") are in the
    table.
    """
    if upos not in {"VERB", "AUX", "NOUN"} or not word.isalpha():
        return None
    low = word.lower()
    if upos == "NOUN" and not low.endswith(("s", "men", "dren")):
        return None
    lemma = str(simplemma.lemmatize(low, lang="en"))
    if upos == "VERB" and lemma.endswith("e") and lemma[:-1] in _without_e():
        lemma = lemma[:-1]
    return lemma if lemma != low and lemma.isalpha() else None


@cache
def _without_e() -> frozenset[str]:
    return frozenset(row["verb"] for row in rows("lexicons/verbs_without_e.csv"))


class Lemmatizer:
    """`word`, part of speech and features to a lemma; answers are kept, because words repeat."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = table
        self._known: dict[tuple[str, str, str], str] = {}

    @classmethod
    def load(cls, path: Path) -> Lemmatizer:
        """Read `lemmas.tsv`: `form|UPOS/inflection`, a tab, the lemma."""
        lines = path.read_text(encoding="utf-8").splitlines()
        return cls(dict(line.split("\t") for line in lines if line and not line.startswith("#")))

    def __call__(self, word: str, upos: str, feats: Mapping[str, str]) -> str:
        """The lemma; a word that is a repair's or a user's own is read by rule."""
        form = form_of(upos, feats)
        key = (word, upos, form)
        found = self._known.get(key)
        if found is None:
            entry = f"{word.lower()}|{upos}{'/' + form if form else ''}"
            found = self._table.get(entry) or _dictionary_lemma(word, upos) or rule_lemma(word, upos, form)
            if len(self._known) < 200_000 and len(word) < 64:
                self._known[key] = found
        return found
