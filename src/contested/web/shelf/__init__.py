"""The shelf: one weighing after the publication policy, laid out in a file so that it can be asked quickly.

A weighing of many claims fills gigabytes; a server has to answer from little memory. So what is served is written once
into one SQLite file: rows ready to send, the nouns behind them, and columns of numbers that filters run over.
"""

from __future__ import annotations

from contested.web.shelf.keeping import Keeper
from contested.web.shelf.reading import Shelf
from contested.web.shelf.selecting import Selection, Wanted

__all__ = ["Keeper", "Selection", "Shelf", "Wanted"]
