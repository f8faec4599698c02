"""Tolls by UCDP's logic, and growing counts."""

from __future__ import annotations

from contested.nouns import Speaker
from contested.weighing import SideTable, weigh
from contested.weighing.facts import facts

from .makers import account, speaker, toll


def figure(accounts, of="killed", who=None):
    """The toll of the only incident."""
    incidents = weigh(accounts).incidents
    assert len(incidents) == 1
    return next(t for t in incidents[0].tolls if (t.of, t.who) == (of, who))


def told(killed, outlet, published="2022-10-12", **more):
    """One account of one shelling."""
    return account("casualties", published=published, outlet=outlet, counts=[killed], **more)


def test_best_is_what_most_origins_tell():
    found = figure([told(toll("killed", 5), "A"), told(toll("killed", 7), "B"), told(toll("killed", 7), "C")])
    assert (found.low, found.best, found.high) == (5, 7, 7)
    assert len(found.claims) == 3


def test_ties_fall_to_the_lower():
    found = figure([told(toll("killed", 9), "A"), told(toll("killed", 4), "B")])
    assert (found.low, found.best, found.high) == (4, 4, 9)


def test_copies_of_one_speaker_are_one_origin():
    kim = speaker("Vitaliy Kim", "UKR")
    copies = [told(toll("killed", 9), f"Copy {n}", by=kim) for n in range(5)]
    found = figure([*copies, told(toll("killed", 4), "A"), told(toll("killed", 4), "B")])
    assert found.best == 4


def test_a_growing_count_is_one_count():
    kim = speaker("Vitaliy Kim", "UKR")
    first = told(toll("killed", 15), "A", "2022-10-12", by=kim)
    last = told(toll("killed", 25, running_total=True), "A", "2022-10-13", by=kim)
    found = figure([first, last])
    assert (found.low, found.best, found.high) == (25, 25, 25)
    links = weigh([first, last]).links
    assert [(ln.a, ln.b) for ln in links if ln.relation == "supersedes"] == [(last.claim.id, first.claim.id)]


def test_groups_of_people_are_apart_and_ranges_take_part():
    children = account("casualties", counts=[toll("injured", 12), toll("injured", 2, who="children")], outlet="A")
    assert figure([children], "injured").best == 12
    assert figure([children], "injured", "children").best == 2
    found = figure([told(toll("found_dead", 400, 500), "A"), told(toll("found_dead", 440), "B")], "found_dead")
    assert (found.low, found.best, found.high) == (400, 440, 500)


def test_denied_figures_do_not_count():
    no = told(toll("killed", 0), "B", polarity="negative", by=speaker("Konashenkov", "RUS"), stance="denied")
    assert figure([told(toll("killed", 6), "A"), no]).low == 6


def test_figures_of_one_report_are_one_growing_count():
    told = [
        told_in("d1", toll("killed", 15), by=speaker("Zelensky", "UKR")),
        told_in("d1", toll("killed", 25)),
        told_in("d1", toll("killed", 2)),
    ]
    found = figure(told)
    assert (found.low, found.best, found.high) == (25, 25, 25)
    assert not [ln for ln in weigh(told).links if ln.relation == "contradicts"]


def test_opposed_sides_in_one_report_are_at_odds():
    told = [
        told_in("d1", toll("killed", 15), by=speaker("Zelensky", "UKR")),
        told_in("d1", toll("killed", 200), by=speaker("Konashenkov", "RUS")),
    ]
    assert [ln.slot for ln in weigh(told).links if ln.relation == "contradicts"] == ["toll"]
    assert weigh(told).disagree(about="toll", place="Mykolaiv")


def test_a_corrected_figure_does_not_count():
    wrong = told_in("d1", toll("found_dead", 440), by=Speaker("an earlier version of this report"))
    right = told_in("d1", toll("found_dead", 436))
    found = figure([wrong, right], "found_dead")
    assert (found.low, found.best, found.high) == (436, 436, 436)


def told_in(document, killed, **more):
    """One claim of a report."""
    return account("casualties", doc=document, outlet="A", counts=[killed], **more)


def test_a_copy_of_an_origin_s_older_figure_does_not_bring_it_back():
    wire = Speaker("Reuters", name="Reuters")
    given = [
        account("shelling", by=wire, outlet="A", published="2022-10-12", counts=[toll("killed", 9)], doc="d1"),
        account("shelling", by=wire, outlet="B", published="2022-10-13", counts=[toll("killed", 12)], doc="d2"),
        account("shelling", by=wire, outlet="C", published="2022-10-14", counts=[toll("killed", 9)], doc="d3"),
    ]
    found = weigh(given).incidents[0].tolls[0]
    assert (found.low, found.best, found.high) == (12, 12, 12)


def test_a_range_votes_with_its_low_end_and_about_with_its_middle():
    span = weigh([account("shelling", counts=[toll("killed", 400, 500)])]).incidents[0].tolls[0]
    about = weigh([account("shelling", counts=[toll("killed", 405, 495)])]).incidents[0].tolls[0]
    assert (span.low, span.best, span.high) == (400, 400, 500)
    assert (about.low, about.best, about.high) == (405, 450, 495)


def test_passengers_counted_alone_are_the_dead_and_soldiers_or_children_are_not():
    def figures(*counts):
        return facts([account("bombing", counts=counts)], SideTable.default())[0].figures

    assert figures(toll("killed", 20, who="passengers"))["killed", None] == (20, 20)
    mixed = figures(toll("killed", 20, who="passengers"), toll("killed", 3, who="children"))
    assert mixed["killed", None] == (20, 20)
    assert ("killed", None) not in figures(toll("killed", 20, who="soldiers"))
    assert ("killed", None) not in figures(toll("killed", 2, who="children"))
