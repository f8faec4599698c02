"""One document to one Reading: repair, annotate, attribute, places, times, quantities, actors, claims."""

from __future__ import annotations
