"""Names by rule that complete those a model found: it knows sentences, the rules know how names are built."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.nlp.patterns.bodies import find_bodies
from extractor.nlp.patterns.measures import find_measures
from extractor.nlp.patterns.project_names import find_projects
from extractor.nlp.patterns.rules import without_overlaps
from extractor.record.narrative import Span


def completed_names(text: str, named: Sequence[Span], figures: Sequence[Span]) -> list[Span]:
    """The names in ``named`` and, where none of them stands, those that rules find."""
    names = list(named)
    names += without_overlaps(find_projects(text, figures), names)
    names += without_overlaps(find_measures(text, figures), names)
    names += find_bodies(text, names)
    return sorted(names, key=lambda span: span.start)
