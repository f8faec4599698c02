"""Who does what to whom: the arguments of a predicate, read off a Universal Dependencies tree.

Subject and object are the logical ones: the passive is turned round, a participle takes the noun it stands on, an
infinitive takes the subject of the verb that controls it, a coordinated verb shares its subject, a relative pronoun
gives way to what it stands for.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from contested.data import rows
from contested.reading.dependents import (
    EXAMPLES,
    NOT_OBJECT_CONTROL,
    PASSIVE,
    SORTS,
    SUBJECT,
    Arguments,
    antecedent_of,
    is_bare_participle,
    is_participle_modifier,
    is_passive,
    is_time,
    is_verbal_noun,
    preposition,
    with_conjuncts,
)

__all__ = ["EXAMPLES", "Arguments", "arguments", "preposition", "with_conjuncts"]


def arguments(trigger: Token, also: tuple[int, ...] = (), things: frozenset[int] = frozenset()) -> Arguments:
    """The arguments of a trigger; `also` are the tokens of a phrase whose nouns bring arguments of their own. Of these
    `things` are arguments themselves ("destroyed the depot"), the rest is the happening ("launched an attack").
    """
    args = Arguments()
    if (trigger.pos_ in ("NOUN", "PROPN") or is_verbal_noun(trigger)) and not any(
        child.dep_ in ("nsubj:pass", "obj", "aux:pass") for child in trigger.children
    ):
        _nominal(trigger, args)
        _through_shapes(trigger, args)
    else:
        _verbal(trigger, args)
    inside = {index for index in also if index not in things}
    if trigger.pos_ in ("NOUN", "PROPN") and not args.subj:
        # "called for sanctions" as one phrase headed by its noun: the verb's subject acts.
        for verb in (trigger.doc[index] for index in also if trigger.doc[index].pos_ == "VERB"):
            above = Arguments()
            _shallow(verb, above)
            args.subj = [token for token in above.subj if token.i not in inside]
    for index in inside:
        part = trigger.doc[index]
        if index != trigger.i and part.pos_ in ("NOUN", "PROPN"):
            inner = Arguments()
            _nominal(part, inner)
            args.obliques += inner.obliques
            args.obj = [token for token in args.obj if token.i not in inside]
            args.subj = [token for token in args.subj if token.i not in inside] or inner.subj
            args.inside += inner.subj  # "came under Ukrainian rule": whose rule it is
            if part.lemma_.lower() in _words("claims/holding_nouns.csv", "noun"):
                args.inside += inner.obj  # "under army rule", "in rebel hands"
    args.obliques = [(prep, token) for prep, token in args.obliques if token.i not in inside]
    if trigger.i in also and any(child.dep_ == "cop" for child in trigger.children):
        # "The town is in Russian hands": whose hands is one thing, what is in them another.
        args.inside += [t for t in args.subj if t.head.i == trigger.i and t.dep_ in ("nmod:poss", "amod")]
        args.subj = [token for token in args.subj if token not in args.inside]
    return args


def _verbal(verb: Token, args: Arguments) -> None:
    for child in verb.children:
        dep = child.dep_
        if dep in (*SUBJECT, *PASSIVE) and preposition(child) == "by" and child.i > verb.i:
            _oblique(child, args)  # "was killed by a constable", read as having two subjects
        elif dep in PASSIVE and is_passive(verb):
            args.passive = True
            args.obj += with_conjuncts(antecedent_of(child))
        elif dep in SUBJECT or dep in PASSIVE:
            args.subj += with_conjuncts(antecedent_of(child))
        elif dep in ("obj", "iobj"):
            args.obj += with_conjuncts(antecedent_of(child))
        elif dep.startswith("obl") or (dep == "nmod" and child.i > verb.i):
            _oblique(child, args)
        elif dep == "aux:pass":
            args.passive = True
    if args.passive and args.subj and not args.obj:
        args.obj, args.subj = args.subj, []
    _along_with(args)
    if args.passive and not args.obj:
        # "The mayor was killed by rebels": who suffers, hung on who does it.
        args.obj = [
            child
            for prep, token in args.obliques
            if prep == "by"
            for child in token.children
            if child.dep_ in ("appos", "nsubj", "nsubj:pass") and child.i < verb.i
        ]
    _from_above(verb, args)
    if args.passive or is_participle_modifier(verb):
        agents = [token for prep, token in args.obliques if prep == "by" and not is_time(token)]
        args.subj = args.subj or agents
        args.obliques = [(prep, token) for prep, token in args.obliques if token not in agents]


def _along_with(args: Arguments) -> None:
    """ "Was shot along with two neighbours": they share the part of those whom they are told beside."""
    beside = [token for prep, token in args.obliques if prep == "alongside" or _along(token)]
    if beside and (args.passive or args.obj):
        args.obj += [token for token in beside if token not in args.obj]
        args.obliques = [pair for pair in args.obliques if pair[1] not in beside]


def _along(token: Token) -> bool:
    marks = [child.i for child in token.children if child.dep_ == "case" and child.i < token.i]
    return any(
        token.doc[at].lower_ in ("along", "together") and token.doc[at + 1].lower_ == "with"
        for mark in marks
        for at in (mark, mark - 1)
    )


def _oblique(child: Token, args: Arguments) -> None:
    prep = preposition(child)
    for token in with_conjuncts(child):
        args.obliques.append((preposition(token) or prep, token))
        for inner in token.children:
            # "in the north of the region", "on the outskirts of Homs": the inner place counts as well.
            if inner.dep_ == "nmod" or (inner.dep_ == "appos" and inner.i > token.i):
                own = preposition(inner)
                for one in with_conjuncts(inner):
                    # "to other regions, such as Crimea": examples play the part of what they are examples of.
                    same = own in EXAMPLES or not own or (own == "of" and token.lemma_.lower() in SORTS)
                    if not (own == "by" and prep == "according to"):  # "according to reports by the police"
                        args.obliques.append((prep if same else own, one))


def _from_above(verb: Token, args: Arguments) -> None:
    """Fill what the verb leaves unsaid from where it hangs."""
    head, dep = verb.head, verb.dep_
    if dep == "acl:relcl" and not args.subj and not args.obj:
        (args.obj if args.passive else args.subj).extend(with_conjuncts(head)[:1])
    elif dep == "acl:relcl" and not args.obj and not args.passive and head not in args.subj:
        if not any(child.dep_ == "mark" for child in verb.children) and not args.obliques:
            args.obj.append(head)
    elif dep in ("acl", "amod") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        if is_participle_modifier(verb) and not args.obj:
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
        # "Reported shells falling": the object falls.
        seen = verb.lower_.endswith("ing") and any(head.i < token.i < verb.i for token in objects)
        take_object = (
            (dep == "xcomp" or (dep == "ccomp" and (infinitive or seen)))
            and objects
            and head.lemma_.lower() not in NOT_OBJECT_CONTROL
        )
        source = objects if take_object else above.subj or (objects if above.passive else [])
        bare = dep == "advcl" and is_participle_modifier(verb) and is_bare_participle(verb) and not args.obj
        if args.passive or _passive_infinitive(verb) or (bare and not _marked(verb)):
            args.passive = True
            args.obj = args.obj or source
        else:
            args.subj = source
    elif dep == "conj" and not args.subj:
        above = Arguments()
        if head.pos_ in ("VERB", "AUX", "ADJ"):
            _verbal(head, above)
            if args.passive or (above.passive and is_bare_participle(verb)):
                args.passive = True
                args.obj = args.obj or above.obj
                # "They came and two were killed": whoever came is not said to have killed.
                args.subj = above.subj if above.passive or args.obj == above.obj else []
            else:
                args.subj = above.subj or (above.obj if above.passive else [])
            if not args.obliques:
                args.obliques = [pair for pair in above.obliques if pair[1].i < verb.i]


def _marked(verb: Token) -> bool:
    """Whether a clause has a conjunction, an object or a subject of its own: then it is no bare passive participle."""
    return any(child.dep_ in ("mark", "obj", "nsubj") for child in verb.children)


def _passive_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux:pass" for child in verb.children)


def _shallow(verb: Token, args: Arguments) -> None:
    for child in verb.children:
        if child.dep_ in PASSIVE and is_passive(verb):
            args.passive = True
            args.obj += with_conjuncts(antecedent_of(child))
        elif child.dep_ in (*SUBJECT, *PASSIVE):
            args.subj += with_conjuncts(antecedent_of(child))
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


def _objects(verb: Token) -> list[str]:
    """Lemmas of the objects of a verb."""
    return [child.lemma_.lower() for child in verb.children if child.dep_ == "obj"]


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
    if not args.subj and preposition(outer) == "for" and "responsibility" in (verb.lemma_, *_objects(verb)):
        above = Arguments()  # "the group claimed responsibility for the attack"
        _shallow(verb.head if verb.lemma_ == "responsibility" else verb, above)
        args.subj = [token for token in above.subj if token.i != outer.i]
    if not args.subj and (blamed := _blamed(outer)):
        args.subj = blamed
        args.obliques = [pair for pair in args.obliques if pair[1] not in blamed]
    if (
        not args.subj
        and outer.dep_.startswith("obl")
        and outer.lemma_.lower() in _words("claims/gatherings.csv", "noun")
    ):
        above = Arguments()  # "negotiators returned for talks"
        if preposition(outer) in ("for", "to", "in", "at") and verb.pos_ == "VERB":
            _shallow(verb, above)
        args.subj = above.subj
    if not args.subj and outer.dep_.startswith("obl") and preposition(outer) == "into":
        above = Arguments()  # "they had been forced into a retreat"
        _shallow(verb, above)
        args.subj = above.obj if above.passive else above.obj or above.subj
    if not args.subj and outer.dep_ == "obj" and verb.lemma_.lower() in _words("claims/doing_verbs.csv", "verb"):
        above = Arguments()
        _shallow(verb, above)
        args.subj = [token for token in above.subj if token.i != outer.i]


@cache
def _blaming() -> dict[str, list[tuple[str, str]]]:
    out: dict[str, list[tuple[str, str]]] = {}
    for row in rows("claims/blaming_verbs.csv"):
        out.setdefault(row["verb"], []).append((row["deed"], row["blamed"]))
    return out


def _blamed(deed: Token) -> list[Token]:
    """Who a deed is laid to: "blamed the army for the murder", "attributed the attack to rebels"."""
    verb = deed.head
    for before_deed, before_blamed in _blaming().get(verb.lemma_.lower(), ()) if verb.pos_ == "VERB" else ():
        if before_deed and deed.dep_.startswith(("obl", "nmod")) and preposition(deed) == before_deed:
            above = Arguments()
            _shallow(verb, above)
            return [token for token in above.obj if token.i != deed.i]
        if before_blamed and deed.dep_ in ("obj", *PASSIVE):
            hung = [*verb.children, *deed.children, *(below for child in deed.children for below in child.children)]
            found = next((one for one in hung if one.i > deed.i and preposition(one) == before_blamed), None)
            if found is not None:
                return with_conjuncts(found)
    return []


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
        elif child.dep_ == "acl" and child.lemma_.lower() in _words("claims/doing_verbs.csv", "verb"):
            args.subj += [
                each for token in child.children if preposition(token) == "by" for each in with_conjuncts(token)
            ]
    by = [token for prep, token in args.obliques if prep == "by" and not is_time(token)]
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
