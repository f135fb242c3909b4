"""Drafts in, settled records and the outcome of every rule out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractor.record.checked import CheckedRecords, Outcome, PlainRecord
from extractor.record.draft import Draft
from extractor.record.settle import settle
from extractor.stages.records_to_findings import completeness, foreign, misreadings, money, scores

Rule = Callable[[PlainRecord], Iterator[Outcome]]

RULES: tuple[Rule, ...] = (
    money.funds_sum,
    money.spending_order,
    money.execution_rate,
    money.execution_indicator,
    money.department_totals,
    money.spending_plan,
    scores.score_not_numeric,
    scores.score_over_weight,
    scores.score_sum,
    scores.weight_sum,
    scores.level1_weights,
    scores.grade_vs_score,
    misreadings.swallowed_comparator,
    misreadings.lost_bracket,
    misreadings.odd_point,
    misreadings.lost_stop,
    misreadings.torn_level,
    misreadings.stray_edge,
    misreadings.odd_code,
    misreadings.bare_comparator,
    misreadings.no_figure,
    misreadings.lost_point,
    misreadings.lone_stroke,
    misreadings.percent_over,
    foreign.heading_as_value,
    foreign.worded,
    foreign.marks,
    foreign.persons,
    foreign.calendar,
    completeness.usual_fields,
    completeness.usual_total,
    completeness.nameless_rows,
    completeness.row_numbers,
)
"""Every rule over a single record, in the order their findings are listed."""


def records_to_findings(drafts: Sequence[Draft]) -> CheckedRecords:
    """Settles each draft and applies every rule to it.

    Returns:
        The settled records in order, and the outcomes with paths from the envelope's root.
    """
    settled = tuple(settle(draft) for draft in drafts)
    records = [one.record.model_dump(mode="json") for one in settled]
    found = [(at, outcome) for at, record in enumerate(records) for outcome in check(record)]
    outcomes = [
        replace(outcome, paths=tuple(f"/records/{at}{path}" for path in outcome.paths))
        for at, outcome in (*found, *completeness.beside_unknown_tables(records))
    ]
    return CheckedRecords(settled, tuple(outcomes))


def check(record: PlainRecord) -> Iterator[Outcome]:
    """What all rules say about one record; paths start at the record."""
    for rule in RULES:
        yield from rule(record)
