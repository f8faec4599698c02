"""What a report says of the tale itself, that it is false, true or open; and whether anybody in particular is meant."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from contested.data import rows
from contested.reading.claims.classes import classes_of_lemma

NOT = {"not", "n't", "n’t", "never", "no", "neither", "nor", "nobody", "none", "nothing"}
CALLS = {"call", "be", "prove", "turn", "report", "brand", "dismiss", "describe", "remain"}
JUDGES = {"call", "brand", "dismiss", "describe", "label", "denounce"}
FINDS = {"find", "receive", "get", "have", "give"}
WEAPONS = {"weapon", "vehicle"}
SORTS = {"type", "kind", "sort", "class", "make", "design", "calibre", "caliber", "model", "series"}
WOULD = {"will", "'ll", "’ll", "wo", "shall", "would", "may", "might", "could", "can", "should", "must"}
ANYBODY = {"anyone", "anybody", "whoever", "whomever", "everyone", "everybody"}


@cache
def _words() -> dict[str, str]:
    return {row["word"]: row["says"] for row in rows("claims/truth_words.csv")}


def _says(token: Token) -> str:
    return _words().get(token.lemma_.lower()) or _words().get(token.lower_, "")


def truth(trigger: Token) -> tuple[str, str]:
    """(what is said of the tale that holds the trigger, the word that says it): "false" in "reports of his death were
    false", "open" where nothing shows it, "true" in "the rumour that he was killed proved true", "done" in "managed to
    take the pass" and "the feared assault came", "dared" in "did not hesitate to fire"; empty where nothing is said.
    """
    if (within := _judged_inside(trigger)) is not None:
        return within
    token, doubted = trigger, ("", "")
    for _ in range(4):
        head = token.head
        if head.i == token.i:
            break
        says = _says(head)
        below = token.dep_.startswith(("nsubj", "csubj")) or token.dep_ in ("ccomp", "acl", "obj")
        if token.dep_ == "xcomp" and (says == "done" or head.lower_ == "had"):
            return ("", "") if _denied(head) or _unreal(head) else ("done", head.text)
        if says == "shirked" and token.dep_ == "xcomp":
            return ("dared", head.text) if _denied(head) else ("", "")
        if says == "occurs" and token.dep_ == "nsubj" and token.pos_ == "NOUN" and _occurred(head):
            return "done", head.text
        if says == "open" and below and head.pos_ == "NOUN":
            doubted = says, head.text  # "the rumour that he was killed": unless it is said to be true
        elif says in ("false", "open", "true") and below:
            return _turned(says, head)
        if says == "shown" and below and _denied(head):
            return "open", head.text
        for child in head.children:
            says = _says(child)
            if child.i == token.i:
                continue
            if says == "shown" and child.dep_ == "obj" and head.lemma_.lower() in FINDS and below and _denied(head):
                return "open", child.text
            judged = head.lemma_.lower() in CALLS and child.dep_ in ("xcomp", "obj", "amod")
            if says in ("false", "open", "true") and judged:
                return says, child.text
            # "Calls the report that … correct": the parser may hang the judgement on the inner verb.
            if says == "true" and child.dep_ in ("xcomp", "advmod") and head.head.lemma_.lower() in CALLS:
                return says, child.text
        for child in token.children:
            if _says(child) == "true" and child.dep_ == "advmod" and child.pos_ == "ADJ" and child.i > token.i:
                return "true", child.text
        token = head
    return doubted


def _judged_inside(trigger: Token) -> tuple[str, str] | None:
    """ "Calls the report that they burned it a lie": the parser may hang the judgement on what is judged, behind its
    object."""
    if not any(up.lemma_.lower() in JUDGES for up in list(trigger.ancestors)[:2]):
        return None
    last = [child for child in trigger.children if child.dep_ in ("obj", "xcomp") and child.i > trigger.i][1:]
    return next(((says, child.text) for child in last if (says := _says(child)) in ("false", "open", "true")), None)


def _turned(says: str, head: Token) -> tuple[str, str]:
    """A judgement that is denied itself: "not true" is false, "not false" says nothing."""
    if not _denied(head):
        return says, head.text
    return ("false", head.text) if says == "true" else ("", "")


def _occurred(verb: Token) -> bool:
    """Told in the past, without "not" and "would"."""
    helpers = {child.lower_ for child in verb.children if child.dep_.startswith("aux")}
    return (
        not _denied(verb)
        and helpers <= {"has", "have", "had", "was", "were"}
        and bool(helpers or "Past" in verb.morph.get("Tense", []))
    )


def _denied(token: Token) -> bool:
    return any(
        child.lower_ in NOT
        or (child.dep_ in ("nsubj", "nsubj:pass", "obj") and any(c.lower_ in ("no", "neither") for c in child.children))
        for child in token.children
    )


def _unreal(head: Token) -> bool:
    """Whether a verb is not told as done itself: "will have to", "tried to force them to leave"."""
    return any(
        (child.dep_ == "aux" and child.lower_ in WOULD) or (child.dep_ == "mark" and child.lower_ in ("to", "if"))
        for child in head.children
    )


def generic(trigger: Token) -> str:
    """The word by which a deed is told of anybody rather than of somebody: "whoever leaves", "anyone who attacks", "who
    lives by the sword"; a rule or a habit. Empty where there is none.
    """
    told = trigger.pos_ in ("VERB", "AUX") or (  # "a drone of this type strikes" may be read as a noun
        any(c.dep_ == "nsubj" for c in trigger.children) and not any(c.dep_ == "cop" for c in trigger.children)
    )
    if not told or ("Past" in trigger.morph.get("Tense", []) and not _is_base(trigger)):
        return ""
    if first := _anybody_first(trigger) or _of_its_kind(trigger):
        return first
    for child in trigger.children:
        low = child.lower_
        if child.dep_ in ("obj", "nsubj", "advcl", "ccomp", "csubj", "acl:relcl") and any(
            word.lower_ in ANYBODY for word in (child, *child.children)
        ):
            return low if low in ANYBODY else next(w.text for w in child.children if w.lower_ in ANYBODY)
        if child.dep_ in ("nsubj", "csubj") and trigger.dep_ in ("csubj", "csubj:pass") and low == "who":
            return child.text
        if child.dep_ == "csubj" and any(w.lower_ in ("who", "whoever") for w in child.children):
            return "who"
        if child.dep_ == "nsubj" and any(w.lower_ == "such" for w in child.children) and child.i < trigger.i:
            return "such"
    return trigger.head.text if trigger.dep_ == "acl:relcl" and trigger.head.lower_ in ANYBODY else ""


def _of_its_kind(trigger: Token) -> str:
    """What a weapon of a sort does, told in the present: "a drone like this hits", "the shell destroys any armour",
    "the gun fires forty rounds a minute". A heading has no article and names what was hit."""
    if "Past" in trigger.morph.get("Tense", []) or any(c.dep_.startswith("aux") for c in trigger.children):
        return ""
    for child in trigger.children:
        low = child.lower_
        if child.dep_ in ("obj", "obl:unmarked") and any(c.lower_ in ("any", "every") for c in child.children):
            return next(c.text for c in child.children if c.lower_ in ("any", "every"))
        if (
            child.dep_.startswith("obl")
            and low in ("second", "minute")
            and {"a", "per"} & {c.lower_ for c in child.children}
        ):
            return child.text
        if child.dep_ == "nsubj" and classes_of_lemma(child.lemma_) & WEAPONS:
            sort = next((c for c in child.children if c.dep_ in ("nmod", "amod", "det") and _is_sort(c)), None)
            if sort is not None:
                return sort.text
            # "A drone of this type strikes", read as a noun: the sort may hang on the trigger.
            between = trigger.doc[child.i + 1 : trigger.i]
            if between and between[0].lower_ in ("of", "like"):
                return next((t.text for t in between[1:4] if t.lemma_.lower() in SORTS), "")
    return ""


def _is_sort(token: Token) -> bool:
    """ "Of this type", "like this", "such"."""
    low = {child.lower_ for child in token.children}
    return token.lower_ == "such" or bool({"like"} & low) or (token.lemma_.lower() in SORTS and "of" in low)


def _anybody_first(trigger: Token) -> str:
    """ "Whoever tortures is punished", "who lives by the sword dies by it": the first word of the sentence, or of what
    is said, where that is no question; the parser may hang it on either verb."""
    before = trigger.doc[max(0, trigger.i - 1)]
    opener = before if before.lower_ in ANYBODY else trigger.left_edge
    fits = opener.lower_ in ANYBODY or (opener.lower_ == "who" and trigger.dep_ != "acl:relcl")
    begins = opener.i == trigger.sent.start or trigger.doc[opener.i - 1].text in (":", ",", "“", '"', "„", "«")
    return opener.text if fits and begins and "?" not in trigger.sent.text[-3:] else ""


def _is_base(trigger: Token) -> bool:
    """ "Beat", "hit" and "cut" are past and present alike; with whoever does it in the present, they are a habit."""
    return trigger.lower_ in ("beat", "hit", "cut", "shut", "hurt", "put", "set")
