"""What stands near a trigger in its sentence: the places that may be where it happened, and how far off they are."""

from __future__ import annotations

from spacy.tokens import Token

from contested.nouns import Place, PlaceInRole
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.roles import PREPOSITIONS, in_role
from contested.reading.clause import preposition
from contested.reading.context import Context

TERRITORY = ("capture", "withdrawal", "control", "advance")


def around(
    candidate: Candidate, speaking: set[int], context: Context, without: frozenset[int | None] = frozenset()
) -> list[PlaceInRole]:
    """Literal places of the same sentence: those nearest in the tree win. `without`: the geonameids of those that
    have another part already.
    """
    sentence = context.sentence_of[candidate.head.i]
    found: list[tuple[float, Place, str]] = []
    seen: set[int] = set()
    for token in sentence:
        place = context.place_at.get(token.i)
        if place is None or place.use != "literal" or place.start in seen or place.lat is None:
            continue
        if token.i in speaking or place.geonameid in without:
            continue
        seen.add(place.start)
        prep = preposition(token)
        if not prep and token.dep_ == "conj":
            prep = preposition(token.head)  # "for the southern front and Crimea"
        if acts(token, place, prep) or (candidate.kind in TERRITORY and _elsewhere(candidate, token)):
            continue
        found.append((distance(candidate, token.i, context) + (not prep), place, PREPOSITIONS.get(prep, "at")))
    found.sort(key=lambda item: (item[0], item[1].start))
    return [in_role(place, role) for cost, place, role in found[:2] if cost <= found[0][0] + 2]


def names_place(candidate: Candidate, context: Context) -> bool:
    """Whether a noun says itself where ("the battle to keep Kherson"): then it points back to no other place."""
    head = candidate.head
    return head.pos_ == "NOUN" and any(
        (place := context.place_at.get(token.i)) is not None and place.use == "literal" for token in head.subtree
    )


def _elsewhere(candidate: Candidate, token: Token) -> bool:
    """Whether a place stands in a clause that goes on to something else ("Kyiv recovers a village, and the vote in
    Kherson is put off"): coordinated, with a subject of its own.
    """
    above = {candidate.head.i, *(up.i for up in candidate.head.ancestors)}
    for up in (token, *token.ancestors):
        if up.i in above:
            return False
        if up.dep_ in ("conj", "parataxis") and up.pos_ in ("VERB", "AUX", "ADJ"):
            return any(child.dep_.startswith("nsubj") for child in up.children)
    return False


def acts(token: Token, place: Place, prep: str) -> bool:
    """Whether a place is here as somebody who acts or is named for itself, not as where something happens: the
    subject of a verb, or a country without a preposition of place."""
    if token.dep_ == "nsubj" and not any(child.dep_ == "cop" for child in token.head.children):
        return True
    if prep in ("by", "with", "for"):
        return True
    return (place.feature or "").startswith("A.PCL") and prep not in ("in", "across", "inside", "throughout", "within")


def distance(candidate: Candidate, at: int, context: Context) -> float:
    """Steps in the tree between trigger and place; a place behind another finite verb is further off."""
    token = context.doc[at]
    ups = {candidate.head.i: 0}
    up, steps = candidate.head, 0
    while up.head.i != up.i:
        steps += 1
        up = up.head
        ups[up.i] = steps
    down, steps = token, 0
    while down.i not in ups and down.head.i != down.i:
        steps += 1
        down = down.head
    return ups.get(down.i, 12) * 1.2 + steps + 0.02 * abs(candidate.head.i - at)
