"""Which candidates become claims: one happening is told once, a call for something is not also the thing, and so on."""

from __future__ import annotations

from contested.reading.claims.candidate import Candidate
from contested.reading.claims.coding import kinds
from contested.reading.context import Context

POLITICS = {"demand", "threat", "rejection", "statement", "support", "agreement", "decree"}
TOLL = {"casualties"}
ABSORBED_BY_TOLL = {"killing", "casualties"}
GENERIC = {
    "attack": {"shelling", "airstrike", "drone_strike", "bombing", "battle", "advance"},
    "explosion": {"shelling", "airstrike", "bombing", "drone_strike"},
}
THRESHOLD = 0.4


def choose(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """The candidates that are claims, each happening of a sentence once."""
    kept = [one for one in candidates if one.score >= THRESHOLD]
    kept = _governed(kept)
    kept = _one_toll(kept, context)
    return _same_sentence(kept, context)


def _governed(candidates: list[Candidate]) -> list[Candidate]:
    """Of "called for the evacuation" only the evacuation stays, as requested; so with threats, refusals, pledges."""
    heads = {one.head.i: one for one in candidates}
    drop: set[int] = set()
    for one in candidates:
        up = one.head
        for _ in range(3):
            if up.head.i == up.i:
                break
            up = up.head
            outer = heads.get(up.i)
            if outer is None and any(up.i in other.tokens for other in candidates):
                outer = next(other for other in candidates if up.i in other.tokens)
            if outer is None or outer is one:
                continue
            outer_only = outer.kind in POLITICS and one.kind not in POLITICS | {"accusation", "meeting"}
            if outer_only and (one.mood.modality != "actual" or one.mood.polarity == "negative"):
                drop.add(id(outer))
            break
    return [one for one in candidates if id(one) not in drop]


def _one_toll(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """All dead, wounded and missing of one sentence are one claim, unless they have different places or moods."""
    out: list[Candidate] = []
    first: dict[tuple[int, str, str], Candidate] = {}
    for one in candidates:
        if one.kind not in TOLL:
            out.append(one)
            continue
        key = (context.sentence_of[one.head.i].start, one.mood.polarity, one.mood.modality)
        lead = first.get(key)
        if lead is None:
            first[key] = one
            out.append(one)
            continue
        lead.tokens = tuple(sorted(set(lead.tokens)))
        lead.roles.patients += [p for p in one.roles.patients if p not in lead.roles.patients]
        lead.roles.agents = lead.roles.agents or one.roles.agents
        lead.roles.places += [p for p in one.roles.places if p not in lead.roles.places]
        lead.counts += [c for c in one.counts if c not in lead.counts]
        lead.score = max(lead.score, one.score)
        lead.notes.append(f"joined with “{one.head.text}”")
    return out


def _same_sentence(candidates: list[Candidate], context: Context) -> list[Candidate]:
    """Two triggers of one kind in one clause, or a general one beside a specific one that names the same happening."""
    drop: set[int] = set()
    for at, one in enumerate(candidates):
        for other in candidates[at + 1 :]:
            if context.sentence_of[one.head.i].start != context.sentence_of[other.head.i].start:
                break
            if id(one) in drop or id(other) in drop:
                continue
            close = other.head.head.i == one.head.i or one.head.head.i == other.head.i
            if close and one.kind == other.kind and one.mood == other.mood:
                drop.add(id(min(one, other, key=lambda c: (c.score, -c.head.i))))
            elif close and other.kind in GENERIC.get(one.kind, ()):
                drop.add(id(one))
            elif close and one.kind in GENERIC.get(other.kind, ()):
                drop.add(id(other))
    return [one for one in candidates if id(one) not in drop]


def is_violent(kind: str) -> bool:
    """Whether the table calls the kind violent."""
    return bool(kinds()[kind].get("violent"))


def main_claim(candidates: list[Candidate]) -> int | None:
    """The claim that the document is chiefly about: something that happened, told early, told with detail."""
    best: tuple[float, int] | None = None
    for at, one in enumerate(candidates):
        score = one.score - 0.002 * one.head.i
        score += 0.2 * (one.mood.modality in ("actual", "ongoing") and one.mood.polarity == "positive")
        score += 0.2 * is_violent(one.kind) + 0.15 * bool(one.counts) + 0.1 * bool(one.roles.places)
        if best is None or score > best[0]:
            best = (score, at)
    return best[1] if best else None
