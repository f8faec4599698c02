"""From filters to the incidents that pass them: masks over columns, the same for every view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from contested.outputs.texts import STATUSES
from contested.web.shelf.columns import Columns, Ints, Mask

if TYPE_CHECKING:
    from contested.web.shelf.reading import Shelf

SORTS = ("contested", "latest", "day", "place", "toll", "claims")
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters that all views share; all that is given must hold. Lists mean any of these.

    `box`: west, south, east, north in degrees; west may be greater than east, over the 180th meridian. `area`: corners
    of a drawn area as (longitude, latitude). `by`: part of a speaker's or outlet's name. `conf`: the least probability.
    """

    box: Box | None = None
    area: tuple[tuple[float, float], ...] = ()
    place: str | None = None
    from_: date | None = None
    to: date | None = None
    kind: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    by: str | None = None
    status: tuple[str, ...] = ()
    conf: float | None = None
    q: str | None = None
    outlet: str | None = None

    @property
    def narrow(self) -> bool:
        """Whether anything at all is asked for."""
        return self != Wanted()


@dataclass(frozen=True)
class Selection:
    """The incidents that pass, by rank."""

    columns: Columns
    mask: Mask
    sort: str = "contested"
    place_names: Sequence[str] = field(default=(), repr=False)

    def __len__(self) -> int:
        return int(self.mask.sum())

    def ranks(self) -> Ints:
        """Ranks of the chosen, in the order asked for; equals keep the order of the eye."""
        found = np.flatnonzero(self.mask).astype(np.int32)
        key = self._key(found)
        return found if key is None else found[np.argsort(key, kind="stable")]

    def _key(self, found: Ints) -> Any:
        c = self.columns
        if self.sort == "latest":
            return -c.updated[found]
        if self.sort == "day":
            return np.where(c.first[found] == 0, np.iinfo(np.int32).max, c.first[found])
        if self.sort == "toll":
            return -c.toll[found]
        if self.sort == "claims":
            return -c.claims[found]
        if self.sort == "place":
            order = np.argsort(np.argsort(np.array([*self.place_names, "\uffff"])))  # -1, no place, is the last
            return order[c.at[found]]
        return None

    @property
    def statuses(self) -> dict[str, int]:
        """How many of each status."""
        counts = np.bincount(self.columns.status[self.mask], minlength=len(STATUSES))
        return {name: int(n) for name, n in zip(STATUSES, counts, strict=True) if n}

    @property
    def claims(self) -> int:
        """How many claims the chosen hold."""
        return int(self.columns.claims[self.mask].sum())

    @property
    def documents(self) -> int:
        """How many documents tell of the chosen."""
        c = self.columns
        return int(np.count_nonzero(np.bincount(c.document_by[self.mask[c.document_of]])))


def select(shelf: Shelf, wanted: Wanted, sort: str = "contested", *, without: str | None = None) -> Selection:
    """The incidents that pass the filters. `without`: a filter left out, to tell what it costs."""
    c = shelf.columns
    mask = np.ones(len(c), dtype=np.bool_)
    for name, part in _masks(shelf, wanted):
        if name != without:
            mask &= part
    return Selection(c, mask, sort, shelf.place_names)


def blame(shelf: Shelf, wanted: Wanted) -> dict[str, int]:
    """For each filter given, how many incidents there would be without it."""
    parts = list(_masks(shelf, wanted))
    out = {}
    for name in dict.fromkeys(name for name, _ in parts):
        mask = np.ones(len(shelf.columns), dtype=np.bool_)
        for other, part in parts:
            if other != name:
                mask &= part
        out[name] = int(mask.sum())
    return out


def _masks(shelf: Shelf, wanted: Wanted) -> list[tuple[str, Mask]]:
    c = shelf.columns
    out: list[tuple[str, Mask]] = []
    if wanted.box:
        out.append(("box", in_box(c, wanted.box)))
    if wanted.area:
        polygon = shapely.Polygon(wanted.area)
        # A ring that crosses itself still has an inside.
        out.append(("area", shapely.contains_xy(shapely.make_valid(polygon), c.lon, c.lat)))
    if wanted.place:
        out.append(("place", c.having("place", shelf.places_named(wanted.place))))
    if wanted.from_:
        out.append(("from", (c.last >= wanted.from_.toordinal()) & (c.last > 0)))
    if wanted.to:
        out.append(("to", (c.first <= wanted.to.toordinal()) & (c.first > 0)))
    if wanted.kind:
        out.append(("kind", np.isin(c.kind, _numbers(shelf.kinds, wanted.kind))))
    if wanted.status:
        out.append(("status", np.isin(c.status, _numbers(STATUSES, wanted.status))))
    if wanted.side:
        out.append(("side", c.having("side", shelf.sides_named(wanted.side))))
    if wanted.by:
        out.append(("by", c.having("teller", shelf.tellers_named(wanted.by))))
    if wanted.conf is not None:
        out.append(("conf", c.sure >= wanted.conf))
    if wanted.q:
        out.append(("q", _of(shelf.incidents_saying(wanted.q), len(c))))
    if wanted.outlet:
        out.append(("outlet", c.having("document", shelf.documents_of(wanted.outlet))))
    return out


def in_box(c: Columns, box: Box) -> Mask:
    """The incidents whose point lies in a box."""
    west, south, east, north = box
    across = (c.lon >= west) | (c.lon <= east) if west > east else (c.lon >= west) & (c.lon <= east)
    return across & (c.lat >= south) & (c.lat <= north)


def _of(ranks: Ints, size: int) -> Mask:
    mask = np.zeros(size, dtype=np.bool_)
    mask[ranks] = True
    return mask


def _numbers(names: Sequence[str] | Mapping[str, int], wanted: Sequence[str]) -> Ints:
    return np.array([n for n, name in enumerate(names) if name in wanted], dtype=np.int32)
