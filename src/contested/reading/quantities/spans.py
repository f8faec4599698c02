"""Where the numbers of a text are, with what bounds them: "at least 12", "10 to 15", "some 40", "three or more"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from contested.data import table
from contested.reading.quantities.lexer import Item
from contested.reading.quantities.numbers import FILE, Number, Word, lexicon, number_at, starts_number
from contested.reading.quantities.words import word_set

_HARMED = word_set("quantities", "senses", "harmed")
_LONGEST_BOUND = 5  # words of the longest phrase that bounds a number from the front


@dataclass(frozen=True, slots=True)
class Span:
    """A number with its bounds, as indexes of items; `core` is where the bare number begins, `how` as in `Number`."""

    start: int
    core: int
    end: int
    low: float | None
    high: float | None
    how: str


def number_spans(items: Sequence[Item]) -> list[Span]:
    """All numbers that may count something; dates, hours, ages, calibres and the names of weapons are left out."""
    spans: list[Span] = []
    at = 0
    while at < len(items):
        found = number_at(items, at) if starts_number(items[at]) else None
        if found is None:
            at += 1
            continue
        if not _counts(items, at, found):
            at = found.end
            continue
        span = _bounded(items, _ranged(items, at, found), spans[-1].end if spans else 0)
        spans.append(span)
        at = span.end
    return spans


def _ranged(items: Sequence[Item], at: int, first: Number) -> Span:
    """Joins "10 to 15", "10-15", "between 10 and 15", "two or three"."""
    plain = Span(at, at, first.end, first.low, first.high, first.how)
    if first.how not in ("digits", "words") or first.end >= len(items) or first.high is None:
        return plain
    joint = items[first.end].low
    lead = items[at - 1].low if at else ""
    if joint not in ("-", "–", "—", "to", "or") and not (joint == "and" and lead == "between"):
        return plain
    second = number_at(items, first.end + 1)
    if second is None or second.how not in ("digits", "words") or second.high is None:
        return plain
    low = first.low
    if second.high >= 1000 and low < 1000 and low < second.high / 1000:
        low *= 1_000_000 if second.high >= 1_000_000 else 1000 if _scaled(items, first.end, second.end) else 1
    if low >= second.high:
        return plain
    begins = at - 1 if lead in ("between", "from") else at
    return Span(begins, at, second.end, low, second.high, "range")


def _scaled(items: Sequence[Item], first: int, last: int) -> bool:
    return any(items[i].low in ("thousand", "million", "k") for i in range(first, last))


def _bounded(items: Sequence[Item], span: Span, floor: int) -> Span:
    """Applies the words before and after that open or widen the range."""
    for length in range(_LONGEST_BOUND, 0, -1):
        begin = span.start - length
        if begin < floor:
            continue
        found = lexicon("before").longest(items, begin)
        if found and found[0] == span.start:
            if items[begin].low in ("over", "under", "above", "below", "some", "around", "about") and _spatial(
                items, begin
            ):
                continue
            span = bound(replace(span, start=begin), found[1].how)
            break
    if span.start == span.core and span.core > 0 and items[span.core - 1].low in ("~", ">", "<", "≈", "±"):
        how = {"~": "about", "≈": "about", "±": "about", ">": "above", "<": "below"}[items[span.core - 1].low]
        span = bound(replace(span, start=span.start - 1), how)
    if span.end < len(items) and items[span.end].low == "+" and items[span.end].start == items[span.end - 1].end:
        span = bound(replace(span, end=span.end + 1), "at_least")
    after = lexicon("after").longest(items, span.end)
    if after and not (items[span.end].low == "plus" and after[0] < len(items) and items[after[0]].kind == "n"):
        span = bound(replace(span, end=after[0]), after[1].how)
    return span


def _spatial(items: Sequence[Item], at: int) -> bool:
    """ "flew over 3 villages" stands for no bound; verbs of flight before it tell."""
    before = items[at - 1].low if at else ""
    return before in ("flew", "flying", "fly", "hovered", "circled", "control", "talks", "concerned", "worried", "know")


def bound(span: Span, how: str) -> Span:
    """The range of a number under a bound; see the conventions in the lexicon."""
    low, high = span.low, span.high
    if how in ("at_least", "above"):
        return replace(span, high=None)
    if how in ("up_to", "below"):
        return replace(span, low=None, high=high if high is not None else low)
    if how == "nearly" and high is not None:
        return replace(span, low=_tidy(0.9 * (low if low is not None else high)))
    if how == "about" and span.how != "plural" and low is not None and high is not None:
        return replace(span, low=_tidy(0.9 * low), high=_tidy(1.1 * high))
    return span


def _tidy(value: float) -> float:
    return round(value, 6)


@cache
def _time_words() -> frozenset[str]:
    units = set(table("lexicons/times.toml")["units"]) - {"second", "min"}
    return frozenset(units | {"seconds", "o'clock", "am", "pm", "anniversary", "year-old"})


@cache
def _months() -> frozenset[str]:
    return frozenset(table("lexicons/times.toml")["months"])


def _counts(items: Sequence[Item], at: int, found: Number) -> bool:
    """Whether a number may count something at all."""
    before = items[at - 1].low if at else ""
    after = items[found.end].low if found.end < len(items) else ""
    second = items[found.end + 1].low if found.end + 1 < len(items) else ""
    if after in _time_words() or (
        after in ("-", "more", "full", "consecutive", "long", "straight") and second in _time_words()
    ):
        return False
    if _compound(items, found):
        return False
    if found.how == "digits":
        return _digits_count(items, at, found, before, after, second)
    if found.how == "vague" and "as" in (before, after):
        return False
    if found.how == "none" and after in ("fewer", "less", "more", "longer", "later", "doubt", "other"):
        return False
    if found.how == "share":
        return _share_counts(before, after)
    if found.how == "words" and found.low == 1:
        return after not in ("of", "'s", "another", "time", "thing", "side", "hand", "way", "more") or second == "them"
    return not (before == "day" or after in ("times", "time") or (before in ("-", "the") and found.how == "none"))


def _compound(items: Sequence[Item], found: Number) -> bool:
    """Says whether a number only makes an adjective ("a five-storey block"); lengths count ("a 20-kilometre strip")."""
    at = found.end
    if found.how not in ("digits", "words") or at + 1 >= len(items) or items[at].low not in ("-", "‑"):
        return False
    word = items[at + 1].low
    glued = items[at].start == items[at - 1].end and items[at + 1].start == items[at].end
    return (
        glued
        and items[at + 1].kind == "w"
        and not word.startswith(("kilomet", "km", "mile", "meter", "metre", "percent", "thousand", "million"))
    )


def _share_counts(before: str, after: str) -> bool:
    """ "half of the town", "a third of"; not "half an hour", "the first half", "half-way"."""
    if before in ("first", "second", "other", "the", "and") or after in ("-", "an", "hour", "way", "later"):
        return False
    return after in ("of", "the", "its", "their", "his", "all", "as", "our", "to") or (True and after in (".", ",", ""))


def _digits_count(items: Sequence[Item], at: int, found: Number, before: str, after: str, second: str) -> bool:
    raw = items[at].raw
    glued_left = at > 0 and items[at - 1].end == items[at].start
    if glued_left and (
        items[at - 1].kind == "w" or before in ("/", ":", "#", "№", "_", ".") or _designation(items, at)
    ):
        return False
    if after in ("st", "nd", "rd", "th", "s", "'s", ":", "°", "mm", "cm", "/", "gmt", "a", "p") and _glued(
        items, found.end
    ):
        return False
    if after in ("mm", "cm", "caliber", "calibre", "degrees", "years") or (
        after == "-" and second in ("mm", "caliber", "year", "years", "hour", "day", "th", "month", "week", "minute")
    ):
        return False
    if (
        before in _months()
        or (after in _months() and _capital(items, found.end))
        or (after == "of" and second in _months())
    ):
        return False
    if before == "number" and _numbering(items, at):
        return True
    if before in (
        "aged",
        "age",
        "no",
        "number",
        "article",
        "resolution",
        "chapter",
        "paragraph",
        "section",
        "page",
        "part",
        "flight",
        "highway",
        "route",
        "group",
        "unit",
        "military unit",
        "school",
        "hospital no",
        "room",
        "covid",
        "g",
        "u",
        "$",
        "€",
        "£",
    ):
        return before in ("unit", "group", "school", "part") and False
    if after == "," and _aged(items, at, found.end):
        return False
    return not (
        len(raw) == 4 and found.end == at + 1 and 1500 <= int(raw) < 2100 and not _plural_after(items, found.end)
    )


def _numbering(items: Sequence[Item], at: int) -> bool:
    """Whether "number" is the verb of a toll: "the wounded of the town now number 103"; "school number 5" is a name."""
    if not (items[at - 2].low in ("now", *_HARMED) or items[at - 2].capital):
        return False
    for index in range(at - 2, max(0, at - 12), -1):
        if items[index].low in (".", "!", "?", ";", ","):
            return False
        if items[index].low in _HARMED and items[index - 1].low in ("the", "its", "their"):
            return items[index + 1].low in ("of", "from", "in", "now", "number")
    return False


def _aged(items: Sequence[Item], at: int, end: int) -> bool:
    """ "Ivan Petrenko, 45, said": an age between commas after a name."""
    return at > 1 and items[at - 1].low == "," and _capital(items, at - 2) and len(items[at].raw) == 2 and end == at + 1


def _designation(items: Sequence[Item], at: int) -> bool:
    """ "T-72", "Su-35", "S-300", "COVID-19": letters, a hyphen, digits."""
    return (
        at > 1
        and items[at - 1].low in ("-", "–")
        and items[at - 2].end == items[at - 1].start
        and items[at - 2].kind == "w"
    )


def _plural_after(items: Sequence[Item], end: int) -> bool:
    if end >= len(items):
        return False
    word = items[end].low
    return items[end].kind == "w" and (
        (word.endswith("s") and word not in ("was", "is", "has", "as", "its", "this"))
        or word in ("people", "men", "women", "children", "troops", "civilian", "dead", "killed", "wounded", "km")
    )


def _glued(items: Sequence[Item], at: int) -> bool:
    return 0 < at < len(items) and items[at].start == items[at - 1].end


def _capital(items: Sequence[Item], at: int) -> bool:
    return 0 <= at < len(items) and items[at].capital


__all__ = ["FILE", "Span", "Word", "bound", "number_spans"]
