"""The shapes of the answers, for the documentation and for whoever makes a client from it."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, Field

T = TypeVar("T")
Day = str | None


class Problem(BaseModel):
    """What went wrong and what to do."""

    kind: str = Field(description="A stable name of the problem, for programs.")
    message: str = Field(description="What happened, in one sentence.")
    remedy: str = Field(description="What to do about it; may be empty.")


class ErrorBody(BaseModel):
    """The one shape of every error."""

    error: Problem


class Page(BaseModel, Generic[T]):
    """A part of a longer list."""

    total: int = Field(description="Rows in all.")
    page: int
    pages: int
    limit: int
    as_of: Day = Field(description="The day of the view: as of when, or the day of the last report.")
    state: str = Field(description="What the record was made from; changes when the ledger does.")
    items: list[T]


class TollRow(BaseModel):
    """How many, as a range. No end means that none was told."""

    of: str = Field(description="killed, injured, found_dead, missing, captured, evacuated …")
    who: str | None
    low: float | None
    best: float | None
    high: float | None
    words: str = Field(description="The range in words.")
    claims: list[str]
    reason: str


class IncidentRow(BaseModel):
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


class CountRow(BaseModel):
    """A number in a claim."""

    of: str
    low: float | None
    high: float | None
    who: str | None


class SpeakerLink(BaseModel):
    """One link in the chain of who says it, nearest first."""

    name: str
    role: str | None
    channel: str | None
    stance: str


class ClaimRow(BaseModel):
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


class Cell(BaseModel):
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


class AccountColumn(BaseModel):
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


class Slot(BaseModel):
    """A row of the table of accounts."""

    key: str
    name: str


class LinkRow(BaseModel):
    """How two claims stand to each other in one slot, and why."""

    a: str
    b: str
    relation: str
    slot: str
    reason: str
    score: float


class TollSource(BaseModel):
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


class Step(BaseModel):
    """One step in how the picture changed."""

    day: Day
    documents: list[str]
    claims: list[str] = Field(description="Claims that came in with this step.")
    status: str
    probability: float
    tolls: list[TollRow]


class ControlDay(BaseModel):
    """Who held a place on a day. The probabilities, contested and unknown among them, sum to one."""

    day: str
    probabilities: dict[str, float]
    status: str
    claims: list[str]


class HolderChange(BaseModel):
    """A day on which another holder became likely."""

    day: str
    before: str
    after: str
    p: float


class IncidentDetail(BaseModel):
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


class DocumentRow(BaseModel):
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


class Piece(BaseModel):
    """A stretch of the original, exactly as it came in."""

    start: int
    end: int
    text: str


class DocumentDetail(BaseModel):
    """A report with its words. Offsets count Unicode code points of the original."""

    document: DocumentRow
    pieces: list[Piece] = Field(description="All of the text in one piece, or the stretches that claims rest on.")
    masks: dict[str, str] = Field(description="Characters that stand where something is held back, and what for.")
    claims: list[dict[str, Any]] = Field(
        description="Claim rows with offsets: trigger, evidence, places, time, speakers."
    )
    repairs: list[dict[str, Any]] = Field(
        description="What was read otherwise than it stands: start, end, original, read_as."
    )


class ClaimDetail(BaseModel):
    """A claim and all that leads to it."""

    claim: ClaimRow
    whole: dict[str, Any] = Field(description="The claim with every field; see the reading format.")
    document: DocumentRow
    trigger: str
    because: dict[str, Any] = Field(description="Rule, lexicon entry and model that made it, with notes on the way.")
    alternatives: list[dict[str, Any]] = Field(description="Places that were not taken, with score and reason.")
    links: list[dict[str, Any]] = Field(description="What other claims say to it, with their words.")
    repairs: list[dict[str, Any]]


class PlaceRow(BaseModel):
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


class ControlRow(BaseModel):
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


class ControlChange(BaseModel):
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


class ControlAnswer(BaseModel):
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


class MovementRow(BaseModel):
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


class Stand(BaseModel):
    """One of the accounts in a disagreement."""

    stand: str
    speakers: list[str]
    sides: list[str]
    claims: list[str]
    words: list[str]
    documents: list[str]
    first_said: Day


class DisagreementRow(BaseModel):
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


class SpeakerRow(BaseModel):
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


class StatementRow(BaseModel):
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


class SpeakerDetail(BaseModel):
    """A speaker's statements in time."""

    speaker: SpeakerRow
    side_name: str
    tally: bool = Field(description="False under five statements: too few for a pattern.")
    total: int
    page: int
    pages: int
    limit: int
    statements: list[StatementRow]


class SourceRow(BaseModel):
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


class Bar(BaseModel):
    """One step of the timeline."""

    day: str = Field(description="The first day of the step.")
    statuses: dict[str, int] = Field(description="Incidents that begin in it, by status.")
    reports: int = Field(description="Reports that came in.")


class Span(BaseModel):
    """Something told over weeks."""

    id: str
    title: str
    status: str
    from_: str = Field(alias="from")
    to: str


class TimelineAnswer(BaseModel):
    """Bars by status over the whole record; what is undated is counted beside."""

    step: str
    first: Day
    last: Day
    as_of: Day
    undated: int
    bars: list[Bar]
    spans: list[Span]
    state: str


class SearchHit(BaseModel):
    """Something found. The snippet marks the words found with « and »."""

    kind: str
    id: str
    title: str | None
    snippet: str
    outlet: str | None
    published: Day
    document: str | None
    incident: str | None


class SearchAnswer(BaseModel):
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


class SituationAnswer(BaseModel):
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
