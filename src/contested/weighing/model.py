"""What the weighing gives back, beyond the nouns: disagreements, what became of statements, one weighed account."""

from __future__ import annotations

from dataclasses import dataclass

from contested.nouns import PlaceInRole


@dataclass(frozen=True, slots=True)
class Told:
    """An account as weighed: its origin, its side, and how it stands to the interest of that side.

    `interest`: own (it serves the speaker's side), admits (it costs it), third (no side of the fighting), other or
    unknown.
    """

    origin: str
    side: str | None
    interest: str


@dataclass(frozen=True, slots=True)
class Position:
    """One of the accounts in a disagreement: what is held, by which claims, speakers and sides."""

    text: str
    claims: tuple[str, ...]
    speakers: tuple[str, ...]
    sides: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Accounts that part from each other in one slot (`about`: happened, toll, place, time, culprit, control).

    `asserts` is the first position and `denies` the last, where it is a matter of yes and no. `within`: the side whose
    own speakers disagree, if all are of one side. `tension`: related and not simply opposed.
    """

    id: str
    about: str
    kind: str
    place: PlaceInRole | None
    positions: tuple[Position, ...]
    claims: tuple[str, ...]
    from_: str | None
    to: str | None
    tension: bool
    within: str | None
    reasons: tuple[str, ...]
    score: float

    @property
    def asserts(self) -> tuple[str, ...]:
        """The claims of the first position."""
        return self.positions[0].claims if self.positions else ()

    @property
    def denies(self) -> tuple[str, ...]:
        """The claims of the last position."""
        return self.positions[-1].claims if len(self.positions) > 1 else ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a speaker asserted or denied, and what became of it."""

    claim: str
    document: str
    day: str | None
    kind: str
    place: str | None
    polarity: str
    stance: str
    outcome: str
    repeated: tuple[str, ...] = ()
    confirmed_by: tuple[str, ...] = ()
    contradicted_by: tuple[str, ...] = ()
    denied_by_own_side: tuple[str, ...] = ()
    reversed_by: tuple[str, ...] = ()
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """A speaker with all that was taken from him, in order of day. `outcomes` counts what became of it."""

    id: str
    name: str
    side: str | None
    statements: tuple[Statement, ...]
    outcomes: dict[str, int]
