"""The report: one self-contained HTML page that needs no network and no script, light and dark, paper and phone."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from contested import data
from contested.nouns import Account, Document, Incident, Link, Reading, Toll, parse_day
from contested.outputs import marks, rows, svgmap, svgribbon, svgtime, svgtoll, wording
from contested.outputs.accounts import Table, accounts_table
from contested.outputs.clean import plain, sentence
from contested.outputs.pages import Sheet, sheet
from contested.outputs.policy import PublicationPolicy
from contested.outputs.release import Release, Weighing, release
from contested.outputs.situation import distinct, new_incidents
from contested.outputs.svg import safe
from contested.outputs.texts import GROUPS, STATUSES, group_of, relation, say, status, text
from contested.weighing.model import Disagreement

MOST_TABLES, MOST_DISAGREEMENTS, MOST_RIBBONS, MOST_NEW, MOST_FLOWS, MOST_LISTED = 60, 30, 16, 7, 80, 400


@dataclass(frozen=True, slots=True)
class Entry:
    """An incident ready to print."""

    incident: Incident
    title: str
    parted: str
    table: Table | None
    account: Account | None
    tolls: tuple[tuple[Toll, Markup], ...]
    minis: tuple[tuple[Toll, Markup], ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Parting:
    """A disagreement ready to print: the question, both words in the order in which they were said, the reason."""

    item: Disagreement
    question: str
    incident: str | None
    stands: tuple[tuple[str, Account, int], ...]
    between: str
    reason: str
    also: tuple[str, ...]


def write_report(
    weighed: Weighing,
    documents: Iterable[Document],
    path: Path,
    *,
    title: str = "",
    as_of: str | None = None,
    policy: PublicationPolicy | None = None,
    readings: Iterable[Reading] = (),
) -> Release:
    """Apply a policy (the public one without any) and write the page. Gives back what was released."""
    whole = release(weighed, documents, policy=policy, as_of=as_of, readings=readings)
    write(whole, path, title=title)
    return whole


def write(whole: Release, path: Path, *, title: str = "") -> None:
    """Write the page of a release."""
    path.write_text(html(whole, title=title), encoding="utf-8", errors="replace")


def html(whole: Release, *, title: str = "") -> str:
    """The page of a release."""
    style = data.path_of("outputs/report.css").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, finalize=safe
    )
    environment.filters["plain"] = plain
    environment.filters["sentence"] = sentence
    template = environment.from_string(data.path_of("outputs/report.html.j2").read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = template.render(**_context(whole, plain(title, 120)), style=Markup(style), digest=digest)  # noqa: S704 - ours
    return page + "\n"


def side_letters(whole: Release) -> dict[str | None, str]:
    """Which sign a side has: a and b for the two that speak most, in the order of the settings, c for third parties."""
    spoken = Counter(a.side for a in whole.accounts if a.side and a.side != "third")
    table = list(whole.sides.names)
    two = [side for side, _ in spoken.most_common(2)]
    two.sort(key=lambda side: table.index(side) if side in table else len(table))
    return {"third": "c", None: "x", **dict(zip(two, "ab", strict=False))}


def _context(whole: Release, title: str) -> dict[str, Any]:
    by_id, letters = whole.by_id, side_letters(whole)
    links = _links(whole)
    ordered = rows.contested_first(whole.incidents)
    entries = [_entry(item, whole, by_id, links, letters) for item in ordered[:MOST_LISTED]]
    several = [e for e in entries if e.table][:MOST_TABLES]
    kept = {e.incident.id for e in several}
    drawn, tray, source = svgmap.draw(whole.incidents)
    new = new_incidents(whole)
    first = min((a.published for a in whole.accounts if a.published), default=None)
    return {
        "title": title or _title(whole),
        "whole": whole,
        "day": wording.day,
        "span": wording.span,
        "say": say,
        "text": text,
        "latest": wording.day(whole.latest),
        "period": _period(whole),
        "letters": letters,
        "marks": marks,
        "by_id": by_id,
        "entries": several,
        "singles": [e for e in entries if e.incident.id not in kept],
        "all_incidents": len(whole.incidents),
        "new": [_entry(item, whole, by_id, links, letters) for item in new[:MOST_NEW]],
        "most": [e for e in several if e.incident not in new][: max(0, MOST_NEW - 1 - min(len(new), MOST_NEW))],
        "more_new": max(0, len(new) - MOST_NEW),
        "partings": _partings(whole, by_id),
        "map": drawn,
        "tray": [(rows.headline(i), i) for i in tray],
        "source": source,
        "timeline": svgtime.draw_timeline(whole.incidents, whole.accounts, whole.latest),
        "ribbons": [
            (h, svgribbon.draw_ribbon(svgribbon.since(h, first), by_id, letters, whole.sides))
            for h in whole.control[:MOST_RIBBONS]
        ],
        "more_ribbons": max(0, len(whole.control) - MOST_RIBBONS),
        "patterns": [svgribbon.stripes(), *svgmap.patterns()],
        "flows": rows.movement_rows(whole)[:MOST_FLOWS],
        "denials": _denials(whole, by_id, links),
        "sheets": _sheets(whole),
        "speakers": [r for r in rows.speaker_rows(whole) if r["statements"] >= 5][:20],
        "interval": wording.interval,
        "states": [(s, status(s), sum(i.status == s for i in whole.incidents)) for s in STATUSES],
        "groups": _legend(),
        "held": Counter(h.rule for h in whole.held).most_common(),
        "percent": wording.percent,
        "where": wording.where,
        "told": wording.told,
        "who_says": wording.who_says,
        "how_told": wording.how_told,
        "route": wording.route,
        "toll": wording.toll,
        "heading": svgtoll.heading,
        "incident_of": whole.incident_of,
        "titled": rows.title,
        "when": wording.when,
        "main_place": wording.main_place,
        "text_relation": lambda key: relation(key)["label"],
    }


def _title(whole: Release) -> str:
    places = Counter(i.place.country for i in whole.incidents if i.place and i.place.country)
    from contested.outputs.countries import country_name  # noqa: PLC0415 - a table that only titles need

    return f"Situation report, {country_name(places.most_common(1)[0][0])}" if places else "Situation report"


def _period(whole: Release) -> str:
    days = sorted(day for a in whole.accounts if (day := parse_day(a.published)))
    return f"{wording.day(days[0])} to {wording.day(days[-1])}" if days else ""


def _links(whole: Release) -> dict[str, list[Link]]:
    """Links by the claims that they touch, each once."""
    touching: dict[str, list[Link]] = defaultdict(list)
    for item in dict.fromkeys((*whole.links, *(link for i in whole.incidents for link in i.links))):
        touching[item.a].append(item)
        touching[item.b].append(item)
    return touching


def _entry(
    item: Incident,
    whole: Release,
    by_id: Mapping[str, Account],
    links: Mapping[str, Sequence[Link]],
    letters: dict[str | None, str],
) -> Entry:
    touching = list(dict.fromkeys(link for claim in item.claims for link in links.get(claim, ())))
    told = [by_id[c] for c in item.claims if c in by_id]
    table = accounts_table(item, whole, by_id, touching)
    drawn = []
    for toll in item.tolls:
        figures = svgtoll.told_of(toll, told, letters)
        if len(figures) > 1 or toll.low != toll.high:
            drawn.append((toll, svgtoll.draw_toll(toll, figures)))
    slots = dict.fromkeys(link.slot for link in touching if link.relation in ("contradicts", "denies", "in_tension"))
    title = rows.headline(item)
    if told and group_of(item.kind) in svgmap.SPEECH:
        title = f"{title}, {wording.who_says(told[0])}"
    return Entry(
        item, title, ", ".join(text("question", slot) for slot in slots),
        table if len(table.columns) > 1 else None, told[0] if told else None, tuple(drawn[:4]),
        tuple((t, svgtoll.mini_toll(t)) for t in item.tolls[:3]), len({a.document for a in told}),
    )  # fmt: skip


def _partings(whole: Release, by_id: Mapping[str, Account]) -> list[Parting]:
    """Disagreements, those over the same claims told once with all that they are about."""
    chosen = {row["id"] for row in distinct(rows.disagreement_rows(whole))}
    also: dict[frozenset[str], list[str]] = defaultdict(list)
    for item in whole.disagreements:
        also[frozenset(item.claims)].append(text("question", item.about))
    made = (_parting(d, whole, by_id, also[frozenset(d.claims)]) for d in whole.disagreements if d.id in chosen)
    return [p for p in made if p][:MOST_DISAGREEMENTS]


def _parting(item: Disagreement, whole: Release, by_id: Mapping[str, Account], about: list[str]) -> Parting | None:
    stands = []
    lead = rows.founding(item, whole) or ()
    for position in item.positions:
        told = [by_id[c] for c in position.claims if c in by_id]
        told.sort(key=lambda a: (a.claim.id not in lead, a.published or "9", -a.claim.confidence))
        if told:
            stands.append((position.text, told[0], len({a.origin or a.document for a in told}) - 1))
    stands.sort(key=lambda stand: stand[1].claim.id not in lead)
    if len(stands) < 2:
        return None
    pair = stands[:2] if lead else [stands[0], stands[-1]]
    ordered = tuple(sorted(pair, key=lambda s: (s[1].published or "9")[:10]))
    home = whole.incident_of.get(item.claims[0]) if item.claims else None
    between = f"{say('within_side')}, {whole.side_name(item.within)}" if item.within else ""
    if item.tension:
        between = "tension" + (f", {between}" if between else "")
    reason = plain(wording.days_in(item.reasons[0]), 300) if item.reasons else ""
    return Parting(
        item, rows.question(item), home.id if home else None, ordered, between, reason, tuple(dict.fromkeys(about))[1:]
    )


def _denials(
    whole: Release, by_id: Mapping[str, Account], links: Mapping[str, Sequence[Link]]
) -> list[tuple[Account, list[Account]]]:
    """Who denies what: each denial with the accounts that it stands against, the latest first."""
    out = []
    for account in sorted(whole.accounts, key=lambda a: (a.published or "", a.claim.id), reverse=True):
        if account.claim.stance != "denied" and account.claim.polarity != "negative":
            continue
        against = [
            by_id[ln.b]
            for ln in links.get(account.claim.id, ())
            if ln.relation == "denies" and ln.a == account.claim.id and ln.b in by_id
        ]
        if account.claim.stance == "denied" or against:
            out.append((account, list({wording.who_says(a): a for a in against}.values())))
    return out[:MOST_FLOWS]


def _sheets(whole: Release) -> list[Sheet]:
    groups: dict[str, list[Account]] = defaultdict(list)
    for account in whole.accounts:
        groups[account.document].append(account)
    excerpts = whole.policy.documents == "excerpts"
    found = [
        sheet(whole.documents.get(key) or _stand_in(told), told, excerpts=excerpts) for key, told in groups.items()
    ]
    return sorted(found, key=lambda s: (s.accounts[0].published or "9", s.id))


def _stand_in(told: Sequence[Account]) -> Document:
    """What is known of a document whose text is not at hand: its outlet, its day, no words."""
    first = told[0]
    return Document(first.document, "", None, first.published, first.outlet, first.url)


def _legend() -> list[tuple[str, str]]:
    kinds = data.table("kinds.toml")["kinds"]
    return [(group, next(kind for kind, row in kinds.items() if row["group"] == group)) for group in GROUPS]
