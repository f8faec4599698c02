"""Attribution: who says what, through which channel, with what stance.

`attribute(doc, actors)` joins what the model has learnt to see with what rules read off the tree and the layout,
stretches contents over whole quotations, and finds stance, channel, speaker and nesting.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from contested.nouns import Actor, Attribution
from contested.reading.attribute.carried import BACK_RULE, carried, said_of_before
from contested.reading.attribute.cues import best_cue, channel_in
from contested.reading.attribute.draft import Draft, pieces
from contested.reading.attribute.labels import LABEL_RULE, TURN, by_layout
from contested.reading.attribute.quoted import is_speech, quoted_stretches
from contested.reading.attribute.rules import WITNESS_RULE, by_rule

__all__ = ["attribute"]

MODEL_FLOOR = 0.35  # below it the tagger's attributions are wrong more often than right (dev part of PolNeAR)
SURE = (LABEL_RULE, WITNESS_RULE, BACK_RULE)  # rules that make sure what the tagger sees of the same


def attribute(doc: Doc, actors: Sequence[Actor] = ()) -> tuple[Attribution, ...]:
    """All attributions of the document, in order of their first token; offsets in `doc.text`."""
    laid_out = list(by_layout(doc))
    turns = {i for draft in laid_out if draft.maker == TURN for i in draft.cue}
    drafts = [draft for draft in _learnt(doc) if not draft.cue & turns]
    taken = {i: draft for draft in drafts for i in draft.cue}
    for draft in (*laid_out, *said_of_before(doc), *by_rule(doc)):
        twin = next((taken[i] for i in draft.cue if i in taken), None)
        if twin is None:
            drafts.append(draft)
            taken |= dict.fromkeys(draft.cue, draft)
        elif twin.maker == "model" and draft.maker in SURE and twin.source & draft.source:
            twin.score = max(twin.score, draft.score)
            twin.content |= draft.content - twin.source if draft.maker != WITNESS_RULE else set()
    for draft in drafts:
        _speak_from(doc, draft)
    quotes = [bounds for bounds in quoted_stretches(doc) if is_speech(doc, bounds)]
    for draft in drafts:
        _turn_round(doc, draft, quotes)
        _stretch(draft, quotes)
    drafts += carried(doc, quotes, drafts)
    drafts = [draft for draft in drafts if draft.content]
    drafts.sort(key=lambda draft: (min(draft.content | draft.cue), min(draft.cue, default=0)))
    held = _holders(drafts)
    by_start = sorted(range(len(actors)), key=lambda index: actors[index].start)
    found = _Found(drafts, held, quotes, actors, by_start, [actors[index].start for index in by_start])
    return tuple(_finish(doc, draft, at, found) for at, draft in enumerate(drafts))


@dataclass(frozen=True, slots=True)
class _Found:
    """What all attributions of a document are asked against, sorted so that a long report costs no more a word than a
    short one.
    """

    drafts: list[Draft]
    held: dict[int, list[int]]
    quotes: list[tuple[int, int]]
    actors: Sequence[Actor]
    by_start: list[int]
    starts: list[int]


def _holders(drafts: list[Draft]) -> dict[int, list[int]]:
    """Which drafts have each token in their content."""
    out: dict[int, list[int]] = defaultdict(list)
    for index, draft in enumerate(drafts):
        for token in draft.content:
            out[token].append(index)
    return out


def _learnt(doc: Doc) -> list[Draft]:
    annotation = doc.user_data.get("annotation")
    out = []
    paragraphs = _paragraphs(doc)
    for span in getattr(annotation, "attributions", ()):
        source, cue, content = (
            {i for first, last in part for i in range(first, last)} for part in (span.source, span.cue, span.content)
        )
        content = _same_paragraph(paragraphs, content, cue or source)
        if span.score >= MODEL_FLOOR and content:
            out.append(Draft(source, cue, content, "model", float(span.score)))
    return out


def _paragraphs(doc: Doc) -> list[int]:
    """The number of the paragraph that each token stands in."""
    out: list[int] = []
    number = 0
    for token in doc:
        out.append(number)
        number += "\n" in token.text
    return out


def _same_paragraph(paragraphs: list[int], content: set[int], anchor: set[int]) -> set[int]:
    """The part of a content that stands in the paragraph of its cue: the tagger links over headings now and then."""
    if not anchor or not content:
        return content
    here = paragraphs[min(anchor)]
    return {i for i in content if paragraphs[i] == here}


def _speak_from(doc: Doc, draft: Draft) -> None:
    """ "In Baku they declare that …": translators' "they" is whoever governs from there."""
    words = [doc[i] for i in draft.source if doc[i].is_alpha]
    if len(words) != 1 or words[0].lower_ not in ("they", "one") or not draft.cue & {words[0].head.i}:
        return
    verb = words[0].head
    for child in verb.children:
        here = child.dep_.startswith("obl") and child.i < words[0].i and child.ent_type_ == "GPE"
        if here and any(case.lower_ == "in" for case in child.children) and not draft.content & {child.i}:
            draft.source = {child.i}


def _turn_round(doc: Doc, draft: Draft, quotes: list[tuple[int, int]]) -> None:
    """ "“…”, lamented the president": a phrase without a verb behind the cue, after a quotation, is who speaks."""
    if draft.source or not draft.cue or any(doc[i].pos_ in ("VERB", "AUX") for i in draft.content):
        return
    first = min(draft.cue)
    if not draft.content or min(draft.content) < first or len(draft.content) > 14:
        return
    before = next(((a, b) for a, b in _near(quotes, first - 3, first) if b < first <= b + 3), None)
    if before is not None:
        draft.source, draft.content = draft.content, set(range(*before))


def _stretch(draft: Draft, quotes: list[tuple[int, int]]) -> None:
    """A content that shares at least a third of a quotation means all of it, unless cue or source stand inside."""
    if not draft.content:
        return
    for first, last in _near(quotes, min(draft.content), max(draft.content)):
        inside = set(range(first, last))
        shared = draft.content & inside
        if shared and len(shared) * 3 >= len(inside):
            draft.content |= inside - draft.cue - draft.source


def _near(quotes: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """The quotations, which come in order and stand apart, that reach into these tokens."""
    start = bisect_left(quotes, first, key=lambda bounds: bounds[1])
    stop = bisect_right(quotes, last, key=lambda bounds: bounds[0])
    return quotes[start:stop]


def _finish(doc: Doc, draft: Draft, at: int, found: _Found) -> Attribution:
    cue = best_cue(doc, draft.cue)
    source = pieces(doc, draft.source)
    near = _near(found.quotes, min(draft.content), max(draft.content))
    quoted = any(first in draft.content and last - 1 in draft.content for first, last in near)
    outside = sorted(draft.cue | draft.source)
    channel = channel_in(doc, outside[0] - 1, min(outside[-1] + 8, doc[outside[-1]].sent.end)) if outside else None
    return Attribution(
        source=source,
        cue=pieces(doc, draft.cue),
        content=pieces(doc, draft.content),
        actor=_actor(source, found),
        channel=channel,
        stance=cue.stance if cue else "asserted",
        quoted=quoted,
        parent=_parent(at, found),
        confidence=round(draft.score, 3),
    )


def _parent(at: int, found: _Found) -> int | None:
    """The smallest other attribution whose content holds this one's cue and content."""
    mine = found.drafts[at]
    best: tuple[int, int] | None = None
    for index in {index for token in mine.content for index in found.held[token]}:
        other = found.drafts[index]
        if index == at or len(other.content) <= len(mine.content):
            continue
        if mine.cue <= other.content and len(mine.content & other.content) * 2 > len(mine.content):
            best = min(best or (len(other.content), index), (len(other.content), index))
    return best[1] if best else None


def _actor(source: Sequence[tuple[int, int]], found: _Found) -> int | None:
    """The index of the longest actor mention inside the source."""
    inside = []
    for start, end in source:
        first, last = bisect_left(found.starts, start), bisect_right(found.starts, end)
        for index in found.by_start[first:last]:
            actor = found.actors[index]
            if actor.end <= end + 1:
                inside.append((actor.end - actor.start, -index))
    return -max(inside)[1] if inside else None
