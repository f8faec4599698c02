"""Numbers of a report as ranges, with what they count and of whom.

"about N" is 0.9 N to 1.1 N; "at least", "more than" and "over" leave `high` open, "up to" and "as many as" leave `low`
open; dozens are 24 to 99. Lengths are in kilometres, areas in square kilometres, shares are fractions of 1. A part
("12 people including two children") is a quantity of its own; whoever adds up must not add it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contested.nouns import Quantity
from contested.reading.quantities.counted import noun_after
from contested.reading.quantities.harm import Counted
from contested.reading.quantities.lexer import Item, lex
from contested.reading.quantities.senses import MEASURES, sense
from contested.reading.quantities.singles import single_victims
from contested.reading.quantities.spans import number_spans
from contested.reading.quantities.totals import is_running_total

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_quantities"]


def find_quantities(doc: Doc) -> tuple[Quantity, ...]:
    """The quantities of a document, in their order. Vague words ("one", "many", "no") count only where something is
    counted.
    """
    text = doc.text
    items = lex(text)
    counted = sense(doc, items, number_spans(items))
    found = [_quantity(text, items, one) for one in counted if _worth(one)]
    taken = [(one.start, one.end) for one in found]
    found.extend(q for q in single_victims(text, items) if all(q.end <= s or q.start >= e for s, e in taken))
    return tuple(sorted(found, key=lambda one: one.start))


def _worth(one: Counted) -> bool:
    """Bare pronouns and articles are no figures."""
    if one.of is not None:
        return one.of != "people" or one.span.how != "none"
    if one.span.how in ("digits", "range"):
        return True
    return (one.span.how == "words" and (one.span.high is None or one.span.high > 2)) or one.span.how == "plural"


def _quantity(text: str, items: list[Item], one: Counted) -> Quantity:
    span, noun = one.span, one.noun
    low, high, unit = span.low, span.high, None
    if span.how == "share":
        unit = "share"
    elif noun is not None and noun.kind in MEASURES and one.of == MEASURES[noun.kind][0]:
        unit, factor = MEASURES[noun.kind][1:]
        low, high = (None if value is None else round(value * factor, 6) for value in (low, high))
    elif noun is not None:
        unit = " ".join(item.low for item in items[noun.at : noun.end])
    end = span.end
    if noun is not None and noun.kind == "percent" and noun.at == end:
        end = noun.end
    start, stop = items[span.start].start, items[end - 1].end
    who = noun.who if noun is not None and one.of not in ("share", "distance_km", "area_km2") else None
    running = is_running_total(items, span) if one.of not in ("share", "distance_km", "area_km2") else False
    return Quantity(
        start, stop, text[start:stop], low, high, unit, one.of, who or _who_after(items, one) or one.who, running
    )


def _who_after(items: list[Item], one: Counted) -> str | None:
    """ "two of them children", "12 killed civilians"."""
    if one.noun is None or one.noun.kind != "people" or one.noun.who is not None or not one.of:
        return None
    if items[one.noun.end - 1].low not in ("them", "whom"):
        return None
    at = one.noun.end
    at += at < len(items) and items[at].low in ("were", "are", "was", "being", "-", ":")
    after = noun_after(items, at)
    return after.who if after is not None and after.at == at else None
