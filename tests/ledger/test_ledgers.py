"""What every ledger must do, whatever keeps it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contested.errors import InputError, NotFound
from contested.ledger import Decision, Ledger, open_ledger
from contested.nouns import Candidate, Claim, Moment, Repair, Speaker
from tests.factory import claim, document, moment, place, reading


def ids(accounts) -> list[str]:
    return [account.claim.id for account in accounts]


def fill(ledger: Ledger, *readings, received_at: str | None = None) -> None:
    with ledger.writer() as writer:
        for one in readings:
            writer.add_reading(one, received_at)


def test_a_reading_comes_back_as_it_went_in(ledger):
    told = claim(
        killed=(3, None),
        day="2022-09-11",
        by="RUS",
        target="a bridge",
        said=["Ann Mayor", "Kyiv Desk"],
        places=(
            replace(place(("Izium", 49.2, 37.3)), alternatives=(Candidate(1, "Izium", 50.0, 40.0, "RU", 0.2, "far"),)),
        ),
        plover={"event": "ASSAULT", "mode": None},
    )
    whole = replace(reading(told), repairs=(Repair(0, 3, "teh", "the", "spelling"),), sentences=((0, 5), (6, 9)))
    fill(ledger, whole)
    with ledger.view() as view:
        assert view.reading(whole.document.id) == whole
        assert list(view.readings()) == [whole]
        assert list(view.readings(as_of="2022-09-11")) == []
        account = view.claim(told.id)
    assert account.claim == told
    assert account.document == whole.document.id
    assert account.outlet == "North Star Wire"
    assert account.words == whole.document.text[:40]


def test_the_same_document_is_kept_once(ledger):
    text = "The town was shelled, the mayor said."
    first = reading(claim(), text=text)
    again = reading(claim(), text=f"  {text.replace(' ', '  ')}\n", id="another-name")
    with ledger.writer() as writer:
        assert writer.add_reading(first).new_document
        came = writer.add_reading(first)
        assert (came.new_document, came.new_reading, came.claims) == (False, False, 0)
        came = writer.add_reading(again)
        assert came.document == first.document.id
        assert not came.new_reading  # its spans would not fit the original
        assert writer.original(again.document) == first.document
        assert writer.original(document("Another.")) is None
    with ledger.view() as view:
        assert view.counts().documents == 1


@pytest.mark.parametrize("other", [{"outlet": "Volga Telegraph"}, {"published": "2022-09-13"}])
def test_other_outlet_or_day_makes_another_document(ledger, other):
    fill(ledger, reading(claim()), reading(claim(), **other))
    with ledger.view() as view:
        assert view.counts().documents == 2


def test_two_reports_under_one_id_are_both_kept(ledger):
    fill(ledger, reading(claim(), text="One.", id="x"), reading(claim("capture"), text="Two.", id="x"))
    with ledger.view() as view:
        texts = {one.text for one in view.documents()}
        assert texts == {"One.", "Two."}
        assert view.document("x").text == "One."


def test_claims_of_copied_words_get_their_own_ids(ledger):
    told = claim()
    fill(ledger, reading(told), reading(told, outlet="Volga Telegraph"))
    with ledger.view() as view:
        found = ids(view.accounts())
        assert len(set(found)) == 2
        assert found[0] == told.id
        assert [view.claim(one).claim.id for one in found] == found


def test_the_latest_reading_counts_and_the_older_stays(ledger):
    old, new = claim("attack"), claim("shelling")
    fill(ledger, reading(old, program="contested 1"), reading(new, program="contested 2"))
    with ledger.view() as view:
        assert ids(view.accounts()) == [new.id]
        assert view.page().total == 1
        assert view.claim(old.id).claim == old
        assert (view.counts().readings, view.counts().claims) == (2, 1)


def test_the_writer_knows_what_has_been_read_by_which_program(ledger):
    old = reading(claim(), program="contested 1")
    with ledger.writer() as writer:
        assert writer.known(old.document, "contested 1") is None
        writer.add_reading(old)
        assert writer.known(old.document, "contested 1").document == old.document.id
        assert writer.known(old.document, "contested 2") is None


def test_an_original_without_a_reading_is_kept(ledger):
    with ledger.writer() as writer:
        writer.add_document(document("Місто обстріляли.", id="uk-1", language="uk"))
    with ledger.view() as view:
        assert view.document("uk-1").language == "uk"
        assert view.counts().unread == 1
        assert list(view.readings()) == []
        with pytest.raises(NotFound, match="kept but not read"):
            view.reading("uk-1")


def test_nothing_of_a_broken_block_is_kept(ledger):
    def break_off() -> None:
        with ledger.writer() as writer:
            writer.add_reading(reading(claim(), text="Kept."))
            writer.commit()
            writer.add_reading(reading(claim("capture"), text="Lost."))
            raise ValueError("the lights went out")

    with pytest.raises(ValueError, match="lights"):
        break_off()
    with ledger.view() as view:
        assert [one.text for one in view.documents()] == ["Kept."]


IZIUM = claim("shelling", "Ann Mayor", ("Izium", 49.2, 37.3), day="2022-09-10", confidence=0.9, id="a1")
REGION = claim(
    "capture", None, None, id="a2", places=(place(("Kharkiv Oblast", 49.6, 36.3), admin1="Kharkiv", geonameid=706482),)
)
KHERSON = claim(
    "evacuation", ["Kirill Stremoúsov", "TASS"], ("Kherson", 46.6, 32.6), id="b1", day="2022-10-13", until="2022-10-15"
)


@pytest.fixture
def three(ledger):
    fill(
        ledger,
        reading(IZIUM, REGION, text="Izium was shelled; “the region is ours now”.", id="d1", published="2022-09-12"),
        reading(KHERSON, text="People leave Kherson for Krasnodar.", id="d2", published="2022-10-14T09:00:00+03:00"),
    )
    with ledger.view() as view:
        yield view


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["a1", "a2", "b1"]),
        ({"kind": "capture"}, ["a2"]),
        ({"kind": ["capture", "shelling"]}, ["a1", "a2"]),
        ({"place": "izium"}, ["a1"]),
        ({"place": "Kharkiv"}, ["a2"]),
        ({"place": "706482"}, ["a2"]),
        ({"place": "UA"}, ["a1", "a2", "b1"]),
        ({"place": "Kher"}, []),
        ({"since": "2022-09-11"}, ["a2", "b1"]),  # without a time of its own, the day of the report counts
        ({"until": "2022-09-10"}, ["a1"]),
        ({"since": "2022-10-14", "until": "2022-10-14"}, ["b1"]),
        ({"since": "2022-10-15"}, []),
        ({"as_of": "2022-10-13"}, ["a1", "a2"]),
        ({"as_of": "2022-10-14"}, ["a1", "a2", "b1"]),
        ({"speaker": "stremousov"}, ["b1"]),
        ({"speaker": "tass"}, ["b1"]),
        ({"speaker": "north star"}, ["a2"]),  # the outlet speaks in its own voice
        ({"text": "izium SHELLED"}, ["a1", "a2"]),
        ({"text": '"leave Kherson"'}, ["b1"]),
        ({"text": 'shelled" OR -x* :'}, []),
        ({"document": "d2"}, ["b1"]),
        ({"outlet": "North Star Wire", "min_confidence": 0.85}, ["a1"]),
        ({"place": "Kherson", "kind": "shelling"}, []),
    ],
)
def test_filters(three, filters, found):
    assert ids(three.accounts(**filters)) == found
    assert sorted(ids(three.page(**filters).accounts)) == sorted(found)
    assert three.page(**filters).total == len(found)


def test_pages_show_the_latest_report_first(three):
    assert ids(three.page(limit=2).accounts) == ["b1", "a1"]
    assert ids(three.page(limit=2, offset=2).accounts) == ["a2"]


@pytest.mark.parametrize("filters", [{"since": "yesterday"}, {"as_of": "14.10.2022"}, {"text": "?!"}])
def test_a_filter_that_means_nothing_is_refused(three, filters):
    with pytest.raises(InputError):
        list(three.accounts(**filters))


def test_ids_may_be_shortened_as_long_as_they_are_unique(three):
    assert three.claim("b").claim.id == "b1"
    assert three.document("d1").id == "d1"
    with pytest.raises(NotFound, match="more than one claim id: a1, a2"):
        three.claim("a")
    with pytest.raises(NotFound, match="no claim 'zz'"):
        three.claim("zz")
    with pytest.raises(NotFound):
        three.claim("")


def test_search_marks_the_words_and_knows_the_day(three):
    hits = three.search("kherson")
    assert {(hit.kind, hit.id) for hit in hits} == {("document", "d2"), ("claim", "b1")}
    assert all("«Kherson»" in hit.snippet for hit in hits)
    assert three.search("kherson", as_of="2022-10-13") == []
    assert len(three.search("kherson", limit=1)) == 1


def test_an_undated_report_is_known_from_the_day_it_came_in(ledger):
    fill(ledger, reading(IZIUM, published=None), received_at="2022-11-01T08:00:00+00:00")
    with ledger.view() as view:
        assert ids(view.accounts(as_of="2022-10-31")) == []
        assert ids(view.accounts(as_of="2022-11-01")) == ["a1"]
        assert next(view.accounts()).published is None
        assert view.counts().undated == 1


def test_open_times_reach_for_ever(ledger):
    since = claim(id="s", time=Moment(0, 1, "since March", from_="2022-03-01", to=None))
    until = claim(id="u", time=Moment(0, 1, "until May", from_=None, to="2022-05-01"))
    hour = claim(id="h", time=moment("2022-09-10T06:00", "2022-09-10T09:00"))
    fill(ledger, reading(since, until, hour))
    with ledger.view() as view:
        assert ids(view.accounts(since="2022-12-01")) == ["s"]
        assert ids(view.accounts(until="2022-02-01")) == ["u"]
        assert ids(view.accounts(since="2022-04-30", until="2022-04-30")) == ["s", "u"]
        assert ids(view.accounts(since="2022-09-10", until="2022-09-10")) == ["s", "h"]


def test_decisions_are_kept_in_order(ledger):
    split = Decision("split", ("a1", "b1"), by="ann", note="two days", at="2022-10-01T10:00:00+00:00")
    merge = Decision("merge", ("a1", "a2"), values={"into": "i1"}, at="2022-10-02T10:00:00+00:00")
    with ledger.writer() as writer:
        assert [writer.add_decision(split), writer.add_decision(merge)] == [1, 2]
    with ledger.view() as view:
        assert view.decisions() == (replace(split, id=1), replace(merge, id=2))
        assert [one.action for one in view.decisions(as_of="2022-10-01")] == ["split"]


def test_claims_by_their_ids(three):
    found = three.claims(["b1", "nobody", "a1", *(f"x{i}" for i in range(1200))])
    assert set(found) == {"a1", "b1"}
    assert found["b1"].document == "d2"


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, texts, texts)
def test_any_text_goes_in_and_comes_out(tmp_path_factory, words, name, query):
    ledger = open_ledger(tmp_path_factory.mktemp("l") / "ledger.db")
    told: Claim = claim(said=Speaker(text=name), place=None)
    whole = reading(told, text=words, outlet=name or None)
    fill(ledger, whole)
    with ledger.view() as view:
        assert view.reading(whole.document.id) == whole
        assert len(list(view.accounts(speaker=name))) in (0, 1)
        if any(c.isalnum() for c in query.replace('"', "")):
            view.search(query)
