"""Places that other sentences tell: the same happening again, the sentences before, what the report is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from contested.nouns import Place, PlaceInRole
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.near import PLACELESS, acts, locates
from contested.reading.claims.roles import in_role
from contested.reading.clause import preposition
from contested.reading.context import Context

# What is left of a place's confidence: for each sentence back; from the whole report.
FROM_BEFORE, FROM_FOCUS = 0.8, 0.5
LOOK_BACK = 3  # sentences that a happening without a place of its own may borrow one from
LABELS = {"municipality", "location", "place", "district", "province", "town", "village", "department", "city", "area"}
BULLETS = ("•", "▪", "■", "●", "◾", "–", "-", "*", "·", "►", "➤", "🔴", "❗")
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}$")  # "07:15" at the head of an entry of a live report
FOLLOWING = {"update", "updated", "upd", "correction", "corrected", "clarification", "also", "more"}
GOALS = ("to", "toward")


@dataclass(frozen=True, slots=True)
class Focus:
    """What a document is about, up to each of its tokens that names a place: the place below a country that it has
    named most, the first of equals.
    """

    tokens: list[int]
    places: list[Place]

    @classmethod
    def of(cls, context: Context, speaking: set[int]) -> Focus:
        """Counted once, in the order of the text, without where speakers are from."""
        told: dict[int | None, set[int]] = {}
        first: dict[int | None, Place] = {}
        out = cls([], [])
        best: tuple[int, int] | None = None
        for index, place in sorted(context.place_at.items()):
            if place.use != "literal" or place.lat is None or (place.feature or "").startswith("A.PCL"):
                continue
            if index in speaking or acts(context.doc[index], place, "in"):
                continue
            told.setdefault(place.geonameid, set()).add(place.start)
            if _labelled(context.doc[index]):
                told[place.geonameid].update((-1, -2, -3))  # it counts for as much as three mentions more
            mine = first.setdefault(place.geonameid, place)
            rank = (len(told[place.geonameid]), -mine.start)
            leads = best is None or rank > best
            best = rank if leads else best
            out.tokens.append(index)
            out.places.append(mine if leads else out.places[-1])
        return out


def _labelled(token: Token) -> bool:
    """ "Municipality: Tibú": a line of the head of a note that says where all of it was."""
    doc, at = token.doc, token.i
    if at < 2 or doc[at - 1].text != ":" or doc[at - 2].lower_ not in LABELS:
        return False
    return at == 2 or "\n" in doc[at - 3].text


def from_focus(candidate: Candidate, focus: Focus) -> list[PlaceInRole]:
    """What the document is about so far."""
    told = bisect_left(focus.tokens, candidate.head.i)
    if not told:
        return []
    candidate.notes.append("place taken from what the report is about")
    return [borrowed(focus.places[told - 1], FROM_FOCUS)]


def from_dateline(candidate: Candidate, place: Place | None) -> list[PlaceInRole]:
    """Where the report was sent from."""
    if place is None:
        return []
    candidate.notes.append("place taken from the dateline")
    return [borrowed(place, FROM_FOCUS)]


def borrowed(place: Place, share: float) -> PlaceInRole:
    """A place that another sentence tells, with less confidence than where it is told."""
    return replace(in_role(place, "at"), confidence=round(place.confidence * share, 3))


class Earlier:
    """Which candidates have a kind and a word in common, by their number in the order of the text."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.candidates = candidates
        self._by: dict[tuple[str, str], list[int]] = {}
        self._told: dict[str, list[int]] = {}
        for number, one in enumerate(candidates):
            for word in set(_words(one)):
                self._by.setdefault((one.kind, word), []).append(number)
                self._told.setdefault(word, []).append(number)

    def last(self, candidate: Candidate, at: int) -> Candidate | None:
        """The last one before candidate number `at` that has places."""
        best = -1
        for word in set(_words(candidate)):
            numbers = self._by[candidate.kind, word]
            for position in range(bisect_left(numbers, at) - 1, -1, -1):
                other = self.candidates[numbers[position]]
                if numbers[position] <= best:
                    break
                if other.head.i < candidate.head.i and other.roles.places:
                    best = numbers[position]
                    break
        return self.candidates[best] if best >= 0 else None

    def told(self, word: str, at: int) -> Candidate | None:
        """The last one before number `at` that has this word in its trigger, and places."""
        numbers = self._told.get(word, [])
        for position in range(bisect_left(numbers, at) - 1, -1, -1):
            if self.candidates[numbers[position]].roles.places:
                return self.candidates[numbers[position]]
        return None


POINTERS = ("this", "that", "these", "those", "the", "such")


def meant_again(candidate: Candidate, at: int, earlier: Earlier, *, placed: bool) -> list[PlaceInRole]:
    """ "This mass grave": the places of the last claim of the same kind, where the trigger points back to it, or of the
    last one whose trigger is the thing pointed at ("bodies were found in this mass grave"). `placed`: the sentence
    names a place of its own, against which "the" alone says nothing.
    """
    doc = candidate.head.doc
    other = None
    points = [child.lower_ for i in candidate.tokens for child in doc[i].children if child.dep_ in ("det", "amod")]
    if any(word in POINTERS and not (placed and word == "the") for word in points):
        other = earlier.last(candidate, at)
    for prep, token in candidate.args.obliques:
        if other is None and prep in ("in", "at", "from") and any(c.lower_ in POINTERS for c in token.children):
            other = earlier.told(token.lemma_.lower(), at)
    return list(other.roles.places) if other is not None else []


def _words(candidate: Candidate) -> list[str]:
    return [candidate.head.doc[i].lemma_.lower() for i in candidate.tokens]


def before(
    candidate: Candidate,
    candidates: list[Candidate],
    at: int,
    sentence: int,
    order: list[Span],
    speaking: set[int],
    context: Context,
) -> list[PlaceInRole]:
    """Where the last happening of the sentences before took place, else the last place told in them; as far as the
    paragraph and its heading go, and not out of an item of a list. `at`: the number of this one of all
    candidates; those before it are settled.
    """
    for back in range(1, LOOK_BACK + 1):
        if sentence - back < 0 or _opens_item(order[sentence - back + 1]):
            break
        span = order[sentence - back]
        places = _of_happening(candidates, at, span) or _told_in(span, speaking, context)
        if places:
            candidate.notes.append(f"place taken from {back} sentence{'s' if back > 1 else ''} before")
            return [borrowed(place, FROM_BEFORE**back) for place in places[:2]]
    return []


def _opens_item(span: Span) -> bool:
    """Whether a sentence begins an item of a list, and not one that only brings the item before up to date."""
    words = [t for t in span[:6] if not t.is_space]
    opens = bool(words) and (words[0].text.startswith(BULLETS) or bool(CLOCK.match(words[0].text)))
    return opens and not any(t.lower_ in FOLLOWING for t in words[1:4])


def _of_happening(candidates: list[Candidate], at: int, span: Span) -> list[PlaceInRole]:
    """The places of the last happening of a sentence that has any of its own, where it is and not where it goes."""
    for one in (candidates[number] for number in range(at - 1, -1, -1)):
        if one.head.i < span.start:
            break
        if one.kind in PLACELESS:
            continue
        own = [place for place in one.roles.places if span.start_char <= place.start < span.end_char]
        here = [place for place in own if place.role not in GOALS]
        if one.head.i < span.end and (here or own):
            return here or own
    return []


def _told_in(span: Span, speaking: set[int], context: Context) -> list[Place]:
    """The first place that a sentence tells, without those that act or speak."""
    for token in span:
        place = context.place_at.get(token.i)
        if place is None or token.i in speaking or not locates(token, place):
            continue
        if not acts(token, place, preposition(token)):
            return [place]
    return []
