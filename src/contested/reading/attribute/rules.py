"""Attributions read off the tree: reporting verbs with their clause, "according to", what witnesses see.

They stand in where the learnt tagger is silent; both speak the same form (`Draft`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from contested.data import rows
from contested.reading.attribute.cues import cue_at
from contested.reading.attribute.draft import Draft, subtree
from contested.reading.attribute.labels import WITNESSES, speaks
from contested.reading.clause import preposition, with_conjuncts
from contested.reading.context import noun_phrase

# Verbs that report with a plain object too ("denied the attack", "confirmed the strike").
FLOOR = 0.5  # weight below which a verb tells a thought or a plan more often than words
TAG_FLOOR = 0.2  # the same for a verb in a tag ("…, local authorities denounced"), which hardly tells anything else
OBJECT_STANCES = ("denied", "confirmed", "predicted", "alleged")
WITNESS_RULE = "rule:what witnesses see"
PERCEIVING = {"see", "hear", "watch", "witness", "film", "notice", "spot", "observe"}


def by_rule(doc: Doc) -> Iterator[Draft]:
    """All attributions that the rules see."""
    for token in doc:
        if (last := _according(token)) is not None:
            yield from _according_to(token, last)
        elif token.pos_ == "NOUN":
            yield from _in_version(token)
        elif token.pos_ in ("VERB", "AUX"):
            yield from _witnessed(token)
            cue = cue_at(token)
            verbal = cue is not None and cue.pos in ("VERB", "PHRASE", "PASSIVE")
            if cue is not None and verbal and cue.weight >= (TAG_FLOOR if _reports(token) else FLOOR):
                yield from _verb(token, cue.stance)


def _reports(verb: Token) -> bool:
    """Whether a verb stands as reporting verbs do: in a tag, behind its clause, or before "that"."""
    if verb.dep_ == "parataxis":
        return True
    clauses = [child for child in verb.children if child.dep_ == "ccomp"]
    return any(c.i < verb.i or any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children) for c in clauses)


def _phrase(token: Token) -> set[int]:
    first, last = noun_phrase(token)
    return set(range(first, last))


def _verb(verb: Token, stance: str) -> Iterator[Draft]:
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "obl:agent")]
    passive = any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children)
    if passive:
        subjects = [c for c in verb.children if c.dep_.startswith("obl") and any(k.lower_ == "by" for k in c.children)]
    elif not subjects and verb.dep_ in ("conj", "advcl", "xcomp"):
        subjects = [c for c in verb.head.children if c.dep_ == "nsubj"]
    elif not subjects and verb.dep_ == "acl:relcl":
        subjects = [verb.head]
    if not subjects and any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children):
        # "They killed two, informed the spokesman": translators leave the speaker behind the verb.
        subjects = [c for c in verb.children if c.dep_ in ("obj", "iobj") and c.i > verb.i and speaks(c)]
    subjects = [verb.head if s.lower_ in ("who", "which", "that") and verb.dep_ == "acl:relcl" else s for s in subjects]
    subjects = [s for s in subjects if s.lower_ != "it" or not passive]
    source: set[int] = set()
    for subject in subjects:
        for one in with_conjuncts(subject):
            source |= _phrase(one)
    contents = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.pos_ != "PUNCT"]
    if not contents and stance in OBJECT_STANCES:
        contents = [c for c in verb.children if c.dep_ in ("obj", "xcomp", "nsubj:pass") and c not in subjects]
    content: set[int] = set()
    for one in contents:
        content |= subtree(one)
    if not contents and verb.dep_ == "parataxis":
        content = subtree(verb.head, without=[verb.i])
    helpers = {
        c.i for c in verb.children if c.dep_ in ("aux", "aux:pass", "compound:prt") or c.lower_ in ("not", "n't")
    }
    cue = {verb.i} | helpers
    content -= source | cue
    if content and (source or passive):
        yield Draft(source, cue, content, "rule:reporting verb", 0.6)


def _according(token: Token) -> int | None:
    """The last token of "according to", its short and clumsy forms ("acc. to", "according with", "as per")."""
    doc, low = token.doc, token.lower_
    after = [doc[i].lower_ for i in range(token.i + 1, min(token.i + 3, len(doc)))]
    if low == "according" and after[:1] in (["to"], ["with"]):
        return token.i + 1
    if low.rstrip(".") in ("acc", "accd", "accdg"):
        at = next((at for at, word in enumerate(after) if word == "to"), None)
        return None if at is None or (at == 1 and after[0] != ".") else token.i + 1 + at
    if low == "per" and _told_by(token):
        return token.i
    return None


def _told_by(per: Token) -> bool:
    """Whether "per" names who says it ("per witnesses", "as per the ministry") and no rate ("per day")."""
    words = [t for t in per.doc[per.i + 1 : per.i + 6] if not t.is_punct]
    noun = next((t for t in words if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"), None)
    if noun is None or any(t.pos_ in ("VERB", "AUX", "ADP", "NUM") for t in words if t.i < noun.i):
        return False
    human = noun.ent_type_ in ("PER", "ORG") or speaks(noun)
    return human and (noun.pos_ == "PROPN" or noun.i > per.i + 1 or "Plur" in noun.morph.get("Number", []))


def _witnessed(verb: Token) -> Iterator[Draft]:
    """ "Two residents saw the army bring in tanks": what witnesses see or hear is told by them."""
    if verb.lemma_.lower() not in PERCEIVING:
        return
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.lemma_.lower().replace("-", "") in WITNESSES]
    contents = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i]
    if not subjects or not contents:
        return
    source = {i for subject in subjects for one in with_conjuncts(subject) for i in _phrase(one)}
    content = {i for child in verb.children if child.i > verb.i and not child.is_punct for i in subtree(child)}
    yield Draft(source, {verb.i}, content - source, WITNESS_RULE, 0.7)


def _according_to(token: Token, last: int) -> Iterator[Draft]:
    noun = token.head if token.head.i > token.i else next((c for c in token.children if c.i > last), None)
    if noun is None or noun.pos_ in ("VERB", "AUX") or noun.i <= last or last != token.i + 1:
        noun = next((t for t in token.doc[last + 1 : last + 8] if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
        while noun is not None and noun.dep_ in ("compound", "nmod:poss", "amod") and noun.head.i > token.i:
            noun = noun.head
    if noun is None:
        return
    source = set()
    for one in with_conjuncts(noun):
        source |= _phrase(one)
    source |= {i for one in with_conjuncts(noun) for i in subtree(one) if i > one.i and token.doc[i].dep_ != "punct"}
    source = {i for i in source if i > last}
    cue = set(range(token.i, last + 1))
    # What the noun hangs on (its clause) is the content; in a fragment, the rest of the sentence.
    head = noun.head
    whole = set(range(token.sent.start, token.sent.end))
    content = (
        subtree(head, without=[noun.i]) if head.i != noun.i and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else whole
    )
    content -= source | cue
    if len(content) < 2:
        content = whole - source - cue
    if content:
        yield Draft(source, cue, content, "rule:according to", 0.8)


@cache
def _tellings() -> frozenset[str]:
    return frozenset(row["noun"] for row in rows("lexicons/telling_nouns.csv"))


def _in_version(noun: Token) -> Iterator[Draft]:
    """ "In its version the fighting is far off", "by the army's account": a telling with whose it is."""
    if noun.lemma_.lower() not in _tellings() or preposition(noun) not in ("in", "by") or noun.head.i == noun.i:
        return
    owners = [child for child in noun.children if child.dep_ == "nmod:poss"]
    if len(owners) != 1 or not noun.dep_.startswith("obl"):
        return
    source = {t.i for t in owners[0].subtree if t.dep_ != "case"}
    cue = {noun.i, *(child.i for child in noun.children if child.dep_ == "case")}
    content = subtree(noun.head, without=[noun.i]) - source - cue
    if len(content) > 1:
        yield Draft(source, cue, content, "rule:in somebody's version", 0.7)
