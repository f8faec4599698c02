"""What hangs on a word: the parts of a Universal Dependencies tree that arguments are made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

SUBJECT = ("nsubj", "csubj")
EXAMPLES = ("such as", "including", "like", "namely", "as")
# "From the city of Kherson" leaves Kherson: the noun only says what sort of place it is.
SORTS = {
    "city", "town", "village", "region", "province", "district", "oblast", "state", "area", "port", "island",
    "settlement", "governorate", "department", "municipality", "county", "capital", "peninsula",
}  # fmt: skip
PASSIVE = ("nsubj:pass", "csubj:pass")
# Verbs whose object, not subject, does what the infinitive says ("ordered the troops to withdraw").
NOT_OBJECT_CONTROL = {"promise", "threaten", "vow", "use", "take", "need", "plan", "do", "launch", "carry", "make"}


@dataclass(slots=True)
class Arguments:
    """The logical arguments of a trigger. `obliques`: (preposition, noun) pairs, the preposition in lower case."""

    subj: list[Token] = field(default_factory=list)
    obj: list[Token] = field(default_factory=list)
    obliques: list[tuple[str, Token]] = field(default_factory=list)
    passive: bool = False
    inside: list[Token] = field(default_factory=list)

    def slot(self, name: str) -> list[Token]:
        """The tokens in a slot of the lexicon's language: subj, obj, obl, prep:X, any."""
        if name == "subj":
            return self.subj
        if name == "obj":
            return self.obj
        if name == "obl":
            return [token for _, token in self.obliques]
        if name.startswith("prep:"):
            return [token for prep, token in self.obliques if prep == name[5:] or prep.endswith(" " + name[5:])]
        return [*self.subj, *self.obj, *(token for _, token in self.obliques)]


def with_conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated with it, nouns only; "the agency Glavkosmos and the ministry" are two, wherever
    the second hangs.
    """
    out = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            if not _one_name(token, child):  # "Immigration and Customs Enforcement"
                out += with_conjuncts(child)
        elif child.dep_ in ("appos", "flat") and child.i > token.i and child.pos_ in ("NOUN", "PROPN"):
            out += [each for each in with_conjuncts(child)[1:] if each.i > child.i]
    return out


def _one_name(token: Token, other: Token) -> bool:
    """Whether both stand in one name."""
    return all(part.ent_iob_ == "I" for part in token.doc[token.i + 1 : other.i + 1])


def is_passive(verb: Token) -> bool:
    """Whether a verb whose subject the parser holds for a passive one can be passive: not "have deported them"."""
    helpers = [child for child in verb.children if child.dep_.startswith("aux")]
    if any(child.dep_ == "aux:pass" or child.lemma_.lower() in ("be", "get") for child in helpers):
        return True
    if helpers or any(child.dep_ == "obj" for child in verb.children):
        return False
    return "Fin" not in verb.morph.get("VerbForm", [])


def preposition(token: Token) -> str:
    """The case marker of a noun, "out of" in full; empty where there is none."""
    marks = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    if not marks:
        return ""
    words: list[str] = []
    for mark in marks:
        words.append(mark.lower_)
        words += [part.lower_ for part in mark.children if part.dep_ == "fixed"]
    return " ".join(words)


def antecedent_of(token: Token) -> Token:
    """What a relative pronoun stands for; any other token is itself."""
    if token.pos_ not in ("PRON", "DET") or token.lower_ not in ("which", "who", "that", "whom"):
        return token
    if token.i > 1 and token.lower_ in ("which", "who") and token.doc[token.i - 1].text == ",":
        before = token.doc[token.i - 2]  # after a comma it adds to the name right before it
        if before.pos_ == "PROPN":
            return before
    up = token
    for _ in range(4):
        if up.dep_ == "acl:relcl":
            return up.head
        up = up.head
    # A relative clause that the parser hung elsewhere: the noun right before the pronoun.
    for back in range(1, 4):
        if token.i - back >= 0 and token.doc[token.i - back].pos_ in ("NOUN", "PROPN") and token.lower_ != "that":
            return token.doc[token.i - back]
    return token


def is_time(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME") or token.lower_ in (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "night",
        "morning", "evening", "noon",
    )  # fmt: skip


def is_participle_modifier(verb: Token) -> bool:
    """A past participle that stands on a noun ("men shot on the road"); the tagger may hold it for the plain past."""
    reduced = verb.dep_ == "acl" and not any(child.dep_.startswith(("aux", "mark", "nsubj")) for child in verb.children)
    reduced &= verb.head.dep_ in ("nsubj", "nsubj:pass", "obj", "obl", "nmod")  # "the women and the old left"
    return (
        verb.dep_ in ("acl", "amod", "advcl")
        and ("Past" in verb.morph.get("Tense", []) or verb.lower_.endswith(("ed", "en", "wn", "hit", "un")))
        and (reduced or "Part" in (verb.morph.get("VerbForm", []) or ["Part"]))
    )


def is_bare_participle(verb: Token) -> bool:
    """A coordinated past participle without auxiliary of its own ("was burnt and looted")."""
    return not any(child.dep_.startswith("aux") for child in verb.children) and "Part" in verb.morph.get("VerbForm", [])


def _may_stand_before_nouns(mark: Token) -> bool:
    return mark.pos_ == "ADP" or mark.lower_ in ("in", "by", "from", "during", "under", "of")


def is_verbal_noun(token: Token) -> bool:
    """Whether a word that the tagger holds for a participle is a noun: "in police firing", "during the shelling"."""
    if not token.lower_.endswith("ing") or token.pos_ not in ("VERB", "ADJ"):
        return False
    before = [child for child in token.children if child.i < token.i]
    # "Killed in police firing" may come with "in" as a mark of the clause.
    deps = {child.dep_ for child in before if child.dep_ != "mark" or not _may_stand_before_nouns(child)}
    return bool(deps & {"compound", "det", "nmod:poss", "amod"}) and not deps & {"nsubj", "aux", "mark"}
