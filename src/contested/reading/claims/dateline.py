"""Datelines ("KABUL, 21 May (PAN) – Gunmen killed two"): where a report was sent from. Nobody acts there, and what
happened may have happened anywhere; only where the report names no other place is it taken for that.
"""

from __future__ import annotations

from spacy.tokens import Token

from contested.nouns import Place
from contested.reading.claims.candidate import Candidate
from contested.reading.context import Context

LONGEST = 14  # tokens before the dash
DASHES = {"–", "—", "-", "--", "―"}
PARTS = {"PROPN", "NUM", "PUNCT", "SYM", "X", "SPACE", "CCONJ"}


def datelines(context: Context) -> frozenset[int]:
    """The tokens of all datelines: at the head of a line, a place, what names a day or an agency, and a dash."""
    out: set[int] = set()
    doc = context.doc
    for token in doc:
        begins = token.i == 0 or "\n" in doc[token.i - 1].text
        if begins and token.i in context.place_at:
            dash = next((t for t in doc[token.i + 1 : token.i + LONGEST] if _is_dash(t)), None)
            if dash is not None and all(_belongs(t, context) for t in doc[token.i : dash.i]):
                out.update(range(token.i, dash.i + 1))
    return frozenset(out)


def _is_dash(token: Token) -> bool:
    """Whether a dash stands apart from the words around it, not as in a name."""
    return token.text in DASHES and bool(token.whitespace_)


def _belongs(token: Token, context: Context) -> bool:
    return token.pos_ in PARTS or token.i in context.place_at or token.i in context.time_at or token.ent_type_ == "ORG"


def leave_out(candidates: list[Candidate], lines: frozenset[int], context: Context) -> None:
    """Take whoever or whatever stands in a dateline out of all roles, in place."""
    if not lines:
        return
    spans = {(context.doc[i].idx, context.doc[i].idx + len(context.doc[i])) for i in lines}
    for one in candidates:
        roles = one.roles
        roles.agents = [party for party in roles.agents if not _inside(party.start, spans)]
        roles.patients = [party for party in roles.patients if not _inside(party.start, spans)]
        roles.targets = [thing for thing in roles.targets if not _inside(thing.start, spans)]
        roles.places = [place for place in roles.places if not _inside(place.start, spans)]


def _inside(start: int, spans: set[tuple[int, int]]) -> bool:
    return any(first <= start < last for first, last in spans)


def place_of(lines: frozenset[int], context: Context) -> Place | None:
    """The place of the first dateline."""
    found = (context.place_at[i] for i in sorted(lines) if i in context.place_at)
    return next((place for place in found if place.lat is not None), None)
