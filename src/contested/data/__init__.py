"""The files that a non-programmer may edit, and the one way to open them.

CSV files begin with `#` lines that state source, licence and date; then a header row. TOML files do the same in
comments.
A relative name is looked up in this folder; a user's own folder (setting `data_dir`) comes first where it has the file.
"""

from __future__ import annotations

import csv
import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from contested.errors import DataFileError

HERE = Path(__file__).parent


def path_of(name: str) -> Path:
    """Where a data file lies: the user's own (environment variable CONTESTED_DATA_DIR) before ours."""
    own = os.environ.get("CONTESTED_DATA_DIR")
    if own and (Path(own) / name).exists():
        return Path(own) / name
    found = HERE / name
    if not found.exists():
        raise DataFileError(
            f"There is no data file {name!r}.", remedy="Look into the folder contested/data for what there is."
        )
    return found


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV data file as dictionaries of stripped strings; comment lines are passed over."""
    path = path_of(name)
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    reader = csv.DictReader(lines)
    out = []
    for row in reader:
        if None in row or any(value is None for value in row.values()):
            raise DataFileError(
                f"{path.name}: the row {list(row.values())[:2]} has not as many fields as the header.",
                remedy="Put fields that hold a comma between double quotes.",
            )
        out.append({key: value.strip() for key, value in row.items()})
    return tuple(out)


@cache
def table(name: str) -> dict[str, Any]:
    """A TOML data file as a dictionary. Do not change what comes back: it is shared."""
    path = path_of(name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise DataFileError(f"{path.name} is not valid TOML: {fault}.") from fault
