"""The test bed from its words: `python benchmarks/weighing_read.py [--half a|b]`.

The bed gives each account's values, so that its figures are those of the weighing alone. Here the words of each account
are read as a report of its own by the shipped reader, what was read is weighed, and the same gold is asked; then it
is told how often the reading gave what the bed has. An account stands for the claim of it that is most like the bed's;
its doers and figures are those of all its claims, as one sentence often makes a strike and its dead.

The bed is the harder for it: its accounts are cut out of reports, and what they take from around them (the town, the
day) is not there to be read.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace

from contested.nouns import Account, Document, km_between
from contested.reading import Reader
from contested.settings import Settings
from contested.weighing import weigh
from contested.weighing.facts import Facts, facts
from contested.weighing.linking.counting import PEOPLE
from contested.weighing.sides import SideTable
from weighing import Result, score
from weighing_bed.loader import load


def read(given: list[Account]) -> dict[str, list[Account]]:
    """For each account of the bed what the reader makes of its words."""
    reader = Reader.load(Settings())
    documents = [Document(f"r{n:04}", a.words, published=a.published, outlet=a.outlet) for n, a in enumerate(given)]
    out = {}
    for account, document in zip(given, documents, strict=True):
        claims = reader.read(document).claims
        out[account.claim.id] = [
            Account(
                replace(claim, id=f"{document.id}-{n:02}"), document.id, account.outlet, account.published,
                document.text[slice(*claim.evidence)], side=account.side,
            )
            for n, claim in enumerate(claims)
        ]  # fmt: skip
    return out


def likest(meant: Facts, found: list[Facts]) -> Facts | None:
    """The claim that stands for an account: of its kind, then its block, with its figures."""
    return max(
        found,
        key=lambda f: (f.claim.kind == meant.claim.kind, f.block == meant.block, f.figures == meant.figures, f.id),
        default=None,
    )


def compare(meant: Facts, found: Facts | None, beside: list[Facts]) -> dict[str, bool | None]:
    """For each slot whether the reading gave what the bed has; None where the bed has nothing.

    `beside`: all claims of the account.
    """
    if found is None:
        return {"a claim": False}
    doers = frozenset(doer for f in beside for doer in f.doers)
    figures = {what: figure for f in beside for what, figure in f.figures.items() if what[0] in PEOPLE}
    told = {what: figure for what, figure in meant.figures.items() if what[0] in PEOPLE}
    near = (
        found.place is not None
        and meant.place is not None
        and km_between(found.lat, found.lon, meant.lat, meant.lon) <= max(50.0, meant.radius)
    )
    return {
        "a claim": True,
        "kind": found.claim.kind == meant.claim.kind,
        "denied or told": found.negative == meant.negative,
        "place, within 50 km": near if meant.place else None,
        "day": abs(found.start - meant.start) <= 1 if meant.timed else None,
        "doers' side": doers == meant.doers if meant.doers else None,
        "no doer where none is told": None if meant.doers else not doers,
        "speaker's side": found.side == meant.side if meant.claim.said_by else None,
        "figures": figures == told if told else None,
        "figures, whoever they are of": {f[0] for f in told.values()} <= {f[0] for f in figures.values()}
        if told
        else None,
        "no figure where none is told": None if told else not figures,
    }


def main() -> None:
    """Reads, weighs and prints the figures of both."""
    parser = argparse.ArgumentParser(description="Measure reading and weighing together on the bed.")
    parser.add_argument("--half", choices=("a", "b", "c", "d", "e"), default="b")
    parser.add_argument("--errors", action="store_true", help="print what was read otherwise")
    options = parser.parse_args()
    bed = load(options.half)
    gave = read(bed.accounts)
    table = SideTable.default()
    meant = {f.id: f for f in facts(bed.accounts, table)}
    every = {f.id: f for f in facts([a for listed in gave.values() for a in listed], table)}
    chosen = {c: likest(meant[c], [every[a.claim.id] for a in listed]) for c, listed in gave.items()}

    def weighed(_: list[Account]) -> Result:
        found = weigh([a for listed in gave.values() for a in listed])
        home = {c: i.id for i in found.incidents for c in i.claims}
        origin = {a.claim.id: a.origin or "" for a in found.accounts}
        whose = {a.claim.id: c for c, listed in gave.items() for a in listed}
        links = {(frozenset((whose[ln.a], whose[ln.b])), ln.slot, ln.relation) for ln in found.links}
        return Result(
            {c: home[f.id] if f else c for c, f in chosen.items()},
            {c: origin[f.id] if f else c for c, f in chosen.items()},
            {told for told in links if len(told[0]) == 2},
            {i.id: {(t.of, t.who): (t.low, t.best, t.high) for t in i.tolls} for i in found.incidents},
            {i.id: i.status for i in found.incidents},
        )

    score(bed, weighed, errors=False)
    right, asked = Counter[str](), Counter[str]()
    for claim, f in chosen.items():
        for slot, good in compare(meant[claim], f, [every[a.claim.id] for a in gave[claim]]).items():
            asked[slot] += good is not None
            right[slot] += bool(good)
            if options.errors and good is False:
                print(f"{slot:28} {meant[claim].account.words[:110]}")
    print("\nWhat the reading gave of what the bed has:")
    for slot, n in asked.items():
        print(f"  {slot:30}{right[slot] / max(n, 1):6.3f}   {right[slot]} of {n}")


if __name__ == "__main__":
    main()
