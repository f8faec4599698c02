"""The nouns of the record, and the algebra that belongs to them. Imports the standard library only.

All are frozen and know no verb beyond comparing themselves. `start` and `end` count Unicode code points of the
document's own text, end exclusive. Days are ISO 8601 strings; an interval runs from its first moment to the first
moment after it. JSON forms (`to_dict`, `from_dict`) follow `spec/reading.md`; `from_` is written `from`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, timedelta
from functools import cache, partial
from hashlib import sha256
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from unicodedata import normalize

Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One report as it came in. `published` is an ISO date or datetime; `language` a BCP-47 tag."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def day(self) -> date | None:
        """The day of publication, or None."""
        return parse_day(self.published)

    @property
    def fingerprint(self) -> str:
        """A hash of the words, the outlet and the publication; two documents that share it are one. White space and the
        way a letter is composed make no difference.
        """
        words = " ".join(normalize("NFKC", self.text).split())
        parts = (words, (self.outlet or "").casefold().strip(), self.published or "")
        return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Entity:
    """A named or described thing. `mention` is name, nominal or pronoun."""

    start: int
    end: int
    text: str
    label: str
    mention: str = "name"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a toponym might have meant, with the score that it lost or won by."""

    geonameid: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym and what it was taken for. `use`: literal, metonymic, adjective or embedded; `country`: ISO 3166-1
    alpha-2;
    `radius_km`: how far from the point the happening may lie."""

    start: int
    end: int
    text: str
    use: str = "literal"
    geonameid: int | None = None
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    feature: str | None = None
    country: str | None = None
    admin1: str | None = None
    radius_km: float | None = None
    confidence: float = 0.5
    alternatives: tuple[Candidate, ...] = ()

    @property
    def precision(self) -> str:
        """site, settlement, district, region, country or area, read from the feature code."""
        code = (self.feature or "").split(".")[-1]
        if code.startswith("PCL") or code == "TERR":
            return "country"
        if code == "ADM1":
            return "region"
        if code.startswith("ADM"):
            return "district"
        if (self.feature or "").startswith("P"):
            return "settlement"
        return "site" if (self.radius_km or 99) < 3 else "area"


@dataclass(frozen=True, slots=True)
class PlaceInRole(Place):
    """A place in a claim: at, from, to, toward or of."""

    role: str = "at"


@dataclass(frozen=True, slots=True)
class Moment:
    """An expression of time, resolved. `grain`: minute, hour, part_of_day, day, week, month, season, year, decade,
    span;
    `relation`: at, since, until, during, before, after."""

    start: int
    end: int
    text: str
    from_: str | None = None
    to: str | None = None
    grain: str | None = None
    relation: str = "at"

    def overlaps(self, other: Moment, slack_days: int = 0) -> bool:
        """Whether the two intervals share a moment; an open end reaches for ever."""
        slack = timedelta(days=slack_days)
        a, b = parse_day(self.from_) or date.min, parse_day(other.from_) or date.min
        c, d = parse_day(self.to) or date.max, parse_day(other.to) or date.max
        first = max(a, b)
        last = min(c, d)
        return last == date.max or first == date.min or first - last < slack or first == last == a == b


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a name or description stands for. `country`: ISO 3166-1 alpha-3; `sectors`: PLOVER codes."""

    start: int
    end: int
    text: str
    id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    confidence: float = 0.5
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in words or digits as a range; `high` None is an open end. `of`: what is counted, `who`: civilians,
    children …
    """

    start: int
    end: int
    text: str
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    of: str | None = None
    who: str | None = None
    running_total: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words or thoughts reported. Spans may be in pieces; `actor` and `parent` are indexes; see
    `spec/reading.md`.
    """

    source: Pieces
    cue: Pieces
    content: Pieces
    actor: int | None = None
    channel: str | None = None
    stance: str = "asserted"
    quoted: bool = False
    parent: int | None = None
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Party:
    """Who does or suffers something in a claim: the noun phrase and whom it stands for."""

    start: int
    end: int
    text: str
    id: str | None = None
    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """A weapon, vehicle or means; or what is hit, with its class (hospital, school, energy, bridge …)."""

    start: int
    end: int
    text: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number told in a claim; low and high as in `Quantity`."""

    of: str
    low: float | None
    high: float | None
    who: str | None = None
    start: int = 0
    end: int = 0
    running_total: bool = False

    def compatible(self, other: Count) -> bool:
        """Whether one true number can satisfy both. A bare open end reaches for ever."""
        low = max(self.low or 0, other.low or 0)
        high = min(math.inf if self.high is None else self.high, math.inf if other.high is None else other.high)
        return low <= high


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link in the chain of who says it, nearest first."""

    text: str
    id: str | None = None
    name: str | None = None
    role: str | None = None
    country: str | None = None
    channel: str | None = None
    stance: str = "asserted"
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Because:
    """What made a claim: the rule, the lexicon entry, the model, and notes on the way (repairs, weights)."""

    rule: str
    trigger: str | None = None
    model: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says happened: one happening as told by one source. See `spec/reading.md` for every value."""

    id: str
    kind: str
    trigger: tuple[int, int]
    evidence: tuple[int, int]
    plover: dict[str, Any] | None = None
    acled: dict[str, Any] | None = None
    main: bool = False
    agents: tuple[Party, ...] = ()
    patients: tuple[Party, ...] = ()
    instruments: tuple[Thing, ...] = ()
    targets: tuple[Thing, ...] = ()
    places: tuple[PlaceInRole, ...] = ()
    time: Moment | None = None
    counts: tuple[Count, ...] = ()
    polarity: str = "positive"
    modality: str = "actual"
    said_by: tuple[Speaker, ...] = ()
    stance: str = "asserted"
    confidence: float = 0.5
    because: Because = field(default_factory=lambda: Because("unknown"))

    @property
    def happened(self) -> bool:
        """Whether the claim tells something as having happened or going on."""
        return self.polarity == "positive" and self.modality in ("actual", "ongoing", "habitual")


@dataclass(frozen=True, slots=True)
class Repair:
    """A change made to the text before it was read: where in the original, what stood there, what was read."""

    start: int
    end: int
    original: str
    read_as: str
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was taken from one document."""

    document: Document
    sentences: Pieces = ()
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Moment, ...] = ()
    actors: tuple[Actor, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    repairs: tuple[Repair, ...] = ()
    program: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A claim as the ledger gives it to the weighing: with the document's id, outlet, and days it was published and
    told.
    `origin` and `side` are filled by the weighing."""

    claim: Claim
    document: str
    outlet: str | None = None
    published: str | None = None
    words: str = ""
    origin: str | None = None
    side: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an account first came from; ten copies of one wire are one origin. `side`: whom it speaks for."""

    id: str
    name: str
    side: str | None
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """How two claims stand to each other in one slot, and why, in a sentence made from the values.
    `relation`: agrees, contradicts, in_tension, refines, supersedes, denies, admits; `slot`: happened, place, time,
    toll, culprit, control."""

    a: str
    b: str
    relation: str
    slot: str
    reason: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure of an incident: lowest and highest credible, and the best founded one, with the claims that tell it."""

    of: str
    who: str | None
    low: float | None
    best: float | None
    high: float | None
    claims: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """The claims that tell of one happening, drawn together."""

    id: str
    kind: str
    title: str
    claims: tuple[str, ...]
    place: PlaceInRole | None
    from_: str | None
    to: str | None
    status: str
    probability: float
    origins: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    tolls: tuple[Toll, ...] = ()
    links: tuple[Link, ...] = ()
    first_reported: str | None = None
    last_reported: str | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlEstimate:
    """Who holds a place on a day: a probability for each holder (ISO alpha-3 or a side's id), contested and unknown
    among them.
    """

    place: str
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    day: str
    probabilities: dict[str, float]
    status: str
    claims: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """People told to move or be moved. `kind`: flow or stock; `movement`: evacuation, displacement, deportation,
    return.
    """

    movement: str
    origin: PlaceInRole | None
    destination: PlaceInRole | None
    who: str | None
    low: float | None
    high: float | None
    kind: str
    modality: str
    polarity: str
    said_by: str | None
    claims: tuple[str, ...]
    from_: str | None = None
    to: str | None = None


def parse_day(value: str | None) -> date | None:
    """The day of an ISO date or datetime, or None for anything else."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def km_between(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    a = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(a)))


T = TypeVar("T")


def to_dict(noun: object) -> Any:
    """The JSON form of a noun: dictionaries, lists and plain values."""
    if is_dataclass(noun) and not isinstance(noun, type):
        return {name.rstrip("_"): to_dict(getattr(noun, name)) for name in _names(type(noun))}
    if isinstance(noun, (list, tuple)):
        return [to_dict(item) for item in noun]
    if isinstance(noun, dict):
        return {key: to_dict(value) for key, value in noun.items()}
    return noun


def from_dict(kind: type[T], data: dict[str, Any]) -> T:
    """A noun from its JSON form; unknown keys are passed over, so that older programs read newer files."""
    known: Any = kind  # a bare type[T] is not hashable for mypy, and the table is cached by class
    values = {}
    for name, key, build in _builders(known):
        if key in data:
            value = data[key]
            values[name] = value if build is None or value is None else build(value)
    return kind(**values)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind))


@cache
def _builders(kind: Any) -> tuple[tuple[str, str, Callable[[Any], Any] | None], ...]:
    """For each field its name, its key and what makes its value; made once, since a ledger is read claim by claim."""
    hints = get_type_hints(kind)
    return tuple((name, name.rstrip("_"), _builder(hints[name])) for name in _names(kind))


def _builder(hint: Any) -> Callable[[Any], Any] | None:
    if get_origin(hint) in (Union, UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if get_origin(hint) is tuple:
        inner = _builder(get_args(hint)[0])
        return tuple if inner is None else lambda items: tuple(inner(item) for item in items)
    if is_dataclass(hint) and isinstance(hint, type):
        return partial(from_dict, hint)
    return None
