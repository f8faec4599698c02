"""Who holds which place: per place and day the probability of each side, of contested, and of not known, with the
claims behind.
"""

from __future__ import annotations

from contested.weighing.control.evidence import CONTESTED, Evidence, evidence, place_key
from contested.weighing.control.record import UNKNOWN, Change, Control
from contested.weighing.control.theatre import Settlement, Theatre

__all__ = ["CONTESTED", "UNKNOWN", "Change", "Control", "Evidence", "Settlement", "Theatre", "evidence", "place_key"]
