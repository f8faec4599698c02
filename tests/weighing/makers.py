"""Small makers of hand-made accounts for the tests of the weighing."""

from __future__ import annotations

from itertools import count

from contested.nouns import Account, Because, Claim, Count, Moment, Party, PlaceInRole, Speaker, Thing

_numbers = count(1)

KHERSON = {"name": "Kherson", "geonameid": 706448, "lat": 46.6558, "lon": 32.6178, "admin1": "08", "feature": "P.PPLA"}
REGION = {
    "name": "Kherson Oblast",
    "geonameid": 706442,
    "lat": 46.5,
    "lon": 33.5,
    "admin1": "08",
    "feature": "A.ADM1",
    "radius_km": 110.0,
}
IZIUM = {"name": "Izium", "geonameid": 707753, "lat": 49.2088, "lon": 37.2485, "admin1": "07", "feature": "P.PPL"}
BALAKLIIA = {
    "name": "Balakliia",
    "geonameid": 712587,
    "lat": 49.4627,
    "lon": 36.8595,
    "admin1": "07",
    "feature": "P.PPL",
}
MYKOLAIV = {
    "name": "Mykolaiv",
    "geonameid": 700569,
    "lat": 46.9659,
    "lon": 31.9974,
    "admin1": "16",
    "feature": "P.PPLA",
}
DONETSK = {
    "name": "Donetsk Oblast",
    "geonameid": 709716,
    "lat": 48.0,
    "lon": 37.8,
    "admin1": "05",
    "feature": "A.ADM1",
    "radius_km": 100.0,
}
PLACES = {
    "Kherson": KHERSON,
    "Kherson Oblast": REGION,
    "Izium": IZIUM,
    "Balakliia": BALAKLIIA,
    "Mykolaiv": MYKOLAIV,
    "Donetsk Oblast": DONETSK,
}


def place(name, role="at", **more):
    """A place by a known name, in a role."""
    values = dict(PLACES.get(name, {"name": name, "lat": 48.0, "lon": 35.0}))
    return PlaceInRole(0, len(name), name, country=more.pop("country", "UA"), role=role, **{**values, **more})


def party(text, country=None, **more):
    """Someone in a claim."""
    return Party(0, len(text), text, country=country, **more)


def speaker(name, country=None, **more):
    """A named speaker."""
    return Speaker(name, name=name, country=country, **more)


def toll(of, low, high=-1, who=None, running_total=False):
    """A count; `high` defaults to `low`, None is an open end."""
    return Count(of, low, low if high == -1 else high, who, running_total=running_total)


def account(
    kind="shelling",
    at="Mykolaiv",
    day="2022-10-12",
    published=None,
    by=None,
    outlet="Harbour Post",
    doc=None,
    agents=(),
    patients=(),
    counts=(),
    polarity="positive",
    modality="actual",
    stance="asserted",
    words="",
    ident=None,
    confidence=0.9,
    places=None,
    targets=(),
    trigger=0,
    until=None,
    because=None,
):
    """An account with sensible defaults. `by`: a speaker, a name, or None for the outlet's own voice."""
    number = next(_numbers)
    if isinstance(by, str):
        by = speaker(by)
    if places is None:
        places = (place(at),) if at else ()
    time = Moment(0, 1, day, day, until or _next(day), "day") if day else None
    claim = Claim(
        ident or f"c{number:05}",
        kind,
        (trigger, trigger + 5),
        (trigger, trigger + 40),
        agents=tuple(agents),
        patients=tuple(patients),
        places=tuple(places),
        time=time,
        counts=tuple(counts),
        polarity=polarity,
        modality=modality,
        stance=stance,
        confidence=confidence,
        said_by=(by,) if by else (),
        targets=tuple(Thing(0, 1, t, t) for t in targets),
        because=because or Because(""),
    )
    return Account(claim, doc or f"doc{number:05}", outlet, published or day, words)


def _next(day):
    from datetime import date, timedelta

    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


REGION_FROM = (place("Kherson Oblast", "from"),)
UA = party("Ukrainian forces", "UKR")
RU = party("Russian forces", "RUS")
