"""The linking of accounts by Splink 4 (Fellegi-Sunter on DuckDB) beside our own scorer, on the same accounts.

Splink is no dependency. In an environment of its own:

    pip install "splink>=4,<5" duckdb numpy datasketch
    PYTHONPATH=src python benchmarks/splink_trial.py [--half a] [--speed 2000] [--json FILE]

Splink gets what our scorer gets: the same facts of each account, the same blocks of kinds. m and u are learnt twice: by
expectation maximisation on the bed itself without its gold, and from labels of other data, the made-up year of
`weighing_speed.py`, whose happenings are known. Its pairs are clustered by connected components and by our average
linkage, at the threshold that is best for it on the gold, which favours Splink; ours has no threshold to choose.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import weighing_speed
from contested.nouns import Account
from contested.weighing import weigh
from contested.weighing.facts import Facts, facts
from contested.weighing.grouping import agglomerate
from contested.weighing.sides import SideTable
from weighing import b_cubed
from weighing_bed.loader import load

try:
    import duckdb
    import pandas as pd
    import splink.comparison_level_library as level
    import splink.comparison_library as comparison
    from splink import DuckDBAPI, Linker, SettingsCreator
except ImportError as error:
    raise SystemExit(f"{error}. Splink is not a dependency; install it as the head of this file says.") from error

SAME_BLOCK = (
    "l.block = r.block and abs(l.anchor - r.anchor) <= 6 and abs(l.lat - r.lat) <= 1.5 and abs(l.lon - r.lon) <= 2"
)
THRESHOLDS = (-8.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0)
KM = "111.2 * sqrt(pow(lat_l - lat_r, 2) + pow((lon_l - lon_r) * cos(radians(lat_l)), 2))"
GAP = "(greatest(start_l, start_r) - least(stop_l, stop_r))"
BOTH = "len(list_intersect(words_l, words_r))"
SHARED = f"{BOTH} / greatest(1, len(words_l) + len(words_r) - {BOTH})"


def table(found: Sequence[Facts], label: dict[str, str]) -> pd.DataFrame:
    """One row an account; what is not told is null in DuckDB, so that Splink takes it for missing."""
    rows: list[dict[str, Any]] = []
    for f in found:
        killed, hurt = f.figures.get(("killed", None)), f.figures.get(("injured", None))
        rows.append(
            {
                "unique_id": f.id,
                "block": f.block,
                "kind": f.claim.kind,
                "lat": f.lat if f.place else float("nan"),
                "lon": f.lon if f.place else float("nan"),
                "radius": f.radius if f.place else float("nan"),
                "start": f.start,
                "stop": f.stop,
                "anchor": f.anchor,
                "doers": "|".join(sorted(f.doers)),
                "targets": "|".join(sorted(f.targets)),
                "killed": killed[0] if killed else float("nan"),
                "hurt": hurt[0] if hurt else float("nan"),
                "words": "|".join(sorted(f.words)),
                "document": f.account.document,
                "label": label.get(f.id, ""),
            }
        )
    return pd.DataFrame(rows)


def levels(column: str, steps: Sequence[tuple[str, str]], null: str) -> Any:
    """A comparison made of SQL conditions, the strongest first, then missing and else."""
    return comparison.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            level.NullLevel(column) if not null else level.CustomLevel(null, "missing").configure(is_null_level=True),
            *(level.CustomLevel(sql, name) for sql, name in steps),
            level.ElseLevel(),
        ],
    )


def missing(*columns: str) -> str:
    """The condition that either side lacks one of the columns."""
    return " or ".join(f"{c}_{side} is null" for c in columns for side in "lr")


def settings(prior: float) -> SettingsCreator:
    """Comparisons on place, days, kind, doers, targets, counts and words."""
    count = [("{c}_l = {c}_r", "same"), ("least({c}_l, {c}_r) >= 0.7 * greatest({c}_l, {c}_r)", "near"),
             ("least({c}_l, {c}_r) >= 0.3 * greatest({c}_l, {c}_r)", "within a factor of three")]  # fmt: skip
    return SettingsCreator(
        link_type="dedupe_only",
        probability_two_random_records_match=prior,
        blocking_rules_to_generate_predictions=[SAME_BLOCK],
        comparisons=[
            levels("lat", [(f"{KM} < 2 and greatest(radius_l, radius_r) <= 40", "one spot"),
                           (f"{KM} <= radius_l + radius_r and greatest(radius_l, radius_r) <= 40", "can be one spot"),
                           (f"{KM} <= radius_l + radius_r", "one holds the other")], missing("lat")),
            levels("start", [(f"{GAP} < 0 and greatest(stop_l - start_l, stop_r - start_r) <= 1", "one day"),
                             (f"{GAP} < 0", "days meet"), (f"{GAP} <= 1", "a day apart")], missing("start")),
            levels("kind", [("kind_l = kind_r", "same")], missing("kind")),
            levels("doers", [("len(list_intersect(doers_l, doers_r)) > 0", "shared")], missing("doers")),
            levels("targets", [("len(list_intersect(targets_l, targets_r)) > 0", "shared")], missing("targets")),
            *(levels(c, [(sql.format(c=c), name) for sql, name in count], missing(c)) for c in ("killed", "hurt")),
            levels("words", [(f"{SHARED} > 0.4", "most"), (f"{SHARED} > 0.2", "many"), (f"{SHARED} > 0.1", "some"),
                             (f"{SHARED} > 0.05", "few")], missing("words")),
        ],
        retain_matching_columns=False,
    )  # fmt: skip


def linker(frame: pd.DataFrame, prior: float) -> Linker:
    """A linker over one table, in memory and silent."""
    return _linker(frame, settings(prior))


def _linker(frame: pd.DataFrame, chosen: Any) -> Linker:
    connection = duckdb.connect()
    lists = ", ".join(f"string_split(nullif({c}, ''), '|') as {c}" for c in ("doers", "targets", "words"))
    numbers = ", ".join(f"if(isnan({c}), null, {c}) as {c}" for c in ("lat", "lon", "radius", "killed", "hurt"))
    connection.register("given", frame)
    plain = "unique_id, block, kind, start, stop, anchor, label"
    connection.execute(f"create table accounts as select {plain}, {lists}, {numbers} from given")
    return Linker("accounts", chosen, db_api=DuckDBAPI(connection), set_up_basic_logging=False)


def by_em(frame: pd.DataFrame, prior: float) -> Linker:
    """u from random pairs, m by expectation maximisation within two blocks; no gold."""
    made = linker(frame, prior)
    made.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in ("l.block = r.block and l.lat = r.lat and l.lon = r.lon", "l.block = r.block and l.start = r.start"):
        made.training.estimate_parameters_using_expectation_maximisation(rule, fix_u_probabilities=True)
    return made


def by_labels(frame: pd.DataFrame, learnt: dict[str, Any]) -> Linker:
    """m and u as they were learnt from the labels of other data."""
    return _linker(frame, learnt)


def labelled(size: int, prior: float) -> dict[str, Any]:
    """Settings with m and u from the made-up year, whose happenings are known by their shared words."""
    accounts, label = made_up(size)
    frame = table(facts(accounts, SideTable.default()), label)
    made = linker(frame, prior)
    made.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    made.training.estimate_m_from_label_column("label")
    return made.misc.save_model_to_json()


def made_up(size: int) -> tuple[list[Account], dict[str, str]]:
    """The made-up year, and for each claim its happening: batches of accounts of one kind, place and stock of words."""
    import random

    rng = random.Random(11)
    places = sorted({a.claim.places[0] for a in weighing_speed.claims(size)}, key=lambda p: p.geonameid or 0)
    accounts, label = [], {}
    for n, batch in enumerate(weighing_speed._happenings(size, places * (2500 // len(places) + 1), rng)):
        for account in batch:
            claim = weighing_speed._with_id(account.claim, f"m{len(accounts):06}")
            accounts.append(Account(claim, f"{account.outlet}|{account.published}|{len(accounts) // 8}", account.outlet,
                                    account.published, account.words))  # fmt: skip
            label[claim.id] = f"h{n}"
    return accounts, label


def clusters(ids: Sequence[str], scored: Sequence[tuple[str, str, float]], cut: float, mean: bool) -> dict[str, str]:
    """A cluster for each claim: average linkage of weights above the cut, or connected components."""
    where = {claim: n for n, claim in enumerate(ids)}
    pairs = [(min(where[a], where[b]), max(where[a], where[b]), w - cut) for a, b, w in scored]
    if mean:
        groups = agglomerate(range(len(ids)), pairs, -4.0)
    else:
        groups = agglomerate(range(len(ids)), [], -4.0, must=[(a, b) for a, b, w in pairs if w > 0])
    return {ids[n]: f"g{min(group)}" for group in groups for n in group}


def predict(made: Linker) -> list[tuple[str, str, float]]:
    """All compared pairs with Splink's match weight (log2 odds)."""
    frame = made.inference.predict(threshold_match_weight=-40).as_pandas_dataframe()
    return list(zip(frame["unique_id_l"], frame["unique_id_r"], frame["match_weight"], strict=True))


def best(ids: Sequence[str], scored: Sequence[tuple[str, str, float]], gold: dict[str, str]) -> dict[str, Any]:
    """The best B3 over thresholds and ways of clustering, chosen on the gold itself."""
    tried = []
    for mean in (True, False):
        for cut in THRESHOLDS:
            found = clusters(ids, scored, cut, mean)
            p, r, f = b_cubed((c, gold[c], found[c]) for c in ids)
            tried.append({"p": p, "r": r, "f1": f, "cut": cut, "linkage": "average" if mean else "components"})
    top = max(tried, key=lambda t: t["f1"])
    plain = next(t for t in tried if t["cut"] == 0.0 and t["linkage"] == top["linkage"])
    return {
        **{k: round(v, 3) if isinstance(v, float) else v for k, v in top.items()},
        "f1_at_even_odds": round(plain["f1"], 3),
    }


def ours(accounts: Sequence[Account], gold: dict[str, str]) -> dict[str, Any]:
    """Our own scorer on the same accounts."""
    found = {c: i.id for i in weigh(accounts).incidents for c in i.claims}
    p, r, f = b_cubed((c, gold[c], found[c]) for c in gold)
    return {"p": round(p, 3), "r": round(r, 3), "f1": round(f, 3)}


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    """What it gives, seconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    given = work()
    return given, round(time.perf_counter() - clock, 2), round(time.process_time() - processor, 2)


def main() -> None:
    """Run the trial and print a line for each way."""
    parser = argparse.ArgumentParser(description="Splink beside our own scorer.")
    parser.add_argument("--half", choices=("a",), default="a")
    parser.add_argument("--speed", type=int, default=2000, help="accounts of the made-up year to time both on")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    bed = load(asked.half)
    gold = {c: i.key for i in bed.incidents for c in i.claims}
    found = facts(bed.accounts, SideTable.default())
    frame, ids = table(found, {}), [f.id for f in found]
    prior = 0.02
    lines: dict[str, Any] = {"bed: ours": ours(bed.accounts, gold)}
    lines["bed: splink, EM"] = best(ids, predict(by_em(frame, prior)), gold)
    learnt = labelled(6000, prior)
    lines["bed: splink, labels of other data"] = best(ids, predict(by_labels(frame, learnt)), gold)
    accounts, label = made_up(asked.speed)
    given, clock, processor = timed(lambda: ours(accounts, label))
    lines[f"{len(accounts)} made up: ours"] = {**given, "seconds": clock, "cpu_seconds": processor}
    many = facts(accounts, SideTable.default())
    wide, names = table(many, {}), [f.id for f in many]
    scored, clock, processor = timed(lambda: predict(by_em(wide, 0.001)))
    lines[f"{len(accounts)} made up: splink, EM"] = {
        **best(names, scored, label),
        "seconds": clock,
        "cpu_seconds": processor,
    }
    for name, line in lines.items():
        print(f"{name:38}{json.dumps(line)}", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(lines, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
