"""The weighing: puts accounts beside each other and says, slot by slot, where they agree and where they part.

It sees claims, never text. `weigh(accounts)` gives a `Weighed`; `Weigher` folds new accounts into one.
"""

from __future__ import annotations

from contested.weighing.control import Control
from contested.weighing.decisions import Decision
from contested.weighing.model import Disagreement, Position, SpeakerRecord, Statement
from contested.weighing.sides import SideTable
from contested.weighing.weigh import weigh
from contested.weighing.weighed import Weighed
from contested.weighing.weigher import Update, Weigher

__all__ = [
    "Control",
    "Decision",
    "Disagreement",
    "Position",
    "SideTable",
    "SpeakerRecord",
    "Statement",
    "Update",
    "Weighed",
    "Weigher",
    "weigh",
]
