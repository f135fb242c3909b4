"""Names that rules find by how they are built and what stands around them: a clue and a second vote."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.nlp.patterns.bodies import find_bodies
from extractor.nlp.patterns.measures import find_measures
from extractor.nlp.patterns.project_names import find_projects
from extractor.nlp.patterns.rules import without_overlaps
from extractor.record.narrative import Span


def names_by_rule(text: str, figures: Sequence[Span]) -> list[Span]:
    """Projects, indicators and bodies, without overlaps, in order."""
    names = find_projects(text, figures)
    names += without_overlaps(find_measures(text, figures), names)
    names += find_bodies(text, names)
    return sorted(names, key=lambda span: span.start)
