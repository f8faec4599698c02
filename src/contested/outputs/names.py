"""Which names are those of private persons, and their masking. A name is public by the role that the text gives or by
being a body; what looks like a person's name and is neither is private."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from contested import data
from contested.nouns import Claim, Reading
from contested.outputs.clean import NAME_MASK
from contested.outputs.policy import PublicationPolicy

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PARTICLES = frozenset(
    {"de", "da", "do", "dos", "del", "della", "von", "van", "der", "al", "el", "bin", "ibn", "la", "le", "abu", "ben"}
)


@dataclass(frozen=True, slots=True)
class Names:
    """Private names of one document or of many: whole names, and the surnames that stand for them later."""

    whole: frozenset[str] = frozenset()

    def __or__(self, other: Names) -> Names:
        return Names(self.whole | other.whole)

    def masked(self, text: str) -> str:
        """Text of the same length in which every private name is masked."""
        pattern = _pattern(self.whole)
        return pattern.sub(lambda found: NAME_MASK * len(found.group()), text) if pattern else text


@cache
def _pattern(whole: frozenset[str]) -> re.Pattern[str] | None:
    if not whole:
        return None
    forms = set(whole) | {name.split()[-1] for name in whole if " " in name and len(name.split()[-1]) > 3}
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(form) for form in ordered) + r")(?!\w)")


def private_names(claims: Iterable[Claim], readings: Iterable[Reading], policy: PublicationPolicy) -> Names:
    """The private names that claims, and the persons found in readings, hold."""
    if not policy.redact_private_persons:
        return Names()
    public: set[str] = set()
    private: set[str] = set()
    for claim in claims:
        for speaker in claim.said_by:
            _sort(speaker.name or speaker.text, f"{speaker.role or ''} {speaker.text}", policy, public, private)
            _sort(speaker.text, speaker.role or "", policy, public, private)
        for party in (*claim.agents, *claim.patients):
            if not party.country:
                _sort(party.name or party.text, party.text, policy, public, private)
    things: set[str] = set()
    for reading in readings:
        _from_reading(reading, policy, public, private)
        things |= {" ".join(e.text.split()) for e in reading.entities if e.label != "PER" and e.mention == "name"}
    surnames = {name.split()[-1] for name in public}
    kept = (name for name in private - public - things if name.casefold() not in _listed())
    return Names(frozenset(name for name in kept if name.split()[-1] not in surnames))


def looks_personal(name: str, policy: PublicationPolicy) -> bool:
    """Two to four capitalised words of letters, none of which names a body."""
    words = _WORD.findall(name)
    if not 2 <= len(words) <= 4 or re.search(r"\d", name):
        return False
    return all(w[0].isupper() or w in _PARTICLES for w in words) and not any(w.lower() in policy.bodies for w in words)


@cache
def _listed() -> frozenset[str]:
    """Names and other names of the actors that everybody knows."""
    rows = data.rows("actors/actors.csv")
    return frozenset(n.casefold() for row in rows for n in (row["name"], *row["aliases"].split("|")) if n)


def _sort(name: str, role: str, policy: PublicationPolicy, public: set[str], private: set[str]) -> None:
    bare = name.strip(" ,.;:“”\"'")
    titles = {word.lower() for word in _WORD.findall(role)} - {word.lower() for word in _WORD.findall(bare)}
    if not looks_personal(bare, policy):
        bare = _without_title(bare, policy)
        if not looks_personal(bare, policy):
            return
        titles |= {word.lower() for word in _WORD.findall(name)}
    if titles & policy.private_roles or not titles & policy.public_roles:
        private.add(bare)
    else:
        public.add(bare)


def _without_title(name: str, policy: PublicationPolicy) -> str:
    """`resident Olena Bondar` as `Olena Bondar`: the longest run of capitalised words that are no role."""
    runs: list[list[str]] = [[]]
    for word in _WORD.findall(name):
        low = word.lower()
        if word[0].isupper() and low not in policy.public_roles | policy.private_roles:
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    longest: list[str] = max(runs, key=len)
    return " ".join(longest)


def _from_reading(reading: Reading, policy: PublicationPolicy, public: set[str], private: set[str]) -> None:
    text = reading.document.text
    known = [(a.start, a.end, f"{a.role or ''} {a.text}", a.id) for a in reading.actors]
    for entity in reading.entities:
        if entity.label != "PER" or entity.mention != "name":
            continue
        covering = [actor for actor in known if actor[0] <= entity.start and entity.end <= actor[1]]
        roles = " ".join(role for _, _, role, _ in covering)
        around = f"{text[max(0, entity.start - 48) : entity.start]} {text[entity.end : entity.end + 60].split('.')[0]}"
        name = " ".join(entity.text.split())
        bare = name if looks_personal(name, policy) else _without_title(name, policy)  # "the resident Olena Bondar"
        titles = name.replace(bare, " ")
        words = {word.lower() for word in _WORD.findall(f"{roles} {around} {titles}")}
        name = bare or name
        listed = any(identifier for _, _, _, identifier in covering)
        own = {w.lower() for w in _WORD.findall(roles)}
        if (listed or words & policy.public_roles) and not own & policy.private_roles:
            public.update(_with_endings(name))
        elif _WORD.search(name):
            private.update(_with_endings(name))


def _with_endings(name: str) -> list[str]:
    """The name and what is left of it without its first words: "Captain Ana Ruiz" and "Ana Ruiz"."""
    words = name.split()
    return [" ".join(words[at:]) for at in range(max(1, len(words) - 1))]
