"""Make `data/gazetteer/common_words.csv`, `surnames.csv` and `given_names.csv`: words that look like places.

Sources: the word lists of SCOWL (as packaged by Debian; free with its copyright notice), the names of the US census of
1990 (public domain, as packaged by the PyPI package names), kept where a place of the gazetteer has that name too.

    python tools/make_name_guards.py SCOWL_FOLDER NAMES_FOLDER OUT_FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from contested.data.gazetteer import Gazetteer

NOTICE = "# SCOWL: Copyright 2000-2011 by Kevin Atkinson; use, copying, change and sale granted without fee with this\n"
NOTICE += "# notice\n"


def main() -> None:
    """Write the three files."""
    scowl, names, out = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
    places = Gazetteer.open()
    level: dict[str, int] = {}
    for size in (10, 20, 35, 40, 50):
        for kind in ("english", "american", "british"):
            path = scowl / f"{kind}-words.{size}"
            for word in path.read_text("latin-1").split() if path.exists() else ():
                level.setdefault(word, size)
    common = sorted(
        word for word in level if word.isalpha() and word.isascii() and len(word) > 1 and places.lookup_exact([word])
    )
    head = (
        "# source: SCOWL 2020.12.07, words that are the name of a place too; level: 10 most common, 50 rare\n" + NOTICE
    )
    text = head + "# licence: SCOWL # date: 2026-11-22\nword,level\n" + "".join(f"{w},{level[w]}\n" for w in common)
    (out / "common_words.csv").write_text(text, encoding="utf-8")
    last = [line.split() for line in (names / "dist.all.last").read_text().splitlines()]
    kept = [
        (n.lower(), float(share)) for n, share, *_ in last if float(share) >= 0.002 and places.lookup_exact([n.lower()])
    ]
    head = "# source: US census of 1990, surnames that are the name of a place too; per_million of the people\n"
    text = head + "# licence: public domain # date: 2026-11-22\nname,per_million\n"
    (out / "surnames.csv").write_text(
        text + "".join(f"{n},{share * 10_000:.0f}\n" for n, share in kept), encoding="utf-8"
    )
    given: dict[str, float] = {}
    for kind in ("male", "female"):
        for line in (names / f"dist.{kind}.first").read_text().splitlines():
            name, share, *_ = line.split()
            given[name.lower()] = max(float(share), given.get(name.lower(), 0))
    head = "# source: US census of 1990, given names; per_million of the people\n"
    text = head + "# licence: public domain # date: 2026-11-22\nname,per_million\n"
    body = "".join(f"{n},{given[n] * 10_000:.0f}\n" for n in sorted(given) if given[n] >= 0.002 and n not in NOT_NAMES)
    (out / "given_names.csv").write_text(text + body, encoding="utf-8")


# In the census's list, but a place or a plain word first of all.
PLACES = "london paris china asia india america kenya israel jordan odessa sudan"
NOT_NAMES = frozenset(f"{PLACES} so my an see the in man".split())

if __name__ == "__main__":
    main()
