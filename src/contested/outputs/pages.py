"""Documents in the report: the very words, with the stretches that claims rest on lit when one comes from a claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from contested.nouns import Account, Document
from contested.outputs import wording
from contested.outputs.clean import block, plain
from contested.outputs.texts import unmask

LONGEST = 20_000  # characters of one document that are printed outside of what claims rest on


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document ready to print: title, outlet, day, address, its words as markup, its accounts in their order."""

    id: str
    title: str
    outlet: str
    day: str
    url: str | None
    language: str
    body: Markup
    accounts: tuple[Account, ...]


def sheet(document: Document, accounts: Sequence[Account], *, excerpts: bool = False) -> Sheet:
    """A document with its claims. `excerpts`: print only the sentences that claims rest on."""
    ordered = tuple(sorted(accounts, key=lambda a: (a.claim.trigger, a.claim.id)))
    return Sheet(
        document.id,
        _title(document),
        plain(document.outlet or "outlet not told", 60),
        wording.day(document.published),
        link(document.url),
        plain(document.language or "", 20),
        _body(document, ordered, excerpts=excerpts or len(document.text) > LONGEST),
        ordered,
    )


def _title(document: Document) -> str:
    """The title, else the first line of the text, else the day."""
    first = document.text.strip().split("\n", 1)[0][:200]
    return plain(unmask(document.title or first), 100) or wording.day(document.published)


def link(url: str | None) -> str | None:
    """An address to follow, if it is one of the web; anything else is not made a link."""
    if not url or len(url) > 2000 or any(ord(char) < 33 for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _body(document: Document, accounts: Sequence[Account], *, excerpts: bool) -> Markup:
    text = document.text
    clusters = _clusters(accounts, len(text))
    out: list[Markup] = []
    at = 0
    for start, end, members in clusters:
        out.append(_gap(text[at:start], excerpts=excerpts, first=at == 0))
        out.append(_cluster(text, start, end, members))
        at = end
    if clusters or not excerpts:
        out.append(_gap(text[at:], excerpts=excerpts, first=False))
    return Markup("").join(out)


def _clusters(accounts: Iterable[Account], length: int) -> list[tuple[int, int, list[Account]]]:
    """Stretches of evidence that touch, with the accounts that rest on them."""
    spans = sorted(
        ((max(0, a.claim.evidence[0]), min(length, a.claim.evidence[1]), a) for a in accounts),
        key=lambda s: (s[0], s[1], s[2].claim.id),
    )
    out: list[tuple[int, int, list[Account]]] = []
    for start, end, account in spans:
        if start >= end:
            continue
        if out and start < out[-1][1]:
            first, last, members = out[-1]
            out[-1] = (first, max(last, end), [*members, account])
        else:
            out.append((start, end, [account]))
    return out


def _cluster(text: str, start: int, end: int, members: Sequence[Account]) -> Markup:
    """A stretch inside one anchor for each claim; the words that name a happening are marked."""
    cuts: list[tuple[int, int]] = []
    for first, last in sorted({a.claim.trigger for a in members}):
        first, last = max(first, start), min(last, end)  # noqa: PLW2901
        if first < last and (not cuts or first >= cuts[-1][1]):
            cuts.append((first, last))
    inner: list[Markup] = []
    at = start
    for first, last in cuts:
        inner += [_shown(text[at:first]), Markup("<mark>"), _shown(text[first:last]), Markup("</mark>")]
        at = last
    inner.append(_shown(text[at:end]))
    body = Markup("").join(inner)
    for account in reversed(members):
        body = Markup('<span class="ev" id="w-{}">{}</span>').format(account.claim.id, body)
    return body


def _gap(text: str, *, excerpts: bool, first: bool) -> Markup:
    if not excerpts:
        return _shown(text)
    return Markup("") if not text.strip() else Markup("… ") if first else Markup(" … ")


def _shown(text: str) -> Markup:
    return escape(unmask(block(text)))
