"""What the files of the field ask of an incident: who against whom, its coding, its deaths, precision and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from contested import data
from contested.nouns import Account, Incident, Party, Place, Toll, parse_day
from contested.outputs import wording
from contested.outputs.clean import plain, sentence
from contested.outputs.countries import alpha3, country_name
from contested.outputs.release import Release
from contested.outputs.texts import status

CIVILIAN = frozenset({"CVL", "REF", "JRN", "MED", "EDU", "LAB", "REL", "AGR", "BUS", "SOC", "ELI", "NGO"})
STATE = frozenset({"MIL", "GOV", "COP", "SPY", "PRM", "JUD", "LEG"})
REBEL = frozenset({"REB", "UAF", "PRE"})
_CIVIL_WORDS = (
    "civilian",
    "resident",
    "people",
    "inhabitant",
    "child",
    "women",
    "men",
    "passenger",
    "villager",
    "family",
    "families",
    "pensioner",
    "worker",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor of an incident: its name, its state (alpha-3), and whether state, rebel, civilian or unknown."""

    name: str
    country: str | None
    sort: str


def members(item: Incident, whole: Release) -> list[Account]:
    """The accounts of an incident, the best read first."""
    by_id = whole.by_id
    return sorted((by_id[c] for c in item.claims if c in by_id), key=lambda a: (-a.claim.confidence, a.claim.id))


def told_as_done(item: Incident, whole: Release) -> bool:
    """Whether anybody tells it as having happened or going on; plans, calls and mere denials are no events. What one
    side tells and the other denies stays an event, with its status in the notes.
    """
    if item.status == "retracted":
        return False
    return any(
        a.claim.happened and a.claim.stance not in ("denied", "predicted", "demanded") for a in members(item, whole)
    )


def acled(item: Incident, told: Sequence[Account]) -> dict[str, str] | None:
    """ACLED's event and sub-event type, of the best read claim of the incident's kind, else of the kind itself."""
    row = data.table("kinds.toml")["kinds"].get(item.kind, {})
    own = [a.claim.acled for a in told if a.claim.kind == item.kind and a.claim.acled]
    found: dict[str, Any] = own[0] or {} if own else {}
    event = found.get("event_type") or row.get("acled_event_type")
    sub = found.get("sub_event_type") or row.get("acled_sub_event_type")
    if not own and sub == "Non-state actor overtakes territory" and _own_land(item, told):
        sub = "Government regains territory"
    return {"event_type": str(event), "sub_event_type": str(sub or "Other")} if event else None


def _own_land(item: Incident, told: Sequence[Account]) -> bool:
    doers = actors(told, "agents")
    return bool(doers and item.place) and doers[0].country == alpha3(item.place.country if item.place else None)


def actors(told: Iterable[Account], role: str) -> list[Actor]:
    """Who did it (`agents`) or suffered it (`patients`), by how many accounts say so."""
    tally: Counter[Actor] = Counter()
    for account in told:
        if account.claim.polarity == "positive":
            tally.update({actor(party) for party in getattr(account.claim, role)})
    return [found for found, _ in sorted(tally.items(), key=lambda kv: (-kv[1], kv[0].name))]


def actor(party: Party) -> Actor:
    """A party as an actor, named in the manner of ACLED: `Military Forces of Russia`, `Civilians (Ukraine)`."""
    sectors = set(party.sectors)
    text = party.text.lower()
    state = country_name(party.country) if party.country else ""
    if sectors & CIVILIAN or (not sectors and any(word in text for word in _CIVIL_WORDS)):
        return Actor(f"Civilians ({state})" if state else "Civilians", party.country, "civilian")
    if sectors & REBEL:
        return Actor(plain(party.name or party.text, 80), party.country, "rebel")
    if sectors & {"MIL", "SPY"} and state:
        return Actor(f"Military Forces of {state}", party.country, "state")
    if sectors & {"COP"} and state:
        return Actor(f"Police Forces of {state}", party.country, "state")
    if (sectors & STATE or not sectors) and state:
        return Actor(f"Government of {state}", party.country, "state")
    return Actor(plain(party.name or party.text, 80), party.country, "unknown")


def deaths(item: Incident) -> Toll | None:
    """The toll of the dead: killed before found dead, of all before of some."""
    dead = [t for t in item.tolls if t.of in ("killed", "found_dead")]
    return min(dead, key=lambda t: (t.of != "killed", t.who is not None, -(t.high or t.low or 0)), default=None)


def days_of(item: Incident, most: int = 31) -> list[date]:
    """The days of an incident, the first to the last; only the first where they are more than `most`."""
    first, end = parse_day(item.from_), parse_day(item.to)
    if first is None:
        return [end] if end else []
    last = max(first, (end - timedelta(days=1)) if end else first)
    span = (last - first).days + 1
    return [first + timedelta(days=n) for n in range(span)] if span <= most else [first]


def span_days(item: Incident) -> int:
    """How many days the incident may have lasted, or lies within."""
    first, end = parse_day(item.from_), parse_day(item.to)
    return max(1, (end - first).days) if first and end else 1


def outlets(told: Iterable[Account]) -> list[str]:
    """The outlets, each once, by day of report."""
    ordered = sorted(told, key=lambda a: (a.published or "9", a.outlet or ""))
    return list(dict.fromkeys(plain(a.outlet or a.document, 80) for a in ordered))


def notes(item: Incident, told: Sequence[Account]) -> str:
    """One paragraph: what is told, the range of the toll, how well founded, who parts from whom."""
    when = f"On {wording.span(item.from_, item.to)}" if item.from_ or item.to else "On a day not told"
    head = f"{when}, {wording.where(item.place)}: "
    words = plain(told[0].words, 400) if told else ""
    who = wording.who_says(told[0]) if told else ""
    tolls = "; ".join(wording.toll(t) for t in item.tolls)
    parts = [f"{head}{words}" + (f" ({who})" if who else ""), f"Toll as told: {tolls}." if tolls else ""]
    parts.append(f"{status(item.status)['label']}: {len(item.claims)} claims, {len(item.origins)} origins.")
    against = list(
        dict.fromkeys(link.reason for link in item.links if link.relation in ("contradicts", "denies") and link.reason)
    )
    parts += [f"{sentence(against[0]).rstrip('.')}." if against else "", f"Incident {item.id}."]
    return " ".join(part for part in parts if part)


def exact(place: Place) -> int:
    """1 a particular town; 2 near a town or part of a region; 3 a region or more."""
    if place.precision in ("region", "country") or (place.radius_km or 0) > 60:
        return 3
    return 1 if place.precision in ("site", "settlement") and (place.radius_km or 0) <= 12 else 2


def whole_number(value: float | None) -> int:
    """A count for a column that takes no ranges; not told is 0."""
    return round(value) if value is not None else 0
