"""The JSON of TimeMap: `events.json`, `sources.json` and `associations.json` in a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from contested.nouns import Incident
from contested.outputs import coding, rows, wording
from contested.outputs.clean import plain
from contested.outputs.pages import link
from contested.outputs.release import Release
from contested.outputs.texts import group_of, status


def write(whole: Release, folder: Path) -> int:
    """Write the three files; gives the number of events. Only incidents with a day or a point are events there."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [event for item in whole.incidents if (event := _event(item, whole))]
    for name, value in (("events", made), ("sources", sources(whole)), ("associations", associations(whole))):
        (folder / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(made)


def sources(whole: Release) -> list[dict[str, Any]]:
    """A source for each document."""
    out = {}
    for account in sorted(whole.accounts, key=lambda a: a.document):
        document = whole.documents.get(account.document)
        url = link(account.url) or ""
        out[account.document] = {
            "id": account.document,
            "title": plain(document.title if document and document.title else account.outlet or "", 140),
            "thumbnail": "",
            "paths": [url] if url else [],
            "type": "Report",
            "affil_s": [],
            "url": url,
            "description": plain(account.outlet or "", 80),
            "parent": "",
            "author": plain(account.outlet or "", 80),
            "date": (account.published or "")[:10],
            "notes": "",
        }
    return list(out.values())


def associations(whole: Release) -> list[dict[str, Any]]:
    """Filters: how well founded, and what kind."""
    states = sorted({item.status for item in whole.incidents})
    groups = sorted({group_of(item.kind) for item in whole.incidents})
    made = [_filter(f"status-{key}", "Status", status(key)["label"], status(key)["tip"]) for key in states]
    return made + [_filter(f"kind-{key}", "Kind", key, "") for key in groups]


def _filter(identifier: str, family: str, name: str, meaning: str) -> dict[str, Any]:
    return {"id": identifier, "title": name, "mode": "FILTER", "desc": meaning, "filter_paths": [family, name]}


def _event(item: Incident, whole: Release) -> dict[str, Any] | None:
    told = coding.members(item, whole)
    days = coding.days_of(item)
    place = item.place
    located = place is not None and place.lat is not None and place.lon is not None
    if not days and not located:
        return None
    return {
        "id": item.id,
        "civId": item.id,
        "description": coding.notes(item, told),
        "graphic": "FALSE",
        "date": days[0].isoformat() if days else "",
        "time": "",
        "time_precision": "day" if coding.span_days(item) == 1 else "span",
        "time_display": wording.span(item.from_, item.to),
        "location": wording.where(place),
        # TimeMap reads coordinates as strings, and both or none.
        "latitude": str(place.lat) if place and located else "",
        "longitude": str(place.lon) if place and located else "",
        "type": item.kind,
        "category": group_of(item.kind),
        "category_full": rows.headline(item),
        "associations": [f"status-{item.status}", f"kind-{group_of(item.kind)}"],
        "sources": list(dict.fromkeys(a.document for a in told)),
        "comments": " ".join(item.because),
        "narrative___stepStyles": [],
        "shape": "",
        "colour": "",
    }
