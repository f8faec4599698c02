"""The document as a whole: which of two bearers of a name, later surnames, the country of bare descriptions,
pronouns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from contested.data import table
from contested.reading.actors.apposition import join_appositions
from contested.reading.actors.edges import Mention
from contested.reading.actors.marks import Mark, Text
from contested.reading.actors.phrases import occupier_of
from contested.reading.actors.registry import Entry
from contested.reading.quantities.words import word_set

_SINGLE = frozenset(["he", "she", "him", "her"])
_MANY = frozenset(["they", "them"])
_RULERS = word_set("actors", "linking", "rulers")
_HEADS = ("president", "leader", "king", "prime minister", "supreme leader", "head of")


def link(text: Text, mentions: list[Mention]) -> list[Mention]:
    """The mentions with what the document tells about each other, and the pronouns added."""
    countries = [one for one, _ in Counter(_countries(text, mentions)).most_common()]
    for mention in mentions:
        if len(mention.entries) > 1:
            mention.entries = (_nearest_bearer(mention.entries, countries),)
    join_appositions(text, mentions)
    mentions = _surnames(text, mentions)
    beside: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        beside[text.sentence[mention.start]].append(mention)
    for index, mention in enumerate(mentions):
        if mention.office == "occupier" and not mention.country:
            mention.country = occupier_of(countries)
        if mention.definite and mention.office and not mention.entries:
            _same_again(text, mention, mentions, index)
        elsewhere = text.low(mention.end) in ("in", "of", "from") and text.capital(mention.end + 1)
        if not mention.country and not mention.entries and mention.office not in ("", "enemy") and not elsewhere:
            _country_near(mention, beside[text.sentence[mention.start]])
    return mentions + _pronouns(text, mentions)


def _countries(text: Text, mentions: Sequence[Mention]) -> list[str]:
    del text
    return [c for m in mentions if (c := m.country or (m.entries[0].country if len(m.entries) == 1 else ""))]


def _nearest_bearer(entries: tuple[Entry, ...], countries: Sequence[str]) -> Entry:
    """Of several bearers of a name the one whose country the document tells of most."""
    ranks = {country: rank for rank, country in enumerate(countries)}
    return min(entries, key=lambda entry: ranks.get(entry.country, 99))


def _surnames(text: Text, mentions: list[Mention]) -> list[Mention]:
    """A later single name that ends an earlier full name stands for the same person."""
    known: dict[str, Mention] = {}
    for mention in mentions:
        if not mention.head.person:
            continue
        words = [item.low for item in text.items[mention.head.start : mention.head.end]]
        if len(words) > 1:
            known.setdefault(words[-1], mention)
        elif not mention.entries and words[0] in known:
            first = known[words[0]]
            mention.entries, mention.name, mention.country = first.entries, first.name, first.country or mention.country
            mention.sectors, mention.role = first.sectors or mention.sectors, first.role or mention.role
            mention.confidence = max(0.3, first.confidence - 0.1)
    taken = {at for m in mentions for at in range(m.start, m.end)}
    for at, item in enumerate(text.items):
        first_mention = known.get(item.low)
        if first_mention is None or at in taken or at < first_mention.end or not item.capital or len(item.low) < 3:
            continue
        if text.tagged and text.pos(at) not in ("PROPN", "NOUN", "X"):
            continue
        mentions.append(_repeated(at, first_mention, max(0.3, first_mention.confidence - 0.1)))
    return sorted(mentions, key=lambda one: one.start)


def _repeated(at: int, first: Mention, confidence: float) -> Mention:
    """A mention of one word that stands for an earlier one."""
    mention = replace(first, start=at, end=at + 1, head=Mark(at, at + 1, label="PER" if first.head.person else ""))
    return replace(mention, confidence=confidence, office="", plural=False, definite=False)


def _same_again(text: Text, mention: Mention, mentions: Sequence[Mention], index: int) -> None:
    """ "the ministry", "the president", "the tsar": the nearest one told of within two sentences that it can stand
    for.
    """
    if mention.head.agent is None:
        return
    here, word = text.sentence[mention.start], mention.office
    for other in (mentions[at] for at in range(index - 1, -1, -1)):
        if here - text.sentence[other.start] > 2:
            return
        country = other.entries[0].country if other.entries else other.country
        if (mention.country and mention.country != country) or not _may_be(mention, other, word):
            continue
        mention.entries, mention.name = other.entries, other.name
        mention.country = other.country or mention.country
        mention.role = mention.role or other.role
        mention.confidence = min(0.6, max(0.35, other.confidence - 0.25))
        return


def _may_be(mention: Mention, other: Mention, word: str) -> bool:
    if other.plural != mention.plural and other.entries == ():
        return False
    if other.head.person:
        role = (other.entries[0].role if other.entries else other.role) or ""
        if word in _RULERS:
            own = table("lexicons/function_words.toml")["epithets"].get(word)
            return role.startswith(_HEADS) and (
                own is None or (bool(other.entries) and other.entries[0].country == own)
            )
        return mention.head.agent is not None and mention.head.agent.note == "office" and word in role
    if other.entries:
        name = other.entries[0].name.lower()
        return (
            word.rsplit(maxsplit=1)[-1] in name.replace("armed forces", "armed forces army military").split()
            and other.entries[0].kind != "person"
        )
    return bool(other.office) and other.office.endswith(word) and bool(other.country)


def _country_near(mention: Mention, beside: Sequence[Mention]) -> None:
    """A bare description takes the country told in its sentence where there is but one, or that of places there."""
    told = {m.country or m.entries[0].country for m in beside if m.country or m.entries}
    told = {one for one in told if one and len(one) == 3 and one not in ("UNO", "IGO", "NGO", "EUR", "ISM")}
    if len(told) == 1:
        mention.country = told.pop()
        mention.confidence = min(mention.confidence, 0.4)


def _pronouns(text: Text, mentions: Sequence[Mention]) -> list[Mention]:
    """He, she and they, each with the nearest actor before it that fits, within two sentences."""
    out = []
    starts = [mention.start for mention in mentions]
    for at, item in enumerate(text.items):
        single, many = item.low in _SINGLE, item.low in _MANY
        if not (single or many) or (item.low == "her" and text.tagged and text.pos(at) == "DET"):
            continue
        if item.low == "her" and at + 1 < len(text.items) and text.pos(at + 1) in ("NOUN", "ADJ", "PROPN"):
            continue
        other = _antecedent(text, at, mentions, bisect_left(starts, at), single=single)
        if other is not None:
            confidence = max(0.2, min(0.5, other.confidence - 0.3))
            out.append(replace(_repeated(at, other, confidence), plural=many, pronoun=True))
    return out


def _antecedent(text: Text, at: int, mentions: Sequence[Mention], before: int, *, single: bool) -> Mention | None:
    """The nearest fitting mention; one in the same place of an earlier sentence (its subject) before one that is
    nearer.
    """
    best: tuple[float, Mention] | None = None
    for mention in (mentions[index] for index in range(before - 1, -1, -1)):
        gap = text.sentence[at] - text.sentence[mention.start]
        if gap > 2:
            break
        if not _fits(mention, single=single):
            continue
        token = text.tokens.get(text.items[mention.end - 1].start)
        subject = token is not None and token.dep_.startswith("nsubj")
        score = (
            -3.0 * gap
            + (1.5 if subject else 0.0)
            + 0.001 * mention.start
            + (0.5 if mention.entries or mention.name else 0.0)
        )
        if best is None or score >= best[0]:
            best = (score, mention)
    return best[1] if best is not None else None


def _fits(mention: Mention, *, single: bool) -> bool:
    if single:
        office = mention.head.agent is not None and mention.head.agent.note == "office" and not mention.plural
        return mention.head.person or office
    if mention.head.person or (mention.head.land is not None and mention.head.land.how != "people"):
        return False
    return (
        mention.plural or bool(mention.entries and mention.entries[0].kind == "group") or mention.head.agent is not None
    )
