"""Annotation: words, parts of speech, trees, names, attributions and triggers, all from one small shipped model."""

from contested.reading.annotate.component import KEY, Annotator
from contested.reading.annotate.types import Annotation, AttributionSpan, TriggerGuess

__all__ = ["KEY", "Annotation", "Annotator", "AttributionSpan", "TriggerGuess"]
