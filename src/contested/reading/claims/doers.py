"""Who deals a blow that a noun names: "police firing", "a guerrilla attack"; whose blow it is that kills; and who it is
that a fight to keep a place is hard for.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from contested.nouns import Party
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import classes_of
from contested.reading.claims.roles import no_party, parties
from contested.reading.clause import preposition
from contested.reading.context import Context
from contested.reading.dependents import is_verbal_noun

# Blows that are named by who deals them; "police killings" may be killings of policemen.
BLOWS = {"attack", "airstrike", "drone_strike", "shelling", "bombing"}
# The same for the harm that is told beside the blow.
TOLLS = {"casualties", "killing"}
CAUSES = {"in", "by", "from", "of", "during", "to", "under", "through"}


def name_doers(one: Candidate, context: Context) -> None:
    """Give a blow the force that stands before its noun, and a toll the force before the blow that it hangs on, where
    nobody else is said to have done it; in place.
    """
    if one.kind == "control":
        _name_keepers(one, context)
    own = _own_forces(one, context)
    if own:
        _not_struck_themselves(one, own)
    if one.roles.agents or one.kind not in BLOWS | TOLLS:
        return
    if one.kind in BLOWS:
        nouns = [context.doc[i] for i in one.tokens if context.doc[i].pos_ in ("NOUN", "PROPN", "CCONJ")]
        nouns += [one.head] if is_verbal_noun(one.head) else []
    else:
        nouns = [token for token in _causes(one) if is_verbal_noun(token) or classes_of(token, context) & _DEEDS]
        nouns += [
            context.doc[i] for i in one.tokens if context.doc[i].lemma_.lower() in FIRED
        ]  # "fell to police bullets"
    # The words of the trigger themselves count whatever the tree makes of them.
    before = [token for noun in nouns for token in _forces_before(noun, context)] or own
    found = [each for token in before for each in parties(token, context)]
    if not found:
        return
    one.roles.agents = _once(found)
    acting = {party.start for party in found}
    one.roles.patients = [party for party in one.roles.patients if party.start not in acting]
    one.notes.append(f"dealt by “{found[0].text}”, who stand before the blow")
    fired = any(token.lemma_.lower() in FIRED for token in nouns)
    if one.kind == "casualties" and one.head.lemma_.lower() == "kill" and fired and one.head.dep_.startswith("acl"):
        one.turned_from, one.kind = one.kind, "killing"  # "the men killed in police firing": no toll, but an act


def _own_forces(one: Candidate, context: Context) -> list[Token]:
    """The forces among the words of a trigger that names a blow by who deals it ("police firing")."""
    if one.entry.pos != "HEAD" or one.kind not in BLOWS:
        return []
    words = [context.doc[i] for i in one.tokens[:-1] if not no_party(context.doc[i], context)]
    return [token for token in words if "forces" in classes_of(token, context)]


def _not_struck_themselves(one: Candidate, own: list[Token]) -> None:
    """ "He was hurt in police firing": whoever else the tree takes for the doer is struck, in place."""
    dealt = [p for p in one.roles.agents if any(p.start <= token.idx < p.end for token in own)]
    others = [p for p in one.roles.agents if p not in dealt]
    one.roles.agents = dealt
    one.roles.patients = one.roles.patients or others


def name_deployed(one: Candidate, context: Context) -> None:
    """ "Two battalions were deployed", "the deployment of police": where nobody is said to send them, those on duty
    do it themselves, as in "two battalions deployed"; in place.
    """
    noun = one.head.pos_ == "NOUN"
    if one.kind != "deployment" or one.roles.agents or not (one.args.passive or noun):
        return
    sent = [*one.args.obj, *(token for prep, token in one.args.obliques if prep == "of" and noun)]
    on_duty = [token for token in sent if "forces" in classes_of(token, context)]
    on_duty = [token for token in on_duty if not no_party(token, context)]
    one.roles.agents = _once([each for token in on_duty for each in parties(token, context)])
    acting = {party.start for party in one.roles.agents}
    one.roles.patients = [party for party in one.roles.patients if party.start not in acting]


def _name_keepers(one: Candidate, context: Context) -> None:
    """ "The fight to keep Goma is getting harder for the army": those for whom it is hard hold it."""
    if one.head.dep_ != "acl" or one.head.head.pos_ not in ("NOUN", "PROPN"):
        return
    noun = one.head.head
    if any(not party.start <= noun.idx < party.end for party in one.roles.agents):
        return
    hung = [token for prep, token in one.args.obliques if prep == "for"]
    hung += [c for t in (one.head, noun, noun.head) for c in t.subtree if preposition(c) == "for"]
    hung = [token for token in hung if token.lemma_.lower() != "front"]  # a stretch of land here
    for token in hung:
        actor = context.actor_at.get(token.i)
        armed = classes_of(token, context) & {"forces", "group"} or (actor is not None and actor.country)
        place = context.place_at.get(token.i)
        if armed and (place is None or place.use == "adjective"):
            one.roles.agents = parties(token, context)
            one.notes.append(f"held by “{token.text}”, for whom it is hard")
            return


_DEEDS = frozenset({"event", "weapon"})
FIRED = {"fire", "firing", "shooting", "bullet", "gunfire"}


def _forces_before(noun: Token, context: Context) -> list[Token]:
    """Forces in front of a noun, as part of it: "police firing", not "the police's firing", which the tree tells. Of
    "an FMLN guerrilla attack" the name is enough.
    """
    before = [c for c in noun.children if c.dep_ == "compound" and c.i < noun.i and not no_party(c, context)]
    found = [c for c in before if "forces" in classes_of(c, context)]
    named = [c for c in found if (actor := context.actor_at.get(c.i)) is not None and actor.id]
    return named or found[-1:]


def _causes(one: Candidate) -> Iterator[Token]:
    """What people are said to have died in, by or of."""
    yield from (token for prep, token in one.args.obliques if prep in CAUSES)
    yield from (token for token in one.args.subj if preposition(token) == "by")  # "killed by police bullets"
    yield from (child for child in one.head.children if child.dep_ == "advcl" and _introduced(child) in CAUSES)
    shots = (token for token in one.args.subj if token.i not in one.tokens and token.lemma_.lower() in FIRED)
    yield from shots  # "police firing that left two dead"


def _introduced(child: Token) -> str:
    """By what a clause is brought in: "killed in firing" has a mark where a noun would have a preposition."""
    mark = next((c.lower_ for c in child.children if c.dep_ == "mark" and c.i < child.i), "")
    return preposition(child) or mark


def _once(found: list[Party]) -> list[Party]:
    return [party for at, party in enumerate(found) if all(party.start != other.start for other in found[:at])]
