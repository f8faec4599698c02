"""The record of control laid down and taken up again: the beliefs are kept, so that nothing is estimated twice."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np

from contested.ledger.codec import slim
from contested.nouns import from_dict
from contested.weighing import SideTable
from contested.weighing.control import Control, Evidence, Settlement, Theatre


def packed_control(control: Control | None) -> tuple[str, bytes]:
    """What is told, as JSON, and the beliefs, as arrays."""
    if control is None or not control.theatres:
        return json.dumps({"first": 1, "last": 1, "parts": []}), b""
    parts = [
        {"places": slim(part.places), "evidence": slim(part.evidence), "holders": part.holders[:-1]}
        for part in control.theatres
    ]
    out = io.BytesIO()
    beliefs: dict[str, Any] = {f"p{n}": part.smoothed for n, part in enumerate(control.theatres)}
    np.savez_compressed(out, **beliefs)
    told = {"first": control.first, "last": control.last, "parts": parts}
    return json.dumps(told, ensure_ascii=False), out.getvalue()


def unpacked_control(told: str, beliefs: bytes, sides: SideTable) -> Control:
    """The record of control from what `packed_control` gave."""
    body: dict[str, Any] = json.loads(told)
    days = int(body["first"]), int(body["last"])
    parts = []
    for item in body["parts"]:
        places = [from_dict(Settlement, place) for place in item["places"]]
        found = [from_dict(Evidence, told_) for told_ in item["evidence"]]
        parts.append(Theatre(places, found, item["holders"], days))
    if parts:
        with np.load(io.BytesIO(beliefs), allow_pickle=False) as arrays:
            for n, part in enumerate(parts):
                part.__dict__["smoothed"] = arrays[f"p{n}"]  # else computed from the evidence when first asked for
    return Control(parts, sides, *days)
