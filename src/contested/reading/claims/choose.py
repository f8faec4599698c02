"""Which candidates become claims: one happening is told once, a call for something is not also the thing, and so on."""

from __future__ import annotations

from contested.reading.claims.candidate import Candidate
from contested.reading.claims.coding import kinds
from contested.reading.claims.features import confidence, threshold
from contested.reading.claims.modality import Mood
from contested.reading.claims.speech import Voice
from contested.reading.claims.unsaid import unsaid
from contested.reading.claims.worlds import place_in_world
from contested.reading.context import Context

ANSWERS = {"agreement", "rejection"}
HEADING = 6  # words
DENIALS = {"deny", "refute", "debunk", "rebut", "disprove"}
ASKS = {"demand", "threat", "decree"}
# Of a word that asks, threatens or orders, and what it asks for, the inner one stays where it tells of these groups.
INNER = {"demand": {"people"}, "decree": {"people", "territory", "force", "violence", "harm"}}
POLITICS = {"demand", "threat", "rejection", "statement", "support", "agreement", "decree"}
SPEECH_KINDS = POLITICS | {"accusation", "meeting"}
TOLL = {"killing", "casualties"}
LEAVES = {"leave", "cause", "claim", "send", "result", "bring"}  # verbs by which an accident harms somebody
# What leaves arms to be picked up, and how that is told.
YIELDS_ARMS = {"battle", "killing", "casualties", "detention", "desertion"}
FINDS = {"find", "recover", "recovery", "seize", "seizure", "confiscate", "unearth", "discover", "uncover", "retrieve"}
GENERIC = {
    "attack": {"shelling", "airstrike", "drone_strike", "bombing", "battle", "advance"},
    "explosion": {"shelling", "airstrike", "bombing", "drone_strike"},
}


def choose(candidates: list[Candidate], held_by: list[Voice], context: Context) -> list[Candidate]:
    """The candidates that are claims, each happening of a sentence once."""
    inside = inside_parties(candidates)
    for one in candidates:
        one.score = confidence(one, context, inside_party=one.head.i in inside)
        place_in_world(one, violent=is_violent(one.kind))
    _by_a_strike(candidates)
    _by_an_accident(candidates)
    _told_twice(candidates, context)
    kept = [one for one in candidates if one.score >= threshold(one) and not unsaid(one)]
    kept = _governed([one for one in kept if not _is_heading(one, context)])
    kept = _without_topics(_without_cues(kept, held_by))
    sentences = {context.sentence_of[one.head.i].start for one in kept if one.kind != "statement"}
    kept = [one for one in kept if one.kind != "statement" or context.sentence_of[one.head.i].start not in sentences]
    kept = _without_finds(_one_toll(kept, context), context)
    return _same_sentence(kept, context)


def _by_a_strike(candidates: list[Candidate]) -> None:
    """What a protest "hits" or "shuts" is no attack, in place: its harm is a figure of speech; its dead are dead."""
    protests = {i for one in candidates if one.kind == "protest" for i in one.tokens}
    for one in candidates:
        doer = next((t for t in one.args.subj if t.i in protests and t.i not in one.tokens and t.pos_ == "NOUN"), None)
        if doer is not None and is_violent(one.kind) and one.kind not in TOLL:
            one.mood = Mood(one.mood.polarity, "hypothetical", (*one.mood.words, doer.text), one.mood.governors)
            one.notes.append(f"done by a protest: “{doer.text}”")
            one.score *= 0.35


def _by_an_accident(candidates: list[Candidate]) -> None:
    """ "A fire left two cooks with burns": whom an accident harms nobody attacked, in place."""
    accidents = {i for one in candidates if one.kind == "accident" and one.score >= threshold(one) for i in one.tokens}
    for one in candidates:
        if one.kind not in TOLL or one.mood.polarity == "negative" or one.args.subj:
            continue
        verb = one.head.head
        cause = next((c for c in verb.children if c.dep_ == "nsubj" and c.i in accidents), None)
        if cause is not None and verb.lemma_.lower() in LEAVES:
            one.kind = "accident"
            one.notes.append(f"harm of an accident: “{cause.text}”")


def _told_twice(candidates: list[Candidate], context: Context) -> None:
    """ "They fight for the harvest, a real battle": a word without parts of its own that tells again, in the same
    sentence, what is told as a figure of speech is one too, in place."""
    figures: dict[tuple[int, str], list[Candidate]] = {}
    for one in candidates:
        if any(note.startswith("told of a ") for note in one.notes):
            figures.setdefault((context.sentence_of[one.head.i].start, one.kind), []).append(one)
    for one in candidates:
        if one.mood.modality != "actual" or not is_violent(one.kind) or one.head.pos_ != "NOUN":
            continue
        if one.roles.agents or one.roles.patients or one.roles.targets or one.roles.places or one.counts:
            continue
        for other in figures.get((context.sentence_of[one.head.i].start, one.kind), ()):
            if other.head.i < one.head.i:
                one.mood = Mood(one.mood.polarity, "hypothetical", other.mood.words, one.mood.governors)
                one.notes.append(f"tells again of “{other.head.text}”")
                one.score *= 0.35
                break


def _is_heading(one: Candidate, context: Context) -> bool:
    """ "HUMANITARIAN RESPONSE", "ATTACKS": a line of a few capital words that tells of nothing yet."""
    line = [t for t in context.sentence_of[one.head.i] if t.is_alpha]
    if len(line) > HEADING or not all(t.is_upper for t in line) or not any("\n" in t.text for t in line[-1].rights):
        return False
    told = (t.i in context.place_at or t.i in context.quantity_at or t.pos_ in ("VERB", "AUX") for t in line)
    return not any(told)


def _governed(candidates: list[Candidate]) -> list[Candidate]:
    """Of a happening and the word that asks for it, threatens, promises or refuses it, one stays: the word, whose
    subject it is that acts; of "called for the evacuation" and "ordered the retreat" what people or troops are to do.
    """
    by_token = {i: one for one in candidates for i in one.tokens}
    drop: set[int] = set()
    # "a request that was accepted": what became of it is told, the request itself is not news.
    answered = {one.head.head.i for one in candidates if one.kind in ("agreement", "rejection")}
    drop |= {id(one) for one in candidates if one.kind == "demand" and one.head.i in answered}
    for one in candidates:
        outer = next((by_token[i] for i in _above(one) if i in by_token and by_token[i] is not one), None)
        if outer is None or id(outer) in drop:
            continue
        governs = bool(set(outer.tokens) & set(one.mood.governors))
        if outer.head.lemma_.lower() in DENIALS and one.kind not in SPEECH_KINDS and _is_complement(one):
            drop.add(id(outer))  # "denies it burned the clinic": what is denied is told, as not so
            continue
        if outer.kind in ANSWERS and not governs and _told_as_done(one):
            continue
        if outer.kind in ANSWERS and (governs or _is_complement(one)):
            drop.add(id(one))
        elif outer.kind in ASKS and (governs or one.mood.modality not in ("actual", "habitual")):
            group = kinds()[one.kind].get("group")
            # Whether "ordered" is called a decree or a demand, what is ordered is the news.
            asks = "decree" if one.mood.modality == "ordered" else outer.kind
            drop.add(id(outer) if group in INNER.get(asks, ()) else id(one))
        elif governs and len(outer.tokens) == 1 and outer.kind not in SPEECH_KINDS:
            drop.add(id(outer))
    return [one for one in candidates if id(one) not in drop]


def _above(one: Candidate) -> list[int]:
    """The tokens on the way up from a trigger, three steps at most."""
    out = []
    up = one.head
    for _ in range(3):
        if up.head.i == up.i:
            break
        up = up.head
        out.append(up.i)
    return out


def _told_as_done(one: Candidate) -> bool:
    """ "Doctors agree that he was poisoned", "attacked the town, as they had pledged": what was done, not promised."""
    head = one.head
    past = "Past" in head.morph.get("Tense", []) or any(
        c.lower_ in ("was", "were", "had", "has") for c in head.children
    )
    return one.mood.modality == "actual" and past and head.dep_ in ("ccomp", "xcomp") and head.pos_ == "VERB"


def _is_complement(one: Candidate) -> bool:
    return one.head.dep_ in ("obj", "xcomp", "ccomp", "nmod", "obl", "compound", "nsubj:pass", "acl")


def inside_parties(candidates: list[Candidate]) -> set[int]:
    """Tokens below the agents and patients of other candidates: what stands there describes somebody."""
    out: set[int] = set()
    for one in candidates:
        for token in (*one.args.subj, *one.args.obj):
            if token.i in one.tokens or token.pos_ not in ("NOUN", "PROPN"):
                continue
            for child in token.children:
                if child.dep_ in ("nmod", "compound", "amod", "nmod:poss"):
                    out |= {t.i for t in child.subtree if t.i not in one.tokens}
    return out


def _without_cues(candidates: list[Candidate], held_by: list[Voice]) -> list[Candidate]:
    """A word that only brings in what somebody says ("…, local authorities denounced") is no claim beside it."""
    heads = {one.head.i for one in candidates}
    cues = {i for voice in held_by if voice.speech and heads & (voice.content - voice.cue) for i in voice.cue}
    return [one for one in candidates if one.head.i not in cues or one.kind not in SPEECH_KINDS or _accuses(one)]


def _without_topics(candidates: list[Candidate]) -> list[Candidate]:
    """Of "voiced pessimism about the talks" the voicing stays: a noun of politics below words of feeling is only what
    they are about."""
    said = {i for one in candidates if one.kind == "statement" and one.entry.pos == "PHRASE" for i in one.tokens}
    return [
        one
        for one in candidates
        if one.kind in ("statement", "accusation")
        or one.kind not in SPEECH_KINDS
        or one.head.pos_ != "NOUN"
        or not said & set(_above(one))
    ]


def _accuses(one: Candidate) -> bool:
    """An accusation of somebody is a happening of its own beside what is alleged ("accused the army of shelling")."""
    return one.kind == "accusation" and bool(one.roles.patients)


def _one_toll(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """All dead, wounded and missing of one sentence are one claim, unless they have different places or moods."""
    out: list[Candidate] = []
    first: dict[tuple[int, str, str], Candidate] = {}
    for one in candidates:
        if one.kind not in TOLL:
            out.append(one)
            continue
        key = (context.sentence_of[one.head.i].start, one.mood.polarity, one.mood.modality)
        lead = first.get(key)
        if lead is None:
            first[key] = one
            out.append(one)
            continue
        lead.tokens = tuple(sorted(set(lead.tokens)))
        lead.roles.patients += [p for p in one.roles.patients if p not in lead.roles.patients]
        lead.roles.agents = lead.roles.agents or one.roles.agents
        lead.roles.places += [p for p in one.roles.places if p not in lead.roles.places]
        lead.counts += [c for c in one.counts if c not in lead.counts]
        lead.score = max(lead.score, one.score)
        lead.notes.append(f"joined with “{one.head.text}”")
    return out


def _same_sentence(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """In one sentence a happening is told once: the same kind twice counts twice only where places or sufferers
    differ, and a general kind beside a specific one that it hangs on goes."""
    drop: set[int] = set()
    for at, one in enumerate(candidates):
        for other in (candidates[later] for later in range(at + 1, len(candidates))):
            if context.sentence_of[one.head.i].start != context.sentence_of[other.head.i].start:
                break
            if id(one) in drop or id(other) in drop:
                continue
            if _was_held_before(one, other):
                drop.add(id(one if one.kind == "control" else other))
                continue
            near = _tree_distance(one, other) <= 1
            if one.kind == other.kind and one.mood.polarity == other.mood.polarity and not _differ(one, other):
                _absorb(one, other, drop)
            elif near and other.kind in GENERIC.get(one.kind, ()) and not _differ(one, other) and not one.counts:
                drop.add(id(one))
                _inherit(other, one)
            elif near and one.kind in GENERIC.get(other.kind, ()) and not _differ(one, other) and not other.counts:
                drop.add(id(other))
                _inherit(one, other)
    return [one for one in candidates if id(one) not in drop]


def _without_finds(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """Arms found on those who were killed, caught or gave up, told with it or right after it, are part of it: no attack
    was stopped by that."""
    number = {sentence.start: n for n, sentence in enumerate(context.doc.sents)}
    at = {id(one): number[context.sentence_of[one.head.i].start] for one in candidates}
    told = {at[id(one)] for one in candidates if one.kind in YIELDS_ARMS and one.mood.polarity == "positive"}
    return [
        one
        for one in candidates
        if one.kind != "interception" or not _is_find(one) or not told & {at[id(one)], at[id(one)] - 1}
    ]


def _is_find(one: Candidate) -> bool:
    return any(word.lemma_.lower() in FINDS for word in (one.head, *(one.head.doc[i] for i in one.tokens)))


def _was_held_before(one: Candidate, other: Candidate) -> bool:
    """ "A city that was held by rebels but is now under the army": the past hold only says from whom it was taken."""
    pair = {one.kind: one, other.kind: other}
    if set(pair) != {"control", "capture"}:
        return False
    held, taken = pair["control"], pair["capture"]
    past = any(child.lower_ in ("was", "were", "had", "been") for child in held.head.children)
    before = {party.country for party in held.roles.agents} - {party.country for party in taken.roles.agents}
    if not past or not before or _differ_in_place(held, taken):
        return False
    taken.roles.patients = taken.roles.patients or held.roles.agents
    return True


def _differ_in_place(one: Candidate, other: Candidate) -> bool:
    mine = {place.geonameid for place in one.roles.places}
    theirs = {place.geonameid for place in other.roles.places}
    return bool(mine and theirs and not mine & theirs)


def _absorb(one: Candidate, other: Candidate, drop: set[int]) -> None:
    """The surer of the two stays and takes from the other what it lacks."""
    loser, winner = sorted((one, other), key=lambda c: (c.head.pos_ == "VERB", c.score, -c.head.i))
    drop.add(id(loser))
    _inherit(winner, loser)
    winner.counts += [count for count in loser.counts if count not in winner.counts]
    winner.notes.append(f"joined with “{loser.head.text}”")


def _inherit(winner: Candidate, loser: Candidate) -> None:
    """ "Attacked the base with grenades dropped from drones": the surer or closer telling takes the parts it lacks."""
    winner.roles.agents = winner.roles.agents or loser.roles.agents
    winner.roles.patients = winner.roles.patients or loser.roles.patients
    winner.roles.targets = winner.roles.targets or loser.roles.targets
    winner.roles.places = winner.roles.places or loser.roles.places


def _differ(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates of a kind tell of two happenings: both name places, or things hit, and none is shared."""
    for mine, theirs in (
        ({p.start for p in one.roles.places}, {p.start for p in other.roles.places}),
        ({t.text for t in one.roles.targets}, {t.text for t in other.roles.targets}),
        ({p.text for p in one.roles.patients}, {p.text for p in other.roles.patients}),
    ):
        if mine and theirs and not mine & theirs:
            return True
    return False


def _tree_distance(one: Candidate, other: Candidate) -> int:
    """Steps between the two heads in the tree, 9 where the way is longer than that."""
    ups = {one.head.i: 0}
    up, steps = one.head, 0
    while up.head.i != up.i and steps < 9:
        steps += 1
        up = up.head
        ups[up.i] = steps
    down, steps = other.head, 0
    while down.i not in ups and down.head.i != down.i and steps < 9:
        steps += 1
        down = down.head
    return min(9, ups.get(down.i, 9) + steps)


def is_violent(kind: str) -> bool:
    """Whether the table calls the kind violent."""
    return bool(kinds()[kind].get("violent"))
