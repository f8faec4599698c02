"""From a trigger's arguments to parties, targets, instruments and places, by the frame of the lexicon entry."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from spacy.tokens import Token

from contested.nouns import Party, Place, PlaceInRole, Thing
from contested.reading.actors.registry import agents
from contested.reading.claims.classes import HUMAN, SHARES, classes_of, target_class
from contested.reading.claims.lexicon import Entry
from contested.reading.claims.pronouns import OWNERS, antecedent, country_of
from contested.reading.clause import EXAMPLES, Arguments, preposition, with_conjuncts
from contested.reading.context import Context, char_span, noun_phrase

PLACE_ROLES = {"place": "at", "from": "from", "to": "to", "toward": "toward", "of": "of"}
# What a preposition says of a place when the frame is silent.
PREPOSITIONS = {
    "in": "at", "at": "at", "on": "at", "near": "at", "around": "at", "outside": "at", "inside": "at", "within": "at",
    "across": "at", "throughout": "at", "over": "at", "along": "at", "by": "at", "close to": "at", "next to": "at",
    "from": "from", "out of": "from", "to": "to", "into": "to", "toward": "toward", "towards": "toward",
    "against": "at", "between": "at", "of": "at", "under": "at", "beside": "at", "off": "at", "via": "at",
    "south of": "at", "north of": "at", "east of": "at", "west of": "at", "through": "at", "onto": "to", "for": "at",
    "such as": "at", "including": "at", "like": "at", "": "at",
}  # fmt: skip
INSTRUMENT_PREPOSITIONS = {"with", "by", "using", "from"}
INTANGIBLE = {"event", "abstract", "order", "document"}
MOVES = {"deployment", "withdrawal", "advance", "desertion", "protest", "mobilization"}
# Kinds that are words or dealings between parties: a place that they are directed at is one.
WORDS = {
    "demand", "accusation", "threat", "rejection", "sanction", "support", "agreement", "meeting", "statement",
    "humanitarian_aid", "arms_supply",
}  # fmt: skip
GIFTS = {"humanitarian_aid", "arms_supply"}  # what is given suffers nothing: those who get it are meant
BLASTS = {"bombing", "explosion"}
BLOWS = {
    *BLASTS, "attack", "shelling", "airstrike", "drone_strike", "killing", "damage", "abuse", "abduction", "casualties",
}  # fmt: skip
FIRE = {"airstrike", "drone_strike", "shelling"}  # what planes, drones and guns do
THINGS = INTANGIBLE | {"building", "infrastructure", "body", "flag"}  # nobody who could deal a blow
SHOTS = {"shelling", "airstrike"}
DESCRIBING = {"terrorist", "terror", "suicide", "criminal", "extremist", "subversive"}
ABSTRACT = ("ion", "ity", "ness", "ment", "ance", "ence", "ship", "ism", "istics", "cy")  # ends of words for no thing
TEAMS = {
    "team", "party", "squad", "unit", "contingent", "column", "posse", "group", "patrol", "detachment", "company",
    "battalion", "platoon", "batch",
}  # fmt: skip
SERVING = {
    "personnel",
    "jawan",
    "trooper",
    "troop",
    "man",
    "men",
    "commando",
    "constable",
    "guard",
    "team",
    "unit",
    "party",
}
UNSURE = (("UNK",), ("BUS",))  # "a team", "two companies": of whom is told by what they are made of
COMPOSED = {"comprise", "consist", "compose", "include", "make", "lead", "head", "form"}
HITTABLE = {"building", "infrastructure", "weapon", "vehicle"}


@dataclass(slots=True)
class Roles:
    """What an entry's frame made of the arguments."""

    agents: list[Party] = field(default_factory=list)
    patients: list[Party] = field(default_factory=list)
    targets: list[Thing] = field(default_factory=list)
    instruments: list[Thing] = field(default_factory=list)
    places: list[PlaceInRole] = field(default_factory=list)
    topics: list[Token] = field(default_factory=list)


def in_role(place: Place, role: str) -> PlaceInRole:
    """The place with the role that it plays in a claim."""
    return PlaceInRole(**{f.name: getattr(place, f.name) for f in fields(Place)}, role=role)


def party(token: Token, context: Context) -> Party:
    """The party that the noun phrase of `token` names, with the country and sectors of the actor it stands for."""
    token = antecedent(token, context)
    start, end = char_span(context.doc, *noun_phrase(token))
    actor = context.actor_at.get(token.i)
    country = country_of(token, context)  # "Putin's army", "Ukrainian forces", "its troops"
    return Party(
        start=start,
        end=end,
        text=context.text[start:end],
        id=actor.id if actor else None,
        name=actor.name if actor else None,
        country=country,
        sectors=actor.sectors if actor and actor.sectors not in UNSURE else _sectors_told(token, context),
    )


def _sectors_told(token: Token, context: Context) -> tuple[str, ...]:
    """What a party is where it is no known actor: by what it is part or made of, else by the word itself."""
    actor = context.actor_at.get(token.i)
    found = _sectors_of_whole(token, context)
    if not found and token.dep_ == "compound":  # "police" in "police firing" stands for no actor of its own
        found = _sectors_of_words([token.lower_])
    elif not found and token.lemma_.lower() in SERVING:  # "300 rapid action force personnel"
        words = [each.lower_ for each in token.doc[max(token.left_edge.i, token.i - 4) : token.i]]
        found = next((told for at in range(len(words)) if (told := _sectors_of_words(words[at:]))), ())
    return found or (actor.sectors if actor else ())


def _sectors_of_words(words: list[str]) -> tuple[str, ...]:
    """The sectors of a description of a body or of people; empty where it is none."""
    agent = agents().get(words)
    return agent.sectors if agent is not None and agent.note in ("", "body") else ()


def _sectors_of_whole(token: Token, context: Context) -> tuple[str, ...]:
    """ "Dozens of policemen", "two companies of the guard", "a team comprising constables": what they are part of, or
    made of, says what they are.
    """
    team = token.lemma_.lower() in TEAMS
    if not team and token.lemma_.lower() not in SHARES and "forces" not in classes_of(token, context):
        return ()
    made = [c for c in token.children if c.dep_ == "acl" and c.lemma_.lower() in COMPOSED] if team else []
    hung = [c for c in token.children if c.dep_ == "nmod" and preposition(c) in ("of", "from")]
    hung += [c for verb in made for c in verb.children if c.dep_.startswith(("obj", "obl")) and c.i > verb.i]
    for whole in hung:
        for each in with_conjuncts(whole):
            below = [c for c in each.children if c.dep_ == "nmod" and preposition(c) == "of"]
            for one in (*below, each):  # "officers of the crime branch"
                actor = context.actor_at.get(one.i)
                if actor is not None and actor.sectors and actor.sectors not in UNSURE:
                    return actor.sectors
    return ()


def owner(token: Token, thing: Token, context: Context) -> Party:
    """The party that a thing belongs to, in the words for the thing: an adjective alone ("French operations") names
    nobody, and what was refused or praised is the offer of a side, not all of it.
    """
    start, end = char_span(context.doc, *noun_phrase(thing))
    return replace(party(token, context), start=start, end=end, text=context.text[start:end])


def parties(token: Token, context: Context) -> list[Party]:
    """The party of a noun phrase; one for each country where it names several ("Greek and Turkish officials")."""
    first = party(token, context)
    countries = []
    for child in token.children:
        if child.dep_ not in ("amod", "compound", "nmod:poss", "nmod"):
            continue
        for each in (child, *(c for c in child.children if c.dep_ == "conj")):
            actor = context.actor_at.get(each.i)
            if actor and actor.country and actor.country not in countries:
                countries.append(actor.country)
    if len(countries) < 2:
        return [first]
    return [replace(first, id=None, name=None, country=country) for country in countries]


def thing(token: Token, context: Context, *, hit: bool) -> Thing:
    """A thing with, where it was hit, its target class."""
    start, end = char_span(context.doc, *_bare(token, *noun_phrase(token, ("of",))))
    return Thing(start, end, context.text[start:end], target_class(token) if hit else None)


def _bare(head: Token, first: int, last: int) -> tuple[int, int]:
    """The noun phrase of a thing without what only adds to it: letters in brackets, and a description behind a comma
    ("the Pont Neuf, the oldest bridge").
    """
    doc = head.doc
    for at in range(head.i + 1, last - 1):
        if doc[at].text == "(" or (doc[at].text == "," and doc[at + 1].pos_ == "DET"):
            return first, at
    return first, last


def literal_place(token: Token, context: Context) -> Place | None:
    """The place that a token names, if it may locate something."""
    place = context.place_at.get(token.i)
    return place if place is not None and place.use in ("literal", "metonymic") else None


PARTS = {
    "part", "half", "centre", "center", "outskirt", "outskirts", "bank", "north", "south", "east", "west", "side",
    "district", "suburb", "quarter", "edge", "entrance", "city", "town", "village", "port", "area", "most",
}  # fmt: skip


def _part_of(token: Token, context: Context) -> Place | None:
    """The place of which a noun names a part: "the western part of Kupiansk"."""
    if token.lemma_.lower() not in PARTS:
        return None
    below = (c for c in token.children if c.dep_ == "nmod" and c.i > token.i and preposition(c) not in ("to", "toward"))
    return next((place for child in below if (place := literal_place(child, context)) is not None), None)


def _listed(token: Token) -> list[Token]:
    """The middle of a list, which the parser takes for an apposition: "Balakliia, the west of Kupiansk and Izium"."""
    goes_on = any(child.dep_ == "conj" for child in token.children)
    return [child for child in token.children if goes_on and child.dep_ == "appos" and child.i > token.i]


def fill(entry: Entry, args: Arguments, context: Context) -> Roles:
    """Roles by the entry's frame, then by default for what the frame does not name."""
    roles = Roles()
    frame = entry.frame or (("subj", "agent"), ("obj", "patient"))
    if entry.kind in MOVES and not args.passive:
        # "The troops arrived": whoever moves of their own will acts.
        frame = tuple((slot, "agent" if (slot, role) == ("subj", "patient") else role) for slot, role in frame)
    used: set[int] = set()
    for slot, given in frame:
        for token in args.slot(slot):
            # "Was shot dead by a guard": who stands behind "by" does it, whatever the frame makes of a subject.
            does = (slot, given) == ("subj", "patient") and args.passive and preposition(token) == "by"
            role = "agent" if does else given
            if token.i not in used and assign(role, token, roles, context, entry.kind):
                used.add(token.i)
                for other in _listed(token) if role in PLACE_ROLES else ():
                    if assign(role, other, roles, context, entry.kind):
                        used.add(other.i)
                through = (slot, role) == ("subj", "instrument") and bool(roles.instruments)
                if through:  # "Israeli warplanes struck", "the army's planes bombed": a side acts through them
                    roles.agents += _wielders(token, context, entry.kind)
    if not roles.agents and not any(role == "agent" and slot == "subj" for slot, role in frame):
        for token in args.inside:
            if token.i not in used and token.lower_ not in OWNERS:  # not "lost his life"
                assign("agent", token, roles, context, entry.kind)
    if not any(slot == "obj" for slot, _ in frame):
        for token in args.obj:  # a frame that forgets the object ("blamed Israel for")
            if token.i not in used and token.dep_ != "compound":
                assign("patient", token, roles, context, entry.kind)
    for prep, token in args.obliques:
        if token.i in used:
            continue
        place = literal_place(token, context)
        if place is not None:
            role = PREPOSITIONS.get(prep, "at")
            roles.places.append(in_role(place, _exemplified(args, context, role) if prep in EXAMPLES else role))
        elif prep in INSTRUMENT_PREPOSITIONS and "weapon" in classes_of(token, context):
            roles.instruments.append(thing(token, context, hit=False))
        elif prep == "by" and not roles.agents and classes_of(token, context) & HUMAN:
            roles.agents.append(party(token, context))
    _weapon_before(args, roles, context)
    roles.agents = _outermost(roles.agents)
    acting = {(one.start, one.end) for one in roles.agents}
    roles.patients = [one for one in _outermost(roles.patients) if (one.start, one.end) not in acting]
    return roles


def _outermost(found: list[Party]) -> list[Party]:
    """Without those that stand inside another ("three", "the hostages" in "three of the hostages") or come twice."""
    spans = {(one.start, one.end) for one in found}
    inner = {(a, b) for a, b in spans for c, d in spans if (c, d) != (a, b) and c <= a and b <= d}
    return [one for at, one in enumerate(found) if (one.start, one.end) not in inner and one not in found[:at]]


def no_party(token: Token, context: Context) -> bool:
    """Whether a word can name nobody: "no group", "nothing", a day or a time, or an adjective alone."""
    if _none(token) or (token.dep_ == "conj" and _none(token.head)) or _describes(token):
        return True
    if token.i in context.actor_at:
        return False
    bare = token.pos_ == "ADJ" and not any(child.dep_ == "det" for child in token.children)
    return bare or token.i in context.time_at or token.lower_ in ("nothing", "anything", "something")


def _none(token: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ == "no" for child in token.children)


def _describes(token: Token) -> bool:
    """Whether a word only says of what sort a deed is: "a terrorist attack" tells of no terrorist."""
    return token.dep_ in ("amod", "compound") and token.lemma_.lower() in DESCRIBING


def _exemplified(args: Arguments, context: Context, role: str) -> str:
    """The role of what examples stand for: "go to other regions, such as Crimea" goes to Crimea."""
    for prep, token in args.obliques:
        goes = PREPOSITIONS.get(prep) in ("to", "from", "toward") and literal_place(token, context) is None
        if goes and classes_of(token, context) & {"territory", "place"}:
            return PREPOSITIONS[prep]
    return role


def assign(role: str, token: Token, roles: Roles, context: Context, kind: str) -> bool:
    """Let a word play a part, in place, as far as its class allows; whether it was used up by that."""
    classes = classes_of(token, context)
    if role not in PLACE_ROLES and role != "topic" and no_party(token, context):
        return True
    if classes and classes <= INTANGIBLE and role not in PLACE_ROLES and role != "topic":
        # "The attack killed five": the attack is a happening of its own; "issued a declaration demanding": they demand.
        above = [c for c in token.head.children if c.dep_ == "nsubj" and c.i != token.i] if role == "agent" else []
        roles.agents += [each for c in above if token.dep_ == "obj" for each in parties(c, context)]
        return True
    place = literal_place(token, context)
    if role in PLACE_ROLES:
        place = place or _part_of(token, context)
        if place is None:
            return False
        roles.places.append(in_role(place, PLACE_ROLES[role]))
    elif role == "agent":
        if kind in BLOWS and ((classes and classes <= THINGS) or _does_nothing(token, context)):
            return True
        if classes and classes <= {"weapon", "vehicle"}:
            roles.instruments.append(thing(token, context, hit=False))
            roles.agents += _wielders(token, context, kind)
        else:
            roles.agents += parties(token, context)
    elif role == "instrument":
        if classes & HUMAN and not classes & {"weapon", "vehicle"}:
            roles.agents += parties(token, context)  # "the guerrillas struck": no weapon strikes here
        elif place is not None:
            roles.places.append(in_role(place, "at"))
        elif classes or not token.lemma_.lower().endswith(ABSTRACT):
            roles.instruments.append(thing(token, context, hit=False))  # not "with impunity"
    elif role in ("patient", "target"):
        if kind in GIFTS and place is None and not classes & HUMAN and not country_of(token, context):
            return True  # "sent €5m to Chad": the money is what is given
        fired = kind in BLASTS or (kind in SHOTS and token.dep_ in ("conj", "obj"))  # "fired rockets and mortars"
        _suffer(role, token, roles, context, place, words=kind in WORDS, blast=fired)
    elif role == "topic":
        roles.topics.append(token)
    return True


NOBODY = {"this", "that", "these", "those", "one", "which", "what", "who", "whoever"}


def _does_nothing(token: Token, context: Context) -> bool:
    """Whether a word names nobody who could deal a blow: a pronoun that only points ("this is an attack", "not known
    who fired"), or a noun that nothing knows for somebody and whose ending tells of a deed ("the disclosure").
    """
    token = antecedent(token, context)
    if token.i in context.actor_at or token.ent_type_:
        return False
    if token.lower_ in NOBODY and token.pos_ in ("PRON", "DET", "NUM", "NOUN"):
        return True
    deed = token.pos_ == "NOUN" and token.lemma_.lower().endswith((*ABSTRACT, "ure", "ing"))
    return deed and not classes_of(token, context)


def _wielders(weapon: Token, context: Context, kind: str) -> list[Party]:
    """Who acts through a weapon or a vehicle: its country, else whoever it belongs to ("the army's planes", "junta
    jets"), where it fires; of "an army truck hit a mine" the army does nothing.
    """
    if country_of(weapon, context):
        return parties(weapon, context)
    if kind not in FIRE and "weapon" not in classes_of(weapon, context):
        return []
    whose = [c for c in weapon.children if c.dep_ in ("nmod:poss", "compound") and c.i < weapon.i]
    return [party(c, context) for c in whose if classes_of(c, context) & (HUMAN - {"person", "civilians"})][:1]


def _suffer(
    role: str, token: Token, roles: Roles, context: Context, place: Place | None, *, words: bool, blast: bool
) -> None:
    """Patient or target: people suffer, things are hit, and a place is both hit and where it happened; where it is
    spoken to or of (`words`), those who live there are meant. What goes off in a `blast` is no target of it.
    """
    classes = classes_of(token, context)
    if blast and classes and classes <= {"weapon", "event"}:
        roles.instruments.append(thing(token, context, hit=False))  # "three bombs exploded"
        return
    if place is not None:
        roles.places.append(in_role(place, "at"))
        if not words:
            roles.targets.append(thing(token, context, hit=True))
        if _is_country(place) or (role == "patient" and (words or classes & {"state", "group"})):
            roles.patients.append(party(token, context))
        return
    if token.dep_ == "compound" and token.lemma_.lower() == "state":
        return  # "a state visit"
    human = bool(classes & HUMAN) and not (role == "target" and classes & HITTABLE)
    if human or (role == "patient" and not classes & (HITTABLE | {"position", "territory"})):
        roles.patients += parties(token, context)
    else:
        roles.targets.append(thing(token, context, hit=True))
        roles.patients += _owners(token, context)
    for child in token.children:
        # "a school in Kramatorsk", "the Kherson bridge": the thing hit brings its place along.
        if child.dep_ not in ("nmod", "compound", "nmod:poss", "obl", "appos"):
            continue
        for each in with_conjuncts(child):  # "villages, among them Shire and Adwa"
            inner = literal_place(each, context) or context.place_at.get(each.i)
            if inner is not None and inner.use in ("literal", "embedded"):
                roles.places.append(in_role(inner, "at"))


def _is_country(place: Place) -> bool:
    """Whether a place is a country, which suffers what is done to it; a town is only where it happens."""
    return (place.feature or "").startswith("A.PCL")


def _owners(token: Token, context: Context) -> list[Party]:
    """Whose the thing is that was hit: "positions of the army", "Palestinian homes", "the mayor's house"."""
    out = []
    for child in token.children:
        actor = context.actor_at.get(child.i)
        if child.dep_ == "nmod" and child.i > token.i and any(c.lower_ == "of" for c in child.children):
            whose = bool(classes_of(child, context) & (HUMAN - {"state"})) and literal_place(child, context) is None
        else:
            whose = child.dep_ in ("nmod:poss", "amod", "compound") and bool(actor and actor.country)
            place = literal_place(child, context)
            whose = whose and (place is None or (child.dep_ == "nmod:poss" and _is_country(place)))  # "Chad's grid"
        if whose:
            bare = child.dep_ == "nmod" or (child.dep_ == "nmod:poss" and literal_place(child, context) is None)
            out.append(party(child, context) if bare else owner(child, token, context))
    return out


def _weapon_before(args: Arguments, roles: Roles, context: Context) -> None:
    """ "drone strike", "missile attack": the weapon stands before the noun."""
    for token in args.obj:
        if token.dep_ in ("compound", "amod") and "weapon" in classes_of(token, context) and not roles.instruments:
            roles.instruments.append(thing(token, context, hit=False))
            roles.patients = [p for p in roles.patients if not p.start <= token.idx < p.end]
            roles.targets = [t for t in roles.targets if not t.start <= token.idx < t.end]
