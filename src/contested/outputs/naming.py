"""How sides and disputed places are called: neutral, or as the authorities of the country write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contested import data
from contested.errors import InputError
from contested.outputs.countries import alpha3, country_name
from contested.outputs.holders import OPEN
from contested.outputs.texts import text
from contested.weighing.sides import SideTable

FILE = "outputs/naming.toml"


@dataclass(frozen=True, slots=True)
class Naming:
    """One way of naming, from `data/outputs/naming.toml`."""

    key: str
    sides: Mapping[str, str]
    places: Mapping[str, str]
    foreign: str
    table: SideTable

    @classmethod
    def of(cls, key: str, table: SideTable) -> Naming:
        """The naming of that key. Raises `InputError` where the file has none."""
        known = data.table(FILE)
        if key not in known:
            raise InputError(f"There is no way of naming {key!r}.", remedy=f"Use {' or '.join(known)}.")
        row = known[key]
        return cls(key, row.get("sides", {}), row.get("places", {}), row["foreign"], table)

    def place(self, name: str, geonameid: int | None) -> str:
        """What a place is called."""
        return self.places.get(str(geonameid), name)

    def side(self, side: str) -> str:
        """What a side is called; `contested` and `not known` in words."""
        if side in OPEN:
            return text("holder", side)
        name = self.sides.get(side) or self.table.name(side)
        return country_name(side) if name == side else name  # a country in no listed conflict has only its code

    def holder(self, side: str, country: str | None) -> str:
        """What the holder of a place in this country (ISO 3166-1 alpha-2) is called."""
        name = self.side(side)
        own = alpha3(country)
        # Only a state can be a foreign one: armed groups of the country have ids longer than a country's code.
        abroad = side not in OPEN and len(side) == 3 and own and side != own and not self.table.allied(side, own)
        return self.foreign.format(holder=name) if abroad else name
