"""The report is one page that loads nothing, escapes everything, and links every statement to its words."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from contested import data
from contested.nouns import Document, Speaker
from contested.outputs.policy import PublicationPolicy
from contested.outputs.release import release
from contested.outputs.report import html, write_report
from contested.outputs.texts import STATUSES
from contested.weighing import weigh
from tests.factory import account, claim, place
from tests.outputs.sample import sample, sample_documents, sample_weighed

VOID = {"meta", "input", "br", "link", "img"}


class Page(HTMLParser):
    """Tags, ids, links and text of a page; complains where tags do not match."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words = ""
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(html(sample()))


def test_it_loads_nothing_and_runs_nothing(page: Page) -> None:
    assert not set(page.tags) & {"script", "link", "img", "iframe", "object", "embed", "base", "form", "video"}
    assert not [a for a in page.attributes if a[1].startswith("on") or a[1] in ("src", "srcset", "style", "action")]
    assert "url(http" not in html(sample())
    assert "@import" not in html(sample())


def test_the_policy_of_content_names_the_only_style() -> None:
    text = html(sample())
    (allowed,) = re.findall(r"style-src 'sha256-([^']+)'", text)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    assert base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode() == allowed
    assert "default-src 'none'" in text
    assert "unsafe" not in text


def test_ids_are_single_and_links_arrive(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert all(f"w-{a.claim.id}" in page.ids for a in sample().accounts), "every statement has its words"


def test_it_says_what_it_must(page: Page) -> None:
    for words in (
        "Where the accounts part", "Balakliia taken: whether it happened", "What is new", "Evacuation from Izium?", "270 to 330",
        "Who holds which place", "People being moved", "Who denies what", "Russian Defence Ministry", "10 to 14 wounded",
        "How to read this page", "says nothing of this", "As known on 14 Sep 2022", "Resident Olena Bondarenko saw the strike",
    ):  # fmt: skip
        assert words in page.words, words


def test_a_disagreement_shows_both_words_in_the_order_said() -> None:
    text = html(sample())
    part = text[text.index('id="partings"') : text.index('id="incidents"')]
    assert part.index("Ukrainian troops entered") < part.index("has not been taken")


EVIL = '<script>alert(1)</script><img src=x onerror="x">"\'&{{ 7*7 }}\u202e'


def test_hostile_text_is_only_text() -> None:
    told = claim(
        "shelling", Speaker(EVIL, EVIL, EVIL, EVIL), place((EVIL, 49.2, 37.3)), day="2022-09-08", by="RUS", killed=2
    )
    other = replace(
        told, id="other", polarity="negative", stance="denied", said_by=(Speaker("B", "b", "B", None, "RUS"),)
    )
    text = EVIL * 3
    documents = [
        Document("d1", text, EVIL, "2022-09-08", EVIL, "javascript:alert(1)", EVIL),
        Document("d2", text, url="https://a.example/?q=<b>"),
    ]
    accounts = [account(told, outlet=EVIL, words=text), account(other, document="d2", words=EVIL)]
    made = Page(html(release(weigh(accounts), documents, policy=PublicationPolicy.off()), title=EVIL))
    assert not set(made.tags) & {"script", "img"}
    assert "49" not in re.findall(r"'&(\d+)", made.words), "no template is run inside words"
    assert not [link for link in made.links if link.startswith("javascript")]
    assert not [a for a in made.attributes if a[1].startswith("on")]
    assert "\u202e" not in made.words


def test_published_it_holds_back_and_says_so() -> None:
    made = Page(html(sample(PublicationPolicy.public(), as_of="2022-09-14")))
    assert "Bondarenko" not in made.words
    assert "through a corridor" not in made.words
    assert "held back to keep people safe" in made.words
    assert "recent evacuation routes" in made.words


def test_an_empty_record_gives_a_page() -> None:
    assert "No accounts part here" in Page(html(release(weigh([])))).words


def test_the_same_record_gives_the_same_page(tmp_path: Path) -> None:
    write_report(
        sample_weighed(), sample_documents(), tmp_path / "a.html", policy=PublicationPolicy.off(), as_of="2022-09-14"
    )
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == html(sample())


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, two: str) -> float:
    a, b = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (a + 0.05) / (b + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_colours_can_be_told_apart_from_their_ground(theme: int) -> None:
    css = data.path_of("outputs/report.css").read_text(encoding="utf-8")
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", css)
    colours = {name: pair[theme] for name, *pair in found}
    for ground in ("paper", "surface"):
        for ink in ("ink", "ink2", "ink3", "dispute"):
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
        for mark in ("side-a", "side-b", "side-c", "side-x", "line2"):
            assert _contrast(colours[mark], colours[ground]) >= 3, (mark, ground)
    assert _contrast(colours["ink"], colours["lit"]) >= 4.5
    assert _contrast(colours["dispute"], colours["dispute-t"]) >= 4.5
    assert _contrast(colours["dispute"], colours["land"]) >= 3


def test_every_status_has_words_and_signs() -> None:
    table = data.table("outputs/texts.toml")["status"]
    assert set(table) == set(STATUSES)
    assert all(row["plain"].isascii() and row["tip"] for row in table.values())
