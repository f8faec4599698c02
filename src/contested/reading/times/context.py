"""What the expressions of one document are resolved against: publication, the tense around them, the day told last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from contested.data import table
from contested.reading.quantities.lexer import Item, Phrases, words_of
from contested.reading.quantities.words import word_set
from contested.reading.times.spans import Stretch, midnight

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FILE = "lexicons/times.toml"

_MODALS = frozenset(("will", "shall", "'ll", "wo"))
_PLANS = word_set("times", "context", "plans")
_AHEAD = word_set("times", "context", "ahead")
_BEHIND = word_set("times", "context", "behind")
_TELLING = word_set("times", "context", "telling")


@cache
def lookup(section: str) -> dict[str, object]:
    """A section of the table of time words."""
    return dict(table(FILE)[section])


@cache
def phrases(section: str) -> Phrases[object]:
    """A section of the table whose keys are phrases, ready for look-up."""
    return Phrases((words_of(key), value) for key, value in table(FILE)[section].items())


@dataclass(slots=True)
class Context:
    """The state of one reading. `now`: publication; `exact`: whether its hour is known; `last`: the day told last."""

    doc: Doc
    items: Sequence[Item]
    now: datetime | None
    exact: bool
    last: Stretch | None = None
    tokens: list[int] = field(default_factory=list)

    @property
    def today(self) -> datetime | None:
        """Midnight of the day of publication."""
        return None if self.now is None else midnight(self.now)

    def low(self, at: int) -> str:
        """The word at an index in small letters, or an empty string past the ends."""
        return self.items[at].low if 0 <= at < len(self.items) else ""

    def ahead(self, at: int) -> bool:
        """Whether the verb of an expression looks into the future."""
        return self.tense(at) == "ahead"

    def tense(self, at: int) -> str:
        """The tense around an expression: ahead, behind, or an empty string where nothing tells it."""
        token = self._token(self.items[at].start) if self.doc.has_annotation("DEP") else None
        for _ in range(8):
            if token is None:
                break
            if token.pos_ in ("VERB", "AUX"):
                return _tense_of(token) or ("" if _tensed(token) else self._by_words(at))
            if token.head.i == token.i:
                break
            token = token.head
        return self._by_words(at)

    def _token(self, offset: int) -> Token | None:
        if not self.tokens:
            self.tokens.extend(token.idx for token in self.doc)
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return self.doc[low - 1] if low else None

    def _by_words(self, at: int) -> str:
        """Without a parse: the nearest word that tells the tense, within the sentence."""
        for distance in range(1, 13):
            for index in (at - distance, at + distance):
                word = self.low(index)
                if not word or self._stop_between(at, index):
                    continue
                if word in ("have", "has") and self.low(index + 1) == "to":
                    return "ahead"
                if word in _AHEAD and (word != "going" or self.low(index + 1) == "to"):
                    return "ahead"
                if word in _BEHIND or (word.endswith("ed") and len(word) > 4 and word not in _TELLING):
                    return "behind"
        return ""

    def _stop_between(self, one: int, other: int) -> bool:
        first, last = min(one, other), max(one, other)
        return any(self.items[i].low in (".", "!", "?", ";") for i in range(first + 1, last))


def _tense_of(verb: Token) -> str:
    """ahead or behind where the verb form tells it, else an empty string."""
    if _looks_ahead(verb):
        return "ahead"
    helpers = {child.lower_ for child in verb.children if child.dep_.startswith(("aux", "cop"))}
    past = verb.morph.get("Tense", []) == ["Past"] and verb.morph.get("VerbForm", []) != ["Part"]
    return "behind" if past or helpers & {"was", "were", "had", "did", "has", "have", "been"} else ""


def _tensed(verb: Token) -> bool:
    return bool(verb.morph.get("Tense", []))


def _looks_ahead(verb: Token) -> bool:
    """Whether a verb is in the future: a modal, "going to", or the infinitive of a plan."""
    for child in verb.children:
        low = child.lower_
        if child.dep_ in ("aux", "aux:pass") and low in _MODALS:
            return True
        if child.dep_ == "aux" and low in ("would", "must", "should", "can", "may", "might", "could"):
            return not any(other.lower_ == "have" and other.dep_ == "aux" for other in verb.children)
    if any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in verb.children):
        head = verb.head
        if head.lemma_.lower() in _PLANS or head.lower_ in ("going", "due", "set", "scheduled", "expected", "planned"):
            return True
        if head.i != verb.i and head.pos_ in ("VERB", "AUX"):
            return _looks_ahead(head)
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    return passive and verb.lemma_.lower() in ("plan", "schedule", "expect", "promise", "set", "slate")
