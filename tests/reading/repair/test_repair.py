from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contested.reading.repair import repair


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (
            "nine soldierswere hurt near the bridgebecause of mines",
            "nine soldiers were hurt near the bridge because of mines",
        ),
        ("O minister said that O General was wrong", "The minister said that O General was wrong"),
        ("The Foreign Ministry he said it was over.", "The Foreign Ministry said it was over."),
        ("On Monday he said it was over.", "On Monday he said it was over."),
        ("They left “the town “, he said.", "They left “the town”, he said."),
        ("The army donâ€™t know", "The army don’t know"),
        ("El Salvador is calm. El general left.", "El Salvador is calm. The general left."),
        ("A counteroffensive and the airstrikes went on", "A counteroffensive and the airstrikes went on"),
        ("They shelled Kharkiv.Then they left.", "They shelled Kharkiv. Then they left."),
        ("they joined the bandh.meanwhile two men fled", "they joined the bandh. meanwhile two men fled"),
        ("they closed the bridge.meanwhile two men fled", "they closed the bridge. meanwhile two men fled"),
        ("it was sold on market.com for little", "it was sold on market.com for little"),
    ],
)
def test_repair_reads(text: str, read_as: str) -> None:
    assert repair(text).text == read_as


def test_doubled_title_is_read_once() -> None:
    text = "The bridge at Rafah is closed\n\nThe bridge at Rafah is closed\n\nIt was hit."
    assert repair(text).text.count("Rafah") == 1


@settings(deadline=None)  # the first text in capitals loads the dictionary
@given(st.text(alphabet=st.sampled_from("ab “”\"'.,\nO he\u200bâ€™ Kwas"), max_size=200))
def test_every_span_leads_back(text: str) -> None:
    repaired = repair(text)
    assert len(repaired.starts) == len(repaired.text) == len(repaired.ends)
    for at in range(len(repaired.text)):
        start, end = repaired.back(at, at + 1)
        assert 0 <= start <= end <= len(text)
    assert list(repaired.starts) == sorted(repaired.starts)


def test_untouched_text_keeps_its_offsets() -> None:
    text = "Shells hit the market in Port Sudan on Friday."
    repaired = repair(text)
    assert repaired.back(15, 21) == (15, 21)
    assert not repaired.repairs


def test_capitals_are_read_in_ordinary_case() -> None:
    read = repair("GUERRILLAS ATTACKED THE BRIDGE NEAR SAN SALVADOR. THE FMLN SAID SO.").text
    assert read == "Guerrillas attacked the bridge near San Salvador. The FMLN said so."


def test_wrapped_lines_are_joined_and_paragraphs_kept() -> None:
    text = "Rebels attacked a military base near the town of Tessalit on the\nnight to Sunday and killed eleven soldiers, the army said in a\nstatement that was read out on the state radio in the capital on\nMonday morning.\n\nNobody claimed it."
    read = repair(text).text
    assert "on the night to Sunday" in read
    assert "\n\nNobody" in read


@pytest.mark.parametrize(
    ("shouted", "read"),
    [
        ("GUNMEN SHOT COLONEL PEDRO FLORES LOPEZ DEAD. FLORES HAD HURLED INSULTS AT THE COMMUNIQUE.",
         "Gunmen shot Colonel Pedro Flores Lopez dead. Flores had hurled insults at the communique."),
        ("THE POPULAR COFFEE FRONT (PCF) SABOTAGED PYLONS IN THE UNITED STATES, WHO SAID IT WAS THE PCF.",
         "The Popular Coffee Front (PCF) sabotaged pylons in the United States, who said it was the PCF."),
        ("THE MOVEMENT'S RADIO SAID UNAP (NATIONAL UNION OF ANGRY PEASANTS) HAD SUSPENDED THE CURFEW IN LA PALMA.",
         "The movement's radio said UNAP (National Union of Angry Peasants) had suspended the curfew in La Palma."),
        ("THE NORMAL PRICE ROSE BY 4.5 PERCENT AND THE WILL OF THE KING WAS A FATHER TO THE WISH.",
         "The normal price rose by 4.5 percent and the will of the king was a father to the wish."),
        ("HE TOLD ME THAT MAJOR O'DONOVAN WAS IN THE XXII BATTALION WITH THE COLOMBIANS.",
         "He told me that Major O'Donovan was in the XXII battalion with the Colombians."),
    ],
)  # fmt: skip
def test_names_keep_their_capitals_and_words_lose_theirs(shouted: str, read: str) -> None:
    assert repair(shouted).text == read


def test_a_name_is_not_cut_at_its_ending() -> None:
    text = "The mayor of Medellin met General Calderon. The soldierswere there, and the bridgebecause of it."
    read = repair(text).text
    assert "Medellin" in read
    assert "Calderon" in read
    assert "soldiers were" in read


def test_the_first_words_of_a_wire_story_are_no_heading() -> None:
    text = "A COURT\nIN THE NORTHERN CAPITAL HAS HEARD FIVE WITNESSES OF THE MARKET BOMBING,\nWHO SAID THAT TWO MEN IN A WHITE VAN HAD LEFT A PARCEL BESIDE A\nSTALL AND DRIVEN OFF TOWARD THE RIVER BEFORE THE BLAST WAS HEARD ALL\nOVER THE TOWN."
    assert repair(text).text.startswith("A court in the northern capital has heard")
    headed = "Background\nThe court in the northern capital has heard five witnesses of the market\nbombing, who said that two men in a white van had left a parcel beside a\nstall and driven off toward the river before the blast was heard all\nover the town."
    assert repair(headed).text.startswith("Background\nThe")
