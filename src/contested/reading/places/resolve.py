"""Which place each mention means: every place of that name is scored on evidence that a reader can follow.

The arithmetic is a table: features of a candidate times the weights of `weights.toml`, added up. It runs over all
candidates of a document at once, twice: the first pass goes by the names alone, the second also by where the other
names of the document probably lie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from contested.data import table
from contested.data.gazetteer import ALTERNATE, FOLDED, VARIANT, Gazetteer
from contested.reading.places.evidence import lies_in
from contested.reading.places.mentions import Mention, is_demonym

FEATURES = (
    "population",
    "country",
    "area",
    "region",
    "district",
    "capital",
    "seat",
    "other_name",
    "bare_name",
    "near_spelling",
    "region_told",
    "region_told_but_no",
    "district_told",
    "settlement_told",
    "contained",
    "contained_elsewhere",
    "countries_told",
    "regions_told",
    "close_to_others",
    "closest",
    "outlet_home",
    "sure_name",
    "named_after_town",
    "holds_another",
)
COLUMN = {name: i for i, name in enumerate(FEATURES)}
CONTEXT = [COLUMN[name] for name in ("countries_told", "regions_told", "close_to_others", "closest")]
MOST = 40
SURE = 8  # rank from which a plain name means one area
NEAR_KM = 150.0


@dataclass(slots=True)
class Group:
    """The mentions of one name with one container: they mean one place."""

    mentions: list[Mention]
    rows: NDArray[Any]
    kinds: NDArray[Any]
    weight: float


@dataclass(slots=True)
class Table:
    """All candidates of a document: `group` says whose each is; `values`: a row a candidate, a column a feature."""

    groups: list[Group]
    group: NDArray[Any]
    rows: NDArray[Any]
    values: NDArray[Any]
    scores: NDArray[Any]
    shares: NDArray[Any]


def weights() -> NDArray[Any]:
    """The weights in the order of `FEATURES`."""
    given = table("gazetteer/weights.toml")["resolution"]
    return np.array([float(given[name]) for name in FEATURES])


def resolve(mentions: list[Mention], gazetteer: Gazetteer, outlet_country: str | None = None) -> Table | None:
    """Score the places that the mentions may mean; None where no mention has any."""
    made = tabulate(mentions, gazetteer, outlet_country)
    if made is not None:
        score(made, gazetteer, weights())
    return made


def tabulate(mentions: list[Mention], gazetteer: Gazetteer, outlet_country: str | None) -> Table | None:
    """The table with all features but those that depend on where the other names lie."""
    groups = _groups(mentions, gazetteer)
    if not groups:
        return None
    number = np.repeat(np.arange(len(groups)), [len(g.rows) for g in groups])
    rows = np.concatenate([g.rows for g in groups]).astype(np.int64)
    kinds = np.concatenate([g.kinds for g in groups])
    columns = gazetteer.columns
    values = np.zeros((len(rows), len(FEATURES)))
    features = columns["feature"][rows]
    kind_of = _feature_kinds(gazetteer)[features]
    rank = columns["rank"][rows]
    values[:, COLUMN["population"]] = np.log10(columns["population"][rows] + 1.0) / 7
    for code, name in enumerate(("country", "area", "region", "district", "capital", "seat"), start=1):
        values[:, COLUMN[name]] = kind_of == code
    values[:, COLUMN["other_name"]] = kinds == ALTERNATE
    values[:, COLUMN["bare_name"]] = kinds == VARIANT
    values[:, COLUMN["near_spelling"]] = kinds == FOLDED
    values[:, COLUMN["sure_name"]] = np.where(kind_of == 1, 0, rank / 9.0)
    if outlet_country:
        values[:, COLUMN["outlet_home"]] = columns["country"][rows] == gazetteer.code("country", outlet_country)
    start = 0
    for group in groups:
        stop = start + len(group.rows)
        _told(group, values[start:stop], kind_of[start:stop])
        start = stop
    after_town = _after_town(number, columns["country"][rows], columns["admin1"][rows], kind_of)
    # Where the plain name nearly always means the area ("Gaza"), its chief town takes nothing from it.
    values[:, COLUMN["named_after_town"]] = after_town & (rank < SURE)
    _containers(groups, values, gazetteer)
    empty = np.zeros(len(rows))
    return Table(groups, number, rows, values, empty, empty)


def _after_town(
    number: NDArray[Any], countries: NDArray[Any], admins: NDArray[Any], kind_of: NDArray[Any]
) -> NDArray[Any]:
    """Divisions with a town of the same name inside, or a chief town in the country: "Kherson" alone is the city."""
    division = (kind_of == 3) | (kind_of == 4)
    base = number.astype(np.int64) << 32
    inside, chief = (kind_of == 0) | (kind_of >= 5), kind_of >= 5
    in_region = np.isin(base + admins, (base + admins)[inside])
    in_country = np.isin(base + countries, (base + countries)[chief])
    out: NDArray[Any] = division & (in_region | in_country)
    return out


def _feature_kinds(gazetteer: Gazetteer) -> NDArray[Any]:
    """By code of the column "feature": 1 country, 2 area, 3 region, 4 district, 5 capital, 6 seat, 0 other."""
    known = {"A.PCLI": 1, "A.ADM1": 3, "A.ADM2": 4, "P.PPLC": 5, "P.PPLA": 6}
    return np.array([known.get(code, 2 if code[:1] in "LHTSV" else 0) for code in gazetteer.feature_codes()])


def _groups(mentions: list[Mention], gazetteer: Gazetteer) -> list[Group]:
    found: dict[tuple[str, str, bool, str], Group] = {}
    populations = gazetteer.columns["population"]
    for mention in mentions:
        if not len(mention.rows):
            continue
        key = (mention.key, mention.container.key if mention.container else "", mention.holds, _division(mention))
        group = found.get(key)
        if group is not None:
            group.mentions.append(mention)
            group.weight += 0.3
            continue
        rows, kinds = mention.rows, mention.kinds
        if mention.demonym:
            keep = is_demonym(kinds)
            rows, kinds = rows[keep], kinds[keep]
        if len(rows) > MOST:
            worth = populations[rows] + np.where(kinds == 0, 3000, 0)
            if mention.container:
                worth = worth + 10**10 * lies_in(mention, mention.container, gazetteer)
            keep = np.argsort(-worth, kind="stable")[:MOST]
            rows, kinds = rows[keep], kinds[keep]
        found[key] = Group([mention], rows, kinds, 1.0)
    return list(found.values())


def _division(mention: Mention) -> str:
    """ "region" or "district" where the text says so: "Kherson" and "the Kherson region" are two places."""
    return mention.head if mention.head in ("region", "district") else ""


def _told(group: Group, values: NDArray[Any], kind_of: NDArray[Any]) -> None:
    """What the words beside the name say of its kind: "region", "district", "city"."""
    if group.mentions[0].holds:
        values[:, COLUMN["holds_another"]] = (kind_of >= 1) & (kind_of <= 4)
    heads = {mention.head for mention in group.mentions if mention.head}
    if "region" in heads:
        values[:, COLUMN["region_told"]] = kind_of == 3
        values[:, COLUMN["region_told_but_no"]] = (kind_of != 3) & (kind_of != 2) & (kind_of != 4)
    if "district" in heads:
        values[:, COLUMN["district_told"]] = kind_of == 4
    if "town" in heads:
        values[:, COLUMN["settlement_told"]] = (kind_of == 0) | (kind_of >= 5)


def _containers(groups: list[Group], values: NDArray[Any], gazetteer: Gazetteer) -> None:
    """Candidates that lie in the larger place told right after the name, here or at another mention of it."""
    elsewhere: dict[str, Mention] = {}
    for group in groups:
        mention = group.mentions[0]
        if mention.container:
            elsewhere.setdefault(mention.key, mention.container)
    start = 0
    for group in groups:
        stop = start + len(group.rows)
        mention = group.mentions[0]
        outer = mention.container or elsewhere.get(mention.key)
        if outer is not None:
            inner = Mention(0, 0, 0, 0, mention.key, group.rows, group.kinds)
            name = "contained" if mention.container else "contained_elsewhere"
            values[start:stop, COLUMN[name]] = lies_in(inner, outer, gazetteer)
        start = stop


def score(made: Table, gazetteer: Gazetteer, by: NDArray[Any], passes: int = 2) -> None:
    """Fill in `scores`, `shares` (a probability within each group) and the features that depend on the other names."""
    made.values[:, CONTEXT] = 0
    made.scores = made.values @ by
    made.shares = softmax(made.scores, made.group, len(made.groups))
    if len(made.groups) < 2:
        return
    columns = gazetteer.columns
    points = _points(columns["lat"][made.rows], columns["lon"][made.rows])
    _, countries = np.unique(columns["country"][made.rows], return_inverse=True)
    admins_raw = columns["admin1"][made.rows]
    _, admins = np.unique(admins_raw, return_inverse=True)
    has_admin = admins_raw != gazetteer.code("admin1", "")
    weight = np.array([g.weight for g in made.groups])[made.group]
    for _ in range(passes):
        mass = made.shares * weight
        made.values[:, COLUMN["countries_told"]] = _votes(made, mass, countries)
        made.values[:, COLUMN["regions_told"]] = _votes(made, mass * has_admin, admins) * has_admin
        mean, most = _closeness(made, points)
        made.values[:, COLUMN["close_to_others"]] = mean
        made.values[:, COLUMN["closest"]] = most
        made.scores = made.values @ by
        made.shares = softmax(made.scores, made.group, len(made.groups))


def softmax(scores: NDArray[Any], group: NDArray[Any], n: int) -> NDArray[Any]:
    """Probabilities within each of n groups, from scores."""
    top = np.full(n, -np.inf)
    np.maximum.at(top, group, scores)
    raised = np.exp(scores - top[group])
    out: NDArray[Any] = raised / np.bincount(group, raised, n)[group]
    return out


def _votes(made: Table, mass: NDArray[Any], codes: NDArray[Any]) -> NDArray[Any]:
    """For each candidate, the share of the other groups' weight that lies in the same country or region."""
    n, m = len(made.groups), int(codes.max()) + 1
    by_group = np.bincount(made.group * m + codes, mass, n * m).reshape(n, m)
    others = by_group.sum(0)[None, :] - by_group
    total = sum(g.weight for g in made.groups) - np.array([g.weight for g in made.groups])
    out: NDArray[Any] = (others / np.maximum(total, 0.5)[:, None])[made.group, codes]
    return out


def _points(lats: NDArray[Any], lons: NDArray[Any]) -> NDArray[Any]:
    lat, lon = np.radians(lats.astype("f8")), np.radians(lons.astype("f8"))
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _closeness(made: Table, points: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """How close each candidate lies to where the other names probably are: the mean and the most, 0 far to 1 close."""
    n = len(made.groups)
    order = np.lexsort((-made.shares, made.group))
    leaders = order[np.searchsorted(made.group[order], np.arange(n))]
    chord = np.sqrt(np.maximum(0.0, 2 - 2 * points @ points[leaders].T)) * 6371
    close = np.exp(-chord / NEAR_KM) * made.shares[leaders][None, :]
    close[np.arange(len(made.group)), made.group] = 0
    return close.sum(1) / (n - 1), close.max(1)
