"""How claims stand to each other, slot by slot, each link with its reason in a sentence made from the values."""

from __future__ import annotations

from contested.weighing.linking.across import Across, Known, once
from contested.weighing.linking.within import links_within

__all__ = ["Across", "Known", "links_within", "once"]
