"""Clauses that tell of nothing done: what is asked, supposed, defined, taught, or said of all such deeds."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from contested.data import rows

INVERTED = {"had", "should", "were"}  # "had they attacked", "should they fire", "were they to storm it"
ASKING = {"do", "be", "have", "will", "can", "could", "may", "might", "would", "should", "shall", "must"}
COMING = {"will", "'ll", "’ll", "shall", "must", "should", "can", "could", "may", "might", "would"}
SKIPPED = {"punct", "cc", "discourse", "vocative"}
# From a happening up to the clause that it stands in; what is told beside the clause, or of a noun, is told for itself.
INSIDE = {
    "obj",
    "iobj",
    "nsubj",
    "nsubj:pass",
    "xcomp",
    "nmod",
    "compound",
    "conj",
    "csubj",
    "csubj:pass",
    "amod",
    "ccomp",
}
WH = {"who", "what", "which", "whom", "whoever", "whatever"}
STEPS = 5
HABIT, THOUGHT, ASKED = "habitual", "hypothetical", "possible"


@cache
def _words(where: str) -> tuple[tuple[str, ...], ...]:
    found = (tuple(row["words"].split()) for row in rows("claims/suppositions.csv") if row["where"] == where)
    return tuple(sorted(found, key=len, reverse=True))


def supposed(trigger: Token) -> tuple[str, str]:
    """(modality, the word that gives it) of a happening that its clause does not tell as done; empty where it does."""
    if named := _before_noun(trigger):
        return THOUGHT, named
    token = trigger
    for _ in range(STEPS):
        found = _clause(token) or _taught(token, trigger) or _defined(token)
        if found and not (found[0] == ASKED and _known(trigger)):
            return found
        if token.head.i == token.i or not _goes_up(token):
            break
        token = token.head
    return "", ""


def _goes_up(token: Token) -> bool:
    """Whether the clause above says how this word is meant, too."""
    if token.dep_ == "ccomp":  # "should he say that they attacked": what is said is told for itself
        return not _past(token)
    if token.dep_ == "advcl":  # "how to dress a wound after shelling"
        return _is_deed(token) and any(c.dep_ == "mark" and c.lower_ in ("after", "before") for c in token.children)
    return token.dep_ in INSIDE or token.dep_.startswith("obl")


def _clause(verb: Token) -> tuple[str, str] | None:
    """What the clause headed by a word is: a question, a condition without "if", a "when" that has not come."""
    if verb.pos_ not in ("VERB", "AUX") and not any(c.dep_ in ("cop", "nsubj") for c in verb.children):
        return None
    first = _first(verb)
    if first is not None and first.dep_.startswith(("aux", "cop")) and _turned(verb, first):
        if _asked(verb):
            return (ASKED, first.text) if first.lemma_.lower() in ASKING or first.lower_ in INVERTED else None
        if first.lower_ in INVERTED:
            return THOUGHT, first.text
    if _shouted(verb, first):
        return "requested", verb.text
    opener = _opener(verb, "always")
    if opener and verb.dep_ == "advcl":
        return HABIT, opener
    if verb.dep_ == "advcl" and not _past(verb) and (opener := _opener(verb, "opens")):
        return _of_when(verb, opener)
    for child in verb.children:
        # "When shells fall, the guards shoot back": both are what they are used to do.
        if child.dep_ == "advcl" and child.i < verb.i and not _past(verb):
            word = _opener(child, "always") or (_opener(child, "opens") if _plain_present(child) else "")
            if word and _plain_present(verb):
                return HABIT, word
    if verb.dep_.startswith("csubj") and _is_deed(verb) and not _past(verb.head):
        judge = verb.head
        if _present_copula(judge) or judge.lemma_.lower() in {words[0] for words in _words("judges")}:
            return THOUGHT, judge.text
    return None


def _first(verb: Token) -> Token | None:
    """The first word of a clause, without stops, joints and calls."""
    for token in sorted((verb, *verb.children), key=lambda one: one.i):
        if token.dep_ in SKIPPED and token.i != verb.i and token.lower_ not in ("nor", "neither"):
            continue
        return token if token.i != verb.i else None
    return None


def _turned(verb: Token, first: Token) -> bool:
    """Whether the subject stands behind the auxiliary; "-n't" and "not" before the subject ask for assent only."""
    subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
    return subject is not None and subject.i > first.i and first.i < verb.i and first.lower_ != "let"


def _asked(verb: Token) -> bool:
    """Whether the sentence ends as a question and this clause is what it asks."""
    if verb.dep_ == "advcl":
        return False
    end = next((t for t in reversed(list(verb.sent)) if t.text not in "\"'”’»)" and not t.is_space), verb)
    return "?" in end.text


def _shouted(verb: Token, first: Token | None) -> bool:
    """An imperative with its mark: "Loot our store!"."""
    bare = first is None or first.i > verb.i
    end = verb.doc[verb.right_edge.i + 1] if verb.right_edge.i + 1 < len(verb.doc) else verb.right_edge
    called = end.text == "!" or any(child.text == "!" for child in verb.children)
    subject = any(c.dep_.startswith(("nsubj", "aux")) for c in verb.children)
    return bare and called and not subject and verb.lower_ == verb.lemma_.lower() and verb.pos_ == "VERB"


def _opener(verb: Token, where: str) -> str:
    """The words of the table that open the clause of a verb, or stand right before it."""
    doc, start, edge = verb.doc, verb.sent.start, verb.left_edge.i
    for words in _words(where):
        for at in (edge, edge - len(words), edge - len(words) + 1):
            if at >= start and tuple(t.lower_ for t in doc[at : at + len(words)]) == words:
                return " ".join(words)
    return ""


def _of_when(verb: Token, opener: str) -> tuple[str, str] | None:
    """A "when" in the present: with what will or should be, a thought; before what is told in the present, a habit. In
    a heading ("two die when shell hits bus") it follows what happened, and happened.
    """
    head = verb.head
    while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i and not _has_auxiliary(head):
        head = head.head
    if _has_auxiliary(head) or _orders(head) or opener == "as soon as":
        return THOUGHT, opener
    return (HABIT, opener) if verb.i < head.i and not _past(head) and _plain_present(verb) else None


def _has_auxiliary(head: Token) -> bool:
    return any(child.dep_.startswith("aux") and child.lower_ in COMING for child in head.children)


def _orders(head: Token) -> bool:
    """An imperative: a bare verb without a subject."""
    return "Imp" in head.morph.get("Mood", []) and not any(c.dep_.startswith("nsubj") for c in head.children)


def _past(verb: Token) -> bool:
    """Told in the past or the perfect, or not told by a verb in any tense."""
    helpers = [c for c in verb.children if c.dep_.startswith(("aux", "cop"))]
    if any("Past" in c.morph.get("Tense", []) or c.lower_ in ("has", "have", "'ve", "’ve") for c in helpers):
        return True
    return not helpers and "Past" in verb.morph.get("Tense", [])


def _plain_present(verb: Token) -> bool:
    if any(c.dep_.startswith(("aux", "cop")) and "Pres" in c.morph.get("Tense", []) for c in verb.children):
        return not any(c.lower_ in ("has", "have", *COMING) for c in verb.children if c.dep_.startswith("aux"))
    return "Pres" in verb.morph.get("Tense", []) and "Part" not in verb.morph.get("VerbForm", [])


def _is_deed(verb: Token) -> bool:
    """An -ing form that nobody in particular does."""
    own = {child.dep_ for child in verb.children}
    return verb.lower_.endswith("ing") and not own & {"nsubj", "nmod:poss", "aux", "det"}


def _present_copula(head: Token) -> bool:
    return any(c.dep_ == "cop" and "Pres" in c.morph.get("Tense", []) for c in head.children)


def _taught(token: Token, trigger: Token) -> tuple[str, str] | None:
    """ "How to treat the wounded": nobody is wounded; but those of Monday's raid are."""
    if not any(c.dep_ == "mark" and c.lower_ == "to" for c in token.children):
        return None
    at = next(c.i for c in token.children if c.dep_ == "mark" and c.lower_ == "to")
    for words in _words("how"):
        begin = at - len(words) + 1
        spoken = tuple(t.lower_ for t in trigger.doc[max(0, begin) : at + 1])
        if spoken == words and not _named(trigger):
            return THOUGHT, " ".join(words)
    return None


def _known(trigger: Token) -> bool:
    """Whether a question takes a happening for granted: "did the attack kill anybody?"."""
    words = {child.lower_ for child in trigger.children if child.dep_ in ("det", "nmod:poss")}
    return trigger.pos_ == "NOUN" and bool(words & {"the", "this", "that", "these", "those", "his", "their", "its"})


def _named(trigger: Token) -> bool:
    """Whether a noun means one happening in particular: "Monday's raid", "the raid on Tuesday", "this attack"."""
    if trigger.pos_ not in ("NOUN", "PROPN"):
        return False
    below = [trigger, *trigger.children]
    return any(
        t.ent_type_ in ("DATE", "TIME", "GPE", "LOC") or t.lower_ in ("this", "that", "these", "yesterday")
        for t in below
    )


def _defined(token: Token) -> tuple[str, str] | None:
    """ "What counts as torture", "which acts qualify as rape"."""
    head = token.head
    if not token.dep_.startswith(("obl", "nmod", "xcomp")) or (head.lemma_.lower(),) not in _words("defines"):
        return None
    as_what = any(c.dep_ in ("case", "mark") and c.lower_ in ("as", "to") for c in token.children)
    open_subject = any(
        w.lower_ in WH for c in head.children if c.dep_.startswith(("nsubj", "obj")) for w in (c, *c.children)
    )
    open_subject |= head.dep_ == "acl:relcl" and head.head.lower_ in WH
    open_subject |= any(w.lower_ in WH for w in head.doc[head.left_edge.i : head.i])
    return (THOUGHT, head.text) if as_what and open_subject and not _past(head) else None


def _before_noun(trigger: Token) -> str:
    """ "In case of attack", "in the event of shelling"."""
    if trigger.pos_ not in ("NOUN", "PROPN", "VERB"):
        return ""
    doc, edge = trigger.doc, trigger.left_edge.i
    starts = {edge, *(c.left_edge.i for c in trigger.children), trigger.i}
    for words in _words("before"):
        size = len(words)
        for start in starts:
            for at in (start, start - size):
                if at >= 0 and at + size <= trigger.i and tuple(t.lower_ for t in doc[at : at + size]) == words:
                    return " ".join(words)
    return ""
