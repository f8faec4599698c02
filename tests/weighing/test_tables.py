"""The tables that a non-programmer may edit hold together."""

from __future__ import annotations

from itertools import product

from contested import data
from contested.weighing import SideTable
from contested.weighing.control.evidence import rows
from contested.weighing.features import FUNCTIONS, weights
from contested.weighing.linking.rules import tensions
from contested.weighing.parts import blocks_of

from .makers import account


def kinds():
    """All kinds that the table of kinds knows."""
    return {kind for listed in data.table("weighing/kinds.toml")["block"].values() for kind in listed}


def test_all_forty_four_kinds_are_in_one_block():
    listed = [kind for block in data.table("weighing/kinds.toml")["block"].values() for kind in block]
    assert len(listed) == len(set(listed)) == 44


def test_tables_name_known_kinds_only():
    table = data.table("weighing/kinds.toml")
    named = {k for entry in table["together"] for k in (*entry["kinds"], *entry.get("with", ()))}
    named |= {k for group in table["deny"] for k in group}
    named |= {kind for kind, _ in rows()}
    named |= {k for rule in tensions() for k in (*rule.a.kinds, *rule.b.kinds)}
    named |= {k for entry in data.table("weighing/reliability.toml")["admission"] for k in entry["kinds"]}
    assert named <= kinds()


def test_kinds_that_go_together_are_compared():
    modes = ("actual", *data.table("weighing/kinds.toml")["spoken_of"])
    for entry in data.table("weighing/kinds.toml")["together"]:
        for one, two in product(entry["kinds"], entry.get("with", entry["kinds"])):
            assert any(set(blocks_of(one)) & set(blocks_of(two, mode)) for mode in modes), entry


def test_every_feature_has_weights_and_says_what_it_is():
    assert {f.name for f in weights().features} == set(FUNCTIONS)
    assert all(len(f.description) > 30 for f in weights().features)


def test_what_hurts_the_speaker_weighs_most_and_own_gains_least():
    for row in rows().values():
        assert row.teller["own"] <= row.teller["third"] <= row.teller["admits"] or row.contested == 1
    r = data.table("weighing/reliability.toml")["asserts"]
    assert r["own"] < r["third"] < r["admits"]


def test_no_side_is_in_two_camps_of_one_conflict():
    for conflict in SideTable.default().camps:
        listed = [side for camp in conflict for side in camp]
        assert len(listed) == len(set(listed))


def test_explanations_are_sentences_made_from_the_values():
    from contested.weighing import weigh

    one, two = account("shelling", ident="a"), account("casualties", outlet="B", ident="b")
    told = {name: text for name, _, text in weigh([one, two]).explain("a", "b")}
    assert told["place"] == "both at Mykolaiv"
    assert told["time"] == "both on 2022-10-12"
    assert sum(points for _, points, _ in weigh([one, two]).explain("a", "b")) > 0
