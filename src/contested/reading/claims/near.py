"""What stands near a trigger in its sentence: the places that may be where it happened, and how far off they are."""

from __future__ import annotations

from spacy.tokens import Token

from contested.nouns import Place, PlaceInRole
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.roles import PREPOSITIONS, in_role
from contested.reading.clause import preposition, with_conjuncts
from contested.reading.context import Context

# Kinds whose happening is a word or a paper: the places named in them are topics, not where it happened.
PLACELESS = {
    "statement", "demand", "accusation", "threat", "rejection", "sanction", "support", "agreement", "meeting", "decree",
}  # fmt: skip
TERRITORY = ("capture", "withdrawal", "control", "advance")


def around(
    candidate: Candidate, speaking: set[int], context: Context, without: frozenset[int | None] = frozenset()
) -> list[PlaceInRole]:
    """Literal places of the same sentence: those nearest in the tree win. `without`: the geonameids of those that
    have another part already.
    """
    sentence = context.sentence_of[candidate.head.i]
    found: list[tuple[float, Place, str]] = []
    said: dict[int, Token] = {}
    seen: set[int] = set()
    for token in sentence:
        place = context.place_at.get(token.i)
        if place is None or place.start in seen or not locates(token, place):
            continue
        if token.i in speaking or place.geonameid in without:
            continue
        seen.add(place.start)
        prep = preposition(token)
        if not prep and token.dep_ == "conj":
            prep = preposition(token.head)  # "for the southern front and Crimea"
        if acts(token, place, prep) or (candidate.kind in TERRITORY and _elsewhere(candidate, token)):
            continue
        said[place.start] = token
        cost = distance(candidate, token.i, context) + (not prep)
        found.append((cost, place, PREPOSITIONS.get(prep, "at")))
    found.sort(key=lambda item: (item[0], item[1].start))
    near = found[:1] + [item for item in found[1:2] if item[0] <= found[0][0] + 2]
    named = {place.start for _, place, _ in near}
    beside = {t.i for _, place, _ in near for t in _together(said[place.start])}
    near += [item for item in found[2:] if item[1].start not in named and said[item[1].start].i in beside]
    return [in_role(place, role) for _, place, role in near]


def _together(token: Token) -> list[Token]:
    """All that is told in one list with a token: what is said of one town is said of each."""
    first = token
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    return with_conjuncts(first)


def locates(token: Token, place: Place) -> bool:
    """Whether a name may say where something happens: a place meant as such, known to the gazetteer or not, or the
    place of a facility ("Hodeidah airport"); not whose troops or officials somebody's are ("Amhara forces").
    """
    if token.dep_ == "compound" and token.head.lemma_.lower() in OWN_PEOPLE:
        return False
    if place.lat is None and not placed(token):
        return False  # a name that nobody lists may be anything ("a car carrying “Dushka”")
    return place.use == "literal" or (place.use == "embedded" and token.ent_type_ == "FACILITY")


def asked_for(candidate: Candidate, speaking: set[int], context: Context) -> list[PlaceInRole]:
    """The places in what somebody demands, threatens or agrees to ("that they leave Harib", "to reopen the road to
    Kidal"): what the words are about, not where they were spoken.
    """
    out: list[PlaceInRole] = []
    below = [t for t in candidate.head.subtree if t.i > candidate.head.i and t.i not in speaking]
    clauses = {t.i for t in below if t.dep_ in ("ccomp", "xcomp", "advcl", "acl")}
    for token in below:
        place = context.place_at.get(token.i)
        if place is None or not locates(token, place) or acts(token, place, preposition(token)):
            continue
        inside = any(up.i in clauses for up in token.ancestors)
        if inside and all(place.start != other.start for other in out):
            out.append(in_role(place, "of"))
    return out[:2]


def placed(token: Token) -> bool:
    """Whether a word stands behind a preposition of place, by itself or with the noun that it belongs to."""
    for _ in range(3):
        if token.dep_ == "obj" and token.head.lemma_.lower() in GOING_VERBS:
            return True
        if preposition(token) in PREPOSITIONS:
            return preposition(token) not in ("", "by", "for", "between")
        if token.dep_ not in ("conj", "compound", "flat", "appos"):
            return False
        token = token.head
    return False


# Verbs whose object is a place, as far as it has a name of its own.
GOING_VERBS = {
    "leave", "enter", "reach", "quit", "abandon", "storm", "besiege", "shell", "bomb", "bombard", "liberate", "vacate",
    "retake", "recapture", "evacuate", "encircle", "approach",
}  # fmt: skip
OWN_PEOPLE = {
    "force", "army", "troop", "soldier", "fighter", "militia", "militiaman", "guard", "police", "brigade", "battalion",
    "regiment", "division", "government", "parliament", "authority", "official", "governor", "minister", "president",
    "prince", "king", "leader", "spokesman", "spokeswoman", "spokesperson", "rebel", "front", "party", "media", "war",
}  # fmt: skip


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
