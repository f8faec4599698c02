"""Measures the weighing on its test bed: `python benchmarks/weighing.py [--half a|b|c|d|e] [--floor] [--errors]`.

What is measured, and the rules of the gold: `benchmarks/weighing_bed/README.md`. Half e is kept apart: its errors are
not shown.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
from statistics import mean

from contested.nouns import Account
from weighing_bed.loader import PARTING, SLOTS, Bed, GoldIncident, load

Toll = tuple[float | None, float | None, float | None]
Told = tuple[frozenset[str], str, str]


@dataclass(frozen=True, slots=True)
class Result:
    """What a way of weighing gave, in the plain form that is scored."""

    incident: dict[str, str]
    origin: dict[str, str]
    links: set[Told]
    tolls: dict[str, dict[tuple[str, str | None], Toll]]
    status: dict[str, str]


def weighed(accounts: list[Account]) -> Result:
    """The weighing of the package."""
    from contested.weighing import weigh

    found = weigh(accounts)
    incident: dict[str, str] = {}
    for one in found.incidents:
        for claim in one.claims:
            incident.setdefault(claim, one.id)
    return Result(
        incident,
        {a.claim.id: a.origin for a in found.accounts if a.origin},
        {(frozenset((link.a, link.b)), link.slot, link.relation) for link in found.links},
        {i.id: {(t.of, t.who): (t.low, t.best, t.high) for t in i.tolls} for i in found.incidents},
        {i.id: i.status for i in found.incidents},
    )


def floor(accounts: list[Account]) -> Result:
    """One place, one day, one kind: one incident. Every outlet an origin; figures that differ contradict."""
    groups: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        claim = account.claim
        where = claim.places[0].name if claim.places else None
        groups[f"{where}/{claim.time.from_[:10] if claim.time and claim.time.from_ else None}/{claim.kind}"].append(
            account
        )
    tolls, links = {}, set()
    for key, group in groups.items():
        figures: dict[tuple[str, str | None], list[tuple[str, float]]] = defaultdict(list)
        for account in group:
            for count in account.claim.counts:
                figures[count.of, count.who].append((account.claim.id, count.low or 0))
        tolls[key] = {of: _vote([value for _, value in told]) for of, told in figures.items()}
        for told in figures.values():
            links |= {(frozenset((a, b)), "toll", "contradicts") for (a, x), (b, y) in combinations(told, 2) if x != y}
    return Result(
        {a.claim.id: key for key, group in groups.items() for a in group},
        {a.claim.id: a.outlet or "" for a in accounts},
        links,
        tolls,
        {k: "single_source" if len({a.outlet for a in g}) == 1 else "corroborated" for k, g in groups.items()},
    )


def _vote(values: list[float]) -> Toll:
    counted = Counter(values)
    return min(values), min(counted, key=lambda value: (-counted[value], value)), max(values)


def b_cubed(pairs: Iterable[tuple[str, str, str]]) -> tuple[float, float, float]:
    """Precision, recall and F1 over (item, gold cluster, found cluster)."""
    gold, found, both = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    rows = [(g, f) for _, g, f in pairs]
    for g, f in rows:
        gold[g] += 1
        found[f] += 1
        both[g, f] += 1
    precision = mean(both[row] / found[row[1]] for row in rows)
    recall = mean(both[row] / gold[row[0]] for row in rows)
    return precision, recall, 2 * precision * recall / (precision + recall)


def prf(hit: int, extra: int, missed: int) -> tuple[float, float, float]:
    """Precision, recall and F1 from counts; 1 where nothing was asked for and nothing found."""
    precision = hit / (hit + extra) if hit + extra else float(not missed)
    recall = hit / (hit + missed) if hit + missed else 1.0
    return precision, recall, 2 * hit / (2 * hit + extra + missed) if hit + extra + missed else 1.0


def score_links(bed: Bed, result: Result) -> tuple[dict[str, tuple[int, int, int]], list[str], list[Told]]:
    """By slot (hit, extra, missed) over the parting relations; what was missed, in words; what was found beside it."""
    taken: set[Told] = set()
    hit, missed, extra = Counter[str](), Counter[str](), Counter[str]()
    lost = []
    for link in bed.links:
        accepted = {(link.pair, slot, relation) for slot, relation in link.accepted}
        taken |= accepted
        if link.asked:
            slot, relation = link.accepted[0]
            found = bool(accepted & result.links)
            (hit if found else missed)[slot] += 1
            if not found:
                lost.append((link.pair, slot, relation))
    beside = [told for told in result.links - taken if told[1] in SLOTS and told[2] in PARTING]
    for _, slot, _ in beside:
        extra[slot] += 1
    return {slot: (hit[slot], extra[slot], missed[slot]) for slot in SLOTS}, sorted_told(lost), beside


def sorted_told(told: Iterable[Told]) -> list[Told]:
    """In a fixed order."""
    return sorted(told, key=lambda one: (one[1], one[2], sorted(one[0])))


def score_agreement(bed: Bed, result: Result) -> tuple[int, int, int]:
    """(hit, extra, missed) of agreement between different origins where nothing parts. *Refines* counts as agreement;
    two that deny together are left aside.
    """
    by_id = {a.claim.id: a.claim for a in bed.accounts}
    parted = {(link.pair, slot) for link in bed.links for slot, _ in link.accepted}
    meant = set()
    for incident in bed.incidents:
        for a, b in combinations(incident.claims, 2):
            x, y, pair = by_id[a], by_id[b], frozenset((a, b))
            if bed.origin[a] == bed.origin[b] or x.polarity != "positive" or y.polarity != "positive":
                continue
            same_count = {(c.of, c.who) for c in x.counts} & {(c.of, c.who) for c in y.counts}
            filled = {"happened": True, "toll": bool(same_count), "culprit": bool(x.agents and y.agents)}
            meant |= {(pair, slot) for slot in SLOTS if filled[slot] and (pair, slot) not in parted}
    found = {
        (pair, slot)
        for pair, slot, relation in result.links
        if relation in ("agrees", "refines")
        and slot in SLOTS
        and len({bed.origin[c] for c in pair}) > 1
        and any(by_id[c].polarity == "positive" for c in pair)
    }
    return len(meant & found), len(found - meant), len(meant - found)


def best_match(incident: GoldIncident, result: Result) -> str | None:
    """The weighed incident that holds most of the accounts."""
    held = Counter(result.incident[c] for c in incident.claims if c in result.incident)
    return min(held, key=lambda key: (-held[key], key)) if held else None


def score(bed: Bed, weigh: Callable[[list[Account]], Result], errors: bool) -> None:
    """Prints every figure, and with `errors` what was missed."""
    started = time.perf_counter()
    result = weigh(bed.accounts)
    seconds = time.perf_counter() - started
    gold = {c: i.key for i in bed.incidents for c in i.claims}
    _row("incident B3", b_cubed((c, gold[c], result.incident.get(c, c)) for c in gold))
    within = ((c, f"{gold[c]}/{bed.origin[c]}", f"{gold[c]}/{result.origin.get(c, c)}") for c in gold)
    _row("origin B3, within incidents", b_cubed(within))
    slots, lost, beside = score_links(bed, result)
    for slot, counts in slots.items():
        _row(f"links: {slot}", prf(*counts), f"{counts[0]} hit, {counts[1]} extra, {counts[2]} missed")
    sums = tuple(map(sum, zip(*slots.values(), strict=True)))
    _row("links: all slots", prf(*sums), f"mean F1 of the slots {mean(prf(*c)[2] for c in slots.values()):.3f}")
    _row("agreement, where nothing parts", prf(*score_agreement(bed, result)))
    tolls, statuses = [], []
    for incident in bed.incidents:
        match = best_match(incident, result)
        given = result.tolls.get(match, {}) if match else {}
        tolls += [(incident.key, of, triple, given.get(of)) for of, triple in incident.tolls.items()]
        statuses.append((incident.key, incident.status, result.status.get(match or "")))
    exact = [t for t in tolls if t[2] == t[3]]
    right = [s for s in statuses if s[1] == s[2]]
    print(f"{'toll triple exact':34}{len(exact) / len(tolls):6.3f}   {len(exact)} of {len(tolls)}")
    print(f"{'status':34}{len(right) / len(statuses):6.3f}   {len(right)} of {len(statuses)}")
    print(f"{'time':34}{seconds:6.2f} s for {len(bed.accounts)} accounts of {len(bed.incidents)} incidents")
    if errors:
        _errors(bed, result, gold)
        _print_links("missed", lost, bed, gold)
        _print_links("extra", sorted_told(beside), bed, gold)
        for key, of, triple, given in tolls:
            if triple != given:
                print(f"toll    {key} {'/'.join(filter(None, of))}: meant {triple}, given {given}")
        for key, meant, given in statuses:
            if meant != given:
                print(f"status  {key}: meant {meant}, given {given}")


def _row(name: str, values: tuple[float, float, float], note: str = "") -> None:
    print(f"{name:34}P {values[0]:.3f}  R {values[1]:.3f}  F1 {values[2]:.3f}   {note}".rstrip())


def _errors(bed: Bed, result: Result, gold: dict[str, str]) -> None:
    words = {a.claim.id: a.words for a in bed.accounts}
    groups: dict[str, list[str]] = defaultdict(list)
    for claim in gold:
        groups[result.incident.get(claim, claim)].append(claim)
    for claims in groups.values():
        keys = Counter(gold[c] for c in claims)
        if len(keys) > 1:
            print("mixed   " + ", ".join(f"{key} ({n})" for key, n in keys.most_common()))
    for incident in bed.incidents:
        parts = Counter(result.incident.get(c, c) for c in incident.claims)
        for part, _ in parts.most_common()[1:]:
            for claim in incident.claims:
                if result.incident.get(claim, claim) == part:
                    print(f"apart   {incident.key}: {words[claim][:90]}")


def _print_links(name: str, links: list[Told], bed: Bed, gold: dict[str, str]) -> None:
    words = {a.claim.id: a.words for a in bed.accounts}
    order = {a.claim.id: n for n, a in enumerate(bed.accounts)}
    for pair, slot, relation in links:
        a, b = sorted(pair, key=lambda claim: order[claim])
        keys = " + ".join(dict.fromkeys((gold[a], gold[b])))
        print(f"{name:7} {keys}: {slot} {relation}: {words[a][:60]} / {words[b][:60]}")


def main() -> None:
    """Reads the arguments and prints the table."""
    parser = argparse.ArgumentParser(description="Measure the weighing on its test bed.")
    parser.add_argument("--half", choices=("a", "b", "c", "d", "e"), default="a")
    parser.add_argument("--floor", action="store_true", help="same place, same day, same kind = one incident")
    parser.add_argument("--errors", action="store_true", help="what was missed (not of half e)")
    options = parser.parse_args()
    if options.errors and options.half == "e":
        parser.error("nobody reads the errors of half e: it is kept apart")
    score(load(options.half), floor if options.floor else weighed, options.errors)


if __name__ == "__main__":
    main()
