"""The noun phrase of a word: determiner, what stands before it, and what belongs to its name, without clauses."""

from __future__ import annotations

from spacy.tokens import Doc, Token

KEEP = {
    "det", "det:predet", "amod", "compound", "nummod", "nmod:poss", "flat", "fixed", "advmod", "nmod:desc", "case:poss",
}  # fmt: skip
BESIDE = ("appos", "flat", "nmod:desc", "compound", "nmod")
# Prepositions whose phrase says which ones are meant ("the police in Gaza", "a delegation from Chad").
WHICH = ("of", "in", "from", "at", "for", "near")
LONGEST = 14  # tokens that may follow a head
OPENERS = {"when", "where", "while", "as"}  # words that open a clause, which the tree may hang on its first noun


def noun_phrase(head: Token, which: tuple[str, ...] = WHICH, *, apart: bool = False) -> tuple[int, int]:
    """Token bounds (end exclusive) of the noun phrase of `head`: determiner and pre-modifiers, the name beside it
    ("the spokeswoman Ana Ruiz"), its letters in brackets, and the phrases with one of the prepositions `which` that say
    which is meant; no relative clauses. Coordinated phrases stay apart, with `apart` also what stands behind a comma.
    """
    first, last = core(head)
    return first, _after(head, last, which, apart=apart) + 1


def core(head: Token) -> tuple[int, int]:
    """First and last token of what stands before the head or is one word with it; a name is never cut in two."""
    first = last = head.i
    stack = [head]
    while stack:
        token = stack.pop()
        for child in token.children:
            after = child.i > head.i
            keep = child.dep_ in KEEP and not (after and child.dep_ in ("advmod", "amod"))
            if token.i != head.i and token.dep_ in ("nmod:poss", "nmod") and child.dep_ == "case":
                keep = after or token.dep_ == "nmod:poss"
            if keep and not (after and _mark_between(last, child)):
                first, last = min(first, child.i), max(last, child.i)
                stack.append(child)
    doc = head.doc
    while first > 0 and doc[first].ent_iob_ == "I" and doc[first - 1].ent_type_ == doc[first].ent_type_:
        first -= 1
    while last + 1 < len(doc) and doc[last].ent_iob_ in ("B", "I") and doc[last + 1].ent_iob_ == "I":
        last += 1
    for at in range(first, head.i):
        if doc[at].head.i == head.i and (doc[at].dep_ in ("case", "mark") or doc[at].lower_ in OPENERS):
            first = at + 1  # "apparently by rebels", "when a group of men": what stands before is no part of it
    while last > head.i and doc[last].pos_ == "ADP":
        last -= 1  # "the parliament in": the model's name stops short of the town, which follows as a phrase of its own
    return first, last


def _mark_between(last: int, child: Token) -> bool:
    """Whether a comma or dash stands between."""
    return any(child.doc[i].text in (",", ";", ":", "(", "–", "—") for i in range(last + 1, child.i))


def _after(head: Token, last: int, which: tuple[str, ...], *, apart: bool) -> int:
    """The last token with what follows the head and belongs to it."""
    doc, limit = head.doc, head.i + LONGEST
    for child in sorted(head.children, key=lambda one: one.i):
        if child.i <= last:
            continue
        start = min((part.i for part in child.subtree), default=child.i)
        if start != last + 1 or (apart and doc[start].is_punct):
            break
        case = next((part.lower_ for part in child.children if part.dep_ == "case" and part.i < child.i), "")
        if (case in which and child.dep_ == "nmod") or (not case and child.dep_ in BESIDE):
            end = noun_phrase(child, which, apart=apart)[1] - 1
            if end <= limit:
                last = end
                if end + 1 < len(doc) and doc[end + 1].text == ")" and doc[start].text == "(":
                    last = end + 1
                continue
        break
    return last if apart or not _letters_behind(doc, last) else last + 3


def _letters_behind(doc: Doc, last: int) -> bool:
    """Whether a name is followed by its letters in brackets."""
    if last + 3 >= len(doc) or doc[last + 1].text != "(" or doc[last + 3].text != ")":
        return False
    return doc[last + 2].text[1:].isupper()


def char_span(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Character bounds of tokens first..last (end exclusive), without the quotation marks and stops at their ends."""
    while first < last - 1 and doc[first].is_punct and doc[first].text not in "([":
        first += 1
    while last - 1 > first and doc[last - 1].is_punct and not _closes(doc, first, last - 1):
        last -= 1
    return doc[first].idx, doc[last - 1].idx + len(doc[last - 1])


def _closes(doc: Doc, first: int, last: int) -> bool:
    """Whether a bracket closes one that the stretch opens."""
    return doc[last].text == ")" and any(doc[i].text == "(" for i in range(first, last))
