"""From filters to SQL. Values always travel as parameters."""

from __future__ import annotations

from contested.errors import InputError
from contested.ledger.base import Filters
from contested.ledger.codec import fold
from contested.nouns import parse_day

LATEST = "NOT EXISTS (SELECT 1 FROM readings later WHERE later.document = c.document AND later.id > c.reading)"
# Five indexed look-ups together are a hundred times faster than one condition with OR.
IN_PLACE = """c.n IN (
    SELECT claim FROM claim_places WHERE name_key = :place
    UNION SELECT claim FROM claim_places WHERE name_key >= :place_more AND name_key < :place_end
    UNION SELECT claim FROM claim_places WHERE text_key = :place
    UNION SELECT claim FROM claim_places WHERE admin1_key = :place)"""
SAID_BY = """(c.n IN (SELECT claim FROM claim_speakers WHERE instr(key, :speaker) > 0)
    OR (c.speaker IS NULL AND instr(d.outlet_key, :speaker) > 0))"""


def condition(filters: Filters) -> tuple[str, dict[str, object]]:
    """The WHERE clause over `claims c JOIN documents d`, and its parameters. Raises `InputError` for a bad day."""
    parts = [LATEST]
    values: dict[str, object] = {}

    def add(sql: str, **given: object) -> None:
        parts.append(sql)
        values.update(given)

    for name, sql in (
        ("as_of", "d.known_day <= :as_of"),
        ("since", "c.last_day >= :since"),
        ("until", "c.first_day <= :until"),
    ):
        if day := filters.get(name):
            add(sql, **{name: a_day(str(day))})
    if kinds := filters.get("kind"):
        names = [kinds] if isinstance(kinds, str) else list(kinds)
        add(f"c.kind IN ({', '.join(f':kind{i}' for i in range(len(names)))})")
        values.update({f"kind{i}": name for i, name in enumerate(names)})
    if place := filters.get("place"):
        _add_place(place, parts, values)
    if speaker := fold(filters.get("speaker")):
        add(SAID_BY, speaker=speaker)
    if text := filters.get("text"):
        add("c.n IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH :text)", text=match(text))
    if document := filters.get("document"):
        add("d.id = :document", document=document)
    if outlet := fold(filters.get("outlet")):
        add("d.outlet_key = :outlet", outlet=outlet)
    if (floor := filters.get("min_confidence")) is not None:
        add("c.confidence >= :floor", floor=floor)
    return " AND ".join(parts), values


def _add_place(place: str, parts: list[str], values: dict[str, object]) -> None:
    bare = place.strip()
    if bare.isdigit():
        parts.append("c.n IN (SELECT claim FROM claim_places WHERE geonameid = :geonameid)")
        values["geonameid"] = int(bare)
    elif len(bare) == 2 and bare.isupper():
        parts.append("c.n IN (SELECT claim FROM claim_places WHERE country = :country)")
        values["country"] = bare
    else:
        key = fold(bare)
        parts.append(IN_PLACE)
        # "Kharkiv" finds "Kharkiv Oblast" too: '!' is the character after the space.
        values |= {"place": key, "place_more": key + " ", "place_end": key + "!"}


def a_day(value: str) -> str:
    """The ISO day in this value. Raises `InputError`."""
    day = parse_day(value)
    if day is None:
        raise InputError(f"{value!r} is not a day.", remedy="Write it as YYYY-MM-DD, for example 2022-09-10.")
    return day.isoformat()


def match(text: str) -> str:
    """A full-text query from what somebody typed: all words must be there, those in double quotes side by side.

    Everything is quoted, so that no sign in the text is taken for an operator. Raises `InputError` for no words at all.
    """
    terms: list[str] = []
    for i, part in enumerate(text.replace("\0", " ").split('"')):  # to SQLite a text ends there
        terms += [part] if i % 2 else part.split()
    quoted = [f'"{term}"' for term in (t.strip() for t in terms) if any(c.isalnum() for c in term)]
    if not quoted:
        raise InputError("There is no word to search for.", remedy="Give at least one word.")
    return " ".join(quoted)
