from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.errors import InputError, UnreadableFile, UnreadableLine
from contested.nouns import Document
from contested.sources import Defaults, Fault, iso, not_read, read_bytes, read_lines, read_path
from tests.factory import document

REPORT = "Shells hit the “old bridge” in Izium\n\nThe mayor said that three people were hurt in the night.\n"


def one(found) -> Document:
    (document_,) = found
    assert isinstance(document_, Document), document_
    return document_


def fault(found) -> Fault:
    (fault_,) = found
    assert isinstance(fault_, Fault), fault_
    return fault_


def read(data: bytes | str, name: str = "report.txt", **defaults):
    return list(read_bytes(data.encode() if isinstance(data, str) else data, name, Defaults(**defaults)))


def test_a_plain_text_keeps_its_words_and_shows_its_title():
    found = one(read(REPORT, published="2022-09-12", outlet="North Star Wire"))
    assert found.text == REPORT
    assert found.title == "Shells hit the “old bridge” in Izium"
    assert (found.published, found.outlet, found.language) == ("2022-09-12", "North Star Wire", "en")


@pytest.mark.parametrize(
    "text", ["One line only.", "A line\nthat goes on.\n\nMore.", "x" * 300 + "\n\nMore.", "Title\n\n"]
)
def test_not_every_first_line_is_a_title(text):
    assert one(read(text)).title is None


def test_line_ends_stay_as_they_are():
    assert one(read("A title\r\n\r\nThe rest.\r\n")).text == "A title\r\n\r\nThe rest.\r\n"


RUSSIAN = "По словам губернатора, в результате обстрела города погибли три человека, ещё пятеро были ранены. " * 5


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (REPORT, "utf-8"),
        (REPORT, "utf-8-sig"),
        (REPORT, "utf-16"),
        (REPORT, "utf-16-le"),
        (REPORT, "utf-16-be"),
        (REPORT, "utf-32"),
        (REPORT, "cp1252"),
        ("The mayor of Orléans said no.", "latin-1"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-8"),
    ],
)
def test_encodings(text, encoding):
    (item,) = read(text.encode(encoding))
    found = item.document if isinstance(item, Fault) else item
    assert found.text == text


def test_text_hurt_in_one_place_is_still_utf8():
    hurt = (RUSSIAN.encode() + b"\xd0") + b" end"
    assert fault(read(hurt)).document.text == RUSSIAN + "\ufffd end"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "zip, Word"),
        (b"\x89PNG\r\n", "a picture"),
        (bytes(range(256)) * 20, "binary"),
        (b"abc\x00def" * 50, "binary"),
        (b"\x01\x02\x03\x04 hello", "binary"),
    ],
)
def test_what_is_no_text_is_named_with_a_remedy(data, problem):
    found = fault(read(data, "odd.bin"))
    assert found.name == "odd.bin"
    assert isinstance(found.error, UnreadableFile)
    assert problem in found.error.message
    assert found.error.remedy


def test_a_text_of_five_megabytes_is_taken_and_a_longer_one_refused(tmp_path):
    long = "The town was shelled again. " * 187_000
    path = tmp_path / "long.txt"
    path.write_text(long)
    assert len(one(read_path(path)).text) > 5_000_000
    assert "characters" in fault(read_path(path, Defaults(max_chars=5_000_000))).error.message
    assert "characters" in fault(read_path(path, Defaults(max_chars=1_000_000))).error.message


def lines(*items) -> list:
    data = "\n".join(item if isinstance(item, str) else json.dumps(item) for item in items).encode()
    return list(read_lines(io.BytesIO(data), "docs.jsonl", Defaults()))


def test_json_lines_give_documents_and_faults_in_their_places():
    good = {"id": "a", "text": "Shells fell.", "title": None, "published": "2022-09-12", "outlet": "X", "url": None}
    found = lines(good, "{broken", {"id": "c"}, "[1]", {"id": "e", "text": 5}, {"id": 7, "text": "Rain fell."}, "")
    assert found[0] == Document("a", "Shells fell.", None, "2022-09-12", "X")
    assert [type(item) for item in found[1:5]] == [Fault] * 4
    assert [item.id for item in found[1:5]] == [None, "c", None, "e"]
    assert [item.name for item in found[1:3]] == ["docs.jsonl, line 2", "docs.jsonl, line 3"]
    assert all(isinstance(item.error, UnreadableLine) and item.error.remedy for item in found[1:5])
    assert found[5].id == "7"


def test_a_document_without_an_id_gets_one_made_of_its_words():
    first, second, third = lines({"text": "Shells fell."}, {"text": " Shells  fell. "}, {"text": "Rain fell."})
    assert first.id == second.id != third.id


def test_signs_that_stores_stumble_over_are_replaced_one_for_one():
    (found,) = lines('{"text": "a\\u0000b\\ud800c"}')
    assert found.text == "a\ufffdb\ufffdc"


def test_nesting_without_end_is_no_crash():
    assert isinstance(lines("[" * 200_000)[0], Fault)
    assert isinstance(read('{"a":' * 200_000, "deep.json")[0], Fault)


@pytest.mark.parametrize(
    "text",
    [
        "text,title,published,outlet,url,language\n{},T,2022-09-12,X,http://x.example,en\n",
        "Full Text;Headline;Date;Source;Link;lang\n{};T;2022-09-12;X;http://x.example;en\n",
        "published_at\tBODY\ttitle\tPublisher\tURL\tLanguage\n2022-09-12\t{}\tT\tX\thttp://x.example\ten\n",
    ],
)
def test_tables_with_many_names_for_their_columns(text):
    found = one(read(text.format("Shells fell."), "reports.csv"))
    assert found.text == "Shells fell."
    assert (found.title, found.published, found.outlet) == ("T", "2022-09-12", "X")
    assert (found.url, found.language) == ("http://x.example", "en")


def test_a_table_with_a_bad_row_goes_on():
    found = read('text,date\n"Two\nlines.",2022-09-12\n,2022-09-12\nRain fell.,9/8/22\nSnow fell.,\n', "r.csv")
    assert [type(item) for item in found] == [Document, Fault, Fault, Document]
    assert found[0].text == "Two\nlines."
    assert "not a date" in found[2].error.message
    assert found[2].name == "r.csv, line 5"


def test_a_table_without_texts_is_refused():
    assert "no column of texts" in fault(read("a,b\n1,2\n", "r.csv")).error.message


@pytest.mark.parametrize(
    "text",
    [
        '[{"text": "A."}, {"text": "B."}]',
        '{"documents": [{"text": "A."}, {"body": "B."}]}',
        '{"text": "A."}\n{"text": "B."}\n',
    ],
)
def test_json_files(text):
    assert [item.text for item in read(text, "reports.json")] == ["A.", "B."]


def test_json_that_is_none_is_named():
    assert "not JSON" in fault(read("{nope", "reports.json")).error.message


PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="windows-1251"><title>Shelling – The Bay Post</title>
<meta property="og:site_name" content="The Bay Post"><meta property="og:title" content="Shelling kills two">
<meta property="article:published_time" content="2022-09-12T10:00:00+00:00"></head><body>
<nav><a href="/">Home</a> <a href="/war">War</a></nav><article><h1>Shelling kills two</h1>
<p>Two people were killed on Sunday when shells hit a market in the town, the mayor Олег said in the evening.</p>
<p>The army denied that it had fired at the town and spoke of a provocation by the other side of the river.</p>
</article><footer>Subscribe to our newsletter now</footer></body></html>"""


def test_a_page_gives_its_article(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode("cp1251"))
    found = one(read_path(path))
    assert found.title == "Shelling kills two"
    assert found.outlet == "The Bay Post"
    assert found.published == "2022-09-12"
    assert "the mayor Олег said" in found.text
    assert "newsletter" not in found.text
    assert one(read(PAGE.encode("cp1251"), "page.txt")).title == "Shelling kills two"


def test_what_the_user_says_counts_before_what_the_page_says():
    found = one(read(PAGE, "page.html", published="2022-09-13", outlet="Mirror"))
    assert (found.published, found.outlet) == ("2022-09-13", "Mirror")


@pytest.mark.parametrize("page", ["<html></html>", "<html><script>alert(1)</script></html>", "<html" + "<p" * 5000])
def test_a_page_without_an_article_is_named(page):
    assert "no article" in fault(read(page, "page.html")).error.message


def test_a_folder_is_read_in_order_and_its_bad_files_are_named(tmp_path: Path):
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("Hidden.")
    (tmp_path / "b.txt").write_text("Second.")
    (tmp_path / "a.txt").write_text("First.")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    (tmp_path / "sub" / "d.jsonl").write_text('{"text": "Fourth."}\n')
    found = list(read_path(tmp_path))
    assert [item.text for item in found if isinstance(item, Document)] == ["First.", "Second.", "Fourth."]
    assert [item.name for item in found if isinstance(item, Fault)] == [str(tmp_path / "c.png")]


def test_missing_files_and_empty_folders_are_named(tmp_path):
    assert "no such file" in fault(read_path(tmp_path / "none.txt")).error.message
    assert "folder is empty" in fault(read_path(tmp_path)).error.message


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-09-12", "2022-09-12"),
        ("2022-09-12T10:00:00Z", "2022-09-12T10:00:00+00:00"),
        ("2022-09-12 10:00", "2022-09-12T10:00:00"),
        ("12 September 2022", "2022-09-12"),
        ("Sep 12, 2022", "2022-09-12"),
        ("12.09.2022", "2022-09-12"),
        ("Mon, 12 Sep 2022 10:00:00 GMT", "2022-09-12T10:00:00+00:00"),
        ("", None),
        (None, None),
    ],
)
def test_dates(value, expected):
    assert iso(value) == expected


@pytest.mark.parametrize("value", ["9/8/2022", "soon", "2022-13-01", "20", "12"])
def test_dates_that_may_mean_two_days_are_refused(value):
    with pytest.raises(InputError, match="not a date"):
        iso(value)


LANGUAGES = {
    "en": "The army said on Monday that its forces had taken the village and that there were no losses among them.",
    "it": "Il ministero ha detto che le forze sono entrate nella città e che non ci sono vittime tra i civili.",
    "es": "El ministerio dijo que las fuerzas entraron en la ciudad y que no hay víctimas entre los civiles del lugar.",
    "pt": "O ministério disse que as forças entraram na cidade e que não há vítimas entre os civis do lugar.",
    "fr": "Le ministère a déclaré que les forces sont entrées dans la ville et que les civils sont saufs.",
    "de": "Das Ministerium sagte, dass die Truppen in die Stadt eingerückt sind und es keine Opfer gibt.",
    "ru": "Министерство сообщило, что войска вошли в город и что среди мирных жителей нет жертв.",
    "uk": "Міністерство повідомило, що війська увійшли в місто і що серед цивільних немає жертв.",
    "ar": "قالت الوزارة إن القوات دخلت المدينة وإنه لا ضحايا بين المدنيين في المنطقة من القتال",
    "zh": "国防部表示,部队已进入该市,平民中没有伤亡。",
    "ja": "国防省は、部隊が市内に入ったと発表した。民間人の死傷者はいない。",
    "my": "ကာကွယ်ရေးဝန်ကြီးဌာနက ပြောကြားခဲ့သည်။",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_languages_are_told_apart_and_only_english_is_read(code):
    (item,) = read(LANGUAGES[code], "report.txt")
    assert isinstance(item, Fault) == (code != "en")
    found = item.document if isinstance(item, Fault) else item
    assert found.language == code
    assert found.text == LANGUAGES[code]
    refused = not_read(found)
    assert (refused is None) == (code == "en")
    if refused:
        assert "is not read" in refused.message
        assert "Translate" in refused.remedy


def test_a_translation_is_read_whatever_its_tag_says():
    assert not_read(document(LANGUAGES["en"], language="it")) is None
    assert not_read(document("Kherson: explosions.", language="uk")) is not None
    assert not_read(document("Kherson: explosions.")) is None


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.jsonl", "a.csv", "a.json", "a.html"]))
def test_no_bytes_bring_the_reader_down(data, name):
    for item in read(data, name):
        assert isinstance(item, (Document, Fault))
        assert not isinstance(item, Document) or item.text.strip()
