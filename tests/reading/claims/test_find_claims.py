from __future__ import annotations

from dataclasses import replace

import pytest
from tests.reading.parsed import parsed

from contested.nouns import Attribution, Document, Place, Quantity
from contested.reading.claims import find_claims
from contested.reading.context import Context

HOMS = Place(0, 4, "Homs", "literal", 1, "Homs", 34.73, 36.72, "P.PPLA", "SY", None, 8.0, 0.9)


def at(doc: object, word: str) -> tuple[int, int]:
    start = str(doc).index(word)
    return start, start + len(word)


def place(doc: object, word: str = "Homs", use: str = "literal") -> Place:
    start, end = at(doc, word)
    return Place(start, end, word, use, 1, "Homs", 34.73, 36.72, "P.PPLA", "SY", None, 8.0, 0.9)


def passive() -> object:
    return parsed(
        ("Two", "two", "NUM", 1, "nummod"), ("schools", "school", "NOUN", 3, "nsubj:pass"), ("were", "be", "AUX", 3, "aux:pass"),
        ("shelled", "shell", "VERB", 3, "ROOT"), ("by", "by", "ADP", 5, "case"), ("rebels", "rebel", "NOUN", 3, "obl"),
        ("in", "in", "ADP", 7, "case"), ("Homs", "Homs", "PROPN", 3, "obl"), (",", ",", "PUNCT", 3, "punct"),
        ("the", "the", "DET", 10, "det"), ("mayor", "mayor", "NOUN", 11, "nsubj"), ("said", "say", "VERB", 3, "parataxis"),
    )  # fmt: skip


def read(doc: object, **found: object) -> tuple[object, ...]:
    return find_claims(Context(doc, Document("d", str(doc)), **found))  # type: ignore[arg-type]


def test_roles_place_and_words() -> None:
    doc = passive()
    (claim,) = read(doc, places=(place(doc),))
    assert claim.kind == "shelling"  # type: ignore[attr-defined]
    assert [party.text for party in claim.agents] == ["rebels"]  # type: ignore[attr-defined]
    assert [(thing.text, thing.kind) for thing in claim.targets] == [("Two schools", "school")]  # type: ignore[attr-defined]
    assert [(p.name, p.role) for p in claim.places] == [("Homs", "at")]  # type: ignore[attr-defined]
    assert claim.because.trigger.startswith("shell (VERB)")  # type: ignore[attr-defined]


def test_the_speaker_of_an_attribution_is_the_speaker_of_the_claim() -> None:
    doc = passive()
    said = Attribution(source=(at(doc, "the mayor"),), cue=(at(doc, "said"),), content=((0, str(doc).index(" ,")),))
    (claim,) = read(doc, attributions=(said,))
    assert [speaker.name for speaker in claim.said_by] == ["the mayor"]  # type: ignore[attr-defined]
    assert claim.stance == "asserted"  # type: ignore[attr-defined]


def test_a_denial_is_the_proposition_denied() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("denied", "deny", "VERB", 1, "ROOT"), ("that", "that", "SCONJ", 5, "mark"),
        ("the", "the", "DET", 4, "det"), ("army", "army", "NOUN", 5, "nsubj"), ("shelled", "shell", "VERB", 1, "ccomp"),
        ("Homs", "Homs", "PROPN", 5, "obj"),
    )  # fmt: skip
    said = Attribution(
        source=(at(doc, "Rebels"),),
        cue=(at(doc, "denied"),),
        content=(at(doc, "that the army shelled Homs"),),
        stance="denied",
    )
    (claim,) = read(doc, attributions=(said,), places=(place(doc),))
    assert (claim.polarity, claim.stance) == ("negative", "denied")  # type: ignore[attr-defined]


def test_one_toll_carries_all_its_counts() -> None:
    doc = parsed(
        ("Five", "five", "NUM", 1, "nummod"), ("people", "people", "NOUN", 3, "nsubj:pass"), ("were", "be", "AUX", 3, "aux:pass"),
        ("killed", "kill", "VERB", 3, "ROOT"), ("and", "and", "CCONJ", 6, "cc"), ("nine", "nine", "NUM", 6, "nsubj:pass"),
        ("wounded", "wound", "VERB", 3, "conj"),
    )  # fmt: skip
    dead = Quantity(*at(doc, "Five"), "Five", 5, 5, None, "killed")
    hurt = Quantity(*at(doc, "nine"), "nine", 9, 9, None, "injured")
    claims = read(doc, quantities=(dead, hurt))
    assert [claim.kind for claim in claims] == ["casualties"]  # type: ignore[attr-defined]
    assert {(count.of, count.low) for count in claims[0].counts} == {("killed", 5), ("injured", 9)}  # type: ignore[attr-defined]


def test_a_film_kills_nobody() -> None:
    doc = parsed(
        ("In", "in", "ADP", 2, "case"), ("the", "the", "DET", 2, "det"), ("film", "film", "NOUN", 4, "obl"),
        ("rebels", "rebel", "NOUN", 4, "nsubj"), ("kill", "kill", "VERB", 4, "ROOT"), ("soldiers", "soldier", "NOUN", 4, "obj"),
    )  # fmt: skip
    assert not [claim for claim in read(doc) if claim.happened]  # type: ignore[attr-defined]


def test_same_text_gives_the_same_ids() -> None:
    doc = passive()
    assert [c.id for c in read(doc)] == [c.id for c in read(doc)]  # type: ignore[attr-defined]


def test_a_mark_of_doubt_makes_it_alleged() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 2, "nsubj"), ("allegedly", "allegedly", "ADV", 2, "advmod"), ("shelled", "shell", "VERB", 2, "ROOT"),
        ("schools", "school", "NOUN", 2, "obj"),
    )  # fmt: skip
    (claim,) = read(doc)
    assert claim.stance == "alleged"  # type: ignore[attr-defined]


def test_where_people_are_to_go_is_kept_without_a_name() -> None:
    doc = parsed(
        ("Families", "family", "NOUN", 2, "nsubj:pass"), ("were", "be", "AUX", 2, "aux:pass"),
        ("evacuated", "evacuate", "VERB", 2, "ROOT"), ("from", "from", "ADP", 4, "case"), ("Homs", "Homs", "PROPN", 2, "obl"),
        ("to", "to", "ADP", 7, "case"), ("other", "other", "ADJ", 7, "amod"), ("provinces", "province", "NOUN", 2, "obl"),
    )  # fmt: skip
    (claim,) = read(doc, places=(place(doc),))
    ends = [(p.role, p.name, p.text) for p in claim.places]  # type: ignore[attr-defined]
    assert ends == [("from", "Homs", "Homs"), ("to", None, "other provinces")]


def test_a_strike_called_off_is_given_up_and_one_gone_on_is_held() -> None:
    off = parsed(
        ("Bakers", "baker", "NOUN", 1, "nsubj"), ("called", "call", "VERB", 1, "ROOT"), ("off", "off", "ADP", 1, "compound:prt"),
        ("the", "the", "DET", 4, "det"), ("strike", "strike", "NOUN", 1, "obj"),
    )  # fmt: skip
    on = parsed(
        ("Bakers", "baker", "NOUN", 1, "nsubj"), ("went", "go", "VERB", 1, "ROOT"), ("on", "on", "ADP", 3, "case"),
        ("strike", "strike", "NOUN", 1, "obl"),
    )  # fmt: skip
    assert [(c.plover["event"], c.modality) for c in read(off)] == [("CONCEDE", "actual")]  # type: ignore[attr-defined]
    assert [(c.plover["event"], c.modality) for c in read(on)] == [("PROTEST", "actual")]  # type: ignore[attr-defined]


def test_the_ban_that_is_lifted_does_not_end_the_lifting() -> None:
    doc = parsed(
        ("Ministers", "minister", "NOUN", 1, "nsubj"), ("lifted", "lift", "VERB", 1, "ROOT"), ("the", "the", "DET", 3, "det"),
        ("ban", "ban", "NOUN", 1, "obj"),
    )  # fmt: skip
    (claim,) = read(doc)
    assert claim.kind == "agreement"  # type: ignore[attr-defined]


def test_what_words_of_feeling_are_about_is_no_claim_beside_them() -> None:
    doc = parsed(
        ("Envoys", "envoy", "NOUN", 1, "nsubj"), ("voiced", "voice", "VERB", 1, "ROOT"), ("pessimism", "pessimism", "NOUN", 1, "obj"),
        ("about", "about", "ADP", 5, "case"), ("the", "the", "DET", 5, "det"), ("talks", "talk", "NOUN", 2, "nmod"),
    )  # fmt: skip
    assert [claim.kind for claim in read(doc)] == ["statement"]  # type: ignore[attr-defined]


def test_every_town_of_a_list_behind_the_villages_is_taken() -> None:
    doc = parsed(
        ("They", "they", "PRON", 1, "nsubj"), ("captured", "capture", "VERB", 1, "ROOT"), ("villages", "village", "NOUN", 1, "obj"),
        ("among", "among", "ADP", 5, "case"), ("them", "they", "PRON", 5, "nmod"), ("Homs", "Homs", "PROPN", 2, "nmod"),
        ("and", "and", "CCONJ", 7, "cc"), ("Hama", "Hama", "PROPN", 5, "conj"),
    )  # fmt: skip
    (claim,) = read(doc, places=(place(doc), replace(place(doc, "Hama"), geonameid=2)))
    assert [where.text for where in claim.places] == ["Homs", "Hama"]


def test_the_object_of_a_phrase_may_stand_far_behind_its_verb() -> None:
    doc = parsed(
        ("Troops", "troop", "NOUN", 1, "nsubj"), ("lifted", "lift", "VERB", 1, "ROOT"), ("late", "late", "ADV", 4, "advmod"),
        ("on", "on", "ADP", 4, "case"), ("Monday", "Monday", "PROPN", 1, "obl"), ("the", "the", "DET", 8, "det"),
        ("long", "long", "ADV", 7, "advmod"), ("hated", "hated", "ADJ", 8, "amod"), ("blockade", "blockade", "NOUN", 1, "obj"),
    )  # fmt: skip
    (claim,) = read(doc)
    assert claim.because.trigger == "lift blockade (PHRASE) -> siege"  # type: ignore[attr-defined]


def test_aid_whose_deliveries_are_suspended_is_ended() -> None:
    doc = parsed(
        ("Paris", "Paris", "PROPN", 1, "nsubj"), ("suspended", "suspend", "VERB", 1, "ROOT"), ("aid", "aid", "NOUN", 3, "compound"),
        ("deliveries", "delivery", "NOUN", 1, "obj"),
    )  # fmt: skip
    assert "sanction" in {claim.kind for claim in read(doc)}  # type: ignore[attr-defined]


def kinds_of(doc: object) -> list[tuple[str, str]]:
    return [(claim.kind, claim.modality) for claim in read(doc)]  # type: ignore[attr-defined]


def test_what_a_protest_shuts_is_not_besieged() -> None:
    rows = (
        ("A", "a", "DET", 2, "det"), ("general", "general", "ADJ", 2, "amod"), ("strike", "strike", "NOUN", 3, "nsubj"),
        ("destroyed", "destroy", "VERB", 3, "ROOT"), ("buildings", "building", "NOUN", 3, "obj"),
    )  # fmt: skip
    assert kinds_of(parsed(*rows)) == [("protest", "actual"), ("damage", "hypothetical")]
    missile = (
        rows[0],
        ("cruise", "cruise", "NOUN", 2, "compound"),
        ("missile", "missile", "NOUN", 3, "nsubj"),
        *rows[3:],
    )
    assert kinds_of(parsed(*missile)) == [("damage", "actual")]


def test_a_verb_is_no_noun_of_a_phrase() -> None:
    doc = parsed(
        ("Rebels", "rebel", "NOUN", 1, "nsubj"), ("attacked", "attack", "VERB", 1, "ROOT"), ("huts", "hut", "NOUN", 1, "obj"),
    )  # fmt: skip
    (claim,) = read(doc)
    assert claim.because.trigger.startswith("attack (VERB)")  # type: ignore[attr-defined]


def test_a_figure_of_speech_that_is_told_where_is_meant() -> None:
    rows = (
        ("He", "he", "PRON", 2, "nsubj:pass"), ("was", "be", "AUX", 2, "aux:pass"), ("stabbed", "stab", "VERB", 2, "ROOT"),
        ("in", "in", "ADP", 5, "case"), ("the", "the", "DET", 5, "det"), ("back", "back", "NOUN", 2, "obl"),
    )  # fmt: skip
    assert kinds_of(parsed(*rows)) == []
    where = (("outside", "outside", "ADP", 7, "case"), ("school", "school", "NOUN", 2, "obl"))
    assert kinds_of(parsed(*rows, *where)) == [("killing", "actual")]


def test_shot_dead_is_no_longer_for_its_auxiliary() -> None:
    doc = parsed(
        ("Judges", "judge", "NOUN", 2, "nsubj:pass"), ("were", "be", "AUX", 2, "aux:pass"), ("shot", "shoot", "VERB", 2, "ROOT"),
        ("dead", "dead", "ADJ", 2, "xcomp"),
    )  # fmt: skip
    assert kinds_of(doc) == [("killing", "actual")]


@pytest.mark.parametrize(("cause", "kinds"), [
    ("avalanche", [("accident", "actual")]), ("grenade", [("casualties", "actual")]),
])  # fmt: skip
def test_whom_an_avalanche_leaves_hurt_nobody_attacked(cause: str, kinds: list[tuple[str, str]]) -> None:
    doc = parsed(
        ("An", "a", "DET", 1, "det"), (cause, cause, "NOUN", 2, "nsubj"), ("left", "leave", "VERB", 2, "ROOT"),
        ("them", "they", "PRON", 2, "obj"), ("with", "with", "ADP", 5, "case"), ("injuries", "injury", "NOUN", 2, "obl"),
    )  # fmt: skip
    assert [told for told in kinds_of(doc) if told[0] in ("accident", "casualties")] == kinds


@pytest.mark.parametrize(("where", "kind"), [
    ((("the", "the", "DET", 4, "det"), ("well", "well", "NOUN", 1, "obl")), "killing"),
    ((("on", "on", "ADP", 4, "case"), ("Monday", "Monday", "PROPN", 1, "obl")), "attack"),
])  # fmt: skip
def test_men_shot_at_a_well_were_hit(where: tuple[tuple[str, str, str, int, str], ...], kind: str) -> None:
    at = ("at", "at", "ADP", 4, "case") if kind == "killing" else ("at", "at", "ADP", 1, "obl")
    doc = parsed(
        ("Men", "man", "NOUN", 6, "nsubj:pass"), ("shot", "shoot", "VERB", 0, "acl"), at, *where,
        ("were", "be", "AUX", 6, "aux:pass"), ("buried", "bury", "VERB", 6, "ROOT"),
    )  # fmt: skip
    doc[1].set_morph("Tense=Past|VerbForm=Fin")
    assert (kind, "actual") in kinds_of(doc)
