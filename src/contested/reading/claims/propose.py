"""Candidates: every trigger of the lexicon met in the text, with the entry that fits its arguments best."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from contested.data import rows
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import classes_of, classes_of_lemma
from contested.reading.claims.coding import ANY
from contested.reading.claims.doers import name_deployed, name_doers
from contested.reading.claims.learnt import correct, proposals
from contested.reading.claims.lexicon import Condition, Match, is_only_denied, is_undone, matches
from contested.reading.claims.modality import NEGATIVE_WORDS, Mood, cue_of, mood_of
from contested.reading.claims.parts import hear_parts
from contested.reading.claims.pronouns import antecedent
from contested.reading.claims.recipients import complete
from contested.reading.claims.roles import fill
from contested.reading.clause import Arguments, arguments, preposition
from contested.reading.context import Context
from contested.reading.dependents import is_participle_modifier

# Kinds that are talk themselves: a verb that asks or promises is the happening, not its mood.
LIGHT = ("call", "go")  # verbs that are cues alone and mean nothing of the sort inside a phrase
TALK = {"demand", "threat", "agreement", "rejection", "support", "accusation", "statement", "decree", "meeting", "halt"}
TAKES = {"suspend", "cancel", "revoke", "withdraw"}  # what is done to rights by decree
TANGIBLE = {
    "building", "infrastructure", "vehicle", "person", "civilians", "official", "forces", "group", "territory",
    "position",
}  # fmt: skip
WHERE = ("outside", "near", "behind", "in front of", "from")  # of places, never of a figure of speech
FLOOR = 0.3  # entries below this chance are noise even when their conditions hold


def propose(context: Context) -> list[Candidate]:
    """One candidate for each trigger word or phrase, overlapping ones resolved: longer phrases first, then weight."""
    groups: dict[int, list[Match]] = {}
    for match in matches(context.doc):
        groups.setdefault(match.head.i, []).append(match)
    found = [candidate for group in groups.values() if (candidate := _best(group, context)) is not None]
    for one in found:
        correct(one, context)
    barred = non_events(context)
    kept = _no_overlap(found, barred)
    kept += proposals(context, {i for one in kept for i in one.tokens} | barred)
    for one in kept:
        name_doers(one, context)
        as_ordered(one, context)
        turn(one)
        hear_parts(one, context)
        complete(one, context)
        name_deployed(one, context)
    return sorted(kept, key=lambda one: one.head.i)


def _best(group: list[Match], context: Context) -> Candidate | None:
    longest = max(len(match.tokens) for match in group)
    ranked: list[tuple[tuple[int, int, float], Match, Arguments]] = []
    made: dict[tuple[int, ...], Arguments] = {}
    for match in group:
        if match.entry.weight < FLOOR or (is_only_denied(match.entry) and _mood(match).polarity == "positive"):
            continue
        args = made.get(match.tokens)
        if args is None:
            args = made[match.tokens] = arguments(match.head, match.tokens, _things(match))
        if _passive_at(match, args):
            continue
        if all(_holds(condition, args, context) for condition in match.entry.when):
            # "Was shot dead" is no longer a phrase than "shot dead" for its auxiliary; "was dominated" is one by it.
            length = max(min(2, len(match.tokens)), sum(not _helps(match.head.doc[i]) for i in match.tokens))
            ranked.append(((length, len(match.entry.when), match.entry.weight), match, args))
    if not ranked or longest == 0:
        return None
    ranked.sort(key=lambda item: (item[0], item[1].entry.kind), reverse=True)
    _, match, args = ranked[0]
    others = list(dict.fromkeys(m.entry.kind for _, m, _ in ranked[1:] if m.entry.kind != match.entry.kind))
    return Candidate(
        entry=match.entry,
        head=match.head,
        tokens=match.tokens,
        args=args,
        roles=fill(match.entry, args, context),
        mood=_mood(match),
        score=match.entry.weight,
        kind=match.entry.kind,
        others=others,
    )


def _passive_at(match: Match, args: Arguments) -> bool:
    """ "Men shot at the checkpoint": a passive whose "at" has a noun of its own says where, not at what was shot."""
    last = match.head.doc[match.tokens[-1]]
    suffered = args.passive or is_participle_modifier(match.head)
    if not suffered or len(match.tokens) != 2 or last.lower_ != "at" or last.dep_ != "case":
        return False
    return last.head.i > last.i and last.head.i not in {token.i for token in args.obj}


def _helps(token: Token) -> bool:
    return token.dep_.startswith("aux")


@cache
def _turned() -> dict[tuple[str, str, str], str]:
    return {(row["kind"], row["how"], row["cue"]): row["becomes"] for row in rows("claims/turned.csv")}


def turn(one: Candidate) -> None:
    """A negated "recognise" is a refusal that happened, "lifted the blockade" a concession: see `claims/turned.csv`."""
    becomes = _turned().get((one.kind, "negated", one.head.lemma_.lower()))
    if becomes and one.mood.polarity == "negative":
        one.notes.append(f"not “{one.head.text}” is {becomes}")
        one.turned_from = one.kind
        one.kind, one.mood = becomes, Mood("positive", one.mood.modality, one.mood.words, one.mood.governors)
        return
    for thing in (*one.args.obj, *one.args.subj):
        if becomes := _turned().get((one.kind, "of", thing.lemma_.lower())):
            one.notes.append(f"of “{thing.text}”: {becomes}")
            one.kind = becomes
            return
    for word in _ending_words(one):
        becomes = next(filter(None, (_turned().get((one.kind, "ended", verb)) for verb in _with_particle(word))), None)
        if becomes:
            one.notes.append(f"“{word.text}” ends it: {becomes}")
            one.turned_from, one.kind = one.kind, becomes
            return


def as_ordered(one: Candidate, context: Context) -> None:
    """ "The police have been asked to keep a watch": what troops or police are asked to do, with nobody else named who
    asks, their own command asks of them; in place.
    """
    if one.mood.modality != "requested":
        return
    for asking in (context.doc[i] for i in one.mood.governors):
        above = arguments(asking)
        asked = [classes_of(token, context) for token in above.obj]
        if above.passive and not above.subj and any("forces" in each and "group" not in each for each in asked):
            one.mood = replace(one.mood, modality="ordered")
            one.notes.append(f"“{asking.text}” is an order to them")
            return


def _with_particle(word: Token) -> list[str]:
    """A verb with its particle, then alone: "called off" ends a strike, "called" starts one."""
    lemma = word.lemma_.lower()
    return [*(f"{lemma} {child.lower_}" for child in word.children if child.dep_ == "compound:prt"), lemma]


def _ending_words(one: Candidate) -> list[Token]:
    """The words that may end what a trigger names: its verb, the noun that it is an "of" of, its own phrase's verb."""
    # Of "lifted the ban" the verb alone: the ban is what is ended, and ends nothing. A phrase that is a concession
    # already ("suspended the sanctions", "cut the tariffs"), or a sanction ("suspended air links"), or takes somebody's
    # right away ("revoked the licence") is not turned by its own verb.
    takes = one.kind == "decree" and one.head.lemma_.lower() in TAKES
    settled = one.entry.pos == "PHRASE" and (one.kind in ("agreement", "sanction") or takes)
    own = len(one.tokens) > 1 and not settled
    out = [one.head] if own else []
    token = one.head
    if token.dep_ == "compound" and token.head.pos_ == "NOUN" and token.head.i > token.i:
        token = token.head  # "suspended aid deliveries", "ended mediation efforts"
    if token.pos_ in ("NOUN", "PROPN") and token.dep_ in ("obj", "nsubj:pass", "nmod", "xcomp"):
        out.append(token.head)
        if token.dep_ == "nmod" and token.head.dep_ in ("obj", "nsubj:pass"):
            out.append(token.head.head)  # "suspended part of the aid"
    elif token.dep_ == "xcomp":
        out.append(token.head)
    return out


def _mood(match: Match) -> Mood:
    """The mood of a trigger; a phrase whose verb is a cue itself brings its own ("promised military aid")."""
    mood = mood_of(match.head, match.tokens)
    if is_undone(match.entry) and not NEGATIVE_WORDS & set(match.entry.words):
        mood = replace(mood, polarity="positive" if mood.polarity == "negative" else "negative")
    if match.entry.pos == "PHRASE" and mood.modality == "actual" and match.entry.kind not in TALK:
        # "Went on strike", "called off the march": the light verb of a phrase promises and asks nothing.
        given = cue_of(match.head) if match.head.lemma_.lower() not in LIGHT else None
        if given and given != "negative":
            return Mood(mood.polarity, given, (*mood.words, match.head.text), mood.governors)
    return mood


def _things(match: Match) -> frozenset[int]:
    """Nouns of a phrase that are things or people rather than the happening ("destroy depot", "kill civilian")."""
    doc = match.head.doc
    return frozenset(
        i
        for i in match.tokens
        if i != match.head.i and doc[i].pos_ in ("NOUN", "PROPN") and classes_of_lemma(doc[i].lemma_) & TANGIBLE
    )


def _holds(condition: Condition, args: Arguments, context: Context) -> bool:
    slot, classes, negated = condition.slot, condition.classes, condition.negated
    fillers = args.slot(slot)
    filled = (
        bool(fillers)
        if classes == ANY
        else any(classes_of(antecedent(token, context), context) & classes for token in fillers)
    )
    return bool(filled != negated)


def _no_overlap(found: list[Candidate], barred: frozenset[int]) -> list[Candidate]:
    """No word belongs to two triggers: the longer phrase keeps it, then the surer one. Metaphor and sport go."""
    taken: set[int] = set()
    kept = []
    for candidate in sorted(found, key=lambda one: (-len(one.tokens), -one.score, one.head.i)):
        if taken & set(candidate.tokens) or candidate.head.i in barred:
            continue
        taken |= set(candidate.tokens)
        kept.append(candidate)
    return sorted(kept, key=lambda one: one.head.i)


@cache
def _patterns() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows("lexicons/non_events.csv"):
        words = tuple(row["pattern"].lower().replace("-", " ").split())
        table.setdefault(words[0], []).append((words, row["effect"]))
    return {key: tuple(value) for key, value in table.items()}


def non_events(context: Context) -> frozenset[int]:
    """Tokens that stand in a pattern of `non_events.csv`: they trigger nothing."""
    doc = context.doc
    table = _patterns()
    words = [(token.lower_, token.lemma_.lower()) for token in doc]
    out: set[int] = set()
    for index, forms in enumerate(words):
        for key in set(forms):
            for pattern, effect in table.get(key, ()):
                if effect in ("drop", "metaphor"):
                    used = _follow(words, index, pattern)
                    if not (used and effect == "metaphor" and _literal([doc[i] for i in used])):
                        out.update(used)
    return frozenset(out)


def _literal(used: list[Token]) -> bool:
    """Whether words of a figure of speech are meant as they stand: "smashed the records office" names a house, and who
    is "stabbed in the back outside the court" is told where.
    """
    inside = {token.i for token in used}
    first, last = used[0], used[-1]
    if first.pos_ != "VERB" and last.pos_ == "VERB" and last.lower_.endswith(("ed", "ing")):
        return True  # "marines in heavy rain stormed the beach" had no heavy storm
    if last.dep_ == "compound" and last.head.i not in inside and classes_of_lemma(last.head.lemma_) & TANGIBLE:
        return True
    if first.pos_ == "VERB" and first.lemma_.lower() == "take" and _taken_by_force(first, last):
        return True
    hung = [child for token in used for child in token.children if child.dep_.startswith(("obl", "nmod"))]
    return any(
        preposition(child) in WHERE and classes_of_lemma(child.lemma_) & (TANGIBLE | {"place"}) for child in hung
    )


def _taken_by_force(verb: Token, last: Token) -> bool:
    """Soldiers who take houses by storm take no audience."""
    doers = [child for child in verb.children if child.dep_ == "nsubj"]
    things = [c for token in (verb, last) for c in token.children if c.dep_ in ("obj", "nsubj:pass")]
    armed = any("forces" in classes_of_lemma(token.lemma_) for token in doers)
    return armed and any(classes_of_lemma(token.lemma_) & (TANGIBLE | {"place"}) for token in things)


def _follow(words: list[tuple[str, str]], at: int, pattern: tuple[str, ...]) -> list[int]:
    """Token indexes on which the words stand in order, at most two others between; empty where they do not."""
    used, here = [at], at
    for word in pattern[1:]:
        hit = next((i for i in range(here + 1, min(here + 4, len(words))) if word in words[i]), None)
        if hit is None:
            return []
        used.append(hit)
        here = hit
    return used
