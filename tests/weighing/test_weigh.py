"""The weighing as a whole: the cases that it is for, order of arrival, decisions, and days."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.errors import InputError
from contested.weighing import Decision, Weigher, weigh

from .makers import REGION_FROM, RU, UA, account, party, place, speaker, toll


def incident_sets(weighed):
    """The claims of each incident."""
    return {frozenset(i.claims) for i in weighed.incidents}


@pytest.fixture
def dispute():
    """One official suggests that all leave, his deputy says it was no call for evacuation, Moscow helps with the
    departure.
    """
    common = {"at": None, "day": None, "published": "2022-10-13", "outlet": "Gazzetta", "doc": "g1"}
    return [
        account("evacuation", **common, modality="requested", places=REGION_FROM, trigger=415, ident="asks"),
        account(
            "evacuation",
            **common,
            by="Vladimir Saldo",
            modality="suggested",
            places=(*REGION_FROM, place("Crimea", "to"), place("Rostov", "to")),
            patients=[party("all residents")],
            trigger=1059,
            ident="saldo",
        ),
        account("evacuation", **common, by="Kirill Stremousov", polarity="negative", trigger=1399, ident="deputy"),
        account(
            "evacuation",
            **common,
            by="Khusnullin",
            modality="planned",
            places=REGION_FROM,
            trigger=1600,
            ident="minister",
        ),
        account(
            "withdrawal",
            **{**common, "at": "Kherson Oblast"},
            by="Kirill Stremousov",
            agents=[RU],
            polarity="negative",
            modality="planned",
            trigger=1506,
            ident="no-plan",
        ),
        account(
            "withdrawal",
            "Kherson",
            "2022-08-01",
            "2022-10-13",
            until="2022-10-14",
            agents=[RU],
            outlet="Gazzetta",
            doc="g1",
            trigger=816,
            ident="retreat",
        ),
        account(
            "halt",
            **{**common, "at": "Donetsk Oblast"},
            by="Ukrainian General Staff",
            agents=[RU],
            modality="ordered",
            trigger=3000,
            ident="halt",
        ),
        account("statement", **common, by="Dmitry Peskov", modality="ongoing", trigger=3500, ident="goes-on"),
    ]


def test_dispute_within_one_side(dispute):
    found = [d for d in weigh(dispute).disagree(about="happened", place="Kherson") if d.kind == "evacuation"]
    assert len(found) == 1
    assert set(found[0].asserts) == {"asks", "saldo", "minister"}
    assert found[0].denies == ("deputy",)
    assert found[0].within == "RUS"
    assert any("Both speak for Russia" in reason for reason in found[0].reasons)


def test_retreat_told_and_plan_denied_is_a_tension(dispute):
    links = {(ln.a, ln.b): ln for ln in weigh(dispute).links if ln.relation == "in_tension"}
    link = links.get(("no-plan", "retreat")) or links[("retreat", "no-plan")]
    assert "not the same thing" in link.reason
    assert [d for d in weigh(dispute).disagreements if d.tension and set(d.claims) == {"no-plan", "retreat"}]


def test_halt_against_going_on_is_a_tension(dispute):
    assert [ln for ln in weigh(dispute).links if {ln.a, ln.b} == {"halt", "goes-on"} and ln.relation == "in_tension"]


def test_what_became_of_statements(dispute):
    weighed = weigh(dispute)
    saldo = weighed.speaker("Saldo")
    assert saldo.side == "RUS"
    assert saldo.statements[0].outcome == "denied by own side"
    assert saldo.statements[0].denied_by_own_side == ("deputy",)


def test_flows_keep_modality_and_denial(dispute):
    flows = weigh(dispute).flows
    suggested = [f for f in flows if f.said_by == "Vladimir Saldo"]
    assert {(f.origin.name, f.destination.name, f.who, f.modality) for f in suggested} == {
        ("Kherson Oblast", "Crimea", "all residents", "suggested"),
        ("Kherson Oblast", "Rostov", "all residents", "suggested"),
    }
    assert [f.polarity for f in flows if f.said_by == "Kirill Stremousov"] == ["negative"]


def test_near_misses_stay_apart():
    base = account("shelling", "Mykolaiv", "2022-10-12", counts=[toll("killed", 2)], ident="a")
    same = account("casualties", "Mykolaiv", "2022-10-12", counts=[toll("killed", 2)], ident="b")
    next_day = account("shelling", "Mykolaiv", "2022-10-13", counts=[toll("killed", 2)], ident="c")
    next_town = account(
        "shelling",
        "Voznesensk",
        "2022-10-12",
        counts=[toll("killed", 2)],
        ident="d",
        places=[place("Voznesensk", geonameid=1, lat=47.2, lon=31.9, feature="P.PPL")],
    )
    elsewhere = account("shelling", "Izium", "2022-10-12", counts=[toll("killed", 2)], ident="e")
    assert incident_sets(weigh([base, same, next_day, next_town, elsewhere])) == {
        frozenset("ab"),
        frozenset("c"),
        frozenset("d"),
        frozenset("e"),
    }


def test_status_across_sides_and_admission():
    told = [
        account("shelling", by=speaker("Vitaliy Kim", "UKR"), agents=[RU], ident="a"),
        account("shelling", by=speaker("Igor Konashenkov", "RUS"), ident="b"),
    ]
    assert weigh(told).incidents[0].status == "corroborated_across_sides"
    lost = [
        account("withdrawal", "Izium", "2022-09-10", by=speaker("Igor Konashenkov", "RUS"), agents=[RU], ident="a"),
        account("capture", "Izium", "2022-09-10", by=speaker("Zelensky", "UKR"), agents=[UA], ident="b"),
    ]
    weighed = weigh(lost)
    assert [i.status for i in weighed.incidents] == ["admitted"]
    assert [ln.a for ln in weighed.links if ln.relation == "admits"] == ["a"]
    assert weighed.incidents[0].probability > 0.85


def test_denied_disputed_single_and_corroborated():
    one = account("shelling", by=speaker("Vitaliy Kim", "UKR"), agents=[RU], ident="a")
    no = account(
        "shelling", by=speaker("Igor Konashenkov", "RUS"), agents=[RU], polarity="negative", stance="denied", ident="b"
    )
    other = account("shelling", outlet="Third Paper", agents=[RU], ident="c")
    assert weigh([one]).incidents[0].status == "single_source"
    assert weigh([no]).incidents[0].status == "denied"
    assert weigh([one, no]).incidents[0].status == "denied"
    assert weigh([one, other, no]).incidents[0].status == "disputed"
    assert weigh([one, other]).incidents[0].status == "corroborated"
    assert (
        weigh([one, no]).incidents[0].probability
        < weigh([one]).incidents[0].probability
        < weigh([one, other]).incidents[0].probability
    )


def test_speaker_takes_it_back():
    first = account("capture", "Izium", "2022-09-10", by=speaker("Zelensky", "UKR"), agents=[UA], ident="a")
    later = account(
        "capture",
        "Izium",
        "2022-09-10",
        "2022-09-12",
        by=speaker("Zelensky", "UKR"),
        agents=[UA],
        polarity="negative",
        ident="b",
    )
    weighed = weigh([first, later])
    assert [i.status for i in weighed.incidents] == ["retracted"]
    assert weighed.speaker("Zelensky").statements[0].outcome == "reversed"


def test_as_of_knows_only_what_was_published():
    early = account("shelling", day="2022-10-12", published="2022-10-12", ident="a")
    late = account("shelling", day="2022-10-12", published="2022-10-20", outlet="Other", ident="b")
    assert [a.claim.id for a in weigh([early, late], as_of="2022-10-14").accounts] == ["a"]
    assert weigh([early, late], as_of="2022-10-14").incidents[0].id == weigh([early, late]).incidents[0].id


def test_people_split_merge_and_pin():
    told = [account("shelling", ident=n, outlet=f"Paper {n}") for n in "abc"]
    assert incident_sets(weigh(told)) == {frozenset("abc")}
    split = Decision("split", ("c",), ("a", "b"), at="2022-11-01")
    assert incident_sets(weigh(told, decisions=[split])) == {frozenset("ab"), frozenset("c")}
    merge = {"action": "merge", "claims": ["a", "c"], "at": "2022-11-02"}
    assert incident_sets(weigh(told, decisions=[merge, split])) == {frozenset("abc")} or frozenset(
        "ac"
    ) in incident_sets(weigh(told, decisions=[merge, split]))
    pinned = weigh(
        [*told, account("shelling", ident="d", outlet="Paper d")],
        decisions=[Decision("pin", ("a", "b"), at="2022-11-03")],
    )
    assert frozenset("ab") in incident_sets(pinned)
    far = account("capture", "Izium", "2022-09-10", ident="z")
    assert frozenset("az") in incident_sets(weigh([told[0], far], decisions=[Decision("merge", ("a", "z"))]))
    with pytest.raises(InputError):
        Decision("melt", ("a",))


KINDS = ("shelling", "casualties", "capture", "withdrawal", "evacuation", "attack")
MORE = (*KINDS, "detention", "battle", "displacement", "interception", "statement", "killing")


@st.composite
def ledgers(draw):
    """Small sets of accounts that lie close together, so that much of it is drawn into incidents and disputes."""
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(MORE),
                st.sampled_from(("Mykolaiv", "Kherson", "Izium", "Kherson Oblast")),
                st.tuples(st.integers(10, 14), st.sampled_from((1, 1, 1, 15, 40))),
                st.integers(0, 3),
                st.sampled_from((None, "Kim", "Saldo", "Konashenkov", "Konashenkow", "a villager")),
                st.booleans(),
                st.integers(1, 4),
            ),
            min_size=2,
            max_size=14,
        )
    )
    docs = draw(st.sampled_from((5, 99)))
    return [
        account(
            kind,
            at,
            f"2022-10-{day:02}",
            f"2022-10-{day + lag:02}",
            until=(date(2022, 10, day) + timedelta(days=span)).isoformat(),
            by=who,
            outlet=f"Paper {n % 4}",
            doc=f"doc{n % docs}",
            polarity="negative" if no else "positive",
            counts=[toll("killed", killed, running_total=killed == 4)],
            agents=[RU if killed < 3 else UA],
            words=("the town again", "shells fell on the town", "no such strike")[killed % 3],
            ident=f"k{n:02}",
        )
        for n, (kind, at, (day, span), lag, who, no, killed) in enumerate(rows)
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), st.randoms(use_true_random=False))
def test_order_of_arrival_changes_nothing(accounts, rng):
    shuffled = list(accounts)
    rng.shuffle(shuffled)
    one, two = weigh(accounts), weigh(shuffled)
    assert one == two
    assert one.disagreements == two.disagreements
    assert one.speakers == two.speakers
    assert one.control.estimates() == two.control.estimates()


def test_weighing_again_is_identical_and_every_claim_has_one_incident():
    rng = random.Random(3)
    told = [
        account(
            rng.choice(KINDS),
            rng.choice(("Mykolaiv", "Kherson", "Izium")),
            f"2022-10-{rng.randrange(10, 20)}",
            by=rng.choice((None, "Kim", "Saldo")),
            outlet=f"Paper {rng.randrange(5)}",
            ident=f"r{n:03}",
        )
        for n in range(120)
    ]
    one, two = weigh(told), weigh(told)
    assert repr(one.incidents) == repr(two.incidents)
    assert sorted(c for i in one.incidents for c in i.claims) == sorted(a.claim.id for a in told)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledgers(), st.integers(0, 14), st.integers(0, 14))
def test_folding_in_gives_what_weighing_at_once_gives(accounts, first, second):
    grown = Weigher(accounts[:first])
    grown.add(accounts[first : first + second])
    grown.add(accounts[first + second :])
    once = weigh(accounts)
    assert grown.weighed() == once
    assert grown.weighed().links == once.links


def test_folding_in_tells_what_changed():
    weigher = Weigher(
        [account("shelling", outlet="A", ident="a"), account("capture", "Izium", "2022-09-10", ident="z")]
    )
    update = weigher.add([account("shelling", outlet="B", ident="b")])
    assert [i.claims for i in update.changed] == [("a", "b")]
    assert not update.gone
    assert weigher.add([account("shelling", outlet="B", ident="b")]).changed == ()
