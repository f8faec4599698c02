from __future__ import annotations

import json

import jsonschema
import pytest

from contested.data import path_of
from contested.nouns import Reading, from_dict

SCHEMA = json.loads(path_of("schema/reading.schema.json").read_text(encoding="utf-8"))
TEXT = "Shells hit Izium\n\nIzium was shelled on Sunday, Maria Koval said. 3 people killed when teh town was shelled.\n"


def lines(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def test_a_report_on_one_screen(run, folder):
    (folder / "a.txt").write_text(TEXT)
    shown = run("read", "a.txt", "--published", "2022-09-12", "--outlet", "North Star Wire").output
    for words in ("Shells hit Izium", "North Star Wire", "12 Sep 2022", "Maria Koval", "Izium"):
        assert words in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_a_report_without_a_date_is_read_and_said_to_have_none(run, folder):
    (folder / "a.txt").write_text(TEXT)
    assert "No date" in run("read", "a.txt").stderr


def test_json_is_the_reading_of_the_batch(run, folder):
    (folder / "a.txt").write_text(TEXT)
    (line,) = lines(run("read", "a.txt", "--json").stdout)
    jsonschema.validate(line, SCHEMA)
    assert "text" not in line["document"]
    assert [claim["kind"] for claim in line["claims"]] == ["shelling", "shelling"]
    start, end = line["claims"][1]["trigger"]
    assert TEXT[start:end] == "shelled"


def test_text_from_the_input(run):
    (line,) = lines(run("read", "-", "--json", text=TEXT).stdout)
    assert len(line["claims"]) == 2


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("empty.txt", b"", "The file is empty"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(50), "a picture, not text"),
        ("odd.txt", b"\x00\x01\x02" * 99, "binary"),
        ("uk.txt", "Місто Ізюм обстріляли вночі, і є загиблі серед цивільних.".encode(), "Ukrainian is not read"),
        ("broken.txt", b"BREAK. It was shelled.", "Reading it failed inside the program"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_read(run, folder, name, data, problem):
    (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(TEXT)
    result = run("read", name, "good.txt", "--json", status=1)
    bad, good = lines(result.stdout)
    jsonschema.validate(bad, SCHEMA)
    assert problem in bad["error"]["message"]
    assert problem in result.stderr
    assert name in result.stderr
    assert good["claims"]


def test_a_line_of_a_batch_that_breaks_a_stage_is_named_by_its_file_and_line(run, folder):
    (folder / "b.jsonl").write_text('{"text": "It was shelled."}\n{"id": "7", "text": "BREAK. It was shelled."}\n')
    assert (
        "b.jsonl, line 2: Reading it failed" in run("read", "--batch", "b.jsonl", "--out", "r.jsonl", status=1).stderr
    )


def test_the_longest_text_is_what_the_environment_says(run, folder, monkeypatch):
    (folder / "a.txt").write_text(TEXT)
    monkeypatch.setenv("CONTESTED_MAX_CHARS", "50")
    assert "a.txt: The text has" in run("read", "a.txt", status=1).stderr
    monkeypatch.setenv("CONTESTED_MAX_CHARS", "many")
    assert "Give a whole number" in run("read", "a.txt", status=2).stderr


def test_a_person_is_warned_of_a_text_that_takes_minutes(run, folder, monkeypatch):
    monkeypatch.setattr("contested.cli.read.LONG", 50)
    (folder / "long.txt").write_text("Izium was shelled on Sunday. " * 4)
    assert "long.txt: 116 characters; reading them takes minutes" in run("read", "long.txt", "--json").stderr


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        ([], "nothing to read"),
        (["a.txt", "--batch", "b.jsonl"], "too much"),
        (["a.txt", "--out", "b.jsonl"], "belong to --batch"),
        (["a.txt", "--published", "yesterday"], "not a date"),
        (["--batch", "none.jsonl"], "No such file"),
        (["--batch", "none.jsonl", "--resume"], "needs --out"),
        (["--batch", "none.jsonl", "--out", "no/where.jsonl"], "No such file"),
    ],
)
def test_wrong_use_is_explained(run, args, problem):
    assert problem in run("read", *args, status=2).stderr


BATCH = [
    {"id": "a", "text": TEXT, "title": None, "published": "2022-09-12", "outlet": None, "url": None, "language": None},
    {"id": "b", "text": 5},
    {"text": "Lyman was shelled."},
    {"id": "d", "text": "BREAK"},
    {"id": "e", "text": "La ville a été bombardée et les gens sont partis dans les villages de la région."},
    {"id": "f", "text": "Nothing of the kind happened.", "published": "2022-09-12T10:00:00+02:00"},
]


def write_batch(folder, *more: str) -> None:
    (folder / "docs.jsonl").write_text("\n".join([*map(json.dumps, BATCH), *more]) + "\n")


def test_a_batch_gives_a_line_for_a_line(run, folder):
    write_batch(folder, "{broken")
    result = run("read", "--batch", "docs.jsonl", "--out", "readings.jsonl", "--profile", status=1)
    made = lines((folder / "readings.jsonl").read_text())
    assert len(made) == 7
    for line in made:
        jsonschema.validate(line, SCHEMA)
    assert [line.get("id") or line.get("document", {}).get("id") for line in made][::3] == ["a", "d", None]
    assert ["error" in line for line in made] == [False, True, False, True, True, False, True]
    assert made[1]["error"]["kind"] == "unreadable_line"
    assert "French" in made[4]["error"]["message"]
    assert (
        from_dict(Reading, {**made[0], "document": {**made[0]["document"], "text": TEXT}}).claims[0].kind == "shelling"
    )
    assert "MB at most" in result.stderr


def test_a_batch_without_faults_to_the_output(run, folder):
    (folder / "docs.jsonl").write_text(json.dumps(BATCH[0]))
    run("read", "--batch", "docs.jsonl", "--out", "readings.jsonl")
    assert len(lines((folder / "readings.jsonl").read_text())) == 1


def test_a_batch_goes_on_where_it_broke_off(run, folder, engine):
    write_batch(folder)
    run("read", "--batch", "docs.jsonl", "--out", "whole.jsonl", status=1)
    whole = (folder / "whole.jsonl").read_text()
    cut = whole[: whole.index("\n") + 40]  # the second line was being written
    (folder / "readings.jsonl").write_text(cut)
    engine.read.clear()
    run("read", "--batch", "docs.jsonl", "--out", "readings.jsonl", "--resume", status=1)
    assert (folder / "readings.jsonl").read_text() == whole
    assert "a" not in engine.read


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("claims", 0, "kind"), "rumour"),
        (("claims", 0, "trigger"), [5]),
        (("claims", 0, "confidence"), 1.5),
        (("claims", 0, "places", 0, "lat"), 95),
        (("claims", 0, "stance"), "whispered"),
        (("claims", 1, "main"), True),
        (("document", "id"), None),
        (("sentences",), [[0, 5, 9]]),
    ],
)
def test_the_schema_refuses_what_the_specification_does_not_allow(run, folder, path, value):
    (folder / "a.txt").write_text(TEXT)
    (line,) = lines(run("read", "a.txt", "--json").stdout)
    inner = line
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(line, SCHEMA)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
