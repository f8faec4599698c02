"""Who is being moved where: flows from claims of evacuation, displacement and deportation. Stock and flow are never
mixed.
"""

from __future__ import annotations

from collections.abc import Sequence

from contested.nouns import Claim, Count, Flow, PlaceInRole
from contested.weighing.facts import Facts, iso
from contested.weighing.words import tokens

MOVEMENTS = ("evacuation", "displacement", "deportation")
COUNTED = ("evacuated", "displaced", "people")
RETURN = frozenset(["return", "returned", "returning", "returns", "back", "home"])
STOCK = frozenset(
    [
        "live",
        "lives",
        "living",
        "remain",
        "remains",
        "sheltering",
        "shelter",
        "hosts",
        "hosting",
        "hosted",
        "registered",
        "refugees",
        "camps",
        "currently",
    ]
)


def flows(found: Sequence[Facts]) -> tuple[Flow, ...]:
    """A flow for each destination of each claim of movement, in order of day. Denied ones stay, with their polarity."""
    out = []
    for fact in sorted(found, key=lambda f: (f.start, f.id)):
        if fact.claim.kind in MOVEMENTS:
            out.extend(_flows(fact))
    return tuple(out)


def _flows(fact: Facts) -> list[Flow]:
    claim = fact.claim
    came_from = next((p for role in ("from", "at", "of") for p in claim.places if p.role == role), fact.place)
    destinations: list[PlaceInRole | None] = [p for p in claim.places if p.role in ("to", "toward")]
    count = _count(claim)
    speaker = claim.said_by[0] if claim.said_by else None
    words = frozenset(tokens(fact.account.words))
    kind = (
        "stock"
        if (count is not None and count.running_total and words & STOCK)
        or (count is not None and words & STOCK and not destinations)
        else "flow"
    )
    return [
        Flow(
            movement="return" if claim.kind == "displacement" and words & RETURN else claim.kind,
            origin=came_from,
            destination=destination,
            who=claim.patients[0].text if claim.patients else (count.who if count else None),
            # A figure told for several destinations together belongs to none of them alone.
            low=count.low if count and len(destinations) < 2 else None,
            high=count.high if count and len(destinations) < 2 else None,
            kind=kind,
            modality=claim.modality,
            polarity=claim.polarity,
            said_by=(speaker.name or speaker.text) if speaker else fact.account.outlet,
            claims=(claim.id,),
            from_=iso(fact.start) if fact.timed else None,
            to=iso(fact.stop) if fact.timed else None,
        )
        for destination in (destinations or [None])
    ]


def _count(claim: Claim) -> Count | None:
    return next((c for of in COUNTED for c in claim.counts if c.of == of), None)
