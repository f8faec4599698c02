"""How the probability that it happened goes with the gold of the bed: `python benchmarks/weighing_probability.py`.

Halves a and b. There is no truth in a bed, only accounts: `weighing_truth.py` has made-up wars with known truth.

True is what the gold calls corroborated, across sides or not, admitted or single source; false what it calls retracted.
Denied incidents are shown both ways, since the gold does not say who was right; disputed ones are left out.
"""

from __future__ import annotations

from itertools import pairwise

from contested.weighing import weigh
from weighing import best_match, weighed
from weighing_bed.loader import load

BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0)
FALSE = ("retracted",)


def main() -> None:
    """Print the reliability table, the Brier score and the calibration error."""
    rows = []
    for bed in (load("a"), load("b")):
        chance = {i.id: i.probability for i in weigh(bed.accounts).incidents}
        result = weighed(bed.accounts)
        rows += [(i.status, chance[m]) for i in bed.incidents if (m := best_match(i, result))]
    by_status: dict[str, list[float]] = {}
    for status, p in rows:
        by_status.setdefault(status, []).append(p)
    for status, given in sorted(by_status.items()):
        print(f"{status:26}{len(given):3}  mean {sum(given) / len(given):.2f}  {min(given):.2f} to {max(given):.2f}")
    for name, false in (("denied = false", (*FALSE, "denied")), ("denied left out", FALSE)):
        kept = [(p, float(s not in false)) for s, p in rows if s != "disputed" and (s != "denied" or "denied" in false)]
        brier = sum((p - y) ** 2 for p, y in kept) / len(kept)
        print(f"\n{name}: {len(kept)} incidents, {sum(y for _, y in kept):.0f} true, Brier {brier:.3f}")
        error = 0.0
        for low, high in pairwise(BINS):
            inside = [(p, y) for p, y in kept if low <= p < high or (p == high == 1.0)]
            if inside:
                told, true = (sum(v[n] for v in inside) / len(inside) for n in (0, 1))
                error += abs(told - true) * len(inside) / len(kept)
                print(f"  {low:.1f} to {high:.1f}  {len(inside):3}  told {told:.2f}  true {true:.2f}")
        print(f"  calibration error {error:.3f}")


if __name__ == "__main__":
    main()
