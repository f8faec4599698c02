"""In which use a name stands: for the place itself, for who governs it, as an adjective, or inside another name."""

from __future__ import annotations

from contested.data.gazetteer import Entry
from contested.reading.places.mentions import Mention, Text
from contested.reading.places.words import words

_GOVERNED = ("A.PCLI", "P.PPLC", "A.PCLH", "L.CONT")
_IRREGULAR = frozenset(
    [
        "said",
        "told",
        "sent",
        "withdrew",
        "won",
        "lost",
        "thought",
        "spoke",
        "sought",
        "struck",
        "shot",
        "broke",
        "fought",
        "gave",
        "held",
        "kept",
        "led",
        "made",
        "met",
        "paid",
        "took",
        "built",
        "cut",
        "shut",
        "bought",
        "sold",
        "left",
        "knew",
        "saw",
        "went",
        "began",
        "chose",
        "forbade",
        "withheld",
        "upheld",
        "struck",
    ]
)
_AUXILIARIES = frozenset(
    [
        "has",
        "have",
        "had",
        "is",
        "was",
        "will",
        "would",
        "could",
        "may",
        "might",
        "must",
        "did",
        "does",
        "can",
        "should",
    ]
)


def use_of(text: Text, mention: Mention, entry: Entry | None, found: dict[str, float]) -> str:
    """literal, metonymic, adjective or embedded (`spec/reading.md`)."""
    if _embedded(text, mention, found):
        return "embedded"
    if mention.demonym or _people(text, mention):
        return "adjective"
    if entry is not None and (entry.feature in _GOVERNED or entry.rank >= 8) and _acts(text, mention):
        return "metonymic"
    return "literal"


def _people(text: Text, mention: Mention) -> bool:
    """ "The Shan princes": what the model takes for a people, before a noun."""
    last = mention.last
    if not text.parsed or text.labels[last] != "NORP":
        return False
    token = text.doc[last]
    return token.dep_ in ("compound", "amod") and token.head.i > last


def _embedded(text: Text, mention: Mention, found: dict[str, float]) -> bool:
    """Inside the name of a body, as the model or capitals with a word such as "University" tell."""
    span = text.spans[mention.first]
    if span is not None and span[2] in ("ORG", "FACILITY", "MISC", "WEAPON", "VEHICLE", "PER"):
        rest = [i for i in range(span[0], span[1]) if not mention.first <= i <= mention.last]
        named = any(text.upper[i] for i in rest if text.lower[i] != "the") or mention.first == span[0]
        if rest and named and not (len(rest) == 1 and text.lower[rest[0]] == "the"):
            return True  # not "the port of Odesa", which is the town's port and no name
    if mention.demonym:
        return False
    if found.get("organisation_beside") or found.get("street_after"):
        return True
    return _of_a_body(text, mention)


def _of_a_body(text: Text, mention: Mention) -> bool:
    """ "University of Lagos", "Treaty of Lisbon", "the Minsk agreements", "Moscow time"."""
    lists = words()
    after = text.lower[mention.last + 1] if mention.last + 1 < len(text.lower) else ""
    if after in lists.treaties or after == "time":  # "at five o'clock Moscow time" is a clock, wherever it ticks
        return True
    at = mention.first - 1
    if at > 0 and text.lower[at] == "the":
        at -= 1
    if at < 1 or text.lower[at] not in ("of", "for"):
        return False
    noun = text.lower[at - 1]
    return (
        text.upper[at - 1] and not text.opens[at - 1] and (noun in lists.organisation_heads or noun in lists.treaties)
    )


def _acts(text: Text, mention: Mention) -> bool:
    """Does what only people do: says, decides, attacks; is spoken to, or is one side of talks, treaties, tensions."""
    lists = words()
    before = text.lower[mention.first - 1] if mention.first else ""
    if before in ("of", "with", "against", "between") and mention.first > 1:
        return text.lower[mention.first - 2] in lists.metonymic_nouns
    if before == "by" and mention.first > 1 and _done_by(text.lower[mention.first - 2]):
        return True
    if _verb(before, lists.addressed_by):
        return True
    if before in lists.locative and before not in ("from", "to", "toward", "towards"):
        return False
    if text.tagged and text.parsed:
        token = text.doc[mention.first : mention.last + 1].root
        if token.dep_.startswith("nsubj"):
            # The parser holds a capital that opens a sentence for a passive subject at times ("Ankara summoned …").
            suffers = token.dep_ == "nsubj:pass" and not any(c.dep_ == "obj" for c in token.head.children)
            return not suffers and token.head.lemma_.lower() in lists.metonymic_verbs
        if token.dep_.lower() != "root" or not text.opens[mention.first]:
            return False
        # A name that opens a sentence and hangs on nothing: the tree fell apart, the words around it still tell.
    at = mention.last + 1
    while at < len(text.lower) and (text.lower[at] in _AUXILIARIES or text.lower[at].endswith("ly")):
        at += 1
    return at < len(text.lower) and at <= mention.last + 3 and _verb(text.lower[at], lists.metonymic_verbs)


def _done_by(word: str) -> bool:
    """ "Put by Moscow", "backed by Tehran": a participle before "by" names who does it, not where."""
    return word.endswith(("ed", "en", "wn")) or word in (
        "put",
        "held",
        "led",
        "set",
        "up",
        "run",
        "built",
        "sent",
        "made",
    )


def _verb(word: str, known: frozenset[str]) -> bool:
    """Whether an inflected form belongs to one of the verbs, by its ending."""
    if word in known or word in _IRREGULAR:
        return True
    for ending, instead in (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ies", "y"), ("ied", "y")):
        if word.endswith(ending) and word[: -len(ending)] + instead in known:
            return True
    return False
