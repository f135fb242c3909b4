"""Drafts in, settled records and the outcome of every rule out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from extractor.record.checked import CheckedRecords, Outcome, PlainRecord
from extractor.record.draft import Draft
from extractor.record.pointer import leaves
from extractor.record.settle import settle
from extractor.stages.records_to_findings import (
    completeness,
    foreign,
    misreadings,
    odd_amounts,
    odd_rows,
    odd_values,
    repeated_names,
    unprinted_points,
)
from extractor.stages.records_to_findings.grades import NATIONAL, Bands
from extractor.stages.records_to_findings.registry import rules
from extractor.stages.records_to_findings.rule import Packet, Rule
from extractor.stages.records_to_findings.suspects import with_suspects

Doubter: TypeAlias = Callable[[PlainRecord], Iterator[Outcome]]

DOUBTERS: tuple[Doubter, ...] = (
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
    odd_values.odd_values,
    odd_values.run_together,
    odd_values.caught_marks,
    odd_values.graded_sections,
    odd_values.year_in_title,
    odd_amounts.odd_amounts,
    odd_rows.levelless_rows,
    odd_rows.levels_that_return,
    odd_rows.short_goals,
    odd_rows.misplaced_levels,
    odd_rows.told_levels,
    odd_rows.valueless_rows,
    odd_rows.wordless_texts,
    odd_rows.spent_without_budget,
    odd_rows.untotalled,
    foreign.heading_as_value,
    foreign.worded,
    foreign.caught_labels,
    foreign.levels_with_figures,
    foreign.marks,
    foreign.persons,
    foreign.calendar,
    foreign.second_total,
    completeness.usual_fields,
    completeness.usual_total,
    completeness.nameless_rows,
    completeness.scoreless_row,
    completeness.run_on_goals,
    completeness.row_numbers,
    repeated_names.unit_codes,
    repeated_names.lone_names,
    unprinted_points.either_sum,
)
"""What looks like a slip of the recogniser in a single record: asked about, but no finding."""


def records_to_findings(
    drafts: Sequence[Draft], seals: Mapping[int, tuple[str, ...]] | None = None, bands: Bands = NATIONAL
) -> CheckedRecords:
    """Settles each draft and applies every rule to each and to all of them together.

    Args:
        drafts: the records of one document, in its order.
        seals: what the seals of each page say, as far as it is legible.
        bands: from which score on a grade is given.

    Returns:
        The settled records in order, and the outcomes with paths from the envelope's root.
    """
    settled = tuple(settle(draft) for draft in drafts)
    records = tuple(one.record.model_dump(mode="json") for one in settled)
    doubts = [(at, doubt) for at, record in enumerate(records) for doubt in _doubts(record)]
    rooted = [_rooted(at, doubt) for at, doubt in (*doubts, *completeness.beside_unknown_tables(records))]
    return CheckedRecords(settled, (*check_packet(Packet(records, seals or {}), rules(bands)), *rooted))


def check_packet(packet: Packet, applied: Sequence[Rule] | None = None) -> tuple[Outcome, ...]:
    """What the rules say about the records of a document, the values most likely wrong named; paths from the root."""
    applied = rules() if applied is None else applied
    single = [
        _rooted(at, outcome)
        for at, record in enumerate(packet.records)
        for rule in applied
        if rule.scope == "record"
        for outcome in rule(record)
    ]
    together = [outcome for rule in applied if rule.scope == "packet" for outcome in rule(packet)]
    values = dict(leaves({"records": list(packet.records)}))
    return with_suspects((*single, *together), values)


def check(record: PlainRecord) -> Iterator[Outcome]:
    """What all rules over one record, and all doubts, say; paths start at the record."""
    for rule in rules():
        if rule.scope == "record":
            yield from rule(record)
    yield from _doubts(record)


def _doubts(record: PlainRecord) -> Iterator[Outcome]:
    for doubter in DOUBTERS:
        yield from doubter(record)


def _rooted(at: int, outcome: Outcome) -> Outcome:
    base = f"/records/{at}"
    return replace(
        outcome,
        paths=tuple(f"{base}{path}" for path in outcome.paths),
        mends=tuple((f"{base}{path}", value) for path, value in outcome.mends),
    )
