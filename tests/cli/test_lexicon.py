from __future__ import annotations

import json

import pytest

HEAD = "# source: own work\n# licence: CC0\n# date: 2026-11-22\n"


def test_our_tables_pass(run):
    assert "tables keep to their rules" in run("lexicon", "check").output


def test_a_folder_of_ones_own_is_checked(run, folder, monkeypatch):
    (folder / "mine" / "lexicons").mkdir(parents=True)
    table = folder / "mine" / "lexicons" / "target_classes.csv"
    table.write_text(HEAD + "lemma,target_class\nwell,waters\n")
    shown = run("lexicon", "check", "mine", status=1).output
    assert "target_classes.csv:5" in shown
    assert "Use water" in shown
    monkeypatch.setenv("CONTESTED_DATA_DIR", str(folder / "mine"))
    (found,) = json.loads(run("lexicon", "check", "--json", status=1).stdout)
    assert (found["file"], found["line"]) == ("lexicons/target_classes.csv", 5)
    table.write_text(HEAD + "lemma,target_class\nwell,water\n")
    run("lexicon", "check")


def test_ones_own_sentences(run, folder):
    cases = ["sentence,kind,expected", "Izium was shelled.,shelling,yes", "It rained in Izium.,shelling,no"]
    cases += ['"The troops, it is said, left Izium.",withdrawal,yes']
    (folder / "cases.csv").write_text("\n".join(cases))
    assert "3 of 3 read as expected" in run("lexicon", "test", "cases.csv").output
    cases += ["Izium was shelled at dawn.,shelling,no", "It snowed.,capture,yes"]
    cases += ["Maria Koval denied that Izium was shelled.,shelling,yes"]
    (folder / "cases.csv").write_text("\n".join(cases))
    shown = run("lexicon", "test", "cases.csv", status=1).output
    assert "3 of 6 read as expected" in shown
    assert "cases.csv:5: expected that shelling is not told" in shown
    assert "shelling “shelled”" in shown
    assert "cases.csv:6: expected that capture is told" in shown
    assert "read: nothing" in shown
    assert "not as having happened" in shown
    rows = json.loads(run("lexicon", "test", "cases.csv", "--json", status=1).stdout)
    assert [row["line"] for row in rows["failed"]] == [5, 6, 7]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sentence,kind\na,b\n", "expected"),
        ("sentence,kind,expected\nIzium was shelled.,shellin,yes\n", "line 2: There is no kind"),
        ("sentence,kind,expected\nIzium was shelled.,shelling,perhaps\n", "yes or no"),
        ("sentence,kind,expected\n", "no sentences"),
    ],
)
def test_a_file_of_cases_that_cannot_be_used(run, folder, text, told):
    (folder / "cases.csv").write_text(text)
    assert told in run("lexicon", "test", "cases.csv", status=2).stderr


def test_no_file_of_cases(run):
    assert "no file" in run("lexicon", "test", "none.csv", status=2).stderr


def test_a_word_is_looked_up(run):
    rows = json.loads(run("lexicon", "explain", "shell", "--json", "--limit", 0).stdout)
    assert rows[0]["values"][next(iter(rows[0]["values"]))].lower() == "shell"
    assert "lexicons/triggers.csv" in {row["file"] for row in rows}
    shown = run("lexicon", "explain", "shell", "--limit", 3).output
    assert "lexicons/" in shown
    assert "more; --limit 0" in shown
    assert "No table has an entry" in run("lexicon", "explain", "zzzz").output
