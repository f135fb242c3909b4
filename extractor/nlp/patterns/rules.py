"""All rule mentions of a text, without overlaps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from extractor.nlp.patterns.counts import find_counts
from extractor.nlp.patterns.dates import find_dates
from extractor.nlp.patterns.document_numbers import find_document_numbers
from extractor.nlp.patterns.money import find_amounts
from extractor.nlp.patterns.shares import find_grades, find_percents, find_scores
from extractor.record.narrative import Span

FINDERS = (
    find_document_numbers,
    find_dates,
    find_amounts,
    find_percents,
    find_scores,
    find_counts,
    find_grades,
)
"""In order of precedence: what an earlier one takes, a later one cannot have."""


def find_by_rule(text: str) -> list[Span]:
    """Mentions that follow written rules, left to right, none inside another."""
    found: list[Span] = []
    for finder in FINDERS:
        found += without_overlaps(finder(text), found)
    return sorted(found, key=lambda span: span.start)


def without_overlaps(spans: Iterable[Span], taken: Sequence[Span]) -> list[Span]:
    """Those of ``spans`` that touch none of ``taken`` (without overlaps themselves) and no earlier one of their own."""
    places = sorted((span.start, span.end) for span in taken)
    kept: list[Span] = []
    for span in spans:
        at = bisect_left(places, (span.end,))
        if at and places[at - 1][1] > span.start:
            continue
        kept.append(span)
        places.insert(at, (span.start, span.end))
    return kept
