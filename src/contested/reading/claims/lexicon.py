"""The trigger lexicon: which words may tell a happening, under which conditions, and how they are met in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from contested.data import rows
from contested.errors import DataFileError

OTHER_CLAUSES = ("conj", "advcl", "ccomp", "parataxis", "acl:relcl")
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
def entries() -> tuple[dict[str, tuple[Entry, ...]], dict[str, dict[str, tuple[Entry, ...]]]]:
    """All entries: those of one word by that word, longer ones by their first and second."""
    singles: dict[str, list[Entry]] = {}
    longer: dict[str, dict[str, list[Entry]]] = {}
    for row in rows("lexicons/triggers.csv"):
        words = tuple(row["trigger"].lower().replace("-", " ").split())
        when, frame = parse_when(row["when"]), parse_frame(row["frame"])
        entry = Entry(words, row["pos"], row["kind"], when, frame, float(row["weight"]))
        if len(words) == 1:
            singles.setdefault(words[0], []).append(entry)
        else:
            longer.setdefault(words[0], {}).setdefault(words[1], []).append(entry)
        if "-" in row["trigger"] and " " not in row["trigger"]:
            singles.setdefault(row["trigger"].lower(), []).append(entry)
    return (
        {key: tuple(value) for key, value in singles.items()},
        {key: {second: tuple(rest) for second, rest in value.items()} for key, value in longer.items()},
    )


@cache
def _undone() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(row["trigger"].split()) for row in rows("claims/undone.csv"))


def is_undone(entry: Entry) -> bool:
    """Whether an entry names an act by its not being done ("stood by")."""
    return entry.words in _undone()


@cache
def _only_denied() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(row["trigger"].split()) for row in rows("claims/only_denied.csv"))


def is_only_denied(entry: Entry) -> bool:
    """Whether an entry tells something only where it is denied ("did not act")."""
    return entry.words in _only_denied()


def lemmas(doc: Doc) -> list[str]:
    """Lower-case lemma of each token; a participle read as an adjective gets its verb ("destroyed" -> destroy)."""
    return [token.lemma_.lower() or token.lower_ for token in doc]


def matches(doc: Doc) -> Iterator[Match]:
    """Every entry met in the document, in order of the text."""
    forms = lemmas(doc)
    singles, longer = entries()
    for sentence in doc.sents:
        for token in sentence:
            keys = sorted({forms[token.i], token.lower_, *_verb_form(token)})
            for entry in (entry for key in keys for entry in singles.get(key, ())):
                if _pos_fits(entry, token):
                    yield Match(entry, token, (token.i,))
            if any(key in longer for key in keys):
                yield from _longer([longer[key] for key in keys if key in longer], token, sentence, forms)


def _longer(
    tables: list[dict[str, tuple[Entry, ...]]], token: Token, sentence: Span, forms: list[str]
) -> Iterator[Match]:
    """Entries of more than one word that begin at this token. Words within reach are gathered once for all of them."""
    reach = _reach(token, sentence, forms)
    for by_second in tables:
        for second in sorted(reach.keys() & by_second.keys()):
            for entry in by_second[second]:
                if not _pos_fits(entry, token):
                    continue
                if entry.pos in ("HEAD", "NOUN", "ADJ"):
                    found = _contiguous(entry, token, sentence, forms)
                else:
                    found = _phrase(entry, token, reach)
                if found:
                    yield found


def _reach(verb: Token, sentence: Span, forms: list[str]) -> dict[str, list[int]]:
    """Words that may belong to a phrase of `verb`: behind it and below it in the tree, or next to it; and, before it,
    the subject of its passive. Form or lemma -> token indexes.
    """
    doc = verb.doc
    top = verb.head if verb.dep_ == "cop" else verb
    near = [child for child in top.children if child.dep_ not in OTHER_CLAUSES]
    near += [top] if top.i != verb.i else []
    below = {child.i for child in near} | {grand.i for child in near for grand in child.children}
    window = [i for i in sorted(below) if verb.i < i <= verb.i + 3 * GAP]
    window += [i for i in range(verb.i + 1, min(verb.i + 3, sentence.end)) if i not in below]
    window += _passive_subject(verb)
    reach: dict[str, list[int]] = {}
    for index in window:
        for form in {forms[index], doc[index].lower_}:
            reach.setdefault(form, []).append(index)
        # The words of a noun phrase below the object count as near ("launched a series of air strikes").
        for child in doc[index].children:
            if child.i not in below and child.i > verb.i:
                reach.setdefault(forms[child.i], []).append(child.i)
    return reach


def _passive_subject(verb: Token) -> list[int]:
    """The noun before a passive and the words of its name: "tear gas shells were fired"."""
    nouns = [child for child in verb.children if child.i < verb.i and child.dep_ == "nsubj:pass"]
    names = [part for noun in nouns for part in noun.children if part.dep_ == "compound" and part.i < noun.i]
    names += [part for name in names for part in name.children if part.dep_ == "compound"]
    return [token.i for token in (*nouns, *names)]


def _verb_form(token: Token) -> tuple[str, ...]:
    """The verb that a participle tagged as adjective or noun may come from; the parser errs on those in headings."""
    word = token.lower_
    if token.pos_ in ("ADJ", "NOUN", "PROPN") and len(word) > 4:
        if word.endswith("ed"):
            return (word[:-2], word[:-1], word[:-3] if word[-3:-2] == word[-4:-3] else word[:-2])
        if word.endswith("ing") and token.pos_ != "NOUN":
            return (word[:-3], word[:-3] + "e")
    return ()


def _pos_fits(entry: Entry, token: Token) -> bool:
    pos = token.pos_
    if entry.pos in ("VERB", "PHRASE"):
        if token.dep_.startswith(("aux", "cop")) and len(entry.words) > 1 and entry.words[0] != "be":
            return False
        participle = pos == "ADJ" and (
            token.lower_.endswith(("ed", "en", "wn")) or "Part" in token.morph.get("VerbForm", [])
        )
        return pos in ("VERB", "AUX") or participle or (pos == "PROPN" and token.lower_.endswith("ed"))
    if entry.pos == "NOUN":
        return pos in ("NOUN", "PROPN") or (pos == "VERB" and token.dep_ in ("nmod", "obl", "compound", "obj", "nsubj"))
    if entry.pos == "ADJ":
        return pos in ("ADJ", "VERB", "NOUN")
    return pos not in ("PUNCT", "ADP", "CCONJ")


def _contiguous(entry: Entry, token: Token, sentence: Span, forms: list[str]) -> Match | None:
    doc, at, used = token.doc, token.i, [token.i]
    for word in entry.words[1:]:
        at += 1
        while at < sentence.end and doc[at].text in ("-", "–", "'s", "’s"):
            at += 1
        if at >= sentence.end or word not in (forms[at], doc[at].lower_):
            return None
        used.append(at)
    if entry.pos == "HEAD" and _is_told(doc[used[-1]], entry.words[-1]):
        return None
    head = next((doc[i] for i in reversed(used) if doc[i].head.i not in used), doc[used[-1]])
    return Match(entry, head, tuple(used))


def _is_told(token: Token, word: str) -> bool:
    """Whether the last word of a noun phrase is a verb in a form that the noun has not: "the factory fired 20"."""
    low = token.lower_
    return token.pos_ == "VERB" and low not in (word, word + "s", word + "es") and low.endswith(("ed", "ing"))


def _phrase(entry: Entry, verb: Token, reach: dict[str, list[int]]) -> Match | None:
    """A verb and its words in order behind it, each at most `GAP` others apart, or its passive subject before it."""
    doc = verb.doc
    used = [verb.i]
    last = verb.i
    for word in entry.words[1:]:
        places = reach.get(word, ())
        hit = next((i for i in places if last < i and _near(doc[i], verb, last) and _belongs(doc[i], entry)), None)
        if hit is None:
            hit = next((i for i in places if i < verb.i), None)
            if hit is None:
                return None
        used.append(hit)
        last = max(hit, last)
    # "Was occupied": the arguments hang on what the auxiliary stands before.
    return Match(entry, verb.head if verb.dep_ in ("cop", "aux:pass") else verb, tuple(sorted(set(used))))


def _near(token: Token, verb: Token, last: int) -> bool:
    """Whether a word stands near enough to the last one; what hangs on the verb itself is near wherever it stands
    ("lifted on Monday a week-old blockade", "moved some 150 people from the market to a safer place").
    """
    top = token.head if token.dep_ == "case" else token
    return token.i <= last + 1 + GAP or (top.dep_.startswith(("obj", "obl")) and top.head.i == verb.i)


def _belongs(token: Token, entry: Entry) -> bool:
    """A noun behind a preposition belongs to a phrase only if the phrase names the preposition."""
    if (
        token.dep_ in ("compound", "nmod:desc")
        and token.head.lemma_.lower() not in entry.words
        and token.head.i > token.i
    ):
        return False  # "launched war games" is no war
    if not token.dep_.startswith(("obl", "nmod")):
        return True
    return all(child.lower_ in entry.words for child in token.children if child.dep_ == "case" and child.i < token.i)
