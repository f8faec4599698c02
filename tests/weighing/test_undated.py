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
