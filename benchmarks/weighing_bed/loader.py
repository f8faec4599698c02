"""Reads the scenes of the bed into accounts and, apart from them, the gold; see `README.md` for the form."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from contested.nouns import Account, Because, Claim, Count, Moment, Party, PlaceInRole, Speaker, Thing

HERE = Path(__file__).parent
OF = {
    "k": "killed", "i": "injured", "m": "missing", "cap": "captured", "fd": "found_dead", "det": "detained",
    "ev": "evacuated", "disp": "displaced",
}  # fmt: skip
ROLES = {"at": "at", "from": "from", "to_place": "to", "toward": "toward"}
KEYS = {*ROLES, "kind", "on", "when", "said", "stance", "by", "to", "hit", "mod", "conf", "doc", "o"}
SLOTS = ("happened", "toll", "culprit")
PARTING = ("contradicts", "in_tension", "denies", "supersedes", "admits")
STATUSES = (
    "single_source", "corroborated", "corroborated_across_sides", "disputed", "denied", "admitted", "retracted",
)  # fmt: skip
Triple = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class GoldLink:
    """A link between two claims; `accepted` are the (slot, relation) taken, the first is meant. One that is not `asked`
    for is no error, found or not.
    """

    pair: frozenset[str]
    accepted: tuple[tuple[str, str], ...]
    asked: bool = True


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """What should come out for one incident. `tolls` is by (of, who)."""

    key: str
    claims: tuple[str, ...]
    status: str
    tolls: dict[tuple[str, str | None], Triple]


@dataclass(slots=True)
class Bed:
    """The accounts of one half, and the gold by claim id."""

    accounts: list[Account] = field(default_factory=list)
    incidents: list[GoldIncident] = field(default_factory=list)
    links: list[GoldLink] = field(default_factory=list)
    origin: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Scene:
    name: str
    year: str
    country: str
    places: dict[str, PlaceInRole] = field(default_factory=dict)
    who: dict[str, tuple[Speaker, str]] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    outlets: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    length: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def day(self, text: str) -> str:
        return text if re.match(r"\d{4}-", text) else f"{self.year}-{text}"


def load(half: str) -> Bed:
    """The bed of half `a` or `b`. Raises ValueError with file and line where a scene cannot be read."""
    bed = Bed()
    for path in sorted((HERE / f"half_{half}").glob("*.txt")):
        _read_scene(path, bed)
    return bed


def _read_scene(path: Path, bed: Bed) -> None:
    scene, block = _Scene("", "", ""), _Block()
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        try:
            if not line or line.startswith("#"):
                continue
            if line.startswith("= "):
                block.close(bed)
                block = _Block(*_fields(line[2:]))
            elif line[0] in "~>":
                block.gold(line[0], line[1:].strip())
            elif line.split(" ", 1)[0] in ("scene", "place", "who", "party", "outlet"):
                word, rest = line.split(" ", 1)
                scene = _declare(scene, word, _fields(rest))
            else:
                block.tell(bed, scene, _fields(line))
        except (ValueError, KeyError, IndexError) as error:
            raise ValueError(f"{path.name}:{number}: {error!r}: {line}") from error
    block.close(bed)


def _fields(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


def _declare(scene: _Scene, word: str, parts: list[str]) -> _Scene:
    key, name = parts[0], parts[1]
    third = parts[2] if len(parts) > 2 else ""
    rest = parts[3].split() if len(parts) > 3 else []
    options = dict(item.split("=", 1) for item in rest if "=" in item)
    plain = [item for item in rest if "=" not in item]
    if word == "scene":
        return _Scene(key, name, third)
    if word == "place":
        lat, lon = (float(value) for value in third.split())
        feature, radius = plain or ("P.PPL", "5")
        number = int(_hash(name, third)[:6], 16)
        scene.places[key] = PlaceInRole(
            0, len(name), name, geonameid=number, name=name, lat=lat, lon=lon, feature=feature, country=scene.country,
            radius_km=float(radius), confidence=0.85,
        )  # fmt: skip
    elif word == "who":
        said = options.get("as", name).replace("_", " ")
        known = options.get("id")
        scene.who[key] = (
            Speaker(said, known, name or None, _spaced(options.get("role")), third or None,
                    _spaced(options.get("channel"))),
            options.get("origin", key),
        )  # fmt: skip
    elif word == "party":
        full = name[0].upper() + name[1:]
        scene.parties[key] = Party(0, len(name), name, options.get("id"), full, third or None, tuple(plain))
    else:
        scene.outlets[key] = (name, third or None)
    return scene


class _Block:
    """One incident while it is read."""

    def __init__(self, key: str = "", kind: str = "", place: str = "none", day: str = "none") -> None:
        self.key, self.kind, self.place, self.day = key, kind, place, day
        self.labels: dict[str, str] = {}
        self.tolls: dict[tuple[str, str | None], Triple] = {}
        self.links: list[tuple[list[str], list[str], tuple[tuple[str, str], ...], bool]] = []
        self.status = ""

    def tell(self, bed: Bed, scene: _Scene, parts: list[str]) -> None:
        head, words, rest = parts
        label, published, outlet_key = head.split()
        if label in self.labels:
            raise ValueError(f"label {label} twice")
        flags = {"neg"} & set(rest.split())
        values = dict(item.split("=", 1) for item in rest.split() if item not in flags)
        odd = [key for key in values if key not in KEYS and key.split(":")[0] not in OF]
        if odd:
            raise ValueError(f"unknown values {odd}")
        outlet, side = scene.outlets[outlet_key]
        chain = [scene.who[key] for key in values["said"].split(",")] if "said" in values else []
        published = scene.day(published)
        document = "d" + _hash(scene.name, outlet_key, published, values.get("doc", ""))[:11]
        claim = self._claim(scene, label, words, values, chain, document, "neg" in flags)
        bed.accounts.append(Account(claim, document, outlet, published, words, side=side))
        bed.origin[claim.id] = scene.name + ":" + values.get("o", chain[0][1] if chain else outlet_key)
        self.labels[label] = claim.id

    def _claim(
        self, scene: _Scene, label: str, words: str, values: dict[str, str], chain: list[tuple[Speaker, str]],
        document: str, negative: bool,
    ) -> Claim:  # fmt: skip
        first = scene.length[document]
        scene.length[document] += len(words) + 1
        stance = values.get("stance", "denied" if negative else "asserted")
        speakers = tuple(_with_stance(who, stance if i == 0 else "asserted") for i, (who, _) in enumerate(chain))
        parties = {role: _listed(values.get(role), scene.parties) for role in ("by", "to")}
        targets = tuple(Thing(0, len(hit), _spaced(hit) or "") for hit in _names(values.get("hit")))
        return Claim(
            id="c" + _hash(scene.name, self.key, label)[:11],
            kind=values.get("kind", self.kind),
            trigger=(first, first + len(words.split(" ", 1)[0])),
            evidence=(first, first + len(words)),
            main=first == 0,
            agents=parties["by"],
            patients=parties["to"],
            targets=targets,
            places=self._places(scene, values),
            time=_moment(scene, values.get("on", self.day), values.get("when")),
            counts=tuple(_count(key, value) for key, value in values.items() if key.split(":")[0] in OF),
            polarity="negative" if negative else "positive",
            modality=values.get("mod", "actual"),
            said_by=speakers,
            stance=stance,
            confidence=float(values.get("conf", 0.8)),
            because=Because("bed"),
        )

    def _places(self, scene: _Scene, values: dict[str, str]) -> tuple[PlaceInRole, ...]:
        told = {role: values[role] for role in ROLES if role in values} or {"at": self.place}
        found = []
        for role, key in told.items():
            for one in _names(key):
                place = scene.places[one]
                fields = {name: getattr(place, name) for name in PlaceInRole.__dataclass_fields__}
                found.append(PlaceInRole(**(fields | {"role": ROLES[role]})))
        return tuple(found)

    def gold(self, sign: str, text: str) -> None:
        if sign == "~":
            head, right = text.removeprefix("?").split("/")
            slots, relations, *left = head.split()
            accepted = tuple((slot, rel) for rel in relations.split("|") for slot in slots.split("|"))
            if any(slot not in SLOTS or rel not in PARTING for slot, rel in accepted):
                raise ValueError("no such slot or relation")
            self.links.append((left, right.split(), accepted, not text.startswith("?")))
            return
        word, *values = text.split()
        if word == "status":
            if values[0] not in STATUSES:
                raise ValueError("no such status")
            self.status = values[0]
            return
        of, _, who = word.partition(":")
        low, best, high = (float(value) for value in values)
        if not low <= best <= high or of not in OF.values():
            raise ValueError("toll out of order")
        self.tolls[of, who or None] = (low, best, high)

    def close(self, bed: Bed) -> None:
        if not self.key:
            return
        if not self.status or not 3 <= len(self.labels) <= 8:
            raise ValueError(f"{self.key}: {len(self.labels)} accounts, status {self.status!r}")
        seen: set[tuple[frozenset[str], str]] = set()
        for left, right, accepted, asked in self._with_admissions(bed):
            for pair in (frozenset((self.labels[a], self.labels[b])) for a in left for b in right):
                wider = _widened(accepted)
                if len(pair) < 2 or (asked and wider[0][1] != "admits" and (pair, wider[0][0]) in seen):
                    raise ValueError(f"{self.key}: link told twice, or to itself: {left} {accepted} {right}")
                seen |= {(pair, wider[0][0])} if asked and wider[0][1] != "admits" else set()
                bed.links.append(GoldLink(pair, wider, asked))
        bed.incidents.append(GoldIncident(self.key, tuple(self.labels.values()), self.status, self.tolls))

    def _with_admissions(self, bed: Bed) -> list[tuple[list[str], list[str], tuple[tuple[str, str], ...], bool]]:
        """The links as written, and admissions to all other accounts of another origin, which are not asked for."""
        written = {
            (a, b) for left, right, accepted, _ in self.links if accepted[0][1] == "admits" for a in left for b in right
        }
        more = []
        for a in sorted({a for a, _ in written}):
            for b in self.labels:
                other = bed.origin[self.labels[a]] != bed.origin[self.labels[b]]
                if other and (a, b) not in written and (b, a) not in written:
                    more.append(([a], [b], (("happened", "admits"),), False))
        return self.links + more


def _widened(accepted: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """What the rules of the gold take as well: see *culprit denies*, *control* and *admits* in the README."""
    slot, relation = accepted[0]
    accepted += tuple(("control", rel) for of, rel in accepted if of == "happened")
    if ("culprit", "denies") in accepted:
        return (*accepted, ("culprit", "contradicts"), ("happened", "denies"))
    if relation == "admits":
        return (*accepted, *((other, "admits") for other in SLOTS if other != slot))
    return accepted


def _moment(scene: _Scene, on: str, when: str | None) -> Moment | None:
    if on == "none":
        return Moment(0, len(when), _spaced(when) or "") if when else None
    first, _, last = on.partition("..")
    from_ = scene.day(first)
    to = scene.day(last) if last else (date.fromisoformat(from_[:10]) + timedelta(days=1)).isoformat()
    text = _spaced(when) or f"on {date.fromisoformat(from_[:10]):%A}"
    grain = "part_of_day" if "T" in on else "span" if last else "day"
    return Moment(0, len(text), text, from_, to, grain)


def _count(key: str, value: str) -> Count:
    of, _, who = key.partition(":")
    number = value.lstrip("^")
    low, dash, high = number.rstrip("+").partition("-")
    top = None if number.endswith("+") else float(high if dash else low)
    return Count(OF[of], float(low), top, who or None, running_total=value.startswith("^"))


def _with_stance(who: Speaker, stance: str) -> Speaker:
    return Speaker(who.text, who.id, who.name, who.role, who.country, who.channel, stance)


def _listed(value: str | None, table: dict[str, Party]) -> tuple[Party, ...]:
    return tuple(table[key] for key in _names(value))


def _names(value: str | None) -> list[str]:
    return [] if value in (None, "none") else value.split(",")


def _spaced(value: str | None) -> str | None:
    return value.replace("_", " ") if value else None


def _hash(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()
