"""Speech that reaches over a full stop: quotations without a verb of speech, which go on with whoever spoke or acted
before them; and tags that say who told the sentence before ("This was reported by the mayor").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from contested.reading.attribute.cues import cue_at
from contested.reading.attribute.draft import Draft
from contested.reading.attribute.labels import classes, speaks
from contested.reading.clause import preposition, with_conjuncts
from contested.reading.context import noun_phrase

SCORE = 0.65
PEOPLE = {"person", "official"}
BACK_RULE = "rule:said of the sentence before"
THIS = {"this", "it", "that"}
TAG = 24  # tokens of a sentence that only says who told the one before
REPORTS = 0.5  # weight of a cue from which it tells words


def carried(doc: Doc, quotes: list[tuple[int, int]], drafts: list[Draft]) -> Iterator[Draft]:
    """A draft for each whole quoted sentence without a speaker of its own whose speaker stands before it."""
    touching = _Touching(drafts)
    for at, (first, last) in enumerate(quotes):
        back = _before(doc, first)
        near = touching.within(first if back is None else doc[back].sent.start, last)
        if _held(first, last, near) or not _whole(doc, first, last):
            continue
        draft = _goes_on(doc, quotes, at, near) or _answers(doc, first, last, near)
        if draft is not None:
            touching.add(draft)
            yield draft


class _Touching:
    """Which drafts touch which tokens: to look through all for each quotation would be slow in a long report."""

    def __init__(self, drafts: list[Draft]) -> None:
        self._by: dict[int, list[int]] = {}
        self._drafts: list[Draft] = []
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        for token in draft.source | draft.cue | draft.content:
            self._by.setdefault(token, []).append(len(self._drafts))
        self._drafts.append(draft)

    def within(self, first: int, last: int) -> list[Draft]:
        """Those that touch a stretch of tokens, in the order in which they came."""
        numbers = {number for token in range(first, last) for number in self._by.get(token, ())}
        return [self._drafts[number] for number in sorted(numbers)]


def _held(first: int, last: int, drafts: list[Draft]) -> bool:
    """Whether a speaker has a good part of a quotation already."""
    inside = set(range(first, last))
    return any(draft.source and len(draft.content & inside) * 3 >= len(inside) for draft in drafts)


def _whole(doc: Doc, first: int, last: int) -> bool:
    """Whether the quotation is a sentence that stands for itself: it opens one, and nothing follows behind it."""
    before = doc[first - 2] if first > 1 else None
    opens = before is None or before.is_space or before.text in (".", "!", "?", "”", ":", "…")
    following = doc[last + 1] if last + 1 < len(doc) else None
    closed = following is None or following.is_space or following.text[0].isupper() or following.text in ("“", "▪")
    return opens and closed and (doc[last - 1].text in (".", "!", "?", "…") or following is None or following.is_space)


def _goes_on(doc: Doc, quotes: list[tuple[int, int]], at: int, drafts: list[Draft]) -> Draft | None:
    """The speaker of the sentence before, or of the quotation before that ran to the end of its paragraph."""
    first, last = quotes[at]
    back = _before(doc, first)
    if back is None:
        return None
    sentence = doc[back].sent
    same_line = not any("\n" in doc[i].text for i in range(back, first))
    open_ended = at > 0 and quotes[at - 1][1] <= back + 1 and _runs_on(doc, quotes[at - 1][1])
    if not same_line and not open_ended:
        return None
    near = [
        draft
        for draft in drafts
        if draft.source and (draft.cue & set(range(sentence.start, sentence.end)) or back in draft.content)
    ]
    if not near:
        return None
    best = max(near, key=lambda draft: (max(draft.cue | draft.source), -len(draft.content)))
    if any(doc[i].lower_ in ("i", "we", "you") for i in best.source):
        return None
    return Draft(set(best.source), set(best.cue), set(range(first, last)), "rule:quotation goes on", SCORE)


def _before(doc: Doc, first: int) -> int | None:
    """The last word or stop before the opening mark of a quotation."""
    at = first - 2
    while at >= 0 and (doc[at].is_space or doc[at].text in ("“", "”")):
        at -= 1
    return at if at >= 0 else None


def _runs_on(doc: Doc, end: int) -> bool:
    """Whether a quotation ends with its line, without a closing mark: the next paragraph goes on with it."""
    return end < len(doc) and "\n" in doc[end].text


def _answers(doc: Doc, first: int, last: int, drafts: list[Draft]) -> Draft | None:
    """ "Abbot Thila does not argue. “I buried them.”": the person that the sentence before is about speaks."""
    back = _before(doc, first)
    if back is None or any("\n" in doc[i].text for i in range(back, first)):
        return None
    sentence = doc[back].sent
    root = sentence.root
    subject = next((child for child in root.children if child.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None or not _person(subject) or any(back in draft.content for draft in drafts):
        return None
    source = set(range(*noun_phrase(subject)))
    return Draft(source, {back}, set(range(first, last)), "rule:quotation of whom the sentence before is about", SCORE)


def _person(token: Token) -> bool:
    return token.ent_type_ == "PER" or (token.pos_ in ("NOUN", "PROPN") and bool(classes(token) & PEOPLE))


def said_of_before(doc: Doc) -> Iterator[Draft]:
    """ "This was announced by the ministry", "About this reported the mayor": who told the sentence before."""
    before: Span | None = None
    for sentence in doc.sents:
        verb = sentence.root
        cue = cue_at(verb) if before is not None and len(sentence) <= TAG and verb.pos_ == "VERB" else None
        if before is not None and cue is not None and cue.stance == "asserted" and cue.weight >= REPORTS:
            source = {i for token in _tellers_of_this(verb) for one in with_conjuncts(token) for i in _named(one)}
            content = {t.i for t in before if not t.is_space}
            if source and not any("\n" in t.text for t in before):
                yield Draft(source, {verb.i}, content, BACK_RULE, 0.7)
        before = sentence


def _named(token: Token) -> range:
    return range(*noun_phrase(token))


def _tellers_of_this(verb: Token) -> list[Token]:
    """Who tells, where all that is told is "this"."""
    if any(child.dep_ in ("ccomp", "xcomp", "parataxis") for child in verb.children):
        return []
    passive = [c for c in verb.children if c.dep_ == "nsubj:pass"]
    if passive:
        by = [c for c in verb.children if c.dep_.startswith("obl") and preposition(c) == "by" and speaks_for(c)]
        return by if passive[0].lower_ in THIS else []
    about = [c for c in verb.children if c.dep_.startswith("obl") and preposition(c) in ("about", "of", "on")]
    things = [c for c in verb.children if c.dep_ in ("obj", "iobj")]
    told = any(c.lower_ in THIS for c in (*about, *things))
    subjects = [c for c in verb.children if c.dep_ == "nsubj"] or [c for c in things if c.i > verb.i and speaks_for(c)]
    return [c for c in subjects if c.lower_ not in THIS and speaks_for(c)] if told else []


def speaks_for(token: Token) -> bool:
    """Whether a noun phrase names people or a house, by its head or by what its head is of ("the press service")."""
    if token.ent_type_ in ("PER", "ORG", "GPE") or speaks(token):
        return True
    return any(child.ent_type_ in ("PER", "ORG") for child in token.children if child.dep_ in ("nmod", "compound"))
