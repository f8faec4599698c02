"""Happenings of long ago that are only told again: the time that their doers, their sufferers, the words around them
and anniversaries give, and old dates that belong to something else ("the eighteenth-century castle was shelled").
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from spacy.tokens import Token

from contested.data import rows
from contested.nouns import Moment, parse_day
from contested.reading.claims.candidate import Candidate
from contested.reading.claims.classes import HUMAN, classes_of
from contested.reading.clause import preposition
from contested.reading.context import Context
from contested.reading.quantities.numbers import ordinal

YEAR = timedelta(days=366)
ATTRIBUTES = ("amod", "compound", "nmod:poss", "nmod:desc", "flat", "nmod")
BESIDE = ("det", "nmod", "nmod:poss", "nmod:desc", "compound", "amod", "acl", "acl:relcl", "appos")
SINCE = ("after", "since", "from")
STEPS = 4


@cache
def _eras() -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["word"], row["where"]): (row["from"], row["to"]) for row in rows("claims/eras.csv")}


def is_old(moment: Moment | None, context: Context) -> bool:
    """Whether an expression tells of a time that ended more than a year before the report."""
    end, published = parse_day(moment.to) if moment else None, context.document.day
    return bool(end and published and end < published - YEAR)


def belongs_elsewhere(token: Token, candidate: Candidate, context: Context, happenings: set[int]) -> bool:
    """Whether an old date stands on something that the happening only touches: the age of a castle, a veteran's war.
    `happenings`: the heads of all triggers; what dates one ("killed in the battle of 1915") dates what hangs on it.
    """
    moment = context.time_at[token.i]
    if not is_old(moment, context):
        return False
    above = {candidate.head.i, *candidate.tokens, *(up.i for up in candidate.head.ancestors)}
    while token.i not in above and token.head.i != token.i:
        if token.dep_ in BESIDE and context.time_at.get(token.head.i) is not moment and token.head.i not in above:
            if token.head.i in happenings:
                return False
            return not (_is_age(moment) and _lived(token.head, candidate, context))
        token = token.head
    return False


def _lived(token: Token, candidate: Candidate, context: Context) -> bool:
    """Whether a noun is somebody who did or suffered it ("pirates of antiquity"), not a thing of that age."""
    known = classes_of(token, context) - {"place"}
    if known & {"building", "infrastructure", "position", "territory", "vehicle", "weapon"}:
        return False
    return token in candidate.args.subj or (token in candidate.args.obj and bool(known & HUMAN))


def _is_age(moment: Moment) -> bool:
    """Whether an expression tells an age that people lived in ("pirates of the eighteenth century"), not a war."""
    start, end = parse_day(moment.from_), parse_day(moment.to)
    return moment.grain == "span" and (start is None or end is None or end - start > 30 * YEAR)


def recall(candidate: Candidate, context: Context) -> None:
    """Date a happening that is told as long past, in place, where nothing in its sentence dates it later."""
    published = context.document.day
    if published is None or _is_recent(candidate.time, published) or not _in_the_past(candidate.head):
        return
    if candidate.time is not None and candidate.time.to is not None:
        return
    found = _anniversary(candidate.head, published) or _years_after(candidate.head, published)
    found = found or _in_which(candidate.head, context)
    found = found or _of_an_era(candidate, context, published)
    if found is None:
        return
    token, start, end = found
    candidate.time = Moment(
        token.idx, token.idx + len(token), token.text, start.isoformat() if start else None, end.isoformat(), "span"
    )
    candidate.notes.append(f"long past: “{token.text}”")


def _is_recent(moment: Moment | None, published: date) -> bool:
    end = parse_day(moment.to or moment.from_) if moment else None
    return end is not None and end >= published - YEAR


def _in_the_past(head: Token) -> bool:
    """A noun, or a verb that is neither in the present nor in the perfect: "have looted" matters now."""
    if head.pos_ not in ("VERB", "AUX"):
        return True
    for child in head.children:
        if child.dep_.startswith("aux") and child.lower_ in ("has", "have", "'ve", "’ve", "is", "are", "will", "am"):
            return False
    return "Pres" not in head.morph.get("Tense", []) or "Part" in head.morph.get("VerbForm", [])


Found = tuple[Token, date | None, date]


def _bounds(token: Token, span: tuple[str, str], published: date) -> Found | None:
    """A word with the first day and the first day after of the time that its row tells."""
    first, last = span
    end = _years_before(published, -int(last)) if last.startswith("-") else parse_day(last)
    return (token, parse_day(first or None), end) if end else None


def _years_before(day: date, years: int) -> date:
    """The day after which no day lies that far back; one year and a day for one year, so that it counts as past."""
    return day - timedelta(days=366 * years + 1)


def _anniversary(head: Token, published: date) -> Found | None:
    """ "The thirtieth anniversary of the massacre": thirty years back; without a number, a year at least."""
    token = head
    for _ in range(STEPS):
        token = token.head
        if token.lemma_.lower() in ("anniversary", "centenary", "bicentenary"):
            ranks = [rank for child in token.children if (rank := _rank(child))]
            ranks += [100] if token.lemma_.lower() == "centenary" else []
            if not ranks:
                return token, None, _years_before(published, 1)
            year = published.year - ranks[0]
            return (token, date(year, 1, 1), date(year + 1, 1, 1)) if year > 0 else None
        if token.pos_ not in ("NOUN", "PROPN") or token.head.i == token.i:
            return None
    return None


def _in_which(head: Token, context: Context) -> Found | None:
    """ "The siege of the port, in which thousands starved in 1871": what is told to have gone on in it dates it."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    below = [head, *(child for child in head.children if child.dep_ in ("nmod", "obl") and child.i > head.i)]
    for clause in (child for token in below for child in token.children if child.dep_ == "acl:relcl"):
        opens = [t for t in clause.subtree if t.lower_ in ("which", "when") and t.i < clause.i]
        if not any(t.lower_ == "when" or preposition(t) in ("in", "during", "at") for t in opens[:1]):
            continue
        for token in clause.subtree:
            moment = context.time_at.get(token.i)
            if is_old(moment, context) and moment is not None and (end := parse_day(moment.to)):
                return token, parse_day(moment.from_), end
    return None


def _rank(token: Token) -> int | None:
    low = token.lower_.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return int(low) if low.isdigit() and len(low) < 4 else ordinal(token.lower_)


def _years_after(head: Token, published: date) -> Found | None:
    """ "Sixty years after the coup in which he was shot": the words before "after" say how long ago that is."""
    token = head
    for _ in range(STEPS):
        mark = next(
            (c for c in token.children if c.dep_ in ("case", "mark") and c.lower_ in SINCE and c.i < token.i), None
        )
        if mark is not None and mark.i and token.head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
            unit = mark.doc[mark.i - 1]
            if unit.lemma_.lower() not in ("year", "decade", "century", "generation"):
                return None
            size = {"year": 1, "decade": 10, "century": 100, "generation": 25}[unit.lemma_.lower()]
            count = _count(unit)
            if count == 1 and size == 1:
                return None
            # "Sixty years after the coup he came back": not where the coming back is dated itself.
            return unit, None, _years_before(published, max(1, int(count * size * 0.9)))
        if token.dep_ not in (*BESIDE, "obj", "nsubj", "nsubj:pass", "xcomp") or token.head.i == token.i:
            return None
        token = token.head
    return None


def _count(unit: Token) -> int:
    """How many of a unit of time at least."""
    for child in unit.children:
        if child.like_num:
            return int(child.text) if child.text.isdigit() else _SPELLED.get(child.lower_, 2)
        if child.lower_ in ("a", "one"):
            return 1
    return 2


_SPELLED = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100,
}  # fmt: skip


def _of_an_era(candidate: Candidate, context: Context, published: date) -> Found | None:
    """The first word in or around the happening that tells its age."""
    table = _eras()
    for token, where in _looks(candidate, context):
        joint = "".join(
            t.lower_ for t in token.doc[max(0, token.i - 2) : token.i + 1]
        )  # "great-grandfather" is three tokens
        for key in (token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s"), joint):
            span = table.get((key, where))
            if span is not None and (where != "name" or token.pos_ == "PROPN"):
                return _bounds(token, span, published)
    return None


def _looks(candidate: Candidate, context: Context) -> Iterator[tuple[Token, str]]:
    """(where to look, as what), the nearest first."""
    for party in (*candidate.args.subj, *candidate.args.obj):
        known = classes_of(party, context)
        if party in candidate.args.obj and known and not known & HUMAN:
            continue  # a medieval castle can be shelled today
        yield party, "party"
        yield party, "name"
        if known & HUMAN or not known:
            for word in (child for child in party.children if child.dep_ in ATTRIBUTES and child.i < party.i):
                yield word, "party"
                yield word, "name"
    for prep, token in candidate.args.obliques:
        if prep in ("in", "during", "under", "at", "by", "throughout"):
            yield token, "setting"
    for speaker in candidate.said_by[:1]:
        span = context.doc.char_span(speaker.start, speaker.end, alignment_mode="expand")
        for token in span or ():
            yield token, "digs"
    yield from _tellers(candidate)


def _tellers(candidate: Candidate) -> Iterator[tuple[Token, str]]:
    """The subjects of what the happening hangs on: whoever shows it, keeps its memory or has dug it up."""
    mine = {token.i for token in (*candidate.args.subj, *candidate.args.obj)} | set(candidate.tokens)
    verb = candidate.head
    for _ in range(STEPS):
        if verb.dep_ in ("conj", "advcl") or verb.head.i == verb.i:
            break
        verb = verb.head
        shows = (verb.lemma_.lower(), "shows") in _eras()
        for child in verb.children:
            if child.i in mine or not (
                child.dep_ == "nsubj" or (child.dep_.startswith("obl") and preposition(child) == "by")
            ):
                continue
            yield child, "digs"
            if shows and verb.pos_ in ("VERB", "AUX"):
                yield child, "keeps"
