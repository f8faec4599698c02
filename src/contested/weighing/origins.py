"""Where accounts first came from: ten copies of one wire are one origin.

Three steps. Documents whose words are nearly the same are one (MinHash over three-word shingles of all that the
ledger gives of a document; or the groups that the ledger itself supplies). A report that credits an agency comes from
that agency. A speaker named in particular is an origin himself, whoever carries him; one who is not ("residents") is
told apart by who carries him.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from zlib import crc32

from datasketch import MinHash, MinHashLSH

from contested import data
from contested.nouns import Account, Origin
from contested.weighing.facts import Facts, day_of, speaker_key
from contested.weighing.model import Told
from contested.weighing.words import fold, key, split, tokens

PERMUTATIONS = 64
ALIKE = 0.5
FEWEST_SHINGLES = 12
DAYS = 10


class Provenance:
    """Who carries each document, after copies are seen through. It grows: `add` tells which documents it changes."""

    def __init__(self, duplicates: Mapping[str, str] | None = None) -> None:
        self.duplicates = dict(duplicates or {})
        self.documents: dict[str, list[Account]] = {}
        self.carrier: dict[str, str] = {}
        self.source: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self._groups = Groups()
        self._members: dict[str, list[str]] = {}
        self._lsh = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
        self._sketches: dict[str, MinHash] = {}

    def add(self, accounts: Sequence[Account]) -> set[str]:
        """Take in the accounts of documents not seen before; gives the documents whose carrier changed."""
        fresh: dict[str, list[Account]] = defaultdict(list)
        for account in accounts:
            fresh[account.document].append(account)
        self.documents.update(fresh)
        roots = set()
        for document in sorted(fresh):
            self._join(document)
        for document in sorted(fresh):
            root = self._groups.find(document)
            self._members.setdefault(root, []).append(document)
            roots.add(root)
        changed: set[str] = set()
        for root in sorted(roots):
            changed |= self._settle(self._gathered(root))
        return changed

    def origin_of(self, fact: Facts) -> str:
        """The origin of an account: the named speaker, or the unnamed one at his carrier, or the carrier."""
        who = self.carrier[fact.account.document]
        chain = fact.claim.said_by
        if not chain:
            return who
        for n, speaker in enumerate(chain):
            name, named = speaker_key(speaker)
            carrier = _as_carrier(speaker.name or speaker.text) or (name if named else None)
            if carrier:
                # Somebody unnamed is told apart by who heard him first, whoever carries that.
                return carrier if n == 0 else f"{speaker_key(chain[0])[0]}@{carrier}"
        agency = next((c for s in chain if s.channel and (c := _as_carrier(s.channel))), None)
        return f"{speaker_key(chain[0])[0]}@{agency or who}"

    def _join(self, document: str) -> None:
        group = self.duplicates.get(document)
        if group is not None:
            self._merge(document, f"\x00{group}")
        shingles = _shingles(self.documents[document])
        if len(shingles) < FEWEST_SHINGLES:
            return
        sketch = sketch_of(shingles)
        for other in sorted(str(found) for found in self._lsh.query(sketch)):
            if self._close(document, other) and sketch.jaccard(self._sketches[other]) >= ALIKE:
                self._merge(document, other)
        self._lsh.insert(document, sketch)
        self._sketches[document] = sketch

    def _merge(self, a: str, b: str) -> None:
        one, two = self._groups.find(a), self._groups.find(b)
        if one != two:
            self._groups.join(a, b)
            root = self._groups.find(a)
            gathered = self._members.pop(one, []) + self._members.pop(two, [])
            if gathered:
                self._members[root] = gathered

    def _close(self, a: str, b: str) -> bool:
        one, two = (day_of(self.documents[d][0].published) for d in (a, b))
        return one is None or two is None or abs(one - two) <= DAYS

    def _gathered(self, root: str) -> list[str]:
        return sorted(self._members[root])

    def _settle(self, members: Sequence[str]) -> set[str]:
        given = self.documents
        first = min(members, key=lambda d: (day_of(given[d][0].published) or 10**7, given[d][0].published or "", d))
        credited = next((c for d in members if (c := _credit(given[d]))), None)
        outlet = given[first][0].outlet
        who = credited or (key(outlet) if outlet else f"document-{first}")
        name = _carrier_name(who) or outlet or f"report {first}"
        self.names[who] = min(self.names.get(who, name), name)
        changed = {d for d in members if self.carrier.get(d) != who}
        for document in members:
            self.carrier[document], self.source[document] = who, first
        return changed


def one_name(members: Sequence[Facts], told: Sequence[Told]) -> list[Told]:
    """The tellers of one incident, with a short name ("kyrylenko") put under the long one of the same side."""
    spelt: dict[tuple[str, str | None], str] = {}
    full = {(t.origin.rsplit("-", 1)[-1], t.side): t.origin for t in told if "-" in t.origin and "@" not in t.origin}
    for one, side in sorted({(t.origin, t.side) for t in told if "@" not in t.origin}, key=str):
        spelt.setdefault((fold(one), side), one)
    alone: dict[str, str] = {}
    for one in sorted({t.origin for t in told if t.origin.startswith(("a-", "an-"))}):
        # "A nurse" of two papers may be one nurse: two are not counted where one may be.
        alone.setdefault(one.split("@")[0], one)
    return [
        replace(t, origin=full[t.origin, t.side])
        if f.claim.said_by and (t.origin, t.side) in full
        else replace(t, origin=alone.get(t.origin.split("@")[0]) or spelt.get((fold(t.origin), t.side), t.origin))
        for f, t in zip(members, told, strict=True)
    ]


def origins(found: Sequence[Facts], ids: Sequence[str], carried: Mapping[str, str]) -> tuple[Origin, ...]:
    """All origins with their sides and documents, by id. `carried`: the names of those that carry reports."""
    documents: dict[str, set[str]] = defaultdict(set)
    sides: dict[str, dict[str, int]] = defaultdict(dict)
    names: dict[str, str] = {}
    for fact, origin in zip(found, ids, strict=True):
        documents[origin].add(fact.account.document)
        if fact.side:
            sides[origin][fact.side] = sides[origin].get(fact.side, 0) + 1
        name = carried.get(origin) or _carrier_name(origin) or fact.who
        names[origin] = min(names.get(origin, name), name, key=lambda n: (-len(n), n))
    out = []
    for origin in sorted(documents):
        tally = sides.get(origin, {})
        side = min(tally, key=lambda s: (-tally[s], s)) if tally else None
        out.append(Origin(origin, names[origin], side, tuple(sorted(documents[origin]))))
    return tuple(out)


class Groups:
    """Union-find over document ids."""

    def __init__(self) -> None:
        self._up: dict[str, str] = {}

    def find(self, item: str) -> str:
        """The representative of an item's group."""
        root = item
        while self._up.get(root, root) != root:
            root = self._up[root]
        while self._up.get(item, item) != root:
            self._up[item], item = root, self._up[item]
        return root

    def join(self, a: str, b: str) -> None:
        """Put two items into one group; the smaller id stands for it."""
        one, two = sorted((self.find(a), self.find(b)))
        self._up[two] = one


def sketch_of(shingles: frozenset[str]) -> MinHash:
    """The MinHash of a set of shingles; seeded, so the same everywhere."""
    sketch: MinHash = _blank().copy()
    sketch.update_batch([shingle.encode() for shingle in sorted(shingles)])
    return sketch


@cache
def _blank() -> MinHash:
    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=crc32)


def _shingles(accounts: Sequence[Account]) -> frozenset[str]:
    found: set[str] = set()
    for account in accounts:
        words = split(account.words)
        found.update(" ".join(words[i : i + 3]) for i in range(len(words) - 2))
    return frozenset(found)


def _credit(accounts: Sequence[Account]) -> str | None:
    """The agency that most of a document's attributed claims are credited to, by speaker or channel at the chain's
    outer end.
    """
    tally: dict[str, int] = {}
    for account in accounts:
        for speaker in account.claim.said_by[-1:]:
            found = _as_carrier(speaker.name or speaker.text) or _as_carrier(speaker.channel)
            if found:
                tally[found] = tally.get(found, 0) + 1
    best = min(tally, key=lambda c: (-tally[c], c)) if tally else None
    return best if best and 2 * tally[best] > len(accounts) else None


def _as_carrier(name: str | None) -> str | None:
    return _by_word().get(" ".join(tokens(name.replace("-", " ")))) if name else None


def _carrier_name(carrier: str) -> str | None:
    return _names().get(carrier)


@cache
def _by_word() -> Mapping[str, str]:
    table = data.table("weighing/carriers.toml")["carrier"]
    return {" ".join(tokens(word.replace("-", " "))): c["id"] for c in table for word in (c["id"], *c["words"])}


@cache
def _names() -> Mapping[str, str]:
    return {
        c["id"]: c["words"][0].title() if len(c["words"][0]) > 4 else c["words"][0].upper()
        for c in data.table("weighing/carriers.toml")["carrier"]
    }


__all__ = ["Groups", "Provenance", "origins", "sketch_of"]
