"""What was hit and with what, once the claims are settled."""

from __future__ import annotations

from tests.reading.claims.test_parties import read
from tests.reading.parsed import parsed


def test_who_hits_the_windows_of_a_school_hits_the_school() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("shelled", "shell", "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
        ("windows", "window", "NOUN", 1, "obj"), ("of", "of", "ADP", 6, "case"), ("the", "the", "DET", 6, "det"),
        ("school", "school", "NOUN", 3, "nmod"),
    )  # fmt: skip
    assert [target.text for target in read(doc)["shelling"].targets] == ["the school"]


def test_the_weapon_before_the_noun_of_a_blow_is_what_it_was_dealt_with() -> None:
    doc = parsed(
        ("A", "a", "DET", 2, "det"), ("mortar", "mortar", "NOUN", 2, "compound"), ("attack", "attack", "NOUN", 3, "nsubj"),
        ("wounded", "wound", "VERB", 3, "ROOT"), ("two", "two", "NUM", 5, "nummod"), ("guards", "guard", "NOUN", 3, "obj"),
    )  # fmt: skip
    claims = read(doc)
    blow = next(claim for kind, claim in claims.items() if kind in ("attack", "shelling"))
    assert [weapon.text.split()[-1] for weapon in blow.instruments] == ["mortar"]


def test_this_names_nobody_who_attacks() -> None:
    doc = parsed(
        ("This", "this", "PRON", 1, "nsubj"), ("attacked", "attack", "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
        ("village", "village", "NOUN", 1, "obj"),
    )  # fmt: skip
    assert not read(doc)["attack"].agents
