"""The resources of the API, one a module; each has a `router`."""

from __future__ import annotations

from fastapi import APIRouter

from contested.web.answers import PROBLEMS
from contested.web.routes import (
    claims,
    control,
    disagreements,
    documents,
    events,
    export,
    incidents,
    map_,
    movement,
    places,
    reviews,
    search,
    sitrep,
    situation,
    sources,
    speakers,
    timeline,
)

PREFIX = "/api/v1"
MODULES = (
    situation, incidents, claims, documents, places, control, movement, disagreements, speakers, sources, search,
    timeline, map_, events, export, reviews, sitrep,
)  # fmt: skip


def api() -> APIRouter:
    """All resources under one prefix."""
    made = APIRouter(prefix=PREFIX, responses=PROBLEMS)
    for module in MODULES:
        made.include_router(module.router)
    return made
