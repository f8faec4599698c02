"""The gazetteer: its file, its tables, look-up, and the full build from a small dump of our own."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest

from contested.data import path_of, rows, table
from contested.data.gazetteer import Gazetteer, distance_km, fold, normalise
from contested.data.gazetteer import build as building
from contested.data.gazetteer.geonames import build_full
from contested.data.gazetteer.index import ALTERNATE, NAME, Damaged, Reader, Writer
from contested.data.gazetteer.names import Names
from contested.errors import UnreadableFile
from contested.settings import Settings


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(Settings.from_env())


def small(writer: Writer) -> None:
    row = writer.add(
        geonameid=707292,
        name="Izyum",
        lat=49.2,
        lon=37.27,
        feature="P.PPL",
        country="UA",
        admin1="07",
        population=45884,
    )
    writer.name(row, "Izyum", NAME, folded=True)
    writer.name(row, "Izium", ALTERNATE, folded=True)
    row = writer.add(geonameid=None, name="Al Hawl", lat=36.4, lon=41.1, feature="P.PPL", country="SY")
    writer.name(row, "Al Hawl", NAME, folded=True, article=True)


# -- keys


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Deir ez-Zor", "deir ez zor"),
        ("N’Djaména", "ndjamena"),
        ("St. Louis", "saint louis"),
        ("Mt. Hermon", "mount hermon"),
        ("Łódź", "lodz"),
        ("U.S.", "us"),
        ("  KYIV ", "kyiv"),
        ("Ağdam", "agdam"),
        ("", ""),
    ],
)
def test_keys_are_plain(name: str, key: str) -> None:
    assert normalise(name) == key
    assert normalise(key) == key


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("mykolaiv", "mikolayiv"),
        ("izyum", "izium"),
        ("raqqa", "rakka"),
        ("balakliya", "balakliia"),
        ("al hawl", "hawl"),
    ],
)
def test_romanisations_share_a_skeleton(a: str, b: str) -> None:
    assert fold(a) == fold(b)


def test_skeletons_keep_other_names_apart() -> None:
    assert fold("kherson") != fold("kharkiv")
    assert fold("donetsk") != fold("luhansk")


# -- the file


def test_a_written_file_reads_the_same(tmp_path: Path) -> None:
    writer = Writer()
    small(writer)
    writer.write(tmp_path / "g.idx", {"sources": "a test"})
    g = Gazetteer(Reader(tmp_path / "g.idx"))
    (found,) = g.lookup("IZYUM")
    assert (found.geonameid, found.country, found.admin1, found.population) == (707292, "UA", "UA.07", 45884)
    assert g.lookup("Izyum")[0].lat == pytest.approx(49.2, abs=1e-4)
    assert g.lookup("Hawl")[0].name == "Al Hawl"
    assert g.lookup("Isjum")[0].geonameid == 707292
    assert g.by_id(707292) == g.lookup("Izyum")[0]
    assert g.by_id(5) is None
    assert g.lookup("Izyum")[0].geonameid is not None
    assert g.lookup("Al Hawl")[0].geonameid is None
    assert g.lookup("Atlantis") == ()
    assert list(tmp_path.iterdir()) == [tmp_path / "g.idx"]


@pytest.mark.parametrize("how", ["cut", "flip", "empty", "other"])
def test_damage_is_seen(tmp_path: Path, how: str) -> None:
    writer = Writer()
    small(writer)
    path = tmp_path / "g.idx"
    writer.write(path, {})
    body = bytearray(path.read_bytes())
    if how == "cut":
        body = body[:-7]
    elif how == "flip":
        body[-3] ^= 255
    path.write_bytes(b"" if how == "empty" else b"something else altogether" if how == "other" else bytes(body))
    with pytest.raises(Damaged):
        Reader(path)


def test_a_damaged_index_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    def fill(writer: Writer, progress: object) -> None:
        built.append(1)
        small(writer)

    monkeypatch.setattr(building, "fill", fill)
    settings = Settings(cache_dir=tmp_path)
    steps: list[str] = []
    Gazetteer.open(settings, lambda step, _share: steps.append(step))
    Gazetteer.open(settings)
    assert len(built) == 1
    assert steps[-1] == "done"
    building.small_path(settings).write_bytes(b"rubbish")
    assert Gazetteer.open(settings).lookup("Izyum")
    assert len(built) == 2


def test_the_file_name_follows_the_tables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = building.digest()
    own = tmp_path / "gazetteer"
    own.mkdir()
    (own / "aliases.csv").write_text("alias,name,country,classes,kind\nX,Kyiv,UA,P,renamed\n", encoding="utf-8")
    monkeypatch.setenv("CONTESTED_DATA_DIR", str(tmp_path))
    assert building.digest() != before


# -- our tables


@pytest.mark.parametrize("name", [*building.TABLES, "common_words", "surnames", "given_names"])
def test_tables_say_where_they_come_from(name: str) -> None:
    head = path_of(f"gazetteer/{name}.csv").read_text(encoding="utf-8").splitlines()[:6]
    told = " ".join(line for line in head if line.startswith("#"))
    assert all(word in told for word in ("source:", "licence:", "date:"))


@pytest.mark.parametrize("name", ["countries", "continents_regions", "regions", "settlements_extra"])
def test_points_are_on_the_earth(name: str) -> None:
    for row in rows(f"gazetteer/{name}.csv"):
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row


def test_every_alias_finds_its_place(gazetteer: Gazetteer) -> None:
    lost = []
    for row in rows("gazetteer/aliases.csv"):
        found = [e for e in gazetteer.lookup(row["alias"]) if e.country == row["country"]]
        if not any(e.feature[:1] in row["classes"] for e in found):
            lost.append((row["alias"], row["name"], row["country"]))
    assert lost == []


def test_every_demonym_leads_to_its_country(gazetteer: Gazetteer) -> None:
    for row in rows("gazetteer/demonyms.csv"):
        if len(row["country"]) == 2:
            for word in filter(None, (row["adjective"] + "|" + row["people"]).split("|")):
                assert any(e.country == row["country"] for e in gazetteer.lookup(word)), word


def test_no_two_settlements_of_ours_are_one() -> None:
    seen: dict[tuple[str, str, str], tuple[float, float]] = {}
    for row in rows("gazetteer/settlements_extra.csv"):
        key = (normalise(row["name"]), row["country"], row["admin1"])
        at = float(row["lat"]), float(row["lon"])
        assert key not in seen or distance_km(*at, *seen[key]) > 5, row
        seen[key] = at


def test_weights_are_few_and_named() -> None:
    weights = table("gazetteer/weights.toml")
    kept = {"named_after_town", "outlet_home", "capital", "near_spelling", "sure_name", "region"}
    fitted = sum(len(section) for section in weights.values()) - len(kept)
    assert fitted <= 50


# -- what is in it


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Kiev", "UA", 50.45, 30.52),
        ("Artemivsk", "UA", 48.6, 38.0),
        ("Nykolaiev", "UA", 46.97, 32.0),
        ("Kharkov", "UA", 49.98, 36.25),
        ("Isjum", "UA", 49.2, 37.28),
        ("Vysokopillia", "UA", 47.49, 33.53),
        ("Rakka", "SY", 35.95, 39.0),
        ("Deir Ezzor", "SY", 35.33, 40.14),
        ("Rangoon", "MM", 16.8, 96.15),
        ("Stepanakert", "AZ", 39.82, 46.75),
        ("Khan Younis", "PS", 31.34, 34.3),
        ("El Fasher", "SD", 13.63, 25.35),
        ("Donbass", "UA", 48.3, 38.2),
        ("Sahel", "", 15, 3),
    ],
)
def test_known_names_lie_where_they_should(
    gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float
) -> None:
    best = gazetteer.lookup(name)[0]
    assert best.country == country
    assert distance_km(best.lat, best.lon, lat, lon) < 30


def test_regions_reach_far(gazetteer: Gazetteer) -> None:
    kharkiv = next(e for e in gazetteer.lookup("Kharkiv Oblast") if e.feature == "A.ADM1")
    assert kharkiv.geonameid == 706482
    assert kharkiv.radius_km > 60
    assert gazetteer.region("UA.07") is not None
    ukraine = gazetteer.country("UA")
    assert ukraine is not None
    assert ukraine.geonameid == 690791
    assert ukraine.radius_km > 300


def test_nearest_and_towns(gazetteer: Gazetteer) -> None:
    near = gazetteer.nearest(49.2, 37.28, 3)
    assert near[0][0].geonameid == 707292
    assert near[0][1] < 3
    assert [km for _, km in near] == sorted(km for _, km in near)
    towns = gazetteer.towns(48, 36, 50, 39, least=50_000, limit=5)
    assert len(towns) == 5
    assert [t.population for t in towns] == sorted((t.population for t in towns), reverse=True)
    assert all(48 <= t.lat <= 50 and 36 <= t.lon <= 39 for t in towns)
    assert gazetteer.nearest(-60, -140, 1)


def test_one_letter_wrong_is_found_on_request_only(gazetteer: Gazetteer) -> None:
    assert not gazetteer.lookup("Zaporizhzziaq")
    assert any(e.name == "Kramatorsk" for e in gazetteer.lookup("Kramatosrk", fuzzy=True))


def test_info_tells_what_is_in_use(gazetteer: Gazetteer) -> None:
    told = gazetteer.info()
    assert told["which"] in ("small", "full")
    assert told["places"] > 200_000
    assert sum(told["by_class"].values()) == told["places"]


# -- the full build

PLACES = [
    ("9000001", "Testove", "Testove", "", "49.1", "37.1", "P", "PPL", "UA", "", "07", "", "", "", "1200", "", "100", "Europe/Kyiv", ""),
    ("706482", "Kharkivska Oblast", "Kharkivska Oblast", "", "49.6", "36.4", "A", "ADM1", "UA", "", "07", "", "", "", "2700000", "", "100", "Europe/Kyiv", ""),
    ("690791", "Ukraine", "Ukraine", "", "49.0", "32.0", "A", "PCLI", "UA", "", "00", "", "", "", "40000000", "", "100", "Europe/Kyiv", ""),
    ("9000003", "Old Region", "Old Region", "", "40", "30", "A", "ADM1H", "UA", "", "99", "", "", "", "0", "", "0", "Europe/Kyiv", ""),
    ("9000004", "Bridge of Tests", "Bridge of Tests", "", "49.2", "37.2", "S", "BDG", "UA", "", "07", "", "", "", "0", "", "0", "Europe/Kyiv", ""),
    ("9000005", "Corner Shop", "Corner Shop", "", "49.2", "37.2", "S", "SHOPC", "UA", "", "07", "", "", "", "0", "", "0", "Europe/Kyiv", ""),
]  # fmt: skip
ALTERNATES = [("1", "9000001", "en", "Testovoye", "1", "", "", ""), ("2", "9000001", "link", "https://example.org/t", "", "", "", ""),
              ("3", "9999999", "en", "Nowhere", "", "", "", ""), ("4", "9000004", "uk", "Міст Випробувань", "", "", "", "")]  # fmt: skip


def write_dump(folder: Path, name: str, lines: list[tuple[str, ...]], *, zipped: bool = True) -> Path:
    body = "".join("\t".join(line) + "\n" for line in lines)
    if not zipped:
        (folder / name).write_text(body, encoding="utf-8")
        return folder / name
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.txt", body)
    return path


def test_the_full_gazetteer_comes_from_the_dumps(tmp_path: Path) -> None:
    settings = Settings(cache_dir=tmp_path / "cache")
    main = write_dump(tmp_path, "allCountries", PLACES)
    other = write_dump(tmp_path, "alternateNamesV2", ALTERNATES)
    admin = write_dump(tmp_path, "admin1.txt", [("UA.07", "Kharkiv", "Kharkiv", "706482")], zipped=False)
    build_full(settings, main, other, admin)
    g = Gazetteer.open(settings)
    assert g.info()["which"] == "full"
    assert g.lookup("Testovoye")[0].geonameid == 9000001
    assert g.lookup("Міст Випробувань")[0].feature == "S.BDG"
    assert g.lookup("Kharkiv")[0].geonameid == 706482
    assert g.lookup("Kharkiv")[0].radius_km > 60
    assert not g.lookup("Old Region")
    assert not g.lookup("Corner Shop")
    assert not g.lookup("Nowhere")
    assert [e.geonameid for e in g.lookup("Ukraine")] == [690791]
    assert g.lookup("Ukrainians")[0].country == "UA"
    assert g.lookup("Donbas")[0].feature == "L.RGN"


def test_a_broken_dump_is_named(tmp_path: Path) -> None:
    settings = Settings(cache_dir=tmp_path / "cache")
    with pytest.raises(UnreadableFile, match="allCountries"):
        build_full(settings, write_dump(tmp_path, "allCountries", [("1", "two columns")]))
    assert not (tmp_path / "cache").exists() or not list((tmp_path / "cache").iterdir())


def test_extra_settlements_join_what_is_there() -> None:
    writer = Writer()
    small(writer)
    names = Names(writer)
    assert names.close_by(["Izium"], "UA", 49.21, 37.25) == 0
    assert names.close_by(["Izium"], "UA", 47.0, 37.25) is None
    assert names.find("Izyum", "UA", "P") == 0
    assert names.find("Izyum", "RU", "P") is None


def test_csv_tables_have_even_rows() -> None:
    with path_of("gazetteer/districts.csv").open(encoding="utf-8") as file:
        widths = {len(row) for row in csv.reader(line for line in file if not line.startswith("#"))}
    assert widths == {9}


# -- names that are shown


def test_the_preferred_name_is_shown_and_every_name_finds(tmp_path: Path) -> None:
    writer = Writer()
    small(writer)
    writer.write(tmp_path / "g.idx", {"sources": "a test"})
    g = Gazetteer(Reader(tmp_path / "g.idx"))
    assert {g.lookup(name)[0].name for name in ("Izyum", "Izium")} == {"Izium"}
    assert g.lookup("Al Hawl")[0].name == "Al Hawl"


def test_preferred_names_are_well_formed_and_said_once() -> None:
    found = rows("gazetteer/preferred_names.csv")
    assert len({row["geonameid"] for row in found}) == len(found)
    for row in found:
        assert int(row["geonameid"]) > 0
        assert row["name"] == " ".join(row["name"].split())
        assert row["name"][0].isupper()
        assert row["note"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Izyum", "Izium"),
        ("Nikolaev", "Mykolaiv"),
        ("Vysokopillya", "Vysokopillia"),
        ("Kupyansk", "Kupiansk"),
        ("Balakleya", "Balakliia"),
        ("Zaporizhzhya", "Zaporizhzhia"),
        ("Ar Raqqah", "Raqqa"),
        ("Al Fashir", "El Fasher"),
        ("Kharkiv", "Kharkiv"),
    ],
)
def test_places_are_shown_as_their_authorities_write_them(gazetteer: Gazetteer, written: str, shown: str) -> None:
    assert next(e for e in gazetteer.lookup(written) if e.feature.startswith("P")).name == shown
