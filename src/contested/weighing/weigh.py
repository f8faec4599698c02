"""Claims in, everything that can be said about them out; no text is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from contested.nouns import Account
from contested.weighing.decisions import Decision
from contested.weighing.sides import SideTable
from contested.weighing.weighed import Weighed
from contested.weighing.weigher import Weigher


def weigh(
    accounts: Iterable[Account],
    *,
    decisions: Iterable[Decision | Mapping[str, Any]] = (),
    as_of: date | str | None = None,
    sides: SideTable | None = None,
    duplicates: Mapping[str, str] | None = None,
) -> Weighed:
    """Weigh accounts against each other.

    `decisions`: what people decided on which claims belong together (merge, split, pin). `as_of`: leave out what was
    published after that day. `duplicates`: document id to group id, where the ledger knows which texts are copies.
    The same set of accounts gives the same result, bit by bit, whatever their order.
    """
    last = str(as_of)[:10] if as_of else None
    chosen = (a for a in accounts if last is None or (a.published or "")[:10] <= last)
    return Weigher(chosen, decisions=decisions, sides=sides, duplicates=duplicates).weighed(last)
