"""Which sorts of things a noun may name, by `lexicons/noun_classes.csv`: person, forces, territory, event …"""

from __future__ import annotations

from functools import cache

from contested.data import rows


@cache
def noun_classes() -> dict[str, frozenset[str]]:
    """Lemma in lower case -> its classes."""
    table: dict[str, set[str]] = {}
    for row in rows("lexicons/noun_classes.csv"):
        table.setdefault(row["lemma"].lower(), set()).add(row["class"])
    return {lemma: frozenset(classes) for lemma, classes in table.items()}
