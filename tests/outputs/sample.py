"""A small made-up record to draw: two sides, a wire, a disputed shelling, a rising toll, a town lost, people moved."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from contested.nouns import Account, Document, Party, Speaker
from contested.outputs.policy import PublicationPolicy
from contested.outputs.release import Release, release
from contested.weighing import weigh
from tests.factory import account, claim, place

IZIUM = ("Izium", 49.209, 37.277)
KUPIANSK = ("Kupiansk", 49.71, 37.616)
BALAKLIIA = ("Balakliia", 49.456, 36.844)

_TEXTS: dict[str, tuple[str, str, str, str]] = {}


def _text(key: str, outlet: str, day: str, title: str, *sentences: str) -> None:
    _TEXTS[key] = (outlet, day, title, " ".join(sentences))


_text(
    "d1", "North Star Wire", "2022-09-08", "Balakliia: Ukrainian flag over town hall, officials say",
    "Ukrainian troops entered Balakliia on Thursday, the Ukrainian General Staff said.",
    "The town hall was shelled and 3 people were killed, mayor Ivan Stepanenko said.",
    "Resident Olena Bondarenko saw the strike from her cellar.",
)  # fmt: skip
_text(
    "d2", "Volga Telegraph", "2022-09-08", "Ministry: Balakliia firmly held",
    "Balakliia has not been taken, the Russian Defence Ministry said on Thursday.",
    "Nobody shelled the town hall, it said.",
)  # fmt: skip
_text(
    "d3", "Kyiv Desk Agency", "2022-09-10", "Toll in Balakliia rises",
    "The toll of the shelling in Balakliia rose to 5 killed and 12 wounded, mayor Ivan Stepanenko said on Saturday.",
    "Russian troops left Izium in haste, the Ukrainian General Staff said.",
)  # fmt: skip
_text(
    "d4", "Volga Telegraph", "2022-09-10", "Regrouping in the Izium direction",
    "Troops near Izium and Balakliia are regrouped to the Donetsk direction, the Russian Defence Ministry said.",
)  # fmt: skip
_text(
    "d5", "Convoy Notes", "2022-09-12", "People on the road",
    "About 300 residents were evacuated from Izium to Kupiansk on Monday through a corridor, the Red Cross said.",
    "It was not an evacuation, said the occupation administration.",
)  # fmt: skip


@cache
def sample_documents() -> tuple[Document, ...]:
    """The five reports."""
    return tuple(
        Document(key, text, title, day, outlet, None, "en") for key, (outlet, day, title, text) in _TEXTS.items()
    )


@cache
def sample_accounts() -> tuple[Account, ...]:
    """What they tell."""
    staff = Speaker("the Ukrainian General Staff", "ukr-general-staff", "Ukrainian General Staff", None, "UKR")
    ministry = Speaker("the Russian Defence Ministry", "rus-mod", "Russian Defence Ministry", None, "RUS")
    mayor = Speaker("mayor Ivan Stepanenko", None, "Ivan Stepanenko", "mayor", "UKR")
    olena = Speaker("Resident Olena Bondarenko", None, "Olena Bondarenko", "resident", None)
    first, no = "2022-09-08", {"polarity": "negative", "stance": "denied"}
    installed = Speaker("the occupation administration", None, None, None, "RUS")
    moved = {"counts": {"evacuated": (270, 330)}, "patients": (Party(10, 19, "residents"),)}
    way = (place(IZIUM, "from"), place(KUPIANSK, "to"))
    hit = {"plover": {"event": "ASSAULT", "mode": "heavy-weapons"}}
    hall = {"day": first, "by": "RUS", "target": "town hall", **hit}
    toll = {"day": first, "by": "RUS", "killed": 5, "injured": (10, 14)}
    left = {"day": "2022-09-10", "by": "RUS"}
    told = [
        ("d1", "Ukrainian troops entered", claim("capture", staff, BALAKLIIA, day=first, by="UKR", main=True)),
        ("d1", "The town hall was shelled", claim("shelling", mayor, BALAKLIIA, killed=3, **hall)),
        ("d1", "Resident Olena Bondarenko saw", claim("shelling", olena, BALAKLIIA, day=first)),
        ("d2", "Balakliia has not been taken", claim("capture", ministry, BALAKLIIA, day=first, by="UKR", **no)),
        ("d2", "Nobody shelled", claim("shelling", ministry, BALAKLIIA, **hall, **no)),
        ("d3", "The toll of the shelling", claim("shelling", mayor, BALAKLIIA, **toll)),
        ("d3", "Russian troops left", claim("withdrawal", staff, place(IZIUM, "from"), **left)),
        ("d4", "Troops near Izium", claim("withdrawal", ministry, place(IZIUM, "from"), **left)),
        ("d5", "About 300 residents", claim("evacuation", "Red Cross", places=way, day="2022-09-12", **moved)),
        ("d5", "It was not", claim("evacuation", installed, place(IZIUM, "from"), day="2022-09-12", **no)),
    ]
    return tuple(_account(key, start, made) for key, start, made in told)


@cache
def sample_weighed():
    """The five reports, weighed."""
    return weigh(sample_accounts())


def sample(policy: PublicationPolicy | None = None, as_of: str | None = "2022-09-14") -> Release:
    """The five reports as they may be shown; by default with nothing held back."""
    return release(sample_weighed(), sample_documents(), policy=policy or PublicationPolicy.off(), as_of=as_of)


def _account(key: str, start: str, made) -> Account:
    outlet, day, _, text = _TEXTS[key]
    first = text.index(start)
    last = text.index(".", first) + 1
    trigger = (first, first + len(start))
    told = replace(made, id=f"{key}-{first}", trigger=trigger, evidence=(first, last))
    return account(told, document=key, outlet=outlet, published=day, words=text[first:last])
