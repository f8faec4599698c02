"""The ground of the map, where another than the built-in one is set: an online style, or tiles in one PMTiles file.

Nothing is contacted unless somebody who runs the server sets it, and then the content policy names those hosts alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from contested.errors import InputError

TILES = "/map.pmtiles"


@dataclass(frozen=True, slots=True)
class Ground:
    """What is set. `style`: address of a MapLibre style; `tiles`: address of a PMTiles file; `file`: one on this
    machine; `hosts`: origins that may be asked."""

    style: str | None = None
    tiles: str | None = None
    file: Path | None = None
    hosts: tuple[str, ...] = ()

    @classmethod
    def of(cls, given: str | None, hosts: tuple[str, ...] = ()) -> Ground:
        """From a setting: the address of a style, or the address or path of a .pmtiles file; `hosts`: further origins
        that the style asks for its tiles. Raises `InputError`."""
        if not given:
            return cls()
        allowed = tuple(dict.fromkeys(_origin(host) for host in hosts))
        if "://" in given:
            own = _origin(given)
            named = tuple(dict.fromkeys((own, *allowed)))
            tiles = urlsplit(given).path.endswith(".pmtiles")
            return cls(None if tiles else given, given if tiles else None, None, named)
        path = Path(given)
        if path.suffix != ".pmtiles" or not path.is_file():
            raise InputError(f"There is no map in {given}.", remedy="Give the address of a style, or a .pmtiles file.")
        with path.open("rb") as file:
            if file.read(7) != b"PMTiles":
                raise InputError(
                    f"{given} is no PMTiles file.", remedy="Give the address of a style, or a .pmtiles file."
                )
        return cls(None, TILES, path, allowed)


def _origin(address: str) -> str:
    """`https://host:port` of an address; safe to stand in a header. Raises `InputError`."""
    parts = urlsplit(address)
    host = parts.netloc
    plain = host.isascii() and all(c.isalnum() or c in ".-:[]" for c in host)
    if parts.scheme not in ("http", "https") or not host or not plain:
        raise InputError(f"{address[:200]!r} is no address of a map.", remedy="Give one that begins with https://")
    return f"{parts.scheme}://{host}"
