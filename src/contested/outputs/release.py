"""What leaves the house: a weighing and its documents after the publication policy. Every output takes a `Release`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Protocol, TypeVar, cast

from contested.nouns import (
    Account,
    Claim,
    Document,
    Flow,
    Incident,
    Link,
    Origin,
    Place,
    Reading,
    parse_day,
)
from contested.outputs.clean import WORDS_MASK
from contested.outputs.holders import Holding, holdings
from contested.outputs.names import Names, private_names
from contested.outputs.policy import PublicationPolicy, coarsened
from contested.outputs.texts import unmask
from contested.weighing.control import Control
from contested.weighing.model import Disagreement, SpeakerRecord
from contested.weighing.sides import SideTable

T = TypeVar("T")


class Weighing(Protocol):
    """What outputs need of a weighing."""

    @property
    def accounts(self) -> tuple[Account, ...]: ...
    @property
    def incidents(self) -> tuple[Incident, ...]: ...
    @property
    def links(self) -> tuple[Link, ...]: ...
    @property
    def origins(self) -> tuple[Origin, ...]: ...
    @property
    def disagreements(self) -> tuple[Disagreement, ...]: ...
    @property
    def control(self) -> Control: ...
    @property
    def flows(self) -> tuple[Flow, ...]: ...
    @property
    def speakers(self) -> tuple[SpeakerRecord, ...]: ...
    @property
    def sides(self) -> SideTable: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A claim that is not shown yet, by which rule, and from which day on it may be."""

    claim: str
    rule: str
    until: str | None


@dataclass(frozen=True)
class Release:
    """A weighing as it may be shown. `held` and the two counts say what was done to it; `documents` by id."""

    accounts: tuple[Account, ...]
    incidents: tuple[Incident, ...]
    links: tuple[Link, ...]
    origins: tuple[Origin, ...]
    disagreements: tuple[Disagreement, ...]
    control: tuple[Holding, ...]
    flows: tuple[Flow, ...]
    speakers: tuple[SpeakerRecord, ...]
    documents: Mapping[str, Document]
    sides: SideTable
    policy: PublicationPolicy
    as_of: str | None = None
    held: tuple[Held, ...] = ()
    coarsened: int = 0
    redacted: int = 0

    @cached_property
    def by_id(self) -> dict[str, Account]:
        """Accounts by the id of their claim."""
        return {account.claim.id: account for account in self.accounts}

    @cached_property
    def incident_of(self) -> dict[str, Incident]:
        """Incidents by the ids of their claims."""
        return {claim: incident for incident in self.incidents for claim in incident.claims}

    @cached_property
    def by_reason(self) -> dict[str, list[Link]]:
        """Links by the sentence that says why."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.reason, []).append(link)
        return found

    def side_name(self, side: str | None) -> str:
        """What a side is called: `Ukraine`, `third parties`, `side not known`."""
        return self.sides.name(side) if side and side != "unknown" else "side not known"

    @property
    def latest(self) -> str | None:
        """The day of the view: as of when, or the day of the last report."""
        days = [account.published[:10] for account in self.accounts if account.published]
        return self.as_of or max(days, default=None)


def release(
    weighed: Weighing,
    documents: Iterable[Document] = (),
    *,
    policy: PublicationPolicy | None = None,
    as_of: str | None = None,
    readings: Iterable[Reading] = (),
) -> Release:
    """What may be shown of a weighing. Without a policy the public one holds.

    `as_of`: the day of the view, from which ages are counted; a day that has not come does not unlock anything.
    `readings`: where persons are named beyond the claims, needed to redact them in documents.
    """
    policy = policy or PublicationPolicy.public()
    kept = {document.id: document for document in documents}
    made = Release(
        tuple(weighed.accounts), tuple(weighed.incidents), tuple(weighed.links), tuple(weighed.origins),
        tuple(weighed.disagreements), holdings(weighed.control), tuple(weighed.flows), tuple(weighed.speakers),
        kept,
        weighed.sides, policy, as_of,
    )  # fmt: skip
    return _Editor(made, list(readings)).edited() if policy.active else made


class _Editor:
    """Applies one policy to one weighing."""

    def __init__(self, whole: Release, readings: list[Reading]) -> None:
        self.whole, self.policy = whole, whole.policy
        today = date.today()  # noqa: DTZ011 - days are calendar days of the reader
        self.day = min(parse_day(whole.as_of) or today, today)
        self.moved = 0
        self.sides = {account.claim.id: account.side for account in whole.accounts}
        self.names: dict[str, Names] = {}
        by_document: dict[str, list[Claim]] = {}
        for account in whole.accounts:
            by_document.setdefault(account.document, []).append(account.claim)
        read = {reading.document.id: reading for reading in readings}
        for document in {*by_document, *read}:
            found = [read[document]] if document in read else []
            self.names[document] = private_names(by_document.get(document, ()), found, self.policy)
        public = private_names([a.claim for a in whole.accounts], readings, self.policy)
        # A name that another report shows to be public is public here too.
        self.names = {key: Names(names.whole & public.whole) for key, names in self.names.items()}
        self.all_names = public

    def edited(self) -> Release:
        held = {h.claim: h for account in self.whole.accounts if (h := self._held(account))}
        unsaid: dict[str, list[tuple[int, int]]] = {}
        for account in self.whole.accounts:
            if account.claim.id in held:
                unsaid.setdefault(account.document, []).append(account.claim.evidence)
        accounts = tuple(self._account(a) for a in self.whole.accounts if a.claim.id not in held)
        shown = {a.claim.id for a in accounts}
        incidents = (self._incident(item, shown) for item in self.whole.incidents)
        return replace(
            self.whole,
            accounts=accounts,
            incidents=tuple(item for item in incidents if item),
            links=tuple(self._words(link) for link in self.whole.links if link.a in shown and link.b in shown),
            disagreements=tuple(self._words(d) for d in self.whole.disagreements if _stands(d, set(held))),
            control=tuple(self._words(self._shown_only(c, held)) for c in self.whole.control),
            flows=tuple(self._flow(f) for f in self.whole.flows if not any(c in held for c in f.claims)),
            speakers=tuple(s for item in self.whole.speakers if (s := self._speaker(item, held))),
            documents={key: self._document(d, unsaid.get(key, ())) for key, d in self.whole.documents.items()},
            held=tuple(held.values()),
            coarsened=self.moved,
            redacted=len(self.all_names.whole),
        )

    def _age(self, *days: str | None) -> int | None:
        known = [day for value in days if (day := parse_day(value))]
        return (self.day - max(known)).days if known else None

    def _claim_age(self, account: Account) -> int | None:
        return self._age(account.claim.time.to if account.claim.time else None, account.published)

    def _held(self, account: Account) -> Held | None:
        age = self._claim_age(account)
        rule = self.policy.held_by(account.claim, account.words, age)
        if rule is None:
            return None
        until = None if age is None else (self.day + timedelta(days=rule.days - age)).isoformat()
        return Held(account.claim.id, rule.name, until)

    def _account(self, account: Account) -> Account:
        claim = account.claim
        km = self.policy.km_for(claim.kind, [account.side], self._claim_age(account))
        names = self.names.get(account.document, Names())
        moved = replace(claim, places=tuple(self._moved(place, km) for place in claim.places))
        return _rewritten(replace(account, claim=moved), names)

    def _incident(self, item: Incident, shown: set[str]) -> Incident | None:
        claims = tuple(claim for claim in item.claims if claim in shown)
        if not claims:
            return None
        km = self.policy.km_for(item.kind, [*item.sides, None], self._age(item.to, item.last_reported))
        place = self._moved(item.place, km) if item.place else None
        tolls = tuple(
            replace(t, claims=tuple(c for c in t.claims if c in shown))
            for t in item.tolls
            if shown.intersection(t.claims)
        )
        links = tuple(link for link in item.links if link.a in shown and link.b in shown)
        title = item.title
        if item.place and place and item.place.name and place.name and item.place.name != place.name:
            title = title.replace(item.place.name, place.name)
        return self._words(replace(item, title=title, claims=claims, place=place, tolls=tolls, links=links))

    def _flow(self, flow: Flow) -> Flow:
        kind = "displacement" if flow.movement == "return" else flow.movement
        km = self.policy.km_for(kind, [self.sides.get(claim) for claim in flow.claims], self._age(flow.to))
        origin = self._moved(flow.origin, km) if flow.origin else None
        destination = self._moved(flow.destination, km) if flow.destination else None
        return self._words(replace(flow, origin=origin, destination=destination))

    def _moved(self, place: Any, km: float) -> Any:
        made = coarsened(place, km)
        self.moved += made != place
        return made

    def _words(self, noun: T) -> T:
        return _rewritten(noun, self.all_names)

    def _shown_only(self, noun: T, held: Mapping[str, Held]) -> T:
        """A noun whose `claims` name none that is held back."""
        claims = getattr(noun, "claims", None)
        if not isinstance(claims, tuple) or not any(claim in held for claim in claims):
            return noun
        return replace(noun, claims=tuple(claim for claim in claims if claim not in held))  # type: ignore[type-var]

    def _speaker(self, record: SpeakerRecord, held: Mapping[str, Held]) -> SpeakerRecord | None:
        """A public speaker with what may be shown; private persons have no page."""
        statements = tuple(s for s in record.statements if not held.keys() & _strings(s))
        if not statements or self.all_names.masked(record.name) != record.name:
            return None
        outcomes = dict(Counter(s.outcome for s in statements)) if len(statements) < len(record.statements) else None
        return self._words(replace(record, statements=statements, outcomes=outcomes or record.outcomes))

    def _document(self, document: Document, unsaid: Iterable[tuple[int, int]]) -> Document:
        names = self.names.get(document.id, self.all_names)
        text = names.masked(document.text)
        for start, end in unsaid:
            text = text[:start] + WORDS_MASK * len(text[start:end]) + text[end:]
        title = unmask(names.masked(document.title)) if document.title else None
        return replace(document, text=text, title=title)


def _stands(disagreement: Any, held: set[str]) -> bool:
    """Whether a disagreement names no claim that is held back, in whatever fields it keeps them."""
    return not held.intersection(_strings(disagreement))


def _strings(noun: Any) -> set[str]:
    if isinstance(noun, str):
        return {noun}
    if isinstance(noun, (tuple, list)):
        return {text for item in noun for text in _strings(item)}
    if is_dataclass(noun) and not isinstance(noun, type):
        return {text for item in fields(noun) for text in _strings(getattr(noun, item.name))}
    return set()


def _rewritten(noun: T, names: Names) -> T:
    """The noun with private names masked in every string that it holds; ids that were made of a name with it."""
    if not names.whole:
        return noun
    made: Any = noun
    if isinstance(noun, str):
        made = unmask(names.masked(noun))
    elif isinstance(noun, tuple):
        made = tuple(_rewritten(item, names) for item in noun)
    elif isinstance(noun, Place):
        made = noun
    elif is_dataclass(noun) and not isinstance(noun, type):
        values = {item.name: _rewritten(getattr(noun, item.name), names) for item in fields(noun) if item.init}
        changed = any(
            values[name] is not getattr(noun, name) and values[name] != getattr(noun, name)
            for name in ("name", "text")
            if name in values
        )
        if changed and "id" in values and "text" in values:
            values["id"] = None  # an id is often the name in small letters
        made = replace(noun, **values)
    return cast("T", made)
