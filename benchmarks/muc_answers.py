"""From a reading to MUC-4's slots: which claims tell an incident that MUC counts, and one name for each who or what.

A reading keeps every claim in whole noun phrases; MUC-4 asks of a text who did it (persons, organisations), what was
hit, which named people, with what weapon, each once, in its barest words, and only of terrorist incidents. So:

- *incidents*: claims of violence that the program holds for more likely true to the text than not, told as done, not of
  a year gone by, and not of fighters, police or gangs alone as sufferers (that is combat, which MUC leaves out);
- *doers* only where the program knows what sort of party they are; "rebels of the X front in Y" are the rebels, and the
  X front, if the reading names it;
- *targets* without towns, regions and what belongs to an army; without their number, which is a slot of its own;
- *names*: pronouns and titles are none; a shorter name is the longer one that holds it; an actor of the table is one,
  however told; a description that only repeats the head of a fuller one is the same.

`answers(reading)` gives a reading that says just this, for the pack's own scorer. It never sees gold.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

Json = Mapping[str, Any]
Span = tuple[int, int]

VIOLENT = {
    "attack", "killing", "bombing", "explosion", "shelling", "airstrike", "drone_strike", "abduction", "damage",
    "abuse", "sexual_violence", "casualties", "threat",
}  # fmt: skip
DONE = {"actual", "ongoing", "attempted", "threatened", "planned", "habitual"}
SURE = 0.6  # confidence from which a claim counts; found on the training part
FIGHTERS = {"MIL", "REB", "UAF", "CRM", "COP"}
ORGANISATIONS = {"ORG", "GPE", "LOC", "FACILITY", "MISC"}
WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("muc_words.toml").read_text(encoding="utf-8"))
BODIES, SHARES, PRONOUNS, TITLES = (frozenset(WORDS[name]) for name in ("bodies", "shares", "pronouns", "titles"))


def _any(name: str) -> str:
    return "(?:" + "|".join(sorted(WORDS[name], key=len, reverse=True)) + ")"


LEADING = re.compile(rf"^(?:{_any('leading')}\s+)+", re.IGNORECASE)
NUMBER = re.compile(rf"^(?:\d[\d,]*|{_any('numbers')})\s+", re.IGNORECASE)
BEHIND = re.compile(rf"\s+{_any('behind')}\s", re.IGNORECASE)
OF = re.compile(r"\s+of\s", re.IGNORECASE)
ARMED = re.compile(rf"\b{_any('armed')}\b", re.IGNORECASE)


def answers(reading: Json) -> dict[str, Any]:
    """The reading with one claim that holds MUC-4's answers, each party and thing once."""
    found = _Slots(reading)
    for claim in reading.get("claims") or ():
        if is_incident(claim):
            found.take(claim)
    return {"document": reading.get("document"), **found.as_reading()}


def is_incident(claim: Json) -> bool:
    """Whether MUC-4 would count what a claim tells."""
    if claim["kind"] not in VIOLENT or claim["polarity"] == "negative" or claim["modality"] not in DONE:
        return False
    if claim["confidence"] < SURE or (claim["plover"] or {}).get("auxiliary"):
        return False
    sufferers = {sector for party in claim["patients"] for sector in party["sectors"]}
    return not sufferers or not sufferers <= FIGHTERS


class _Slots:
    """The answers of one reading: for each slot the text of each entity, by what makes it one."""

    def __init__(self, reading: Json) -> None:
        self.entities: list[Json] = list(reading.get("entities") or ())
        self.actors: list[Json] = list(reading.get("actors") or ())
        persons = (one for one in self.entities if one["label"] == "PER" and one["mention"] != "pronoun")
        self.persons = [one for one in persons if untitled(one["text"])]
        self.individuals: dict[str, str] = {}
        self.organisations: dict[str, str] = {}
        self.targets: dict[str, str] = {}
        self.victims: dict[str, str] = {}
        self.weapons: dict[str, str] = {}

    def take(self, claim: Json) -> None:
        """Add what one incident tells."""
        for party in claim["agents"]:
            self._doer(party)
        for thing in claim["targets"]:
            if not self._is_place(thing) and not ARMED.search(thing["text"]):
                _put(self.targets, bare(thing["text"], of=False, number=False))
        for thing in claim["instruments"]:
            _put(self.weapons, bare(thing["text"], number=False))
        for party in claim["patients"]:
            for person in self._inside(party, self.persons):
                _put(self.victims, self._whole(person["text"]))

    def _doer(self, party: Json) -> None:
        words = party["text"].lower().split()
        if len(words) == 1 and words[0] in PRONOUNS:
            return
        bodies = [e for e in self._inside(party, self.entities) if e["label"] == "ORG" and e["start"] >= party["start"]]
        if not party["sectors"] and not party["id"] and not bodies:
            return
        persons = list(self._inside(party, self.persons))
        if persons and persons[-1]["end"] >= party["end"] - 1:
            _put(self.individuals, self._whole(persons[-1]["text"]))
            return
        text = bare(party["text"])
        known = (one for one in self._inside(party, self.actors) if one["id"] and "-" in one["id"] and not persons)
        named = next(known, None) or next((one for one in bodies if one["mention"] == "name"), None)
        if named is not None:
            _put(self.organisations, re.sub(r"\s*\(.*", "", squeezed(named["text"])), self._known(named))
            rest = re.sub(rf"\b{re.escape(plain(named['text']))}\b", " ", plain(text)).strip()
            if rest and rest != plain(text) and rest.split()[-1] not in BODIES:
                _put(self.individuals, rest)
            elif rest == plain(text) and rest.split()[-1] not in BODIES and text:
                _put(self.individuals, text)
        elif self._is_body(party, text):
            _put(self.organisations, text, party["id"])
        else:
            _put(self.individuals, text, party["id"])

    def _is_body(self, party: Json, text: str) -> bool:
        """Whether an entity that is one covers most of the words, or their head is one."""
        start = party["start"]
        covers = [(_shared(_span(e), (start, start + len(text))), e["label"]) for e in self.entities]
        most, label = max(covers, default=(0, ""))
        if 2 * most > len(text):
            return label in ORGANISATIONS
        return (plain(text).split() or [""])[-1] in BODIES

    def _is_place(self, thing: Json) -> bool:
        """Whether a thing is a town or a region, or for the most part its name."""
        places = (one for one in self.entities if one["label"] in ("GPE", "LOC"))
        return any(2 * _shared(_span(one), _span(thing)) > thing["end"] - thing["start"] for one in places)

    def _inside(self, part: Json, entities: Iterable[Json]) -> Iterator[Json]:
        return (one for one in entities if _shared(_span(one), _span(part)))

    def _whole(self, name: str) -> str:
        """The longest name in the text that holds all the words of this one."""
        best = untitled(name)
        words = set(best.lower().split())
        for one in self.persons:
            other = untitled(one["text"])
            if len(other.split()) > len(best.split()) and words <= set(other.lower().split()):
                best = other
        return best

    def _known(self, entity: Json) -> str | None:
        """The identity of the actor that an entity names."""
        near = (a for a in self.actors if a["start"] >= entity["start"] - 1 and a["end"] <= entity["end"] + 1)
        return next((one["id"] for one in near if one["id"]), None)

    def as_reading(self) -> dict[str, Any]:
        """One claim, with an entity under each party so that the scorer takes it for what it is."""
        entities: list[dict[str, Any]] = []

        def part(text: str, label: str) -> dict[str, Any]:
            start = entities[-1]["end"] + 1 if entities else 0
            entities.append({"start": start, "end": start + len(text), "text": text, "label": label})
            return {"start": start, "end": start + len(text), "text": text, "id": None}

        claim = {
            "kind": "attack",
            "polarity": "positive",
            "modality": "actual",
            "agents": [
                *(part(text, "PER") for text in _merged(self.individuals)),
                *(part(text, "ORG") for text in self.organisations.values()),
            ],
            "patients": [part(text, "PER") for text in self.victims.values()],
            "targets": [part(text, "FACILITY") for text in _merged(self.targets)],
            "instruments": [part(text, "WEAPON") for text in _merged(self.weapons)],
        }
        return {"entities": entities, "claims": [claim]}


def _put(slot: dict[str, str], text: str, identity: str | None = None) -> None:
    if plain(text):
        slot.setdefault(f"id {identity}" if identity else plain(text), text)


def bare(text: str, *, of: bool = True, number: bool = True) -> str:
    """A noun phrase without article, brackets and what stands behind its head; with `of` also without "of …", or, of
    a share ("a group of men"), without the share; unless `number` also without its number.
    """
    text = squeezed(re.sub(r"\s*[(\[].*", "", squeezed(text)) or text)
    text = LEADING.sub("", BEHIND.split(text)[0].split(",")[0])
    if not number:
        text = LEADING.sub("", NUMBER.sub("", text))
    parts = OF.split(text)
    if of and len(parts) > 1 and parts[0].split():
        share = parts[0].split()[-1].lower() in SHARES
        text = LEADING.sub("", parts[1]) if share else parts[0]
    return text.strip(" '\",.;:-")


def untitled(name: str) -> str:
    """A person's name without titles; empty if it is but a title."""
    words = name.split()
    while words and words[0].lower().rstrip(".") in TITLES:
        words = words[1:]
    return " ".join(words)


def squeezed(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Lower case, without marks and articles."""
    return " ".join(re.sub(r"\b(?:a|an|the)\b", " ", re.sub(r"[^\w\s]", "", text.lower())).split())


def _merged(slot: dict[str, str]) -> list[str]:
    """Without descriptions whose words are all in a longer one with the same head."""
    words = {text: [word.rstrip("s") for word in plain(text).split()] for text in slot.values()}
    return [
        text
        for text, mine in words.items()
        if not any(mine[-1] == other[-1] and set(mine) < set(other) for other in words.values())
    ]


def _span(part: Json) -> Span:
    return part["start"], part["end"]


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
