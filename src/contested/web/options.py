"""How the server is asked to behave, checked before it starts."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from contested.errors import InputError
from contested.web.ground import Ground

SHORTEST_TOKEN = 16
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What `contested serve` was given.

    `own_view`: nothing coarsened, held back or made nameless. `fold_most`: claims up to which the weighing is kept in
    this process and new claims are folded in; larger ledgers are weighed in a process of their own, so that the server
    stays small. `poll_s`: seconds between two looks at the ledger. `wait_s`: how long a request waits for a weighing.
    `past_days`: earlier days whose weighings are kept. `scratch`: folder for what is laid down; else the cache folder.
    `writes`: reviews may be kept. `ground`: another map than the built-in one.
    """

    ledger: Path
    host: str = "127.0.0.1"
    port: int = 8765
    token: str | None = None
    own_view: bool = False
    static: Path = STATIC
    fold_most: int = 20_000
    poll_s: float = 2.0
    wait_s: float = 25.0
    past_days: int = 3
    scratch: Path | None = None
    writes: bool = True
    ground: Ground = field(default_factory=Ground)

    def checked(self) -> ServeOptions:
        """The same options. Raises `InputError` for an address that others could reach without a token."""
        if not is_loopback(self.host) and not self.token:
            raise InputError(
                f"{self.host} can be reached by others, and there is no token.",
                remedy="Give one with --token or CONTESTED_TOKEN, or serve on 127.0.0.1.",
            )
        if self.token is not None and (len(self.token) < SHORTEST_TOKEN or not self.token.isascii()):
            raise InputError(
                f"The token is too short to be safe: it needs {SHORTEST_TOKEN} plain characters or more.",
                remedy='Make one: python -c "import secrets; print(secrets.token_urlsafe(24))"',
            )
        return self


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine alone."""
    bare = host.strip().strip("[]").rstrip(".").casefold()
    if bare == "localhost" or bare.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False
