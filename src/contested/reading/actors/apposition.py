"""A name and an office side by side: "the mayor of Arwen, Ivan Horvat," and "Ivan Horvat, a spokesman for the army"."""

from __future__ import annotations

from collections.abc import Sequence

from contested.reading.actors.edges import Mention
from contested.reading.actors.marks import Text

_FARTHEST = 12  # items between office and name: "a spokesman for the Ministry of the Interior of Chad, Ivan Horvat"


def join_appositions(text: Text, mentions: Sequence[Mention]) -> None:
    """Gives an unknown name the country, sectors and role of the office beside it; the office takes a known actor."""
    for index, mention in enumerate(mentions):
        if not _is_office(mention):
            continue
        name = _name_before(text, mention, mentions, index) or _name_after(text, mention, mentions, index)
        if name is None:
            continue
        if name.entries:
            mention.entries, mention.confidence = name.entries, max(mention.confidence, 0.6)
            continue
        name.country, name.sectors = name.country or mention.country, name.sectors or mention.sectors
        name.role, name.confidence = name.role or mention.role, max(name.confidence, 0.6)
        mention.name = name.name


def _is_office(mention: Mention) -> bool:
    agent = mention.head.agent
    return agent is not None and agent.note == "office" and not mention.plural and not mention.entries


def _name_before(text: Text, office: Mention, mentions: Sequence[Mention], index: int) -> Mention | None:
    """ "Ivan Horvat, [the] spokesman": the name ends at the comma before the office."""
    other = mentions[index - 1] if index else None
    near = other is not None and other.end + 1 == office.start and text.low(other.end) == ","
    return other if other is not None and near and other.head.person else None


def _name_after(text: Text, office: Mention, mentions: Sequence[Mention], index: int) -> Mention | None:
    """Finds "the mayor of Arwen, Ivan Horvat, said": a comma before the name, nothing but a complement before that."""
    for other in mentions[index + 1 :]:
        if other.start - office.end > _FARTHEST or text.sentence[other.start] != text.sentence[office.start]:
            return None
        if not other.head.person or text.low(other.start - 1) != ",":
            continue
        between = range(office.end, other.start)
        commas = [at for at in between if text.items[at].kind == "p" and text.low(at) not in ("-", "'s", '"', "“", "”")]
        verbs = text.tagged and any(text.pos(at) in ("VERB", "AUX") for at in between)
        complement = office.end == other.start - 1 or text.low(office.end) in ("of", "for", "in", "at", "from")
        closed = text.low(other.end) in (",", "said", "says", "told", "has", "was", "is", ")", ".")
        return (
            other
            if commas == [other.start - 1] and text.low(other.start - 1) == "," and complement and closed and not verbs
            else None
        )
    return None
