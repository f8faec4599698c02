"""In what world a happening is told: the real one, a film, a drill, a match; and harm without an attacker."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from contested.data import rows
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import HUMAN, classes_of_lemma, target_class
from contested.reading.claims.modality import Mood
from contested.reading.clause import preposition

UNREAL = {"fiction", "drill", "sport", "contest", "market", "figure", "toy", "pitch", "poll", "name"}
DOERS = UNREAL | {"weather", "animal", "disease", "mishap", "machine"}
# Armed people who take no part in a drill of the army: what they do while it goes on is done in earnest.
IRREGULARS = {"rebel", "militant", "terrorist", "gunman", "insurgent", "guerrilla", "jihadist", "separatist", "bandit"}
# Happenings whose subject, where they have no object, suffers rather than does it.
SUFFERED = {"explosion", "damage", "casualties", "killing", "abduction", "mass_grave", "detention", "accident"}
TO_PEOPLE = {"casualties", "abduction", "mass_grave", "detention"}
NO_ATTACKER = {"weather", "animal", "disease", "mishap"}
HARM = {"casualties", "damage", "killing", "attack", "explosion", "shelling", "abuse", "battle"}
ARMED = {"forces", "weapon"}
# Words of force that games and votes use as freely as wars do.
GAME_WORDS = {
    "beat", "crush", "massacre", "slaughter", "bloodbath", "defeat", "thrash", "bombard", "storm", "attack", "battle",
    "fight", "demolish", "hammer", "siege", "clash", "war", "rout", "carnage", "conquer",
}  # fmt: skip
LOSSES = GAME_WORDS | {"loss", "casualty", "victim", "offensive", "blow"}
FIGHTS = {"fight", "battle", "war", "struggle"}
QUARRELS = {"clash", "spar", "duel", "skirmish", "confrontation"}
DELEGATES = {"deputy", "party", "cabinet", "delegate", "coalition", "faction", "parliamentarian", "opposition"}
RAGES = {"blow", "explode", "erupt"}
MARCHING = {"roll", "march", "drive", "fly", "parade", "pass"}


@cache
def _contexts() -> dict[tuple[str, str], str]:
    return {(row["noun"].lower(), row["where"]): row["context"] for row in rows("claims/contexts.csv")}


def _context(token: Token, where: str = "any") -> str:
    """The context that a noun brings at a place of the clause, by its lemma or with the word before it."""
    doc, word = token.doc, token.lemma_.lower()
    table = _contexts()
    opens = token.i == token.sent.start
    if token.text[:1].isupper() and token.pos_ == "PROPN" and not opens:
        return ""
    if where == "purpose" and token.pos_ == "VERB":
        return table.get((word, where), "")  # "to plant trees" is no power plant
    if where not in ("before", "after", "above") and target_class(token):
        # A market or a stadium that is hit is a place like any other; a bank that fights fights at law.
        return table.get((word, where), "") if where == "doer" else ""
    joint = token.i - 2 if token.i > 1 and doc[token.i - 1].text == "-" else token.i - 1
    before = f"{doc[joint].lower_}-{word}" if token.i else word
    keys = (
        (before, where),
        (word, where),
        (token.lower_, where),
        (before, "any"),
        (word, "any"),
        (token.lower_, "any"),
        (token.lower_.removesuffix("s"), "any"),
    )
    return next((table[key] for key in keys if key in table), "")


def rehearses(token: Token) -> bool:
    """Whether a verb tells that what hangs on it is a trial only ("tested a missile")."""
    return token.pos_ == "VERB" and _contexts().get((token.lemma_.lower(), "above")) == "drill"


def world_of(one: Candidate) -> tuple[str, str]:
    """(context, the word that says so) of a candidate; empty where nothing speaks against the real world."""
    for token, where, wanted in _looks(one):
        context = _context(token, where)
        if context and context in wanted and (context != "contest" or _is_game(one)):
            return context, token.text
    return _of_the_sentence(one) or ("", "")


def _looks(one: Candidate) -> Iterator[tuple[Token, str, set[str]]]:
    """(where to look, as what, for which contexts), the nearest first."""
    setting = [token for prep, token in one.args.obliques if prep in ("in", "during", "on", "at", "for", "of")]
    above = one.head
    for _ in range(2):
        if above.head.i == above.i or preposition(above) in ("after", "following", "before", "since", "despite"):
            break
        above = above.head
        for child in above.children:
            if child.i in one.tokens or child.dep_ not in ("nsubj", "obl", "nsubj:pass"):
                continue
            # "Actors … lay injured": people who are hurt are no play.
            if child in one.args.subj and not one.args.obj and one.kind in SUFFERED:
                continue
            yield child, "doer" if child.dep_ == "nsubj" and not one.args.obj else "setting", {"fiction", "drill"}
    for token in setting:
        yield token, "setting", {"fiction", "mishap"} if _while(one, token) else {"fiction", "drill", "mishap"}
        if one.head.lemma_.lower() in MARCHING:
            yield token, "march", {"drill"}
    for token in _hung_on(one.head):
        yield token, "above", {"drill", "fiction"}
    if one.head.dep_ == "acl:relcl" and one.head.head.dep_ == "obj":
        yield one.head.head.head, "role", {"fiction"}  # "played a terrorist who kidnaps a judge"
    by = [token for prep, token in one.args.obliques if prep in ("by", "from")]
    for token in (*one.args.subj, *by):
        suffers = token in one.args.subj and not one.args.obj and one.kind in SUFFERED
        if suffers and one.kind == "explosion":
            yield token, "bursts", {"figure"}  # "the crowd exploded"
        if classes_of_lemma(token.lemma_) & HUMAN and (suffers or one.kind in TO_PEOPLE):
            continue  # "the journalist disappeared": she did nothing
        if token == one.head.head and any(child.dep_ == "mark" for child in one.head.children):
            continue  # "the rumour that he was killed"
        if suffers:
            yield token, "doer", NO_ATTACKER  # "the bank burned": no bank at law, but a boiler that bursts
            continue
        yield token, "doer", DOERS if token in one.args.subj else DOERS - {"market"}
        for child in token.children:  # "an army of tourists", "a wall of dust"; "conditional saboteurs"
            if child.dep_ == "nmod" and preposition(child) == "of" and not classes_of_lemma(child.lemma_) & ARMED:
                yield child, "doer", {"figure", "weather", "animal", "fiction"}
            elif child.dep_ in ("amod", "compound"):
                yield child, "before", {"drill"}
    for prep, token in one.args.obliques:
        if prep == "with" and one.kind not in TO_PEOPLE:
            yield token, "with", {"figure"}  # "bombarded with questions"
        if prep == "of":
            yield token, "doer", {"disease"}
        if (prep == "of" and one.head.lemma_.lower() in LOSSES) or (
            prep in ("for", "over", "about") and (one.head.lemma_.lower() in FIGHTS or _quarrel(one))
        ):
            yield token, "after", {"figure", "market", "sport", "contest"}
    for token in one.args.obj:
        yield token, "object", {"sport", "contest", "figure", "market"}
    for index in one.tokens:
        for child in one.head.doc[index].children:
            if child.dep_ in ("amod", "compound", "nmod:desc") and child.i not in one.tokens:
                yield child, "before", {"drill", "market", "sport", "contest", "figure", "weather"}
    for token in (*one.args.obj, *(token for prep, token in one.args.obliques if prep in ("at", "on", "with"))):
        for child in token.children:  # "shot at cardboard soldiers"
            if child.dep_ in ("amod", "compound"):
                yield child, "before", {"drill"}
    for child in one.head.children:  # "marched to plant trees"
        if child.dep_ in ("advcl", "xcomp") and one.head.lemma_.lower() in MARCHING:
            yield child, "purpose", {"figure"}
    if one.head.pos_ == "NOUN" and one.head.lemma_.lower() in LOSSES:
        for child in one.head.head.children:  # "shares saw a bloodbath", "the bank was hit by losses"
            if child.dep_.startswith("nsubj") and child.i != one.head.i:
                yield child, "doer", {"market", "sport", "contest", "figure"}


def _quarrel(one: Candidate) -> bool:
    """Ministers and deputies who clash over a law do so with words."""
    doers = [*one.args.subj, *(token for prep, token in one.args.obliques if prep == "with")]
    talks = ("official" in classes_of_lemma(t.lemma_) or t.lemma_.lower() in DELEGATES for t in doers)
    return one.head.lemma_.lower() in QUARRELS and bool(doers) and all(talks)


def _while(one: Candidate, token: Token) -> bool:
    """Whether it happened beside the play rather than in it: "during the exercise rebels shelled"."""
    if not any(child.dep_ == "case" and child.lower_ == "during" for child in token.children):
        return False
    killed = one.kind in ("killing", "casualties") and one.head.lemma_.lower() in ("kill", "die")
    return killed or any(doer.lemma_.lower() in IRREGULARS for doer in one.args.subj)


def _hung_on(token: Token) -> Iterator[Token]:
    """The verbs that a happening hangs on ("rehearsed how to treat the wounded", "tested a missile that hit")."""
    for _ in range(5):
        if token.head.i == token.i or token.dep_ in ("conj", "parataxis"):
            return
        token = token.head
        if token.pos_ == "VERB":
            yield token


def _of_the_sentence(one: Candidate) -> tuple[str, str] | None:
    """What the whole sentence is about: a toy, a match, a vote; or that the trigger is a name or a predicate."""
    head = one.head
    if blame := _blamed(one):
        return "figure", blame.text
    if _rages(one):
        return "figure", head.text
    if head.pos_ == "NOUN" and any(_is_doing(child, head) for child in head.children):
        return "figure", head.text  # "waiting for the results was torture"
    named = _name(head)
    if named is not None:
        return "name", named.text
    if (team := _hurt_at_play(one)) is not None:
        return "sport", team.text
    for token in head.sent:
        context = _context(token)
        if context == "toy" or (context == "pitch" and _is_game(one)):
            return context, token.text
        if _is_game(one) and _is_score(token):
            return "pitch", token.text
        if context == "poll" and head.lemma_.lower() in ("beat", "crush", "defeat") and not one.args.subj:
            return context, token.text
    return None


def _blamed(one: Candidate) -> Token | None:
    """What the mayor came under fire for: nobody is shot at for a reason told so, but for an hour."""
    words = {one.head.doc[i].lower_ for i in one.tokens}
    if not {"under", "fire"} <= words:
        return None
    return next((t for prep, t in one.args.obliques if prep in ("for", "over") and not _lasts(t)), None)


def _hurt_at_play(one: Candidate) -> Token | None:
    """ "The team has three injured before the cup final": those of a team, in words of a match, without a weapon."""
    if one.kind != "casualties" or one.roles.agents or one.roles.instruments:
        return None
    near = [*one.args.obj, *one.args.subj, *(c for t in (one.head, one.head.head) for c in t.children)]
    team = next((t for t in near if t.pos_ == "NOUN" and _context(t) in ("sport", "contest")), None)
    if team is None or any(classes_of_lemma(t.lemma_) & {"weapon"} for t in one.head.sent):
        return None
    return team if any(t != team and _context(t) in ("sport", "pitch") for t in one.head.sent) else None


def _rages(one: Candidate) -> bool:
    """ "The cook blew up at a waiter": whoever bursts at somebody, and bursts nothing, is angry."""
    if one.head.lemma_.lower() not in RAGES or one.head.pos_ != "VERB" or one.head.i not in one.tokens:
        return False
    if any(child.dep_ == "obj" for child in one.head.children):
        return False
    people = any(classes_of_lemma(token.lemma_) & HUMAN - {"forces", "group", "state"} for token in one.args.subj)
    at = [t for prep, t in one.args.obliques if prep == "at" and classes_of_lemma(t.lemma_) & HUMAN]
    return people and bool(at) and not any(classes_of_lemma(t.lemma_) & ARMED for t in one.args.subj)


def _lasts(token: Token) -> bool:
    units = {"second", "minute", "hour", "day", "night", "week", "month", "time", "while"}
    return token.lemma_.lower() in units or token.ent_type_ in ("DATE", "TIME") or token.pos_ == "PROPN"


def _is_doing(child: Token, head: Token) -> bool:
    """A clause, or an -ing form, that is the subject of a noun: the parser may hang it on as anything before "was"."""
    copula = any(c.dep_ == "cop" and c.i > child.i for c in head.children)
    doing = child.lower_.endswith("ing") and child.pos_ == "VERB" and child.i < head.i and copula
    return child.dep_ == "csubj" or (doing and child.dep_ in ("nsubj", "acl", "advcl"))


def _is_score(token: Token) -> bool:
    """ "3-1", "five to nil": two small numbers joined as a match counts them."""
    doc = token.doc
    if token.lower_ == "nil":
        return True
    if not (token.text.isdigit() and int(token.text) < 20 and token.i + 2 < len(doc)):
        return False
    other, after = doc[token.i + 2], doc[token.i + 3].pos_ if token.i + 3 < len(doc) else ""
    whole = other.text.isdigit() and int(other.text) < 20 and after not in ("NOUN", "PROPN", "ADJ")
    return doc[token.i + 1].text in ("-", "–", ":") and whole and not token.ent_type_


def _is_game(one: Candidate) -> bool:
    """Whether the words allow for a match: a verb that games use too, nobody armed, no bystander or house hit."""
    armed = any(classes_of_lemma(token.lemma_) & ARMED for token in (*one.args.subj, *one.args.obj))
    harmed = any(classes_of_lemma(token.lemma_) & {"civilians", "building"} for token in one.args.obj)
    return one.head.lemma_.lower() in GAME_WORDS and not armed and not harmed


def _name(head: Token) -> Token | None:
    """The street or the museum that bears the happening's name ("Siege of Leningrad Street")."""
    if not head.text.istitle() or head.i == head.sent.start:
        return None
    for token in head.doc[head.i + 1 : min(head.i + 6, head.sent.end)]:
        if not (token.text[:1].isupper() or token.lower_ in ("of", "the")):
            return None
        if token.text[:1].isupper() and _contexts().get((token.lower_, "any")) == "name":
            return token
    return None


def _armed(one: Candidate) -> bool:
    """Whether a weapon or somebody armed does it."""
    with_what = [token for prep, token in one.args.obliques if prep in ("by", "with", "from")]
    return any(classes_of_lemma(token.lemma_) & ARMED for token in (*one.args.subj, *with_what))


def place_in_world(one: Candidate, *, violent: bool) -> None:
    """Set mood and kind of a candidate by its world, in place."""
    context, word = world_of(one)
    if not context:
        return
    if context in UNREAL and (violent or one.kind in HARM):
        one.mood = Mood(one.mood.polarity, "hypothetical", (*one.mood.words, word), one.mood.governors)
        one.notes.append(f"told of a {context}: “{word}”")
        one.score *= 0.35
    elif context in NO_ATTACKER and {one.kind, one.entry.kind} & HARM and (context == "disease" or not _armed(one)):
        one.notes.append(f"no attacker: “{word}”")
        one.kind = "accident"
