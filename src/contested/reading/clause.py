"""Who does what to whom: the arguments of a predicate, read off a Universal Dependencies tree.

Subject and object are the logical ones: the passive is turned round, a participle takes the noun it stands on, an
infinitive takes the subject of the verb that controls it, a coordinated verb shares its subject, a relative pronoun
gives way to what it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Token

from contested.data import rows

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
    """The token and what is coordinated with it, nouns only."""
    out = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            out += with_conjuncts(child)
    return out


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


def arguments(trigger: Token, also: tuple[int, ...] = (), things: frozenset[int] = frozenset()) -> Arguments:
    """The arguments of a trigger; `also` are the tokens of a phrase whose nouns bring arguments of their own. Of these
    `things` are arguments themselves ("destroyed the depot"), the rest is the happening ("launched an attack").
    """
    args = Arguments()
    if trigger.pos_ in ("NOUN", "PROPN") and not any(
        child.dep_ in ("nsubj:pass", "obj", "aux:pass") for child in trigger.children
    ):
        _nominal(trigger, args)
        _through_shapes(trigger, args)
    else:
        _verbal(trigger, args)
    inside = {index for index in also if index not in things}
    for index in inside:
        part = trigger.doc[index]
        if index != trigger.i and part.pos_ in ("NOUN", "PROPN"):
            inner = Arguments()
            _nominal(part, inner)
            args.obliques += inner.obliques
            args.obj = [token for token in args.obj if token.i not in inside]
            args.subj = [token for token in args.subj if token.i not in inside] or inner.subj
            args.inside += inner.subj  # "came under Ukrainian rule": whose rule it is
    args.obliques = [(prep, token) for prep, token in args.obliques if token.i not in inside]
    return args


def _verbal(verb: Token, args: Arguments) -> None:
    for child in verb.children:
        dep = child.dep_
        if dep in PASSIVE:
            args.passive = True
            args.obj += with_conjuncts(_antecedent(child))
        elif dep in SUBJECT:
            args.subj += with_conjuncts(_antecedent(child))
        elif dep in ("obj", "iobj"):
            args.obj += with_conjuncts(_antecedent(child))
        elif dep.startswith("obl") or (dep == "nmod" and child.i > verb.i):
            _oblique(child, args)
        elif dep == "aux:pass":
            args.passive = True
    if args.passive and args.subj and not args.obj:
        args.obj, args.subj = args.subj, []
    _from_above(verb, args)
    if args.passive or _is_participle_modifier(verb):
        agents = [token for prep, token in args.obliques if prep == "by" and not _is_time(token)]
        args.subj = args.subj or agents
        args.obliques = [(prep, token) for prep, token in args.obliques if token not in agents]


def _oblique(child: Token, args: Arguments) -> None:
    prep = preposition(child)
    for token in with_conjuncts(child):
        args.obliques.append((preposition(token) or prep, token))
        for inner in token.children:
            # "in the north of the region", "on the outskirts of Homs": the inner place counts as well.
            if inner.dep_ in ("nmod", "appos"):
                own = preposition(inner)
                for one in with_conjuncts(inner):
                    # "to other regions, such as Crimea": examples play the part of what they are examples of.
                    same = own in EXAMPLES or not own or (own == "of" and token.lemma_.lower() in SORTS)
                    args.obliques.append((prep if same else own, one))


def _is_participle_modifier(verb: Token) -> bool:
    return (
        verb.dep_ in ("acl", "amod", "advcl")
        and ("Past" in verb.morph.get("Tense", []) or verb.lower_.endswith(("ed", "en", "wn", "hit", "un")))
        and "Part" in (verb.morph.get("VerbForm", []) or ["Part"])
    )


def _is_time(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME") or token.lower_ in (
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "night",
        "morning", "evening", "noon",
    )  # fmt: skip


def _antecedent(token: Token) -> Token:
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


def _from_above(verb: Token, args: Arguments) -> None:
    """Fill what the verb leaves unsaid from where it hangs."""
    head, dep = verb.head, verb.dep_
    if dep == "acl:relcl" and not args.subj and not args.obj:
        (args.obj if args.passive else args.subj).extend(with_conjuncts(head)[:1])
    elif dep == "acl:relcl" and not args.obj and not args.passive and head not in args.subj:
        if not any(child.dep_ == "mark" for child in verb.children) and not args.obliques:
            args.obj.append(head)
    elif dep in ("acl", "amod") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if _is_participle_modifier(verb) and not args.obj:
            args.passive = True
            args.obj.append(head)
        elif verb.lower_.endswith("ing") and any(c.dep_ in ("mark", "case") for c in verb.children):
            return  # "help in evacuating": the help does not evacuate
        elif verb.lower_.endswith("ing"):
            args.subj = args.subj or [head]
        elif not args.subj:
            _control(head, args)
    elif dep in ("xcomp", "advcl", "ccomp") and not args.subj and not (args.passive and args.obj):
        above = Arguments()
        if head.i != verb.i and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            _shallow(head, above)
        objects = [token for token in above.obj if token.pos_ in ("NOUN", "PROPN", "PRON")]
        infinitive = any(child.dep_ == "mark" and child.lower_ == "to" for child in verb.children)
        take_object = (
            (dep == "xcomp" or (dep == "ccomp" and infinitive))
            and objects
            and head.lemma_.lower() not in NOT_OBJECT_CONTROL
        )
        source = objects if take_object else above.subj or (objects if above.passive else [])
        if args.passive or _passive_infinitive(verb):
            args.passive = True
            args.obj = args.obj or source
        else:
            args.subj = source
    elif dep == "conj" and not args.subj:
        above = Arguments()
        if head.pos_ in ("VERB", "AUX", "ADJ"):
            _verbal(head, above)
            if args.passive or (above.passive and _bare_participle(verb)):
                args.passive = True
                args.obj = args.obj or above.obj
                args.subj = above.subj
            else:
                args.subj = above.subj or (above.obj if above.passive else [])
            if not args.obliques:
                args.obliques = [pair for pair in above.obliques if pair[1].i < verb.i]


def _passive_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux:pass" for child in verb.children)


def _bare_participle(verb: Token) -> bool:
    """A coordinated past participle without auxiliary of its own ("was burnt and looted")."""
    return not any(child.dep_.startswith("aux") for child in verb.children) and "Part" in verb.morph.get("VerbForm", [])


def _shallow(verb: Token, args: Arguments) -> None:
    for child in verb.children:
        if child.dep_ in PASSIVE:
            args.passive = True
            args.obj += with_conjuncts(_antecedent(child))
        elif child.dep_ in SUBJECT:
            args.subj += with_conjuncts(_antecedent(child))
        elif child.dep_ in ("obj", "iobj"):
            args.obj += with_conjuncts(child)
    if not args.subj and not args.obj and verb.dep_ in ("conj", "xcomp", "advcl", "acl:relcl", "acl"):
        _from_above(verb, args)


def _control(noun: Token, args: Arguments) -> None:
    """The subject of an infinitive on a noun ("Russia's plan to withdraw", "they received the order to stop")."""
    for child in noun.children:
        if child.dep_ == "nmod:poss":
            args.subj.append(child)
            return
    verb = noun.head
    if verb.pos_ in ("VERB", "AUX"):
        above = Arguments()
        _shallow(verb, above)
        args.subj += above.subj


@cache
def _words(name: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in rows(name))


def _through_shapes(noun: Token, args: Arguments) -> None:
    """Arguments that stand with a noun that only shapes this one ("acts of desertion by recruits") or with the verb
    that does it ("they intensified the offensive")."""
    outer = noun
    if noun.dep_ == "nmod" and preposition(noun) == "of":
        if noun.head.lemma_.lower() not in _words("claims/shaping_nouns.csv", "noun"):
            return
        outer = noun.head
        inner = Arguments()
        _nominal(outer, inner)
        args.subj = args.subj or inner.subj
        args.obliques += [(prep, token) for prep, token in inner.obliques if token.i != noun.i and prep != "of"]
    verb = outer.head
    if not args.subj and outer.dep_.startswith("obl") and preposition(outer) == "into":
        above = Arguments()  # "they had been forced into a retreat"
        _shallow(verb, above)
        args.subj = above.obj if above.passive else above.obj or above.subj
    if not args.subj and outer.dep_ == "obj" and verb.lemma_.lower() in _words("claims/doing_verbs.csv", "verb"):
        above = Arguments()
        _shallow(verb, above)
        args.subj = [token for token in above.subj if token.i != outer.i]


def _nominal(noun: Token, args: Arguments) -> None:
    """Arguments of a noun: possessor and demonym are its subject, "of" its object, other prepositions its obliques."""
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (
            child.dep_ == "amod" and child.text[:1].isupper() and child.ent_type_ in ("NORP", "GPE", "LOC")
        ):
            args.subj.append(child)
        elif child.dep_ in ("compound", "nmod:desc"):
            args.obj.append(child)
        elif child.dep_ in ("nmod", "obl") and child.i > noun.i:
            prep = preposition(child)
            for token in with_conjuncts(child):
                args.obliques.append((preposition(token) or prep, token))
                for inner in token.children:
                    if inner.dep_ == "nmod":
                        args.obliques += [(preposition(inner), one) for one in with_conjuncts(inner)]
        elif child.dep_ == "acl" and child.lower_ in (
            "carried",
            "launched",
            "conducted",
            "committed",
            "ordered",
            "led",
        ):
            args.subj += [token for token in child.children if preposition(token) == "by"]
    by = [token for prep, token in args.obliques if prep == "by" and not _is_time(token)]
    args.subj += by
    if any(child.dep_ == "cop" for child in noun.children):  # "the village is under the control of the army"
        args.subj += [child for child in noun.children if child.dep_ == "nsubj"]
    verb = noun.head
    if noun.dep_ in ("obj", "nsubj:pass", "nsubj") and verb.pos_ == "VERB":
        for child in verb.children:
            if child.dep_.startswith("obl") and preposition(child) in (
                "in",
                "at",
                "near",
                "on",
                "from",
                "around",
                "outside",
            ):
                _oblique(child, args)
