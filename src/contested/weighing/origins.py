"""Where accounts first came from: ten copies of one wire are one origin.

Three steps. Documents whose words are nearly the same are one (MinHash over three-word shingles of all that the
ledger gives of a document; or the groups that the ledger itself supplies). A report that credits an agency comes from
that agency. A speaker named in particular is an origin himself, whoever carries him; one who is not ("residents") is
told apart by who carries him.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from zlib import crc32

from datasketch import MinHash, MinHashLSH

from contested import data
from contested.nouns import Account, Origin
from contested.weighing.facts import Facts, day_of, speaker_key
from contested.weighing.sides import SideTable
from contested.weighing.words import key, split, tokens

PERMUTATIONS = 64
ALIKE = 0.5
FEWEST_SHINGLES = 12
DAYS = 10


@dataclass(frozen=True, slots=True)
class Carriers:
    """For each document: the document that it copies (itself when it copies none) and who carries it."""

    source: Mapping[str, str]
    carrier: Mapping[str, str]
    names: Mapping[str, str]


def carriers(accounts: Sequence[Account], duplicates: Mapping[str, str] | None = None) -> Carriers:
    """Who carries each document, after copies are seen through. `duplicates`: document id to the id of its group."""
    documents: dict[str, list[Account]] = defaultdict(list)
    for account in accounts:
        documents[account.document].append(account)
    groups = near_duplicates(documents)
    for document, group in (duplicates or {}).items():
        if document in documents:
            groups.join(document, f"\x00{group}")
    source: dict[str, str] = {}
    carrier: dict[str, str] = {}
    names: dict[str, str] = {}
    for members in groups.sets(documents):
        first = min(
            members, key=lambda d: (day_of(documents[d][0].published) or 10**7, documents[d][0].published or "", d)
        )
        credited = next((c for d in sorted(members) if (c := _credit(documents[d]))), None)
        outlet = documents[first][0].outlet
        who = credited or (key(outlet) if outlet else f"document-{first}")
        names.setdefault(who, _carrier_name(who) or outlet or f"report {first}")
        for document in members:
            source[document], carrier[document] = first, who
    return Carriers(source, carrier, names)


def origin_of(fact: Facts, known: Carriers) -> str:
    """The origin of an account: the named speaker, or the unnamed one at his carrier, or the carrier."""
    who = known.carrier[fact.account.document]
    chain = fact.claim.said_by
    if not chain:
        return who
    for speaker in chain:
        name, named = speaker_key(speaker)
        carrier = _as_carrier(speaker.name or speaker.text)
        if carrier:
            return carrier
        if named:
            return name
    agency = next((c for s in chain if s.channel and (c := _as_carrier(s.channel))), None)
    return f"{speaker_key(chain[0])[0]}@{agency or who}"


def origins(found: Sequence[Facts], ids: Sequence[str], known: Carriers) -> tuple[Origin, ...]:
    """All origins with their sides and documents, by id."""
    documents: dict[str, set[str]] = defaultdict(set)
    sides: dict[str, dict[str, int]] = defaultdict(dict)
    names: dict[str, str] = {}
    for fact, origin in zip(found, ids, strict=True):
        documents[origin].add(fact.account.document)
        if fact.side:
            sides[origin][fact.side] = sides[origin].get(fact.side, 0) + 1
        name = known.names.get(origin) or _carrier_name(origin) or fact.who
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

    def sets(self, items: Mapping[str, object]) -> list[list[str]]:
        """The groups among the given items, each sorted, in order of their first."""
        out: dict[str, list[str]] = defaultdict(list)
        for item in sorted(items):
            out[self.find(item)].append(item)
        return list(out.values())


def near_duplicates(documents: Mapping[str, Sequence[Account]]) -> Groups:
    """Groups of documents whose words are nearly the same and that were published within ten days of each other."""
    groups = Groups()
    lsh = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    sketches: dict[str, MinHash] = {}
    for document in sorted(documents):
        shingles = _shingles(documents[document])
        if len(shingles) < FEWEST_SHINGLES:
            continue
        sketch = sketch_of(shingles)
        for other in sorted(str(found) for found in lsh.query(sketch)):
            days = day_of(documents[document][0].published), day_of(documents[other][0].published)
            close = None in days or abs((days[0] or 0) - (days[1] or 0)) <= DAYS
            if close and sketch.jaccard(sketches[other]) >= ALIKE:
                groups.join(document, other)
        lsh.insert(document, sketch)
        sketches[document] = sketch
    return groups


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


__all__ = ["Carriers", "Groups", "SideTable", "carriers", "near_duplicates", "origin_of", "origins"]
