"""How claims stand to each other, slot by slot, each link with its reason in a sentence made from the values."""

from __future__ import annotations

from contested.weighing.linking.across import links_across
from contested.weighing.linking.within import links_within

__all__ = ["links_across", "links_within"]
