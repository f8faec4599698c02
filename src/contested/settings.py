"""One frozen `Settings`, declared once: default, meaning, environment variable and help come from the same table."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from contested.errors import InputError


def _cache_dir() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "contested"


def _number(name: str, raw: str) -> int:
    try:
        return max(0, int(raw))
    except ValueError:
        raise InputError(f"CONTESTED_{name.upper()} is {raw!r}.", remedy="Give a whole number.") from None


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program behaves. Each field's `help` is its documentation; `CONTESTED_<FIELD>` in the environment sets
    it.
    """

    cache_dir: Path = field(
        default_factory=_cache_dir, metadata={"help": "Where the gazetteer index and other derived files are kept."}
    )
    threads: int = field(default=0, metadata={"help": "Processor threads that the reading model may use; 0 takes all."})
    batch_size: int = field(default=32, metadata={"help": "Documents read at a time."})
    max_chars: int = field(
        default=10_000_000, metadata={"help": "Longest document that is read; longer ones are refused by name."}
    )

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """The settings that the environment gives; what it does not name keeps its default."""
        env = os.environ if env is None else env
        values: dict[str, Path | int] = {}
        for item in fields(cls):
            raw = env.get(f"CONTESTED_{item.name.upper()}")
            if raw:
                values[item.name] = Path(raw) if item.name.endswith("_dir") else _number(item.name, raw)
        return cls(**values)  # type: ignore[arg-type]
