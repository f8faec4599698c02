"""Places: which words name one, in which use, and which place of that name is meant."""

from contested.reading.places.finding import find_places

__all__ = ["find_places"]
