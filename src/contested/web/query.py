"""What may be asked: the filters that all views share, pages, and their limits, checked before any look-up."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from contested import data
from contested.outputs.texts import STATUSES
from contested.web.shelf import Keeper, Selection, Shelf, Wanted
from contested.web.shelf.selecting import SORTS, select

MOST_CORNERS = 200
MOST_ROWS = 500


def _box(value: str | None) -> str | None:
    if value is not None:
        numbers = _numbers(value, ",")
        if len(numbers) != 4:
            raise ValueError("four numbers are needed: west,south,east,north")
        west, south, east, north = numbers
        if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
            raise ValueError("degrees are needed: west,south,east,north, with south not above north")
    return value


def _area(value: str | None) -> str | None:
    if value is not None:
        corners = [_numbers(corner, ",") for corner in value.split(";") if corner]
        if not 3 <= len(corners) <= MOST_CORNERS or any(len(corner) != 2 for corner in corners):
            raise ValueError(f"3 to {MOST_CORNERS} corners are needed: lon,lat;lon,lat;lon,lat")
        if any(abs(lon) > 180 or abs(lat) > 90 for lon, lat in corners):
            raise ValueError("corners are longitude and latitude in degrees")
    return value


def _listed(value: str | None, known: tuple[str, ...], what: str) -> str | None:
    for name in _names(value):
        if name not in known:
            near = get_close_matches(name, known, 3, 0.5) or known[:8]
            raise ValueError(f"there is no {what} {name[:40]!r}; try {', '.join(near)}")
    return value


def _kind(value: str | None) -> str | None:
    return _listed(value, kinds(), "kind")


def _status(value: str | None) -> str | None:
    return _listed(value, STATUSES, "status")


def _sort(value: str) -> str:
    return _listed(value, SORTS, "order") or SORTS[0]


class Filters(BaseModel):
    """The filters that all views share; all that is given must hold."""

    model_config = ConfigDict(populate_by_name=True, extra="ignore")

    box: Annotated[str | None, AfterValidator(_box)] = Field(
        None, max_length=120, description="Only what lies in this box: west,south,east,north in degrees. West may be "
        "greater than east, across the 180th meridian.", examples=["36.5,48.5,38.5,50.0"],
    )  # fmt: skip
    area: Annotated[str | None, AfterValidator(_area)] = Field(
        None, max_length=8000, description=f"Only what lies in this drawn area: 3 to {MOST_CORNERS} corners, "
        "lon,lat;lon,lat;… in degrees.", examples=["36,49;38,49;37,50"],
    )  # fmt: skip
    place: str | None = Field(
        None, max_length=120, description="Only what is told of this place: a name in any spelling met, a region, a "
        "GeoNames id, or a two-letter country code in capitals.", examples=["Izium"],
    )  # fmt: skip
    from_: date | None = Field(None, alias="from", description="Only what happened on or after this day, YYYY-MM-DD.")
    to: date | None = Field(None, description="Only what happened on or before this day, YYYY-MM-DD.")
    kind: Annotated[str | None, AfterValidator(_kind)] = Field(
        None, max_length=600, description="Only these kinds of happening, by commas.", examples=["shelling,airstrike"]
    )
    side: str | None = Field(
        None,
        max_length=300,
        description="Only what these sides tell, by id or name, by commas.",
        examples=["UKR,third"],
    )
    by: str | None = Field(
        None,
        max_length=120,
        description="Only what this speaker says, or this outlet in its own voice: part of a name.",
    )
    status: Annotated[str | None, AfterValidator(_status)] = Field(
        None, max_length=200, description=f"Only these statuses, by commas: {', '.join(STATUSES)}."
    )
    conf: float | None = Field(
        None, ge=0, le=1, description="Only incidents at least this likely to have happened, 0 to 1."
    )
    q: str | None = Field(
        None, max_length=200, description="Only incidents whose title and claims hold all these words; words in double "
        "quotes stand together.",
    )  # fmt: skip
    outlet: str | None = Field(None, max_length=120, description="Only what this outlet reported, by its whole name.")
    asof: date | None = Field(
        None, description="As it was known at the end of this day, YYYY-MM-DD: later reports are left out and all is "
        "weighed without them. Takes a while when first asked for.",
    )  # fmt: skip

    def wanted(self) -> Wanted:
        """The filters as the shelf takes them."""
        box = _numbers(self.box, ",") if self.box else None
        corners = [_numbers(corner, ",") for corner in (self.area or "").split(";") if corner]
        return Wanted(
            box=(box[0], box[1], box[2], box[3]) if box else None,
            area=tuple((lon, lat) for lon, lat in corners),
            place=(self.place or "").strip() or None, from_=self.from_, to=self.to, kind=tuple(_names(self.kind)),
            side=tuple(_names(self.side)), by=(self.by or "").strip() or None, status=tuple(_names(self.status)),
            conf=self.conf, q=(self.q or "").strip() or None, outlet=(self.outlet or "").strip() or None,
        )  # fmt: skip


class Paging(BaseModel):
    """Which part of a list."""

    model_config = ConfigDict(extra="ignore")

    page: int = Field(1, ge=1, le=1_000_000, description="Which page, from 1.")
    limit: int = Field(50, ge=1, le=MOST_ROWS, description=f"Rows a page, at most {MOST_ROWS}.")

    @property
    def start(self) -> int:
        """The first row of the page."""
        return (self.page - 1) * self.limit


Asked = Annotated[Filters, Query()]
Sort = Annotated[
    str, AfterValidator(_sort), Query(max_length=20, description=f"The order: {', '.join(SORTS)}. Equals keep the "
    "order of the eye: contested first, then how well founded, then the latest."),
]  # fmt: skip
AsOf = Annotated[date | None, Query(description="As it was known at the end of this day, YYYY-MM-DD.")]


class Format(BaseModel):
    """An answer's form, where the Accept header cannot be set."""

    model_config = ConfigDict(extra="ignore")

    format: str | None = Field(
        None, pattern="^(json|geojson|csv)$", description="json, geojson or csv; goes before the Accept header."
    )


def keeper_of(request: Request) -> Keeper:
    """The keeper of this application."""
    found: Keeper = request.app.state.keeper
    return found


Kept = Annotated[Keeper, Depends(keeper_of)]


def chosen(shelf: Shelf, filters: Filters, sort: str = "contested") -> Selection:
    """The incidents that pass the filters."""
    return select(shelf, filters.wanted(), sort)


@cache
def kinds() -> tuple[str, ...]:
    """All kinds of happening."""
    return tuple(data.table("kinds.toml")["kinds"])


def _names(value: str | None) -> list[str]:
    return [name.strip() for name in (value or "").split(",") if name.strip()]


def _numbers(value: str | None, sign: str) -> list[float]:
    try:
        found = [float(part) for part in (value or "").split(sign)]
    except ValueError:
        raise ValueError("these are no numbers") from None
    if not all(abs(number) < 1e6 for number in found):
        raise ValueError("these are no degrees")
    return found


def given(filters: Filters) -> dict[str, Any]:
    """The filters as they were given, without those left out."""
    return filters.model_dump(mode="json", by_alias=True, exclude_none=True)
