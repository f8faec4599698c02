"""Which numbers belong to which claim."""

from __future__ import annotations

from contested.nouns import Count, Quantity
from contested.reading.claims.candidate import Candidate
from contested.reading.context import Context

PEOPLE = {"killed", "injured", "missing", "found_dead"}
# What a claim of each kind may count; any kind takes distances, shares, places and attacks told in its clause.
OF_KIND = {
    "casualties": PEOPLE | {"people"},
    "killing": PEOPLE | {"people"},
    "mass_grave": {"found_dead", "killed", "people"},
    "evacuation": {"evacuated", "people", "displaced"},
    "displacement": {"displaced", "people", "evacuated"},
    "deportation": {"displaced", "people", "evacuated"},
    "detention": {"detained", "people", "captured"},
    "abduction": {"captured", "people", "missing", "detained"},
    "prisoner_exchange": {"people", "captured", "detained"},
    "capture": {"captured", "places", "area_km2", "share", "distance_km"},
    "desertion": {"people", "captured"},
    "mobilization": {"people"},
    "deployment": {"people", "equipment"},
    "arms_supply": {"equipment"},
    "interception": {"equipment", "attacks"},
    "damage": {"places", "equipment"},
    "protest": {"people"},
}
ANYWHERE = {"distance_km", "share", "places", "attacks", "area_km2", "equipment"}
RENAMED = {
    "evacuation": "evacuated",
    "displacement": "displaced",
    "deportation": "displaced",
    "detention": "detained",
    "abduction": "captured",
}
HARM = ("casualties", "mass_grave")
VIOLENT_WITH_TOLL = {
    "killing",
    "attack",
    "shelling",
    "airstrike",
    "drone_strike",
    "bombing",
    "explosion",
    "accident",
    "battle",
}


def as_count(quantity: Quantity, kind: str) -> Count:
    """The quantity as a count of a claim; people in a claim about moving or holding people count as moved or held."""
    of = quantity.of or "people"
    if of == "people":
        of = RENAMED.get(kind, of)
    if of == "people" and kind == "mass_grave":
        of = "found_dead"
    return Count(of, quantity.low, quantity.high, quantity.who, quantity.start, quantity.end, quantity.running_total)


def give_counts(candidates: list[Candidate], context: Context) -> None:
    """Give every quantity of a sentence to the claim of that sentence that it fits best: by kind, then by nearness."""
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_sentence.setdefault(context.sentence_of[candidate.head.i].start, []).append(candidate)
    for quantity in context.quantities:
        if quantity.of is None:
            continue
        span = context.doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
        if span is None:
            continue
        here = by_sentence.get(context.sentence_of[span.start].start, [])
        best = min(((_cost(one, quantity, span.start), n) for n, one in enumerate(here)), default=(99.0, 0))
        if best[0] < 50:
            here[best[1]].counts.append(as_count(quantity, here[best[1]].kind))
    for candidate in candidates:
        add_totals(candidate.counts, context.text)


AGES = ("children", "women", "men", "elderly people", "babies")  # who they are by age and sex, not by what they do
PARTS = {"including", "include", "included", "includes", "among", "notably", "namely"}
TOTALLED = {"killed", "injured", "missing", "found_dead"}


def add_totals(counts: list[Count], text: str) -> None:
    """ "Six pupils were killed" tells of six children and of six dead, "22 children and four women" of 26: where only
    groups are told, and none as a part of something else, the whole is told with them. In place.
    """
    for of in sorted({one.of for one in counts} & TOTALLED):
        groups = [one for one in counts if one.of == of]
        if any(one.who is None or one.running_total or _part(one, text) for one in groups):
            continue
        if len({one.who for one in groups}) < len(groups) or (len(groups) == 1 and groups[0].who not in AGES):
            continue
        lows, highs = [one.low for one in groups], [one.high for one in groups]
        counts.append(
            Count(
                of,
                sum(low or 0.0 for low in lows) if any(low is not None for low in lows) else None,
                sum(high for high in highs if high is not None) if None not in highs else None,
                None,
                min(one.start for one in groups),
                max(one.end for one in groups),
            )
        )


def _part(one: Count, text: str) -> bool:
    """Whether a figure is told as a part: "including two children", "eleven of them children"."""
    before, after = (
        text[max(0, one.start - 40) : one.start].lower().split(),
        text[one.end : one.end + 12].lower().split(),
    )
    return bool(set(before[-3:]) & PARTS) or after[:2] in (["of", "them"], ["of", "whom"], ["of", "the"])


def _cost(candidate: Candidate, quantity: Quantity, at: int) -> float:
    of, kind = quantity.of or "", candidate.kind
    distance = abs(candidate.head.i - at)
    below = any(at == token.i or candidate.head.is_ancestor(candidate.head.doc[at]) for token in (candidate.head,))
    cost = distance * 0.5 - 4 * below
    if of in PEOPLE:
        if kind in HARM:
            return cost - 15
        if kind == "killing":
            return cost - 8
        return cost + 10 if kind in VIOLENT_WITH_TOLL else 99
    if of in OF_KIND.get(kind, set()):
        return cost
    if of in ANYWHERE and (below or distance < 8):
        return cost + 5
    return 99
