"""The lexicons and the table of kinds keep to their vocabularies, and say nothing twice."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from contested.data import rows, table


def words(text: str) -> set[str]:
    return set(text.split())


CLASSES = words(
    "place forces person civilians group state official weapon vehicle building infrastructure position territory body "
    "order event flag document abstract"
)
ROLES = words("agent patient target instrument place from to toward topic")
MODALITIES = words(
    "planned ordered requested suggested attempted threatened possible hypothetical habitual ongoing negative"
)
STANCES = words("asserted alleged denied confirmed predicted demanded")
TARGETS = words(
    "hospital school energy bridge depot dwelling place_of_worship port airport railway road market "
    "government_building police military communications water factory aid vehicle ship aircraft "
    "camp prison cultural farm fuel dam "
    "other"
)
PLOVER_MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": words("seize restrict censor curfew martial-law arrest deport withhold misinformation cyber"),
    "ASSAULT": words(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
        "heavy-weapons crowd-control unconventional"
    ),
    "AGREE": set(),
    "SUPPORT": set(),
    "CONCEDE": set(),
    "COOPERATE": set(),
    "AID": set(),
}
ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    },
}
SLOT = r"(?:subj|obj|obl|prep:[a-z]+)"


def twice(keys: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [key for key, count in Counter(keys).items() if count > 1]


def test_triggers_keep_to_the_vocabularies() -> None:
    kinds = set(table("kinds.toml")["kinds"])
    for row in rows("lexicons/triggers.csv"):
        assert row["trigger"] == " ".join(row["trigger"].lower().split()), row
        assert row["kind"] in kinds, row
        assert row["pos"] in {"VERB", "NOUN", "ADJ", "PHRASE", "HEAD"}, row
        assert (len(row["trigger"].split()) > 1) == (row["pos"] in {"PHRASE", "HEAD"}) or row["pos"] == "ADJ", row
        assert 0.1 <= float(row["weight"]) <= 1, row
        for part in filter(None, row["when"].split(";")):
            found = re.fullmatch(rf"{SLOT}!?=([a-z|]+)", part)
            assert found, row
            assert set(found[1].split("|")) <= CLASSES | {"any"}, row
        for part in filter(None, row["frame"].split(";")):
            found = re.fullmatch(rf"{SLOT}>([a-z]+)", part)
            assert found, row
            assert found[1] in ROLES, row


def test_triggers_say_nothing_twice_and_cover_every_kind() -> None:
    entries = rows("lexicons/triggers.csv")
    assert len(entries) >= 2500
    assert not twice([(row["trigger"], row["pos"], row["kind"], row["when"]) for row in entries])
    per_kind = Counter(row["kind"] for row in entries)
    assert not [kind for kind in table("kinds.toml")["kinds"] if per_kind[kind] < 30]


def test_no_doubtful_phrase_hides_a_sure_word() -> None:
    """A longer match hides the shorter one in it."""
    sure = {
        row["trigger"]
        for row in rows("lexicons/triggers.csv")
        if row["pos"] == "NOUN" and not row["when"] and float(row["weight"]) >= 0.85
    }
    weak = [
        row["trigger"]
        for row in rows("lexicons/triggers.csv")
        if row["pos"] == "PHRASE" and float(row["weight"]) < 0.25 and sure & set(row["trigger"].split())
    ]
    assert not weak


@pytest.mark.parametrize(
    ("file", "column", "allowed", "keys", "least"),
    [
        ("noun_classes", "class", CLASSES, ("lemma", "class"), 1200),
        ("target_classes", "target_class", TARGETS, ("lemma",), 250),
        ("non_events", "effect", {"drop", "historical", "metaphor"}, ("pattern",), 250),
        ("modality_cues", "modality", MODALITIES, ("cue", "pos"), 200),
        ("attribution_cues", "stance", STANCES, ("cue", "pos"), 350),
        ("channels", "type", words("social wire broadcaster paper agency official other"), ("pattern",), 150),
    ],
)
def test_lexicon_is_whole(file: str, column: str, allowed: set[str], keys: tuple[str, ...], least: int) -> None:
    entries = rows(f"lexicons/{file}.csv")
    assert len(entries) >= least
    assert {row[column] for row in entries} == allowed
    assert not twice([tuple(row[key] for key in keys) for row in entries])
    assert all(row[key] == row[key].lower() for row in entries for key in keys if key != "pos")


def test_every_coding_is_one_that_the_standards_know() -> None:
    kinds = table("kinds.toml")["kinds"]
    assert len(kinds) == 44
    for name, kind in kinds.items():
        assert {"group", "label", "means", "violent", "harms_people"} <= set(kind), name
        for row in [kind, *kind.get("codings", [])]:
            event = row.get("plover") or kind.get("plover")
            if row.get("mode"):
                assert row["mode"] in PLOVER_MODES[event], (name, row)
            sort = row.get("acled_event_type") or kind.get("acled_event_type")
            if row.get("acled_sub_event_type"):
                assert row["acled_sub_event_type"] in ACLED[sort], (name, row)


def test_every_coding_has_a_condition_that_can_be_read() -> None:
    slots = {"agent", "patient", "target", "place", "trigger", "instrument", "modality", "agents", "party"}
    for name, kind in table("kinds.toml")["kinds"].items():
        for row in kind.get("codings", []):
            for part in row["when"].split(";"):
                slot, _, values = re.sub("!=", "=", part).partition("=")
                assert slot in slots, (name, part)
                assert values, (name, part)
                if slot in {"agent", "patient", "target", "place"}:
                    assert set(values.split("|")) <= CLASSES | {"any"}, (name, part)
