"""Reports whose day nobody knows."""

from __future__ import annotations

from contested.weighing import weigh
from tests.weighing.makers import RU, UA, account, speaker


def test_an_undated_report_gives_an_incident_without_days():
    (incident,) = weigh([account(day=None)]).incidents
    assert (incident.from_, incident.to) == (None, None)
    assert incident.title.endswith("day not told")


def test_the_days_of_an_incident_come_from_its_dated_claims():
    days = {i.from_ for i in weigh([account(day="2022-09-09"), account(day=None)]).incidents}
    assert "2022-09-09" in days
    assert not any(first and first < "2022" for first in days)


def test_an_undated_word_of_a_capture_moves_no_day_of_control():
    dated = account("capture", "Izium", "2022-09-10", by=speaker("Igor Konashenkov", "RUS"), agents=[UA])
    alone = weigh([dated]).control.timeline("Izium")
    both = weigh([dated, account("capture", "Izium", day=None, agents=[RU])]).control.timeline("Izium")
    assert [e.probabilities for e in both] == [e.probabilities for e in alone]


def test_a_claim_whose_words_name_the_place_of_another_may_be_of_it():
    told = account("shelling", ident="a", at="Izium", words="Shells hit the market of Izium, the mayor said.")
    bare = account("shelling", ident="b", at=None, outlet="B", words="Five died when the Izium market was shelled.")
    other = account(
        "shelling", ident="c", at=None, outlet="C", words="Five died when the Balakliia market was shelled."
    )
    found = weigh([told, bare, other])
    assert found.incident_of("a").id == found.incident_of("b").id != found.incident_of("c").id


def test_a_denial_that_only_names_the_place_denies_what_is_told_of_it():
    told = account("shelling", ident="a", at="Izium", agents=[RU], by=speaker("the mayor", "UKR", role="mayor"))
    denial = account("attack", ident="b", at=None, day=None, published="2022-10-13", agents=[RU], polarity="negative",
                     stance="denied", by=speaker("the ministry", "RUS", role="ministry"),
                     words="The ministry denied that Russian guns had fired at Izium.")  # fmt: skip
    assert ("b", "a", "denies") in {(ln.a, ln.b, ln.relation) for ln in weigh([told, denial]).links}
