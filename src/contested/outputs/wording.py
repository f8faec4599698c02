"""Days, spans, numbers, places and speakers as people read them: `8 to 9 Sep 2022`, `400 to 500`, `within 8 km`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from contested.nouns import Account, Claim, Count, Moment, Place, PlaceInRole, Speaker, Toll, parse_day
from contested.outputs.clean import plain
from contested.outputs.texts import say, text

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_PRECISE = ("site", "settlement", "district", "area", "region", "country")
ROLES = ("at", "of", "from", "to", "toward")


def day(value: str | date | None, *, year: bool = True) -> str:
    """`14 Oct 2022`, the same in every locale; `day not told` for None."""
    known = value if isinstance(value, date) else parse_day(value)
    if known is None:
        return say("unknown_time")
    return f"{known.day} {_MONTHS[known.month - 1]}" + (f" {known.year}" if year else "")


def days_in(sentence: str) -> str:
    """A sentence with its days as people read them: `on 14 Oct 2022` for `on 2022-10-14`."""
    return _ISO.sub(lambda found: day(found[0]) if parse_day(found[0]) else found[0], sentence)


def span(from_: str | None, to: str | None, *, year: bool = True) -> str:
    """The days of an interval that ends before `to`: one day, `8 to 9 Sep 2022`, `since …` or `by …`."""
    first, last = parse_day(from_), last_day(to)
    if first is None and last is None:
        return say("unknown_time")
    if first is None or last is None:
        return f"since {day(first, year=year)}" if first else f"by {day(last, year=year)}"
    if last <= first:
        return day(first, year=year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last, year=year)}"
    return f"{day(first, year=year and first.year != last.year)} to {day(last, year=year)}"


def when(moment: Moment | None) -> str:
    """The days of a moment; its own words where they could not be resolved."""
    if moment is None:
        return say("unknown_time")
    if moment.from_ is None and moment.to is None:
        return f"“{plain(moment.text, 40)}”" if moment.text else say("unknown_time")
    prefix = {"before": "before ", "after": "after "}.get(moment.relation, "")
    return prefix + span(moment.from_, moment.to)


def number(value: float) -> str:
    """`1,036`; at most one decimal."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def interval(low: float | None, high: float | None) -> str:
    """`400 to 500`, `12 or more`, `up to 60`, `not told`."""
    if high is not None and math.isinf(high):
        high = None
    if low is None and high is None:
        return say("not_told")
    if high is None:
        return f"{number(low or 0)} or more"
    if low is None:
        return f"up to {number(high)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def told(count: Count) -> str:
    """One number with what is counted: `12 wounded, civilians`."""
    return _counted(amount(count.low, count.high, count.of), count.of, count.who)


def toll(item: Toll) -> str:
    """One toll as a range with its best founded figure: `400 to 500 found dead, best 436`."""
    words = _counted(amount(item.low, item.high, item.of), item.of, item.who)
    best = item.best
    return words if best is None or item.low == item.high else f"{words}, best {amount(best, best, item.of)}"


def amount(low: float | None, high: float | None, of: str) -> str:
    """An interval of what is counted: people and things in whole numbers, shares as per cent, distances as told."""
    if of == "share":
        return " to ".join(dict.fromkeys(percent(value) for value in (low, high) if value is not None)) or say(
            "not_told"
        )
    if of not in ("distance_km", "area_km2"):
        least = None if low is None else math.ceil(low)
        most = None if high is None or math.isinf(high) else math.floor(high)
        if least is not None and most is not None and least > most:
            least = most = round(((low or 0) + (high or 0)) / 2)
        return interval(least, most)
    return interval(low, high)


def _counted(number_: str, of: str, who: str | None) -> str:
    return f"{number_} {text('count', of)}" + (f", {plain(who, 24)}" if who else "")


def place_name(place: Place | None) -> str:
    """The name that a place goes by, or the words of the text."""
    return plain(place.name or place.text, 48) if place else say("unknown_place")


def precision(place: Place | None) -> str:
    """How near the place is known: `within 8 km`, `region only`; empty where nothing located it."""
    if place is None:
        return ""
    if place.lat is None and place.precision not in ("region", "country"):
        return "not on the map"
    return text("precision", place.precision).format(km=number(max(1, round(place.radius_km or 5))))


def where(place: Place | None) -> str:
    """Name and precision."""
    near = precision(place)
    return f"{place_name(place)}, {near}" if near else place_name(place)


def main_place(places: Sequence[PlaceInRole]) -> PlaceInRole | None:
    """The place that a claim is listed under: by role, then the more precise, then the first."""
    usable = [p for p in places if p.use in ("literal", "embedded")] or list(places)
    ranked = sorted(usable, key=lambda p: (ROLES.index(p.role) if p.role in ROLES else 9, _PRECISE.index(p.precision)))
    return ranked[0] if ranked else None


def route(places: Sequence[PlaceInRole]) -> str:
    """Where a claim lies, ways included: `Kherson → Crimea, Rostov`."""
    here = [place_name(p) for p in places if p.role in ("at", "of")]
    start = [place_name(p) for p in places if p.role == "from"]
    end = [place_name(p) for p in places if p.role in ("to", "toward")]
    way = " → ".join(", ".join(dict.fromkeys(part)) for part in (start, end) if part)
    if end and not start:
        way = f"→ {way}"
    return "; ".join(part for part in (", ".join(dict.fromkeys(here)), way) if part) or say("unknown_place")


def speaker_name(speaker: Speaker) -> str:
    """The name of a speaker, or the words of the text."""
    return plain(speaker.name or speaker.text or speaker.channel or "somebody", 48)


def who_says(account: Account, *, chain: bool = False) -> str:
    """The nearest speaker, or the outlet in its own voice; with `chain`, through whom."""
    speakers = account.claim.said_by
    outlet = plain(account.outlet or "the report", 40)
    if not speakers:
        return f"{outlet}, {say('own_voice')}" if chain else outlet
    if not chain:
        return speaker_name(speakers[0])
    links = [speaker_name(s) + (f" ({plain(s.role, 40)})" if s.role else "") for s in speakers]
    channels = [plain(s.channel, 32) for s in speakers if s.channel and s.channel != s.text]
    return ", told by ".join(links) + (f", on {channels[0]}" if channels else "")


def how_told(claim: Claim) -> str:
    """Stance, modality and polarity where they are not the plain ones: `denied`, `planned`, `not so`."""
    words = []
    if claim.stance != "asserted":
        words.append(text("stance", claim.stance))
    if claim.modality not in ("actual", "ongoing"):
        words.append(text("modality", claim.modality))
    if claim.polarity == "negative" and claim.stance != "denied":
        words.append("not so")
    return ", ".join(words)


def parties(items: Iterable[object], limit: int = 40) -> str:
    """Names of parties, things or speakers, each once."""
    names = (getattr(item, "name", None) or getattr(item, "text", "") for item in items)
    return ", ".join(dict.fromkeys(plain(name, limit) for name in names if name))


def percent(value: float) -> str:
    """`58 %`, never 0 or 100 for what is not certain."""
    if 0 < value < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 <= value < 1 else f"{value * 100:.0f} %"


def last_day(to: str | None) -> date | None:
    """The last day inside an interval whose end is `to`, exclusive; a time of day after midnight keeps its day."""
    end = parse_day(to)
    if end is None or to is None:
        return None
    return end if to[11:16] not in ("", "00:00") else end - timedelta(days=1)
