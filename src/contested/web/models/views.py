"""Answers that are no lists: one thing with all that belongs to it."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from contested.web.models.frame import Day, Shape
from contested.web.models.rows import (
    ClaimRow,
    ControlChange,
    ControlRow,
    DocumentRow,
    IncidentRow,
    LinkRow,
    SearchHit,
    SpeakerRow,
    TollRow,
)


class Cell(Shape):
    """What one account says in one slot. A slot that is not there is one that the account says nothing of."""

    value: str = Field(description="In our words.")
    quote: str = Field(description="In the words of the document.")
    claim: str
    document: str
    start: int = Field(description="Where the words begin in the document, in characters.")
    end: int
    relation: str | None = Field(description="agrees, refines, supersedes, contradicts, denies, admits, in_tension.")
    sign: str = Field(description="The sign of the relation; empty where there is none.")
    loud: bool = Field(description="Whether the accounts part here.")
    reason: str = Field(description="Why, in a sentence.")
    against: str | None = Field(description="The claim that it stands to so.")


class AccountColumn(Shape):
    """One account: what one speaker or outlet tells of the happening."""

    who: str
    role: str | None
    side: str | None
    side_name: str
    outlet: str | None
    origin: str | None
    documents: list[str]
    copies: int = Field(description="Reports that tell the same beyond the first.")
    first_told: Day
    confidence: float
    member: bool = Field(description="False for an account of another incident that denies or contradicts this one.")
    claims: list[str]
    cells: dict[str, Cell] = Field(description="By slot.")


class Slot(Shape):
    """A row of the table of accounts."""

    key: str
    name: str


class TollSource(Shape):
    """One number as told."""

    claim: str
    who: str
    side: str | None
    low: float | None
    high: float | None
    published: Day
    document: str


class TollDetail(TollRow):
    """A toll with the number of each source."""

    sources: list[TollSource]


class Step(Shape):
    """One step in how the picture changed."""

    day: Day
    documents: list[str]
    claims: list[str] = Field(description="Claims that came in with this step.")
    status: str
    probability: float
    tolls: list[TollRow]


class ControlDay(Shape):
    """Who held a place on a day. The probabilities, contested and unknown among them, sum to one."""

    day: str
    probabilities: dict[str, float]
    status: str
    claims: list[str]


class IncidentDetail(Shape):
    """One incident with its accounts side by side."""

    incident: IncidentRow
    slots: list[Slot]
    accounts: list[AccountColumn]
    sides: list[dict[str, Any]] = Field(description="The sides in the order of the columns: side, name, columns.")
    tolls: list[TollDetail]
    links: list[LinkRow]
    history: list[Step]
    control: list[ControlDay] = Field(description="Who held the place in the days around it; empty where not told.")
    related: list[str] = Field(description="Other incidents whose claims stand against these.")


class Piece(Shape):
    """A stretch of the original, exactly as it came in."""

    start: int
    end: int
    text: str


class DocumentDetail(Shape):
    """A report with its words. Offsets count Unicode code points of the original."""

    document: DocumentRow
    pieces: list[Piece] = Field(description="All of the text in one piece, or the stretches that claims rest on.")
    masks: dict[str, str] = Field(description="Characters that stand where something is held back, and what for.")
    claims: list[dict[str, Any]] = Field(
        description="Claim rows with offsets (trigger, evidence, places, time, speakers) and the person's review."
    )
    repairs: list[dict[str, Any]] = Field(
        description="What was read otherwise than it stands: start, end, original, read_as."
    )
    writes: bool = Field(description="Whether reviews may be sent to this server.")


class ClaimDetail(Shape):
    """A claim and all that leads to it."""

    claim: ClaimRow
    whole: dict[str, Any] = Field(description="The claim with every field; see the reading format.")
    document: DocumentRow
    trigger: str
    because: dict[str, Any] = Field(description="Rule, lexicon entry and model that made it, with notes on the way.")
    alternatives: list[dict[str, Any]] = Field(description="Places that were not taken, with score and reason.")
    links: list[dict[str, Any]] = Field(description="What other claims say to it, with their words.")
    repairs: list[dict[str, Any]]
    review: dict[str, Any] | None = Field(description="What a person said of the reading: decision, verdict, day.")


class ControlAnswer(Shape):
    """Who holds what on a day, and what changed."""

    day: str
    first: str
    last: str
    total: int
    items: list[ControlRow]
    changes: list[ControlChange]
    shares: dict[str, dict[str, float]] = Field(description="Per region the mean share of each holder over its places.")
    as_of: Day
    state: str


class StatementRow(Shape):
    """One thing said, in its words, and what became of it."""

    claim: str
    document: str
    day: Day
    kind: str
    place: str | None
    polarity: str
    stance: str
    outcome: str
    words: str
    repeated: list[str]
    confirmed_by: list[str]
    contradicted_by: list[str]
    denied_by_own_side: list[str]
    reversed_by: list[str]
    incident: str | None
    counterparts: list[dict[str, Any]] = Field(description="Words of the claims against it: claim, words, speaker.")


class SpeakerDetail(Shape):
    """A speaker's statements in time."""

    speaker: SpeakerRow
    side_name: str
    tally: bool = Field(description="False under five statements: too few for a pattern.")
    total: int
    page: int
    pages: int
    limit: int
    statements: list[StatementRow]


class Bar(Shape):
    """One step of the timeline."""

    day: str = Field(description="The first day of the step.")
    statuses: dict[str, int] = Field(description="Incidents that begin in it, by status.")
    reports: int = Field(description="Reports that came in.")


class Span(Shape):
    """Something told over weeks."""

    id: str
    title: str
    status: str
    from_: str = Field(alias="from")
    to: str


class TimelineAnswer(Shape):
    """Bars by status over the whole record; what is undated is counted beside."""

    step: str
    first: Day
    last: Day
    as_of: Day
    undated: int
    bars: list[Bar]
    spans: list[Span]
    state: str


class SearchAnswer(Shape):
    """What was found, by what it is."""

    q: str
    counts: dict[str, int]
    items: list[SearchHit]
    total: int
    page: int
    pages: int
    limit: int
    suggestions: list[str] = Field(
        description="Places in the record that are spelled nearly so; given when nothing was found."
    )


class SituationAnswer(Shape):
    """What is on the screen, in numbers, and what is new."""

    as_of: Day
    state: str
    own_view: bool = Field(description="True where nothing is coarsened or held back.")
    incidents: int
    claims: int
    documents: int
    statuses: dict[str, int]
    kinds: dict[str, int]
    sides: dict[str, dict[str, Any]] = Field(description="By id of the side: name, incidents.")
    off_map: int = Field(description="Incidents without a place on the map.")
    undated: int
    disagreements: int
    new_since: Day
    new: list[IncidentRow]
    whole: dict[str, Any] = Field(
        description="The same of all that the record holds: incidents, claims, documents, unread."
    )
    held_back: int
    held_by_rule: dict[str, int]
    blame: dict[str, int] = Field(description="Where nothing passes: incidents there would be without each filter.")


class SitrepLine(Shape):
    """One thing told."""

    id: str | None = Field(description="The incident, where there is one.")
    title: str
    status: str
    group: str
    about: str = Field(description="Where and when.")
    toll: str
    who: str
    quotes: list[dict[str, Any]] = Field(description="The words that part: words, who, side, day, refs.")
    reason: str
    refs: list[int] = Field(description="Numbers of the reports that tell it.")


class SitrepSection(Shape):
    """A part of the report."""

    key: str = Field(description="contested, denied, founded, single, control or movement.")
    lines: list[SitrepLine]
    more: int = Field(description="Lines of the same kind that are left out.")


class SitrepSource(Shape):
    """A report that lines rest on."""

    n: int
    document: str
    outlet: str | None
    published: Day
    url: str | None
    title: str | None
    words: str = Field(description="Its first words that may be shown.")


class SitrepAnswer(Shape):
    """A situation report."""

    as_of: Day
    state: str
    own_view: bool
    from_: Day = Field(alias="from")
    to: Day
    incidents: int
    claims: int
    documents: int
    places: list[str] = Field(description="The places of which most is told.")
    sections: list[SitrepSection]
    sources: list[SitrepSource]
    heard: int = Field(description="Outlets of which a report came in.")
    outlets: int
    silent: list[dict[str, Any]] = Field(description="Outlets silent beyond their habit: name, last, days.")
    held_back: int
    held_by_rule: dict[str, int]


class GroundAnswer(Shape):
    """Another ground of the map than the built-in one."""

    style: str | None = Field(description="Address of a MapLibre style.")
    tiles: str | None = Field(description="Address of a PMTiles file.")
    hosts: list[str] = Field(description="Hosts that are asked for it; none by default.")


class TownsAnswer(Shape):
    """Towns around what is told, the largest first."""

    items: list[list[str | float]] = Field(description="Name, longitude, latitude, people.")
