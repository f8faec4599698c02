"""Who holds what, as rows: one place day by day, all places on one day, and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from contested.nouns import ControlEstimate
from contested.outputs import wording
from contested.outputs.holders import holder_name, likeliest
from contested.web.shelf import Shelf
from contested.weighing.control import Change, Evidence, Settlement

Row = dict[str, Any]


def settlement(shelf: Shelf, place: str | int) -> Settlement | None:
    """The place in the record of control of which a report tells who holds it."""
    found = shelf.control.find(place)
    return found if found and shelf.evidence.get(found.key) else None


def days_of(shelf: Shelf, place: Settlement, first: date | None, last: date | None) -> list[Row]:
    """One place day by day; the probabilities sum to one."""
    known = shelf.control
    start = max(known.first, first.toordinal() if first else 1)
    stop = min(known.last, last.toordinal() if last else known.last)
    days = (known.on(place, date.fromordinal(day)) for day in range(start, stop + 1))
    return [_day(shelf, item) for item in days if item]


def changes_of(shelf: Shelf, place: Settlement) -> list[Row]:
    """The days on which one place changed hands."""
    found = (c for c in shelf.changes if (c.geonameid or c.place) == (place.geonameid or place.name))
    return [_change(shelf, item) for item in found]


def all_changes(shelf: Shelf, first: date | None, last: date | None) -> list[Row]:
    """All changes of hands between two days, both included."""
    start, stop = first.isoformat() if first else "", last.isoformat() if last else "9999"
    return [_change(shelf, item) for item in shelf.changes if start <= item.day <= stop]


def held_rows(shelf: Shelf, day: date | None, *, then: bool = False) -> list[Row]:
    """All places with a report, on one day, those with most claims first."""
    known = shelf.control
    on = min(max(day.toordinal() if day else known.last, known.first), known.last)
    out = []
    for place in known.places:
        told = shelf.evidence.get(place.key)
        estimate = known.on(place, date.fromordinal(on), then=then) if told else None
        if told and estimate:
            out.append(_row(shelf, place, estimate, [e for e in told if (e.known if then else e.day) <= on]))
    return sorted(out, key=lambda row: (-len(row["claims"]), row["place"]))


def shares(shelf: Shelf, rows: Iterable[Row]) -> dict[str, dict[str, float]]:
    """For each region (country.admin1) the mean share of each holder over the places of these rows, areas left out."""
    regions = {(p.geonameid, p.name): f"{p.country}.{p.admin1}" for p in shelf.control.places}
    by_region: dict[str, list[dict[str, float]]] = {}
    for row in rows:
        if not row["area"]:
            by_region.setdefault(regions[row["geonameid"], row["place"]], []).append(row["probabilities"])
    return {
        region: {holder: round(sum(p.get(holder, 0.0) for p in given) / len(given), 4) for holder in given[0]}
        for region, given in sorted(by_region.items())
    }


def _row(shelf: Shelf, place: Settlement, item: ControlEstimate, told: list[Evidence]) -> Row:
    holder, share = likeliest(item)
    claimed = _claimed(shelf, told)
    return {
        "id": str(place.geonameid or place.name.strip().casefold()), "place": place.name, "geonameid": place.geonameid,
        "lat": place.lat, "lon": place.lon, "country": place.country, "area": place.area, "day": item.day,
        "holder": holder, "holder_name": holder_name(holder, shelf.sides), "p": share,
        "probabilities": item.probabilities, "status": item.status, "claimed": claimed,
        "parted": len(set(claimed.values())) > 1,
        "last_report": date.fromordinal(max(e.day for e in told)).isoformat() if told else None,
        "claims": _shown(shelf, item.claims), "reason": item.reason,
    }  # fmt: skip


def _claimed(shelf: Shelf, told: Iterable[Evidence]) -> dict[str, str]:
    """What each side's own speakers last said: the holder that their latest claim speaks for."""
    out: dict[str, str] = {}
    for item in sorted(told, key=lambda e: (e.day, e.claim)):
        if item.speaker_side and item.speaker_side != "third" and not item.wide and item.claim not in shelf.hidden:
            out[item.speaker_side] = item.favours
    return out


def claimed_of(shelf: Shelf, place: Settlement) -> list[Row]:
    """What each side last claimed of one place, apart from what is assessed: who said so, when, in which report."""
    last: dict[str, Evidence] = {}
    for item in sorted(shelf.evidence.get(place.key, ()), key=lambda e: (e.day, e.claim)):
        if not item.wide and item.claim not in shelf.hidden:
            last[item.speaker_side or ""] = item
    out = []
    # Those who fight there come first, then their friends, then those who only look on.
    fighting = [head for head, _ in shelf.sides.theatre(place.country)]
    order = sorted(last, key=lambda side: (side not in fighting, side in ("third", ""), side))
    for side, item in ((side, last[side]) for side in order):
        account = shelf.told(item.claim)
        out.append({
            "side": side or None, "side_name": shelf.sides.name(side) if side else None,
            "holder": item.favours, "holder_name": holder_name(item.favours, shelf.sides),
            "day": date.fromordinal(item.day).isoformat(), "said": date.fromordinal(item.known).isoformat(),
            "by": wording.who_says(account), "outlet": account.outlet, "document": account.document,
            "claim": item.claim,
        })  # fmt: skip
    return out


def _day(shelf: Shelf, item: ControlEstimate) -> Row:
    return {
        "day": item.day, "probabilities": item.probabilities, "status": item.status,
        "claims": _shown(shelf, item.claims),
    }  # fmt: skip


def _change(shelf: Shelf, item: Change) -> Row:
    return {
        "id": str(item.geonameid or item.place.strip().casefold()), "place": item.place, "day": item.day,
        "before": item.before, "after": item.after, "before_name": holder_name(item.before, shelf.sides),
        "after_name": holder_name(item.after, shelf.sides), "p": item.probability, "claims": _shown(shelf, item.claims),
    }  # fmt: skip


def _shown(shelf: Shelf, claims: Iterable[str]) -> list[str]:
    return [claim for claim in claims if claim not in shelf.hidden]
