"""Did it happen, or was it planned, feared, denied, ordered? Read from the auxiliaries and from what governs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from contested.data import rows
from contested.reading.claims.signs import IF_WORDS, counts_after, habitual, over, past_aside, would
from contested.reading.claims.supposed import supposed
from contested.reading.claims.truth import generic, truth
from contested.reading.clause import preposition

NEGATIVE_WORDS = {"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none", "nothing", "without"}
MAYBE = {"may", "might", "could", "can"}
WILL = {"will", "'ll", "’ll", "wo", "shall"}
BEING = {"is", "are", "'s", "’s", "’re", "'re", "am", "been"}
NEGATING = {"advmod", "det", "cc", "nsubj", "nsubj:pass", "case", "obj", "cc:preconj", "mark"}
AS_IF = {"if", "though"}  # "as if a bomb had struck it"
NEARLY = {"almost", "nearly", "practically", "virtually"}
# What a happening does that is the subject of these, it does itself ("demanded that the shelling end").
COURSE = {"stop", "end", "cease", "begin", "start", "continue", "resume", "happen", "occur", "recur"}
BESIDE = {"after", "since", "following", "before", "during", "despite", "because of", "amid"}
STEP_UP = {
    "xcomp",
    "ccomp",
    "acl",
    "advcl",
    "obj",
    "nmod",
    "obl",
    "nsubj",
    "nsubj:pass",
    "csubj",
    "compound",
    "parataxis",
}
# Governors that a trigger may stand in the object of, where the cue's meaning carries over ("ordered a withdrawal").
CLAUSAL = {"xcomp", "ccomp", "acl", "csubj"}


SURE = ("true", "done", "dared")  # what the report says itself of the tale, see `truth`


@dataclass(frozen=True, slots=True)
class Mood:
    """Polarity and modality of a happening, with the words that made it so."""

    polarity: str = "positive"
    modality: str = "actual"
    words: tuple[str, ...] = ()
    governors: tuple[int, ...] = ()
    sure: bool = False
    """The report itself says that it was done ("managed to", "proved true")."""


@cache
def _cues() -> dict[tuple[str, str], tuple[str, str]]:
    """(lemma or form, scope) -> (pos, modality), for cues of one word."""
    table: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows("lexicons/modality_cues.csv"):
        table.setdefault((row["cue"].lower(), row["scope"]), (row["pos"], row["modality"]))
    return table


@cache
def _looks_back() -> frozenset[str]:
    """Nouns for looking at what has happened."""
    return frozenset(row["word"] for row in rows("claims/looks_back.csv") if row["pos"] == "NOUN")


def cue_of(token: Token, scope: str = "complement") -> str | None:
    """The modality that a word gives to what it governs (scope complement), stands before (modified) or opens
    (clause); None where it gives none."""
    found = _cues().get((token.lemma_.lower(), scope)) or _cues().get((token.lower_, scope))
    if found is None:
        return None
    return found[1] if found[0] != "NOUN" or token.pos_ in ("NOUN", "PROPN", "VERB") else None


def mood_of(trigger: Token, inside: tuple[int, ...] = ()) -> Mood:
    """Mood of the happening that `trigger` names; `inside` are the tokens of its phrase, which do not govern it."""
    negative = False
    modality: str | None = None
    words: list[str] = []
    governors: list[int] = []
    token = trigger
    for step in range(5):
        flips, own, found = _local(token, first=step == 0)
        negative ^= flips
        words += found
        modality = modality or own
        head = past_aside(token)
        if head.i == token.i or (head.i in inside and step == 0 and head.i == trigger.i):
            break
        if token.dep_ == "conj":
            # "began to shell and attack": the governor of the first governs the second, unless it has its own subject.
            if any(child.dep_.startswith("nsubj") for child in token.children):
                break
            if head.pos_ not in ("VERB", "NOUN", "AUX", "PROPN"):
                break
            shared, own, found = _local(head, first=False)
            negative |= shared  # "neither shots nor explosions": one negation, said twice
            modality = modality or own
            words += found
            token = head
            head = token.head
            if head.i == token.i:
                break
        if token.dep_ not in STEP_UP:
            break
        if token.dep_.startswith("nsubj") and token.pos_ in ("NOUN", "PROPN"):
            modality = modality or _of_subject(head)
        if token.dep_ in ("ccomp", "parataxis", "advcl") and step and not _governs(head):
            break
        if head.pos_ == "NOUN" and head.lemma_.lower() in _looks_back():
            break  # "demanded an inquiry into the killing": the killing is not what is demanded
        if token.dep_ == "nmod" and preposition(token) in BESIDE:
            break  # "no shop opened after the killings": what is told of another time or cause is told for itself
        given = _from_governor(token, head)
        if given:
            words.append(head.text)
            governors.append(head.i)
            negative ^= given == "negative"
            modality = modality or (given if given != "negative" else None)
        elif not _transparent(token, head):
            break
        token = head
    return _settled(
        trigger, Mood("negative" if negative else "positive", modality or "", tuple(words), tuple(governors))
    )


def _settled(trigger: Token, mood: Mood) -> Mood:
    """The mood once the report's own word on the tale, purpose and habit have been heard; `mood` is from the grammar
    alone, its modality empty where that tells none."""
    modality, polarity, words = mood.modality, mood.polarity, mood.words
    told, word = truth(trigger)
    if told == "false":
        # "The rumour that he was killed was untrue": once it is said to be false it is open no longer.
        modality = "" if modality == "possible" and polarity == "positive" else modality
        polarity, words = "positive" if polarity == "negative" else "negative", (*words, word)
    elif told == "open":
        modality, words = modality or "possible", (*words, word)
    elif told == "dared":
        modality, polarity, words = "", "positive", (*words, word)
    elif told in ("true", "done"):
        modality, words = "", (*words, word)
    elif not modality and polarity == "negative" and any(_purpose(trigger.doc[i]) for i in mood.governors):
        modality, polarity = "possible", "positive"  # "to avoid victims": they may be, and are not said to be none
    elif not modality and _purpose(trigger):
        modality = "planned"
    if modality in ("", "ongoing") and (word := generic(trigger)):
        modality, words = "habitual", (*words, word)
    if modality in ("", "ongoing", "suggested") and told not in SURE:
        given, word = supposed(trigger)
        modality, words = (given, (*words, word)) if given else (modality, words)
    return Mood(polarity, modality or "actual", words, mood.governors, sure=told in SURE)


def _purpose(trigger: Token) -> bool:
    """An infinitive of purpose ("the battle to keep the town", "shelled it to force them out"); but "the first town to
    be freed" has been freed.
    """
    noun = trigger.head
    if trigger.dep_ == "acl" and any(c.lower_ in ("first", "last", "latest", "only") for c in noun.children):
        return False
    return trigger.dep_ in ("acl", "advcl") and any(c.dep_ == "mark" and c.lower_ == "to" for c in trigger.children)


def _of_subject(head: Token) -> str | None:
    """What a predicate says of a happening that is its subject: "the withdrawal would be a blow" tells of no
    withdrawal; "the shelling could be heard" does."""
    for child in head.children:
        if child.dep_ == "aux" and child.lower_ in ("would", "'d", "’d"):
            return "hypothetical"
        if child.dep_ == "aux" and child.lower_ in ("will", "'ll", "’ll"):
            return (
                "planned"
                if head.lemma_.lower() in ("be", "begin", "start", "continue", "happen", "follow", "take")
                else None
            )
    return None


@cache
def _bringing() -> frozenset[str]:
    return frozenset(row["verb"] for row in rows("claims/bringing_verbs.csv"))


def _governs(head: Token) -> bool:
    return cue_of(head) is not None


def _transparent(token: Token, head: Token) -> bool:
    """Whether the way up goes on through a head that is no cue itself ("begun to receive the order to suspend")."""
    if token.dep_ in ("xcomp", "acl"):
        return True
    # "Organise help for the departure": what stands behind "for" is brought about too.
    aim = token.dep_ == "obl" and token.pos_ == "NOUN" and preposition(token) == "for"
    if (token.dep_ == "obj" or aim) and head.lemma_.lower() in _bringing():
        return True
    if token.dep_ == "nsubj" and head.lemma_.lower() in COURSE and head.dep_ in CLAUSAL:
        return True
    return token.dep_ in ("ccomp", "nmod") and head.pos_ == "NOUN"


def _from_governor(token: Token, head: Token) -> str | None:
    cue = cue_of(head)
    dep = token.dep_
    if dep in ("advcl", "obl", "nmod") and (kept := _kept_from(token, head)):
        return kept
    if cue is None and dep in CLAUSAL and any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children):
        found = _cues().get((f"{head.lemma_.lower()} to", "complement"))
        cue = found[1] if found else None
    if cue is None or (cue == "planned" and not _yet_to_come(token, head)):
        return None
    if cue == "requested" and dep == "ccomp" and _in_the_perfect(token):
        return None  # "insists that it has not taken the town"; who demands something has it still to come
    if dep in CLAUSAL:
        return cue
    if dep in ("obj", "nsubj:pass") and head.pos_ == "VERB" and token.pos_ in ("NOUN", "PROPN"):
        return cue
    if (
        dep in ("nmod", "obl")
        and preposition(token) in ("of", "for", "to", "against", "about", "on")
        and head.pos_ in ("NOUN", "VERB", "ADJ")
    ):
        return cue
    return cue if dep == "compound" and head.pos_ == "NOUN" else None


def _kept_from(token: Token, head: Token) -> str | None:
    """What a verb keeps somebody from: "talked him out of shooting", "stopped short of storming", "deterred from"."""
    marks = [c for c in token.children if c.dep_ in ("mark", "case") and c.i < token.i]
    if not marks or not token.lower_.endswith("ing"):
        return None
    words = " ".join(w.lower_ for w in (marks[0], *(c for c in marks[0].children if c.dep_ == "fixed")))
    if words == "of" and any(c.lower_ == "short" and c.i < token.i for c in head.children):
        words = "short of"
    found = _cues().get((f"{head.lemma_.lower()} {words}", "complement"))
    return found[1] if found else None


def _yet_to_come(token: Token, head: Token) -> bool:
    """Whether a word of planning governs a plan: "agreed that he was shot" and "attacked, as they had pledged" tell of
    what was done."""
    if token.i < head.i and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod") for c in head.children):
        return False
    if head.lemma_.lower() == "go" and not head.lower_.endswith("ing"):
        return token.dep_ in ("xcomp", "acl")
    done = "Past" in token.morph.get("Tense", []) or any(
        c.dep_.startswith("aux") and c.lower_ in ("was", "were", "had", "has", "have", "did") for c in token.children
    )
    bound = any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children)
    return not (token.dep_ == "ccomp" and done and not bound)


def _in_the_perfect(token: Token) -> bool:
    """ "Has left", "had been taken", "did not fire": told as done, whatever verb of speech stands above."""
    return any(c.dep_.startswith("aux") and c.lower_ in ("has", "have", "had", "did") for c in token.children)


def _local(token: Token, *, first: bool) -> tuple[bool, str | None, list[str]]:
    """(negated, modality, words) from the token's own auxiliaries, adverbs, determiners, adjectives and markers."""
    negated = False
    modality: str | None = None
    words: list[str] = []
    will = False
    for child in token.children:
        word = _negation(token, child, first=first)
        if word:
            negated = not negated or (child.lower_ == "no" and child.dep_ == "advmod" and _no_longer(token))
        else:
            given = _shade(token, child, first=first)
            coming = child.dep_ == "aux" and child.lower_ in WILL
            will |= coming
            negated ^= given == "negative"
            modality = modality or (given if given != "negative" else None)
            word = child.text if coming or (given and child.lower_ != "must") else ""
        words += [word] if word else []
    if will:
        unless = any(g.lower_ == "unless" for c in token.children if c.dep_ == "advcl" for g in c.children)
        modality = modality or ("threatened" if unless else "planned")
    if first and modality is None and _going_on(token):
        modality = "ongoing"
    return negated, modality, words


def _negation(token: Token, child: Token, *, first: bool) -> str:
    """The word by which a child negates the token, or nothing: "not", "no troops", "almost"."""
    low = child.lower_
    if low in NEGATIVE_WORDS and child.dep_ in NEGATING:
        return child.text
    determiners = {d.lower_ for d in child.children if d.dep_ == "det"}
    if child.dep_.startswith("nsubj") and determiners & {"no", "neither"}:
        return "no"
    if child.dep_ == "obj" and first and "no" in determiners:
        return "no"
    marks = child.dep_ == "aux" or (child.dep_ == "mark" and low in IF_WORDS)
    if low in NEARLY and first and not marks and token.pos_ != "NOUN" and not counts_after(child):
        return child.text
    return ""


def _no_longer(token: Token) -> bool:
    return any(child.lower_ == "longer" for child in token.children)


def _shade(token: Token, child: Token, *, first: bool) -> str | None:
    """The modality, or "negative", that a child gives the token: "may", "if", "planned", "every day"."""
    low = child.lower_
    if child.dep_ == "aux":
        if low in ("would", "'d", "’d", "should"):
            return would(token, low)
        return {
            "may": "possible",
            "might": "possible",
            "could": "possible",
            "can": "possible",
            "must": "requested",
        }.get(low)
    if child.dep_ == "mark" and (low in IF_WORDS or (low == "as" and _word_after(child) in AS_IF)):
        return "hypothetical"
    if not first:
        return None
    if child.dep_ in ("amod", "advmod", "compound", "nmod:desc"):
        cue = cue_of(child, "modified") or cue_of(child, "clause")
        if cue == "ongoing" and over(token):
            return None
        return cue if cue == "negative" or child.dep_ != "compound" else None
    return "habitual" if child.dep_.startswith("obl") and habitual(child) else None


def _going_on(token: Token) -> bool:
    """ "Is shelling", "are being shelled"."""
    participle = token.pos_ == "VERB" and "Part" in token.morph.get("VerbForm", []) and token.lower_.endswith("ing")
    return participle and any(child.dep_ == "aux" and child.lower_ in BEING for child in token.children)


def _word_after(token: Token) -> str:
    """The next word in lower case; empty at the end of the text."""
    return token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
