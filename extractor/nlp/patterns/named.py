"""Names by rule that complete those a model found: it knows sentences, the rules know how names are built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.nlp.patterns.bodies import find_bodies
from extractor.nlp.patterns.measures import find_measures
from extractor.nlp.patterns.project_names import find_projects
from extractor.nlp.patterns.rules import without_overlaps
from extractor.record.narrative import NAMED_BY_MODEL, NAMED_BY_RULE, Span


def names_by_rule(text: str, figures: Sequence[Span]) -> list[Span]:
    """The names that rules find by themselves."""
    return completed_names(text, (), figures)


def completed_names(text: str, named: Sequence[Span], figures: Sequence[Span]) -> list[Span]:
    """The names in ``named`` and, where none of them stands, those that rules find.

    A project or indicator that only one of the two finds, or finds with other edges, has that as its doubt.
    """
    projects, measures = find_projects(text, figures), find_measures(text, figures)
    agreed = {(span.start, span.end, span.label) for span in (*projects, *measures)}
    names = [
        span if span.label == "ORG" or (span.start, span.end, span.label) in agreed else _doubted(span, NAMED_BY_MODEL)
        for span in named
    ]
    names += [_doubted(span, NAMED_BY_RULE) for span in without_overlaps(projects, names)]
    names += [_doubted(span, NAMED_BY_RULE) for span in without_overlaps(measures, names)]
    names += find_bodies(text, names)
    return sorted(names, key=lambda span: span.start)


def _doubted(span: Span, doubt: str) -> Span:
    return replace(span, doubts=(doubt,))
