"""A table and the lines above it in, the kind of form it is part of out, and how surely: all signs weighed together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.paper.block import Table
from extractor.paper.form import FormKind
from extractor.record.labels import plain
from extractor.stages.blocks_to_forms.evidence import Evidence
from extractor.stages.blocks_to_forms.listings import lists_projects
from extractor.stages.blocks_to_forms.structure import (
    is_list,
    lists_grades,
    names_its_project,
    rows_of,
    stacked,
    wide_heads,
)

SURE = 0.98
UNSURE = 0.8
"""The record is asked about as a whole."""
THIN = 0.45
"""Every value of the record is asked about: it may be of another kind altogether."""
_MARGINS = ((3, SURE), (2, UNSURE))
"""Points by which the best kind leads the next, and the certainty that gives; fewer are too thin."""
_SETTLED = 8
"""Points by which it leads that make a kind sure to be no other, even where something it always has is not found."""
_MANY = ("汇总", "统计", "一览", "清单")


@dataclass(frozen=True)
class Kind:
    """What a table is taken for, how surely (0..1), and what makes that unsure (names of doubts)."""

    kind: FormKind
    certainty: float
    doubts: tuple[str, ...] = ()


def kind_of(table: Table, heading: Sequence[str]) -> Kind:
    """The kind of form ``table`` is (part of); ``heading`` are the lines above it."""
    rows = rows_of(table)
    title = _title(table, heading)
    evidence = Evidence(rows, title, heading)
    if evidence.columns:
        return _weighed(evidence)
    if is_list(rows) or lists_projects(rows):
        return Kind("project_list", SURE)
    if evidence.two_sides or evidence.unit_tasks or (evidence.whole and evidence.result_title):
        return _weighed(evidence)
    if lists_grades(table, rows):
        return Kind("project_list", 0.85)
    many = any(word in title for word in _MANY) and not names_its_project(rows)
    if evidence.named and not many and evidence.says_which:
        return _weighed(evidence)
    return Kind("table", 1.0)


def kind_of_form(tables: Sequence[Table], heading: Sequence[str]) -> Kind:
    """The kind of a form whose tables are all known: what its kind always has must be among them.

    Where it is not, the form may be of another kind, or has lost a page: every value of it is asked about, unless all
    other signs settle its kind; then the record is asked about as a whole. What has no indicators and says project
    without naming one may be a list of many: that nothing settles.
    """
    table = stacked(tables)
    kind = kind_of(table, heading)
    if kind.kind in ("table", "project_list", "report"):
        return kind
    rows = rows_of(table)
    evidence = Evidence(rows, _title(table, heading), heading)
    missing = tuple(f"kind-without-{name}" for name in evidence.lacking(kind.kind))
    maybe_many = kind.kind != "department_evaluation" and not evidence.columns and not names_its_project(rows)
    most = UNSURE if _lead(evidence) >= _SETTLED and not maybe_many else THIN
    return Kind(kind.kind, min(kind.certainty, most), (*kind.doubts, *missing)) if missing else kind


def _title(table: Table, heading: Sequence[str]) -> str:
    """All words over the form, above the table and across its first rows."""
    return "".join(map(plain, [*heading, *wide_heads(table)]))


def _lead(evidence: Evidence) -> int:
    (_, most), (_, next_most) = evidence.points().most_common(2)
    return most - next_most


def _weighed(evidence: Evidence) -> Kind:
    """The kind with most points; how far it leads says how surely."""
    (best, _), (second, _) = evidence.points().most_common(2)
    certainty = next((sure for margin, sure in _MARGINS if _lead(evidence) >= margin), THIN)
    doubts = (f"kind-or-{second}",) if certainty < SURE else ()
    return Kind(best, certainty, doubts)
