"""What the words before a name say of where it lies: "10 km north of", "between", "in the south of", "near"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contested.reading.places.geometry import Shift

_BEARINGS = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
_COMPASS = re.compile(r"^(north|south)?-?(east|west)?(?:ern(?:most)?|wards?|erly)?$")
_KM_PER = {
    "km": 1.0,
    "kms": 1.0,
    "kilometer": 1.0,
    "kilometers": 1.0,
    "kilometre": 1.0,
    "kilometres": 1.0,
    "mile": 1.609,
    "miles": 1.609,
    "mi": 1.609,
    "m": 0.001,
    "meters": 0.001,
    "metres": 0.001,
    "meter": 0.001,
    "metre": 0.001,
    "yards": 0.0009,
    "versts": 1.067,
}
_NUMBERS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "dozen": 12,
}
_NEAR = {
    "near": 10.0,
    "nearby": 10.0,
    "outside": 8.0,
    "around": 10.0,
    "vicinity": 10.0,
    "outskirts": 3.0,
    "suburbs": 4.0,
    "surroundings": 8.0,
    "environs": 8.0,
    "approaches": 10.0,
    "beyond": 15.0,
    "off": 15.0,
    "border": 0.0,
    "countryside": 20.0,
    "close": 8.0,
    "past": 10.0,
    "edge": 3.0,
    "suburb": 4.0,
    "outskirt": 3.0,
}
_LEADS = frozenset(
    [
        "of",
        "the",
        "from",
        "outside",
        "off",
        "beyond",
        "near",
        "around",
        "nearby",
        "to",
        "with",
        "city",
        "town",
        "village",
        "settlement",
        "occupied",
        "besieged",
    ]
)
_PARTS = frozenset(
    [
        "part",
        "parts",
        "outskirts",
        "suburbs",
        "suburb",
        "half",
        "corner",
        "edge",
        "side",
        "quarter",
        "quarters",
        "areas",
        "area",
        "end",
        "tip",
        "portion",
        "section",
        "countryside",
        "neighborhoods",
        "neighbourhoods",
        "districts",
        "reaches",
        "fringes",
    ]
)


def bearing_of(word: str) -> float | None:
    """The bearing of a compass word ("north", "south-eastern", "westward"), in degrees, or None."""
    match = _COMPASS.match(word)
    if match is None or not (match.group(1) or match.group(2)):
        return None
    return _BEARINGS[(match.group(1) or "") + (match.group(2) or "")]


def shift_before(lower: Sequence[str], first: int) -> tuple[Shift, int] | None:
    """Read the lower-case tokens before token `first`, where a name begins; gives the shift and where it begins.

    None where the place is meant as it is.
    """
    if not first or not (lower[first - 1] in _LEADS or lower[first - 1].startswith(("north", "south", "east", "west"))):
        return None
    words, places = _joined(lower, first)
    i = len(words) - 1
    while i >= 0 and words[i] in ("the", "occupied", "besieged", "city", "town", "village", "settlement"):
        i -= 1
    found = _of(words, i - 1) if i >= 0 and words[i] == "of" else _direct(words, i)
    if found is None:
        return None
    shift, at = found
    start = places[at]
    return Shift(shift.bearing, shift.km, shift.inside, shift.slack_km, " ".join(lower[start:first])), start


def _joined(lower: Sequence[str], first: int) -> tuple[list[str], list[int]]:
    """Up to 14 tokens before, with "north", "-", "east" drawn together; and where each began."""
    words: list[str] = []
    places: list[int] = []
    for at in range(max(0, first - 14), first):
        word = lower[at]
        if word in (".", ";", "!", "?", "\n"):
            words, places = [], []
        elif word == "-":
            if words:
                words[-1] += "-"
        elif (words and words[-1].endswith("-")) or (
            words and words[-1] in ("north", "south") and (word.startswith(("east", "west")))
        ):
            words[-1] += word
        else:
            words.append(word)
            places.append(at)
    return words, places


def _of(words: list[str], i: int) -> tuple[Shift, int] | None:
    """ "… of" a place: the words that end at i stand before "of"."""
    if i < 0:
        return None
    bearing = bearing_of(words[i])
    if bearing is not None:
        j = i - 1
        if j >= 0 and words[j] == "the":
            j -= 1
            if j >= 0 and words[j] == "in":
                return Shift(bearing, None, inside=True), j
            if j >= 0 and words[j] == "to":
                j -= 1
        distance = _distance(words, j)
        if distance is not None:
            return Shift(bearing, distance[0]), distance[1]
        if "ern" in words[i]:
            return Shift(bearing, None, inside=True), i
        return Shift(bearing, None), j + 1
    if words[i] in _PARTS and i and (bearing := bearing_of(words[i - 1])) is not None:
        return Shift(bearing, None, inside=True, slack_km=_NEAR.get(words[i], 0.0)), i - 1
    if words[i] in _NEAR and words[i] != "border":
        return Shift(slack_km=_NEAR[words[i]]), i
    if words[i] == "bank" and i and words[i - 1] in ("left", "right", "east", "west", "eastern", "western"):
        side = bearing_of(words[i - 1])
        return Shift(side, None, inside=side is not None, slack_km=5.0), i - 1
    if words[i] in ("side", "sides"):
        return Shift(slack_km=5.0), i
    return None


def _direct(words: list[str], i: int) -> tuple[Shift, int] | None:
    """Words that stand right before a place."""
    if i < 0:
        return None
    word = words[i]
    bearing = bearing_of(word)
    if bearing is not None and "ern" in word:
        return Shift(bearing, None, inside=True), i
    if word == "from":
        j = i - 1
        away = j >= 0 and words[j] in ("away", "far")
        distance = _distance(words, j - 1 if away else j)
        if distance is not None:
            return Shift(None, distance[0]), distance[1]
        if j >= 0 and (bearing := bearing_of(words[j])) is not None:
            distance = _distance(words, j - 1)
            return (Shift(bearing, distance[0]), distance[1]) if distance else None
        return None
    if word in ("outside", "off", "beyond"):
        distance = _distance(words, i - 1)
        if distance is not None:
            return Shift(None, distance[0]), distance[1]
    if word == "to" and i and words[i - 1] == "close":
        return Shift(slack_km=_NEAR["close"]), i - 1
    if word == "with" and i and words[i - 1] == "border":
        return Shift(slack_km=30.0), i - 1
    if word in ("near", "outside", "around", "nearby", "beyond", "off"):
        return Shift(slack_km=_NEAR[word]), i
    return None


def _distance(words: list[str], i: int) -> tuple[float, int] | None:
    """A length that ends at word i, in km, and where it begins: "10 km", "some twenty miles", "15km"."""
    if i < 0:
        return None
    match = re.fullmatch(r"(\d{1,4}(?:[.,]\d)?)-?(km|kms|mi|kilomet(?:er|re)s?|miles?|m)?", words[i])
    if match and match.group(2):
        return float(match.group(1).replace(",", ".")) * _KM_PER[match.group(2)], i
    if words[i] not in _KM_PER or i == 0:
        return None
    number = words[i - 1]
    value: float | None
    if re.fullmatch(r"\d{1,4}(?:[.,]\d{1,2})?", number):
        value = float(number.replace(",", "."))
    else:
        parts = [_NUMBERS.get(part) for part in number.split("-")]
        value = float(sum(part for part in parts if part)) if parts and all(parts) else None
    if value is None:
        return None
    return value * _KM_PER[words[i]], i - 1


def joins(lower: Sequence[str], first: int, last: int, second: int) -> bool:
    """Whether the words say that the stretch between two names is meant: that of tokens `first` to `last` and the one
    that begins at token `second`: "between X and Y", "halfway from X to Y".
    """
    before = [word for word in lower[max(0, first - 3) : first] if word != "the"]
    middle = [word for word in lower[last + 1 : second] if word != "the"]
    if not before or len(middle) > 3:
        return False
    if before[-1] == "between":
        return "and" in middle
    half = {"halfway", "midway", "half-way"} & set(before)
    return bool(half) and before[-1] in ("from", "between", "along") and ("to" in middle or "and" in middle)
