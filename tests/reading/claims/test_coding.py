from __future__ import annotations

import pytest

from contested.reading.claims.coding import code, code_mood, kinds

ASSAULT = {"event": "ASSAULT", "mode": "aerial"}


def test_all_kinds_have_a_coding_row() -> None:
    assert len(kinds()) == 44
    for kind in kinds():
        code(kind, {})


def test_an_air_strike_is_coded_in_both() -> None:
    plover, acled = code("airstrike", {})
    assert plover == ASSAULT
    assert acled == {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}


def test_an_exception_overlays_the_default() -> None:
    plover, _ = code("airstrike", {"instrument": frozenset({"drone"})})
    assert plover == {"event": "ASSAULT", "mode": "drone"}


@pytest.mark.parametrize(
    ("modality", "polarity", "event", "auxiliary"),
    [
        ("actual", "positive", "ASSAULT", None),
        ("threatened", "positive", "THREATEN", ["future"]),
        ("requested", "positive", "REQUEST", ["future"]),
        ("possible", "positive", "ASSAULT", ["hypothetical"]),
        ("actual", "negative", "ASSAULT", ["negation"]),
    ],
)
def test_what_is_not_done_is_coded_as_what_it_is(
    modality: str, polarity: str, event: str, auxiliary: list[str] | None
) -> None:
    coded = code_mood(ASSAULT, modality, polarity)
    assert coded is not None
    assert (coded["event"], coded.get("auxiliary")) == (event, auxiliary)


def test_no_plover_event_stays_none() -> None:
    assert code_mood(None, "planned", "positive") is None


def event(kind: str, **facts: str) -> str | None:
    plover, _ = code(kind, {slot: frozenset(words.split("|")) for slot, words in facts.items()})
    return plover["event"] if plover else None


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        ("rejection", {"trigger": "reject|allegation"}, None),
        ("rejection", {"trigger": "reject|plan"}, "REJECT"),
        ("support", {"trigger": "send|condolence"}, None),
        ("support", {"trigger": "praise"}, "SUPPORT"),
        ("deployment", {"party": "peacekeeper|forces"}, "AID"),
        ("deployment", {"patient": "tank|vehicle"}, "MOBILIZE"),
        ("deployment", {"trigger": "war game", "agents": "several"}, "COOPERATE"),
        ("deployment", {"trigger": "war game"}, "MOBILIZE"),
        ("withdrawal", {"patient": "person", "party": "inspector"}, "SANCTION"),
        ("withdrawal", {"agent": "forces", "party": "peacekeeper"}, "RETREAT"),
        ("withdrawal", {"patient": "forces"}, "RETREAT"),
        ("halt", {"trigger": "violate|ceasefire"}, "ASSAULT"),
        ("agreement", {"trigger": "agree|release"}, "AGREE"),
        ("agreement", {"trigger": "release"}, "RETREAT"),
        ("agreement", {"trigger": "call|off|strike"}, "CONCEDE"),
        ("casualties", {"instrument": "bomb|weapon"}, "ASSAULT"),
        ("casualties", {"patient": "civilians"}, None),
        ("deportation", {"trigger": "extradite"}, "COOPERATE"),
        ("deportation", {"trigger": "deport"}, "COERCE"),
    ],
)
def test_the_words_and_the_parties_choose_the_event(kind: str, facts: dict[str, str], expected: str | None) -> None:
    assert event(kind, **facts) == expected


def test_help_that_is_only_thought_of_has_no_event() -> None:
    assert code_mood({"event": "AID", "mode": None}, "possible", "positive") is None
    coded = code_mood({"event": "CONCEDE", "mode": None}, "planned", "positive")
    assert coded is not None
    assert coded["event"] == "AGREE"


@pytest.mark.parametrize(("cues", "expected"), [({"prepare"}, "MOBILIZE"), ({"plan"}, "THREATEN")])
def test_who_prepares_an_attack_shows_force_and_who_plans_one_threatens(cues: set[str], expected: str) -> None:
    coded = code_mood(ASSAULT, "planned", "positive", cues=frozenset(cues))
    assert coded is not None
    assert coded["event"] == expected


@pytest.mark.parametrize(
    ("kind", "facts", "expected"),
    [
        ("displacement", {"trigger": "seek refuge"}, "REQUEST"),
        ("displacement", {"trigger": "flee"}, None),
        ("agreement", {"trigger": "open|border", "party": "refugee"}, "AID"),
        ("agreement", {"trigger": "open|border", "party": "trader"}, "RETREAT"),
        ("rejection", {"trigger": "boycott"}, "PROTEST"),
    ],
)
def test_asylum_borders_and_boycotts(kind: str, facts: dict[str, str], expected: str | None) -> None:
    assert event(kind, **facts) == expected
