"""Making a shelf from a ledger: weigh, publish by the policy, lay down. Runs here, or as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from contested import __version__
from contested.errors import ContestedError, LedgerError
from contested.ledger import View, open_ledger
from contested.nouns import Account, Reading
from contested.outputs import PublicationPolicy, Release, release
from contested.web.shelf.judging import Judged, Looks, Only, judged, looks
from contested.web.shelf.writing import Label, write_shelf
from contested.weighing import Weighed, Weigher, weigh


@dataclass(frozen=True, slots=True)
class Plan:
    """What shelf to make: of which ledger, as of which day, the analyst's own view or the public one."""

    ledger: Path
    as_of: str | None = None
    own_view: bool = False


@dataclass
class Folding:
    """A weighing that is kept, so that what is new is folded in. Holds every account in memory."""

    weigher: Weigher | None = None
    claims: dict[str, float] = field(default_factory=dict)
    grouping: tuple[dict[str, Any], ...] = ()

    def weighed(self, known: Judged) -> Weighed:
        """The weighing of these accounts; from the start where claims were read anew, reviewed, or people decided."""
        now = {account.claim.id: account.claim.confidence for account in known.accounts}
        same = all(now.get(claim) == sure for claim, sure in self.claims.items())
        if self.weigher is None or not same or known.grouping != self.grouping:
            self.weigher = Weigher(list(known.accounts), decisions=list(known.grouping))
        else:
            self.weigher.add(account for account in known.accounts if account.claim.id not in self.claims)
        self.claims, self.grouping = now, known.grouping
        return self.weigher.weighed()


def ledger_state(view: View, plan: Plan) -> str:
    """A short hash of what a shelf is made from: what the ledger holds, the policy and, where ages count, the day."""
    tally = view.counts()
    file = plan.ledger.stat()
    parts = [
        __version__,
        str(plan.ledger.resolve()),
        str(file.st_ino),
        *(str(getattr(tally, n)) for n in tally.__slots__),
    ]
    parts += ["own"] if plan.own_view else ["public", date.today().isoformat()]  # noqa: DTZ011 (the reader's own day)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Made:
    """What a shelf is written from."""

    whole: Release
    readings: tuple[Reading, ...]
    label: Label
    looks: Looks


def build(plan: Plan, out: Path, folding: Folding | None = None) -> Release:
    """Make the file of a shelf; gives back what was released. Raises `LedgerError`."""
    made = _made(plan, folding)
    write_shelf(made.whole, made.readings, made.label, out, made.looks)
    return made.whole


def _made(plan: Plan, folding: Folding | None) -> Made:
    with open_ledger(plan.ledger).view() as view:
        state, tally = ledger_state(view, plan), view.counts()
        known = judged(view, plan.as_of)
        if folding and plan.as_of is None:
            weighed = folding.weighed(known)
        else:
            weighed = weigh(list(known.accounts), decisions=list(known.grouping), as_of=plan.as_of)
        readings = tuple(view.readings(as_of=plan.as_of))
        policy = PublicationPolicy.off() if plan.own_view else PublicationPolicy.public()
        read = () if plan.own_view else readings
        documents = view.documents(as_of=plan.as_of)
        whole = release(weighed, documents, policy=policy, as_of=plan.as_of, readings=read)
        wrong: tuple[Account, ...] = ()
        if known.wrong:
            wrong = release(Only(known.wrong, weighed), policy=policy, as_of=plan.as_of, readings=read).accounts
    label = Label(state, plan.as_of, plan.own_view, len(whole.documents), tally.unread, tally.undated)
    return Made(whole, readings, label, looks(known, weighed, whole, wrong))


def build_apart(plan: Plan, out: Path) -> subprocess.Popen[str]:
    """The same in a process of its own, whose memory goes when it has ended; `ended` says how it went."""
    asked = json.dumps({"ledger": str(plan.ledger), "as_of": plan.as_of, "own_view": plan.own_view, "out": str(out)})
    command = [sys.executable, "-m", "contested.web.shelf.building", asked]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 (our own module, no shell)


def ended(process: subprocess.Popen[str]) -> None:
    """Wait for a build. Raises `LedgerError` with what it said last."""
    _, said = process.communicate()
    if process.returncode:
        last = (said or "").strip().splitlines()[-1:] or ["no word of why"]
        raise LedgerError(f"The ledger could not be weighed: {last[0]}.", remedy="See that it can be read.")


def main(given: Sequence[str]) -> int:
    """Build as asked on the command line."""
    asked = json.loads(given[0])
    try:
        build(Plan(Path(asked["ledger"]), asked["as_of"], asked["own_view"]), Path(asked["out"]))
    except ContestedError as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
