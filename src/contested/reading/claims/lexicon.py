"""The trigger lexicon: which words may tell a happening, under which conditions, and how they are met in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from contested.data import rows
from contested.errors import DataFileError

GAP = 4  # tokens that may stand between two words of a phrase


@dataclass(frozen=True, slots=True)
class Condition:
    """`slot` must (or, negated, must not) be filled by one of `classes`."""

    slot: str
    classes: frozenset[str]
    negated: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of `triggers.csv`. `words`: lemmas in order; `frame`: (slot, role) pairs, empty for the default."""

    words: tuple[str, ...]
    pos: str
    kind: str
    when: tuple[Condition, ...]
    frame: tuple[tuple[str, str], ...]
    weight: float

    @property
    def name(self) -> str:
        """How the entry is called in explanations."""
        return f"{' '.join(self.words)} ({self.pos}) -> {self.kind}"


@dataclass(frozen=True, slots=True)
class Match:
    """An entry met in the text: the head token, and all tokens that its words stand on."""

    entry: Entry
    head: Token
    tokens: tuple[int, ...]


def parse_when(text: str) -> tuple[Condition, ...]:
    """Conditions from their short form, `slot=class|class;slot!=class`."""
    out = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        negated = "!=" in part
        slot, _, classes = part.partition("!=" if negated else "=")
        if not classes:
            raise DataFileError(f"The condition {part!r} has no classes.", remedy="Write slot=class|class.")
        out.append(Condition(slot.strip(), frozenset(classes.split("|")), negated))
    return tuple(out)


def parse_frame(text: str) -> tuple[tuple[str, str], ...]:
    """Role assignments from their short form, `slot>role;slot>role`."""
    out = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        slot, _, role = part.partition(">")
        if not role:
            raise DataFileError(f"The frame {part!r} names no role.", remedy="Write slot>role.")
        out.append((slot.strip(), role.strip()))
    return tuple(out)


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """All entries by the first of their words."""
    table: dict[str, list[Entry]] = {}
    for row in rows("lexicons/triggers.csv"):
        words = tuple(row["trigger"].lower().replace("-", " ").split())
        entry = Entry(
            words, row["pos"], row["kind"], parse_when(row["when"]), parse_frame(row["frame"]), float(row["weight"])
        )
        table.setdefault(words[0], []).append(entry)
        if "-" in row["trigger"]:
            glued = row["trigger"].lower().split()[0]
            table.setdefault(glued, []).append(entry)
    return {key: tuple(value) for key, value in table.items()}


def lemmas(doc: Doc) -> list[str]:
    """Lower-case lemma of each token; a participle read as an adjective gets its verb ("destroyed" -> destroy)."""
    return [token.lemma_.lower() or token.lower_ for token in doc]


def matches(doc: Doc) -> Iterator[Match]:
    """Every entry met in the document, in order of the text."""
    forms = lemmas(doc)
    table = entries()
    for token in doc:
        keys = {forms[token.i], token.lower_, *_verb_form(token)}
        for key in sorted(keys):
            for entry in table.get(key, ()):
                found = _meet(entry, token, forms)
                if found:
                    yield found


def _verb_form(token: Token) -> tuple[str, ...]:
    """The verb that a participle tagged as adjective or noun may come from; the parser errs on those in headings."""
    word = token.lower_
    if token.pos_ in ("ADJ", "NOUN", "PROPN") and len(word) > 4:
        if word.endswith("ed"):
            return (word[:-2], word[:-1], word[:-3] if word[-3:-2] == word[-4:-3] else word[:-2])
        if word.endswith("ing") and token.pos_ != "NOUN":
            return (word[:-3], word[:-3] + "e")
    return ()


def _meet(entry: Entry, token: Token, forms: list[str]) -> Match | None:
    if not _pos_fits(entry, token):
        return None
    if len(entry.words) == 1:
        return Match(entry, token, (token.i,))
    if entry.pos in ("HEAD", "NOUN", "ADJ"):
        return _contiguous(entry, token, forms)
    return _phrase(entry, token, forms)


def _pos_fits(entry: Entry, token: Token) -> bool:
    pos = token.pos_
    if entry.pos in ("VERB", "PHRASE"):
        participle = pos == "ADJ" and (
            token.lower_.endswith(("ed", "en", "wn")) or "Part" in token.morph.get("VerbForm", [])
        )
        return pos in ("VERB", "AUX") or participle or (pos == "PROPN" and token.lower_.endswith("ed"))
    if entry.pos == "NOUN":
        return pos in ("NOUN", "PROPN") or (pos == "VERB" and token.dep_ in ("nmod", "obl", "compound", "obj", "nsubj"))
    if entry.pos == "ADJ":
        return pos in ("ADJ", "VERB", "NOUN")
    return pos not in ("PUNCT", "ADP", "CCONJ")


def _contiguous(entry: Entry, token: Token, forms: list[str]) -> Match | None:
    doc, at, used = token.doc, token.i, [token.i]
    for word in entry.words[1:]:
        at += 1
        while at < len(doc) and doc[at].text in "-–'’s" and doc[at].sent.start == token.sent.start:
            at += 1
        if at >= len(doc) or word not in (forms[at], doc[at].lower_):
            return None
        used.append(at)
    head = next((doc[i] for i in reversed(used) if doc[i].head.i not in used), doc[used[-1]])
    return Match(entry, head, tuple(used))


def _phrase(entry: Entry, verb: Token, forms: list[str]) -> Match | None:
    """A verb and its words below it in the tree, in order, or before it where the verb is passive; else near behind."""
    below = {child.i for child in verb.children} | {grand.i for child in verb.children for grand in child.children}
    doc = verb.doc
    used = [verb.i]
    last = verb.i
    for word in entry.words[1:]:
        near = range(last + 1, min(last + 2 + GAP, verb.sent.end))
        hit = next((i for i in near if word in (forms[i], doc[i].lower_) and (i in below or i == last + 1)), None)
        if hit is None:
            before = [c.i for c in verb.children if c.i < verb.i and c.dep_ in ("nsubj:pass", "nsubj", "obl")]
            hit = next((i for i in before if word in (forms[i], doc[i].lower_)), None)
            if hit is None or doc[hit].dep_ != "nsubj:pass":
                return None
        used.append(hit)
        last = max(hit, last)
    return Match(entry, verb, tuple(sorted(used)))
