"""Names whose only known bearers lie far from all else that a report tells of: better no point than a wrong one.

"An estimated 6,400 people fled to Baraka", in a report on South Kivu, is not Brak in Libya. A gazetteer never holds
all villages; one that it lacks has the name of a small place somewhere else, or nearly that name.
"""

from __future__ import annotations

import numpy as np

from contested.data.gazetteer import NAME, Gazetteer
from contested.reading.places.mentions import Mention, Text
from contested.reading.places.resolve import COLUMN, Table

FEWEST = 3  # names of a report from which it has a country of its own
MOST_OF = 0.5  # share of the other names' weight that the report's country has
HARDLY = 0.12  # share that the country of a stray has at most
FAR = 0.05  # closeness to the nearest other place, 0 far to 1 close: some 450 km
SMALL, MIDDLING = 20_000, 250_000  # people below whom a place far off is a stray, by its own name and by another
ANY = 3_000_000  # the same where the name is only spelt nearly so


def strays(text: Text, made: Table, gazetteer: Gazetteer) -> set[int]:
    """The numbers of the groups whose winner is a small place far off from a report about another country."""
    out: set[int] = set()
    columns = gazetteer.columns
    ends = np.searchsorted(made.group, np.arange(len(made.groups) + 1))
    leaders = [int(ends[n]) + int(np.argmax(made.scores[ends[n] : ends[n + 1]])) for n in range(len(made.groups))]
    weight = np.array([group.weight for group in made.groups])
    countries = columns["country"][made.rows[leaders]]
    for number, best in enumerate(leaders):
        group, row = made.groups[number], int(made.rows[best])
        values = made.values[best]
        if any(mention.demonym for mention in group.mentions) or values[COLUMN["country"]] or values[COLUMN["area"]]:
            continue
        if values[COLUMN["contained"]] or values[COLUMN["contained_elsewhere"]] or values[COLUMN["region"]]:
            continue
        own_name = int(group.kinds[best - int(ends[number])]) == NAME and not group.mentions[0].approximate
        whole = all(_whole(text, mention) for mention in group.mentions)
        # A spelling that is only near is of another name, unless another word leads to that country.
        guessed = bool(values[COLUMN["near_spelling"]])
        limit = ANY if guessed else SMALL if own_name and whole else MIDDLING
        if int(columns["population"][row]) >= limit:
            continue
        others = np.arange(len(leaders)) != number
        total = float(weight[others].sum())
        shares = {int(c): float(weight[others & (countries == c)].sum()) / total for c in set(countries[others])}
        mine = shares.pop(int(countries[number]), 0.0)
        alone = mine <= HARDLY and max(shares.values(), default=0.0) >= MOST_OF
        if alone and values[COLUMN["closest"]] < FAR and (len(leaders) > FEWEST or guessed):
            out.add(number)
    return out


def _whole(text: Text, mention: Mention) -> bool:
    """Whether a mention is all that the model took for one place."""
    span = text.spans[mention.first]
    return span is None or span[2] not in ("GPE", "LOC") or (span[0] >= mention.first and span[1] - 1 <= mention.last)


def widen(text: Text, mention: Mention, taken: set[int]) -> None:
    """Give a name without a point all the words that the model took for one place with it ("Jabal al-Zawiya")."""
    span = text.spans[mention.first]
    if span is None or span[2] not in ("GPE", "LOC"):
        return
    first, last = span[0], span[1] - 1
    while first < mention.first and not text.upper[first]:
        first += 1
    rest = [i for i in range(first, last + 1) if not mention.first <= i <= mention.last]
    if last < mention.last or any(i in taken for i in rest):
        return
    mention.first, mention.last = first, last
    mention.start, mention.end = text.starts[first], text.end(last)
