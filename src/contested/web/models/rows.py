"""Rows of lists."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from contested.web.models.frame import Day, Shape


class TollRow(Shape):
    """How many, as a range. No end means that none was told."""

    of: str = Field(description="killed, injured, found_dead, missing, captured, evacuated …")
    who: str | None
    low: float | None
    best: float | None
    high: float | None
    words: str = Field(description="The range in words.")
    claims: list[str]
    reason: str


class IncidentRow(Shape):
    """The claims that tell of one happening, drawn together."""

    id: str
    title: str
    kind: str
    group: str = Field(description="violence, harm, territory, force, people, politics, diplomacy or other.")
    status: str
    probability: float = Field(description="How likely it happened, by the stated rule, 0 to 1.")
    parted: list[str] = Field(description="The slots in which the accounts part.")
    place: str | None
    place_id: str | None
    precision: str = Field(description="How near the place is known, in words.")
    lat: float | None
    lon: float | None
    radius_km: float | None
    from_: Day = Field(alias="from", description="First moment of the happening, ISO 8601.")
    to: Day = Field(description="First moment after it.")
    when: str = Field(description="The days in words.")
    tolls: list[TollRow]
    claims: list[str]
    documents: int
    origins: list[str]
    sides: list[str]
    first_reported: Day
    last_reported: Day
    because: list[str] = Field(description="Why this status, in sentences.")


class CountRow(Shape):
    """A number in a claim."""

    of: str
    low: float | None
    high: float | None
    who: str | None


class SpeakerLink(Shape):
    """One link in the chain of who says it, nearest first."""

    name: str
    role: str | None
    channel: str | None
    stance: str


class ClaimRow(Shape):
    """What somebody says happened, with the very words."""

    id: str
    kind: str
    group: str
    from_: Day = Field(alias="from")
    to: Day
    when: str
    place: str | None
    where: str
    precision: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    who: str
    whom: str
    hit: str
    with_: str = Field(alias="with")
    counts: list[CountRow]
    said_by: list[SpeakerLink]
    speaker: str
    side: str | None
    stance: str
    modality: str
    polarity: str
    words: str
    confidence: float
    main: bool
    document: str
    outlet: str | None
    published: Day
    origin: str | None
    incident: str | None


class LinkRow(Shape):
    """How two claims stand to each other in one slot, and why."""

    a: str
    b: str
    relation: str
    slot: str
    reason: str
    score: float


class DocumentRow(Shape):
    """A report."""

    id: str
    title: str | None
    outlet: str | None
    published: Day
    url: str | None
    language: str | None
    characters: int
    claims: int
    contested: int = Field(description="Incidents told in it that are disputed or denied.")
    whole: bool = Field(description="Whether the whole text may be shown, or only what claims rest on.")
    read: bool
    program: str | None


class PlaceRow(Shape):
    """A place of which something is told."""

    id: str
    name: str
    names: list[str]
    geonameid: int | None
    country: str | None
    country_name: str
    region: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str
    incidents: int
    claims: int
    contested: int
    statuses: dict[str, int]
    kinds: list[str]
    first: Day
    last: Day
    near: list[dict[str, Any]]


class ControlRow(Shape):
    """Who holds a place on a day."""

    id: str
    place: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    area: bool = Field(description="A region or district rather than a settlement.")
    day: str
    holder: str
    holder_name: str
    p: float
    probabilities: dict[str, float]
    status: str
    claimed: dict[str, str] = Field(description="The holder that each side's own claims last named.")
    parted: bool = Field(description="Whether these differ.")
    last_report: Day
    claims: list[str]
    reason: str


class ControlChange(Shape):
    """A place that changed hands."""

    id: str
    place: str
    day: str
    before: str
    after: str
    before_name: str
    after_name: str
    p: float
    claims: list[str]


class MovementRow(Shape):
    """People told to move or be moved; a stock is people present, never added to a flow."""

    movement: str
    kind: str
    origin: str | None
    origin_id: str | None
    destination: str | None
    destination_id: str | None
    who: str | None
    low: float | None
    high: float | None
    modality: str
    polarity: str
    said_by: str | None
    from_: Day = Field(alias="from")
    to: Day
    claims: list[str]


class Stand(Shape):
    """One of the accounts in a disagreement."""

    stand: str
    speakers: list[str]
    sides: list[str]
    claims: list[str]
    words: list[str]
    documents: list[str]
    first_said: Day


class DisagreementRow(Shape):
    """Where accounts part."""

    id: str
    about: str
    question: str
    kind: str
    place: str | None
    place_id: str | None
    from_: Day = Field(alias="from")
    to: Day
    tension: bool
    within: str | None
    between: str = Field(description="within a side, sides, or outlets.")
    score: float
    new: Day = Field(description="The day on which the latest of the positions was first said.")
    positions: list[Stand]
    reasons: list[str]
    incidents: list[str]


class SpeakerRow(Shape):
    """Somebody who is quoted."""

    id: str
    name: str
    side: str | None
    statements: int
    documents: int
    outcomes: dict[str, int]
    first: Day
    last: Day
    claims: list[str]


class SourceRow(Shape):
    """An outlet: how much came in when, so that silence is seen as silence."""

    id: str
    name: str | None
    side: str | None
    documents: int
    claims: int
    undated: int
    first: Day
    last: Day
    usual_pause_days: float | None = Field(
        description="Median of the pauses between days with reports; from four days on."
    )
    longest_pause_days: int | None
    silent_days: int | None = Field(description="Days from the last report to the day of the view.")
    silent: bool = Field(description="Whether that is more than three times the usual pause.")
    days: dict[str, int] = Field(description="Reports by day.")
    copies: int = Field(description="Reports that belong to an origin of another name.")
    copied_from: str | None


class SearchHit(Shape):
    """Something found. The snippet marks the words found with « and »."""

    kind: str
    id: str
    title: str | None
    snippet: str
    outlet: str | None
    published: Day
    document: str | None
    incident: str | None


class DoubtRow(ClaimRow):
    """A claim that is worth a person's look."""

    score: float = Field(description="Orders the queue: how unsure the reading is, times what rests on it.")
    because: list[str] = Field(description="What rests on it, in sentences.")


class ReviewRow(Shape):
    """What a person said of a reading."""

    decision: int = Field(description="Its number in the ledger.")
    verdict: str = Field(description="right or wrong: whether the words say it.")
    at: Day
    by: str | None = Field(description="In the analyst's own view only.")
    note: str | None = Field(description="In the analyst's own view only.")
    claim: dict[str, Any] = Field(description="The claim's row.")


class Recorded(Shape):
    """A decision that was kept."""

    decision: int = Field(description="Its number, with which it can be undone.")
    action: str
    claim: str | None
    verdict: str | None
    at: Day
