"""Tables fit 80 and 120 columns, are loud only where accounts part, and hostile words stay words."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from contested.nouns import Speaker
from contested.outputs import tables
from contested.outputs.card import reading_card, reading_rows
from contested.outputs.holders import control_rows
from contested.outputs.policy import PublicationPolicy
from contested.outputs.release import release
from contested.outputs.rows import (
    claim_rows,
    disagreement_rows,
    incident_rows,
    movement_rows,
    place_rows,
    speaker_rows,
)
from contested.outputs.situation import situation, situation_row
from contested.weighing import weigh
from tests.factory import account, claim, place, reading
from tests.outputs.sample import sample

EVIL = "[bold red]x[/] \x1b[31m\x1b]0;t\x07 \u202e" + "w" * 300


def _shown(renderable, width: int = 80, **options) -> str:
    out = io.StringIO()
    Console(file=out, width=width, legacy_windows=False, **options).print(renderable)
    return out.getvalue()


def _all(whole):
    return [
        tables.claims_table(claim_rows(whole)),
        tables.incidents_table(incident_rows(whole)),
        tables.places_table(place_rows(whole)),
        tables.disagreements_table(disagreement_rows(whole), whole.sides),
        tables.speakers_table(speaker_rows(whole), whole.sides),
        tables.control_table(control_rows(whole.control, whole.sides)),
        tables.movement_table(movement_rows(whole)),
        situation(whole),
    ]


@pytest.mark.parametrize("width", [80, 120])
def test_tables_fit(width: int) -> None:
    for table in _all(sample()):
        assert all(len(line) <= width for line in _shown(table, width).splitlines())


def test_hostile_words_stay_words() -> None:
    told = claim("shelling", Speaker(EVIL, None, EVIL), place((EVIL, 49.2, 37.3)), day="2022-09-08", by=EVIL, killed=2)
    no = claim("shelling", "B", place((EVIL, 49.2, 37.3)), day="2022-09-08", polarity="negative", stance="denied")
    accounts = [account(told, outlet=EVIL, words=EVIL), account(no, document="d2", words=EVIL)]
    whole = release(weigh(accounts), policy=PublicationPolicy.off())
    for table in [*_all(whole), reading_card(reading(told, text=EVIL, outlet=EVIL, title=EVIL))]:
        shown = _shown(table)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert all(len(line) <= 80 for line in shown.splitlines())
    assert "[bold red]" in _shown(tables.claims_table(claim_rows(whole)), 120)


def test_only_disagreement_has_a_colour() -> None:
    calm = release(weigh([account(claim(day="2022-09-08"))]), policy=PublicationPolicy.off())
    options = {"force_terminal": True, "color_system": "standard", "no_color": False}
    assert "\x1b[1;31m" not in "".join(_shown(table, **options) for table in _all(calm))
    assert "\x1b[1;31m" in _shown(tables.incidents_table(incident_rows(sample())), **options)


def test_plain_signs_where_the_terminal_has_no_others() -> None:
    shown = _shown(tables.incidents_table(incident_rows(sample()), signs=False))
    assert "!=" in shown
    assert "≠" not in shown


def test_rows_are_plain_json() -> None:
    whole = sample()
    for rows in (claim_rows(whole), incident_rows(whole), place_rows(whole), disagreement_rows(whole), speaker_rows(whole),
                 movement_rows(whole), control_rows(whole.control, whole.sides), situation_row(whole)):  # fmt: skip
        json.dumps(rows)


def test_the_contested_comes_first() -> None:
    assert [row["status"] for row in incident_rows(sample())] == ["disputed", "disputed", "denied", "admitted"]
    shown = _shown(situation(sample()))
    assert shown.index("Where the accounts part") < shown.index("Tolls") < shown.index("Who holds what")


def test_the_situation_of_nothing() -> None:
    assert "No accounts part here" in _shown(situation(release(weigh([]))))


def test_a_card_says_who_what_where_when_toll_words_and_how_sure() -> None:
    text = "Shells hit the market in Izium on 8 September and killed 3 people, mayor Ann Example said."
    told = claim(
        "shelling",
        Speaker("mayor Ann Example", None, "Ann Example", "mayor"),
        day="2022-09-08",
        killed=3,
        evidence=(0, len(text)),
    )
    shown = _shown(reading_card(reading(told, text=text, title="Market hit")))
    for words in (
        "Market hit",
        "Ann Example",
        "shelling",
        "Izium",
        "8 Sep 2022",
        "3 killed",
        "Shells hit the market",
        ".80",
    ):
        assert words in " ".join(shown.split()), words
    assert len(shown.splitlines()) <= 24


def test_a_card_without_claims_says_why() -> None:
    assert "very short" in _shown(reading_card(reading(text="Nothing here.")))
    assert "only English is read" in _shown(reading_card(reading(text="Ще одна ніч", language="uk")))


def test_reading_rows_are_in_the_order_of_the_text() -> None:
    first, second = claim(trigger=(30, 35)), claim(trigger=(2, 8))
    assert [row["id"] for row in reading_rows(reading(first, second))] == [second.id, first.id]
