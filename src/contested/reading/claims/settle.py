"""Where and when: the place and the time of each claim, from its own words first, then from what stands around it."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Span, Token

from contested.nouns import Moment, Place, PlaceInRole, parse_day
from contested.reading.attribute.cues import cue_at
from contested.reading.claims.borrowed import Earlier, Focus, before, from_dateline, from_focus, meant_again
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import classes_of
from contested.reading.claims.near import (
    PLACELESS,
    TERRITORY,
    acts,
    around,
    asked_for,
    distance,
    names_place,
)
from contested.reading.claims.past import belongs_elsewhere, recall
from contested.reading.claims.roles import PREPOSITIONS, in_role
from contested.reading.claims.speech import SPEECH
from contested.reading.clause import preposition
from contested.reading.context import Context, char_span, noun_phrase

LEAVING = ("from", "at", "of", "to", "toward")
GOING = ("to", "toward", "at", "from", "of")
ROLE_ORDER = {
    "withdrawal": LEAVING, "evacuation": LEAVING, "displacement": LEAVING, "deportation": LEAVING, "advance": GOING,
}  # fmt: skip
LASTED = 3  # steps that a time of how long something lasted counts for in addition
FAR = 9  # steps in the tree from which a time is not a happening's
LONGEST = 25  # tokens to either side that may still be of one sentence
MOST = 8
TOLLS = ("casualties", "mass_grave")  # told for days on
DAY_OF_SAYING = "dated by the day on which it was said"
GOAL_WORDS = ("to", "into", "toward", "towards", "for")
ASKING = ("demand", "threat", "agreement", "rejection")
MOVING = ("evacuation", "displacement", "deportation", "withdrawal")


def settle(candidates: list[Candidate], speaking: set[int], context: Context, sent_from: Place | None = None) -> None:
    """Fill places and time of every candidate, in place. `speaking`: tokens that name who says something, or where
    from; a place told there ("officials in Kharkiv") is theirs, not the happening's. `sent_from`: the place of the
    dateline.
    """
    order = list(context.doc.sents)
    number = {sentence.start: n for n, sentence in enumerate(order)}
    happenings = {one.head.i for one in candidates}
    focus = Focus.of(context, speaking)
    earlier = Earlier(candidates)
    for at, candidate in enumerate(candidates):
        places = _unique(candidate.roles.places)
        if not places and candidate.kind not in PLACELESS:
            near = around(candidate, speaking, context)
            again = [] if names_place(candidate, context) else meant_again(candidate, at, earlier, placed=bool(near))
            places = again or near
        if not places and candidate.kind not in PLACELESS:
            here = number[context.sentence_of[candidate.head.i].start]
            places = before(candidate, candidates, at, here, order, speaking, context)
        if not places and candidate.kind not in PLACELESS:
            places = from_focus(candidate, focus) or from_dateline(candidate, sent_from)
        if candidate.kind in ROLE_ORDER:
            places = [_as_told(place, context) for place in places]
        if candidate.kind in ASKING:
            places = [*places, *asked_for(candidate, speaking, context)]
        if candidate.kind in MOVING and places and all(place.role in ("to", "toward") for place in places):
            places = [*places, *(replace(place, role="from") for place in _source(candidate, speaking, focus, context))]
        if candidate.kind in MOVING[:3] and not any(place.role in ("to", "toward") for place in places):
            places = [*places, *_unnamed_goal(candidate, context)]
        if _many(candidate, context):
            known = {place.geonameid for place in places}
            places = [*places, *(p for p in _listed(candidate, speaking, context) if p.geonameid not in known)]
        candidate.roles.places = _in_order(places, candidate.kind)[:MOST]
        candidate.time = candidate.time or _time(candidate, context, happenings)
        recall(candidate, context)


def _as_told(place: PlaceInRole, context: Context) -> PlaceInRole:
    """A place of a movement with the role that its own preposition gives, where the frame only says "there"."""
    span = context.doc.char_span(place.start, place.end, alignment_mode="expand") if place.role == "at" else None
    told = PREPOSITIONS.get(preposition(span.root), "at") if span is not None else place.role
    return replace(place, role=told) if told in ("from", "to", "toward") and told != place.role else place


def _unique(places: list[PlaceInRole]) -> list[PlaceInRole]:
    seen: set[tuple[int, str]] = set()
    out = []
    for place in places:
        key = (place.start, place.role)
        if key not in seen:
            seen.add(key)
            out.append(place)
    return out


def _in_order(places: list[PlaceInRole], kind: str) -> list[PlaceInRole]:
    """The place where it happened first: by role as the kind has it, then the smaller, since the larger holds it."""
    roles = ROLE_ORDER.get(kind, ("at", "from", "to", "toward", "of"))
    return sorted(
        places,
        key=lambda p: (roles.index(p.role), p.use != "literal", p.lat is None, p.radius_km or 5.0),
    )


def _many(candidate: Candidate, context: Context) -> bool:
    """Whether a claim is about several towns ("eight settlements were freed, among them …")."""
    if candidate.kind in PLACELESS or any((p.feature or "").startswith("P.") for p in candidate.roles.places):
        return False
    if candidate.kind in TERRITORY:
        for token in context.sentence_of[candidate.head.i]:
            quantity = context.quantity_at.get(token.i)
            if quantity is not None and quantity.of == "places":
                return True
    parts = (*candidate.args.obj, *candidate.args.subj)
    nouns = {t.lemma_.lower() for t in parts if "Plur" in t.morph.get("Number", [])}
    return bool(nouns & {"settlement", "village", "town", "city", "place", "locality", "area", "district"})


def _listed(candidate: Candidate, speaking: set[int], context: Context) -> list[PlaceInRole]:
    """All towns that the sentence names as places, in its order."""
    out: dict[int, PlaceInRole] = {}
    for token in context.sentence_of[candidate.head.i]:
        place = context.place_at.get(token.i)
        if place is None or token.i in speaking or place.use != "literal" or place.geonameid is None:
            continue
        if (place.feature or "").startswith("P.") and not acts(token, place, preposition(token)):
            out.setdefault(place.geonameid, in_role(place, "at"))
    return list(out.values())


def _source(candidate: Candidate, speaking: set[int], focus: Focus, context: Context) -> list[PlaceInRole]:
    """Where people or troops that are told to go somewhere leave from: what the report is about, if it is no goal."""
    goals = frozenset(place.geonameid for place in candidate.roles.places)
    if near := around(candidate, speaking, context, goals)[:1]:
        return near
    return [place for place in from_focus(candidate, focus) if place.geonameid not in goals][:1]


def _unnamed_goal(candidate: Candidate, context: Context) -> list[PlaceInRole]:
    """Where people are to go, told without a name: "to other provinces of the country". It has words and no point."""
    hung = list(candidate.args.obliques)
    head = candidate.head
    if head.pos_ == "NOUN" and head.head.pos_ == "VERB":
        # "Help the departure of families to other provinces": the goal may hang on the verb, behind the noun.
        hung += [(preposition(child), child) for child in head.head.children if child.i > head.i]
    for prep, token in hung:
        if prep not in GOAL_WORDS or token.i in context.place_at or token.pos_ != "NOUN":
            continue
        if classes_of(token, context) & {"territory", "place"}:
            start, end = char_span(context.doc, *noun_phrase(token, ("of",)))
            return [PlaceInRole(start, end, context.text[start:end], confidence=0.4, role="to")]
    return []


def _time(candidate: Candidate, context: Context, happenings: set[int]) -> Moment | None:
    """The time expression of the sentence nearest to the trigger, within its clause where there are several. A time of
    the saying ("…, officials said on Thursday") is not the happening's. The only time of a sentence is taken even where
    the tree does not join the two. The day of saying dates a toll never, and the rest only where nothing else does.
    """
    best: tuple[float, Moment] | None = None
    saying: Moment | None = None
    told: dict[int, Moment] = {}
    done = candidate.mood.modality == "actual" and candidate.kind in TERRITORY
    for token in _whole(candidate, context):
        moment = context.time_at.get(token.i)
        if moment is None or (done and _to_come(moment, context)):
            continue
        if _of_saying(token, candidate, context):
            saying = saying or moment
            continue
        if belongs_elsewhere(token, candidate, context, happenings):
            continue
        told[moment.start] = moment
        # "In the twelfth century … for a year": how long it lasted dates it only where nothing else does.
        cost = distance(candidate, token.i, context) + LASTED * moment.text.lower().startswith("for ")
        if best is None or cost < best[0]:
            best = (cost, moment)
    if best is not None and best[0] < FAR:
        return best[1]
    if best is None:
        if saying is None or candidate.kind in TOLLS:
            return None
        candidate.notes.append(DAY_OF_SAYING)
        return saying
    if len(told) == 1 and best[1].from_ is not None and best[1].grain in ("day", "part_of_day", "hour", "minute"):
        candidate.notes.append("the only time that the sentence tells")
        return best[1]
    return None


def _whole(candidate: Candidate, context: Context) -> Span:
    """The sentence as its stops tell it: a tree that falls apart must not part a happening from its day."""
    doc, sentence = context.doc, context.sentence_of[candidate.head.i]
    first, last = sentence.start, sentence.end
    while first and sentence.start - first < LONGEST and not _ends(doc[first - 1]):
        first -= 1
    while last < len(doc) and last - sentence.end < LONGEST and not _ends(doc[last - 1]):
        last += 1
    return doc[first:last]


def _ends(token: Token) -> bool:
    return token.text[-1] in ".!?;:" or "\n" in token.text


def _of_saying(token: Token, candidate: Candidate, context: Context) -> bool:
    """Whether a time hangs on a verb of speech above the trigger's clause."""
    verb = token
    while verb.head.i != verb.i and context.time_at.get(verb.i) is context.time_at[token.i]:
        verb = verb.head
    if verb.i in candidate.tokens or verb.pos_ != "VERB" or not verb.is_ancestor(candidate.head):
        return False
    content = candidate.head
    while content.head.i != verb.i:
        content = content.head
    if content.dep_ not in ("ccomp", "parataxis"):
        return False  # "announced the capture on Monday": the day of both
    cue = cue_at(verb)
    return cue is not None and cue.weight >= SPEECH and cue.stance in ("asserted", "confirmed", "denied", "alleged")


def _to_come(moment: Moment, context: Context) -> bool:
    """Whether a time lies after the report: what is told as done was not done then."""
    start, published = parse_day(moment.from_), context.document.day
    return start is not None and published is not None and start > published
