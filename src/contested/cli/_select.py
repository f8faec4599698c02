"""From the filters of a command to the part of the weighed record that it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from contested.errors import InputError

if TYPE_CHECKING:
    from contested.ledger import View
    from contested.outputs.release import Release


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as typed. `side` is known only after the weighing; the rest the ledger can answer by itself."""

    place: str | None = None
    since: str | None = None
    until: str | None = None
    kind: tuple[str, ...] = ()
    speaker: str | None = None
    side: str | None = None
    as_of: str | None = None

    @classmethod
    def of(cls, **given: Any) -> Asked:
        """Checked filters. Raises `InputError` for a kind that does not exist."""
        kinds = tuple(_kind(name) for name in given.pop("kind", None) or ())
        return cls(**given, kind=kinds)

    @property
    def filters(self) -> dict[str, Any]:
        """What the ledger filters by."""
        names = ("place", "since", "until", "speaker", "as_of")
        return {name: getattr(self, name) for name in names} | {"kind": self.kind or None}

    @property
    def narrow(self) -> bool:
        """Whether anything but the day of the view is asked for."""
        return any((self.place, self.since, self.until, self.kind, self.speaker, self.side))


def weighed(view: View, asked: Asked) -> Release:
    """The record as of the day asked for, cut down to what rests on the claims asked for.

    Everything is weighed before anything is left out, so that a filter never changes how well founded something is.
    """
    from contested.outputs.policy import PublicationPolicy
    from contested.outputs.release import release
    from contested.pipeline import weigh_ledger

    whole = release(weigh_ledger(view, asked.as_of), policy=PublicationPolicy.off(), as_of=asked.as_of)
    return cut(whole, chosen(view, whole, asked), asked.kind) if asked.narrow else whole


def chosen(view: View, whole: Release, asked: Asked) -> set[str]:
    """The ids of the claims that the filters leave."""
    found = {account.claim.id for account in view.accounts(**asked.filters)}
    if asked.side is None:
        return found
    side = asked.side.casefold()
    names = {
        account.claim.id: {str(account.side).casefold(), whole.side_name(account.side).casefold()}
        for account in whole.accounts
    }
    return {claim for claim in found if side in names.get(claim, ())}


def cut(whole: Release, ids: set[str], kinds: tuple[str, ...] = ()) -> Release:
    """What rests on these claims. With `kinds`, incidents and disagreements must themselves be of one of them."""
    return replace(
        whole,
        accounts=tuple(a for a in whole.accounts if a.claim.id in ids),
        incidents=tuple(i for i in whole.incidents if _rests(i, ids) and (not kinds or i.kind in kinds)),
        links=tuple(link for link in whole.links if link.a in ids or link.b in ids),
        disagreements=tuple(d for d in whole.disagreements if _rests(d, ids) and (not kinds or d.kind in kinds)),
        control=tuple(c for c in whole.control if _rests(c, ids)),
        flows=tuple(f for f in whole.flows if _rests(f, ids)),
        speakers=tuple(s for s in whole.speakers if any(t.claim in ids for t in s.statements)),
    )


def _rests(item: Any, ids: set[str]) -> bool:
    return any(claim in ids for claim in item.claims)


def _kind(name: str) -> str:
    from contested.data import table

    known = list(table("kinds.toml")["kinds"])
    asked = name.strip().lower().replace(" ", "_").replace("-", "_")
    if asked in known:
        return asked
    near = get_close_matches(asked, known, 3, 0.5) or known
    raise InputError(f"There is no kind {name!r}.", remedy=f"Try {', '.join(near)}.")
