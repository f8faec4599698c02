"""What `lexicon check` finds, and that our own tables pass it."""

from __future__ import annotations

from pathlib import Path

import pytest

from contested.data.checking import check, check_file, entries

HEAD = "# source: own work\n# licence: CC0\n# date: 2026-11-22\n"
TRIGGERS = HEAD + "trigger,pos,kind,when,frame,weight,note\n"


def faults(tmp_path: Path, text: str | bytes, name: str = "lexicons/triggers.csv") -> list[tuple[int, str]]:
    path = tmp_path / "t.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [(p.line, f"{p.message} {p.remedy}") for p in check_file(path, name)]


def test_our_own_tables_keep_to_their_rules() -> None:
    assert [f"{p.file}:{p.line}: {p.message}" for p in check()] == []


def test_a_good_row_is_no_fault(tmp_path: Path) -> None:
    row = "shell town,PHRASE,shelling,obj=place|building;subj!=person,subj>agent;prep:in>place,0.8,\n"
    assert faults(tmp_path, TRIGGERS + row) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("shell,VERB,shellin,,,0.8,", "Use shelling"),
        ("shell,VERB,shelling,,,1.8,", "a number from 0 to 1"),
        ("shell,VERB,shelling,,,much,", "a number from 0 to 1"),
        ("shell,VERB,shelling,,,,", "weight is empty"),
        ("Shell,VERB,shelling,,,0.8,", "Write 'shell'"),
        ("shell,VERBS,shelling,,,0.8,", "Use VERB"),
        ("shell,VERB,shelling,obj=plase,,0.8,", "Use place"),
        ("shell,VERB,shelling,object=place,,0.8,", "slot=class|class"),
        ("shell,VERB,shelling,obj,,0.8,", "slot=class|class"),
        ("shell,VERB,shelling,,subj>doer,0.8,", "slot>role"),
        ("shell town,VERB,shelling,,,0.8,", "of more words"),
        ("shell,VERB,shelling,,0.8,", "It has 6 fields, the header 7"),
        ('shell,VERB,shelling,,,0.8,"a', "quotation mark is not closed"),
    ],
)
def test_a_bad_row_is_told_by_line_and_remedy(tmp_path: Path, row: str, told: str) -> None:
    found = faults(tmp_path, f"{TRIGGERS}fire,VERB,shelling,,,0.5,\n{row}\n")
    assert [line for line, _ in found] == [6]
    assert told in found[0][1]


def test_what_is_said_twice_names_the_first_line(tmp_path: Path) -> None:
    found = faults(tmp_path, TRIGGERS + "fire,VERB,shelling,,,0.5,\nfire,VERB,shelling,,,0.6,other\n")
    assert found[0][0] == 6
    assert "line 5" in found[0][1]


def test_the_file_as_a_whole(tmp_path: Path) -> None:
    assert "UTF-8" in faults(tmp_path, b"word\n\xff\xfe\n")[0][1]
    assert "no header" in faults(tmp_path, HEAD)[-1][1]
    told = " ".join(text for _, text in faults(tmp_path, "# source: me\nword\nx\n", "other.csv"))
    assert "licence" in told
    assert "date" in told
    assert "source" not in told.replace("# source", "")
    wrong = " ".join(text for _, text in faults(tmp_path, HEAD + "trigger,kind\nx,shelling\n"))
    assert "'pos' is missing" in wrong


def test_entries_about_a_word() -> None:
    found = entries("Shell")
    assert any(e.file == "lexicons/triggers.csv" and e.values["trigger"] == "shell" for e in found)
    assert all(
        "shell" in next(iter(e.values.values())).lower().replace("-", " ") for e in found if "actors" not in e.file
    )
    assert not any(e.values.get("trigger") == "bombshell" for e in found)
    assert any(e.file == "actors/actors.csv" for e in entries("Peskov"))
    assert entries("zzzz") == []
