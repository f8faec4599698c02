"""What people said of readings, and what is most worth their look, as it may be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

from contested.ledger import Decision, View
from contested.ledger.deciding import GROUPING, WRONG, carried, reviewed, standing, verdicts
from contested.nouns import Account, to_dict
from contested.outputs.release import Release, Weighing
from contested.outputs.reviewing import Doubt, queue
from contested.weighing import Control

MOST_DOUBTS = 500


@dataclass(frozen=True, slots=True)
class Judged:
    """Accounts of a view after its reviews. `grouping`: standing merges, splits and pins; `wrong`: what a person found
    wrongly read, which is weighed no more; `verdicts`: the standing review of each claim."""

    accounts: tuple[Account, ...]
    grouping: tuple[dict[str, Any], ...]
    wrong: tuple[Account, ...]
    verdicts: Mapping[str, Decision]


@dataclass(frozen=True, slots=True)
class Looks:
    """What is shown of reviews. `wrong`: accounts after the policy; `doubts`: the queue, best first."""

    verdicts: Mapping[str, Decision] = field(default_factory=dict)
    wrong: tuple[Account, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def judged(view: View, as_of: str | None = None) -> Judged:
    """`as_of` chooses reports, not decisions: a person's correction holds for every view."""
    found = list(view.accounts(as_of=as_of))
    stand = carried(standing(view.decisions()), found, view)
    said = verdicts(stand)
    wrong = tuple(a for a in found if a.claim.id in said and said[a.claim.id].values.get("verdict") == WRONG)
    grouping = tuple(to_dict(item) for item in stand if item.action in GROUPING)
    return Judged(tuple(reviewed(found, stand)), grouping, wrong, said)


def looks(known: Judged, weighed: Weighing, whole: Release, wrong: Sequence[Account]) -> Looks:
    """What a shelf holds of reviews. The reasons in the queue are made from what may be shown and nothing else."""
    doubts = queue(cast("Weighing", _Shown(whole, weighed.control)), known.verdicts)
    return Looks(known.verdicts, tuple(wrong), tuple(islice(doubts, MOST_DOUBTS)))


@dataclass(frozen=True)
class Only:
    """Accounts alone, in the form of a weighing: for the policy to go over those that are weighed no more."""

    accounts: tuple[Account, ...]
    beside: Weighing
    incidents: tuple[()] = ()
    links: tuple[()] = ()
    origins: tuple[()] = ()
    disagreements: tuple[()] = ()
    flows: tuple[()] = ()
    speakers: tuple[()] = ()

    @property
    def control(self) -> Control:
        """Nothing is held by anybody."""
        return Control((), self.sides, 1, 1)

    @property
    def sides(self) -> Any:
        """The sides of the weighing."""
        return self.beside.sides


@dataclass(frozen=True)
class _Shown:
    """A release in the form of a weighing."""

    whole: Release
    control: Control

    def __getattr__(self, name: str) -> Any:
        return getattr(self.whole, name)
