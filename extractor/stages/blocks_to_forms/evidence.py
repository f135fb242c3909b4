"""A table and the words of its title in, what speaks for each kind of form out.

No sign decides alone: a title can lose a character or be lost, a label can be misread. Each sign adds points to the
kinds it is found on and takes some from those that never have it; see :mod:`kinds` for how they are weighed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.paper.block import Cell
from extractor.paper.form import FormKind
from extractor.record.labels import LISTED, Vocabulary, plain
from extractor.record.wording import (
    DEPARTMENT_MONEY,
    GOAL_COLUMNS,
    HEAD,
    INDICATOR_ROWS,
    MONEY_COLUMNS,
    TASK_COLUMNS,
)
from extractor.stages.blocks_to_forms.structure import header_row, indicator_columns, own_head_labels

_WHOLE = re.compile(r"整体")
_PART_OF_WHOLE = re.compile(r"整支出|体支出|(?:部门|单位)整(?!改|治|修|理)")
"""整体支出 with one of its characters lost."""
_OF_A_UNIT = re.compile(r"(?:部门|单位|预算).?整体|(?:部门|单位).?整(?!改|治|修|理)|(?:整.?|体)支出|整体预算")
_PROJECT = re.compile(r"项目")
_RESULT_TITLE = re.compile(r"自评|评价|评分|完成情况|[自评][^一-鿿]?[表报]")
_TARGET_TITLE = re.compile(r"目标|申报|绩效目|效目标?表")
_RESULTS = frozenset({"actual", "score", "completion_rate"})
_SPENT = frozenset({"executed", "received", "execution_progress"})
_MONTH = re.compile(r"(?:\d{1,2}|[一二三四])(?:月底?|季度?末?)")

EVALUATION: FormKind = "project_evaluation"
TARGET: FormKind = "project_target"
DEPARTMENT: FormKind = "department_evaluation"


class Evidence:
    """The signs on one table.

    Args:
        rows: the table's cells by row.
        title: the words above it and its own title rows, run together.
        heading: the lines above it, one by one.

    Attributes:
        columns: meanings of the indicator table's header; empty where there is none.
        named: whether a project's name is given; ``unit`` whether the table itself says whose form it is.
        whole, part_of_whole, project, result_title, target_title: what the title says; ``units_target`` whether
            it names a unit's targets, before there are any results, over a form that names no project.
        results: columns of results; ``maybe_results``: heads that are only built like theirs; ``results_elsewhere``:
            results in the money, the goals or the closing rows.
        plan: what only plans have: where a target comes from, or what is to be spent by which month.
        two_sides, unit_tasks: blocks that only a unit's own form has; ``money`` any block of money.
    """

    def __init__(self, rows: Sequence[Sequence[Cell]], title: str, heading: Sequence[str]) -> None:
        heads = own_head_labels(rows)
        inline = {hit.match.meaning for line in heading for hit in HEAD.inline(plain(line))}
        texts = [[cell.text for cell in row] for row in rows]
        columns = indicator_columns(rows)
        self.columns = frozenset(columns)
        self.named = "project_name" in heads or "project_name" in inline
        self.unit = "reporting_unit" in heads
        self.whole = _WHOLE.search(title) is not None
        self.part_of_whole = not self.whole and _PART_OF_WHOLE.search(title) is not None
        self.project = _PROJECT.search(title) is not None
        self.result_title = _RESULT_TITLE.search(title) is not None
        self.target_title = _TARGET_TITLE.search(title) is not None
        ahead = self.target_title > self.result_title and not self.named
        self.units_target = ahead and _OF_A_UNIT.search(title) is not None
        self.results = any(certainty > LISTED for name, certainty in columns.items() if name in _RESULTS)
        self.maybe_results = not self.results and bool(self.columns & _RESULTS)
        self.plan = "basis" in self.columns or sum(bool(_MONTH.fullmatch(plain(t))) for row in texts for t in row) > 2
        above = texts[: header_row(rows)]
        grades = any(row and "grade" in _listed(INDICATOR_ROWS, row[:1]) for row in texts)
        self.results_elsewhere = grades or any(_tells_results(row) for row in above)
        sides = {found for row in texts for text in row if (found := DEPARTMENT_MONEY.meaning(text))}
        self.two_sides = {"income_subject", "expenditure_subject"} <= sides
        self.unit_tasks = not self.named and any(
            {"name", "budget", "executed"} <= {TASK_COLUMNS.meaning(text) for text in row} for row in texts
        )
        self.money = self.two_sides or any(_listed(MONEY_COLUMNS, row) for row in texts)

    @property
    def says_which(self) -> bool:
        """Whether the title or any results tell an evaluation from a target."""
        return self.result_title or self.target_title or self.results_elsewhere

    @property
    def units_own(self) -> bool:
        """Whether anything tells a unit's own form: its title, or a block that no project's form has."""
        return self.whole or self.part_of_whole or self.two_sides or self.unit_tasks

    def points(self) -> Counter[FormKind]:
        """Points for each of the three kinds of form."""
        points: Counter[FormKind] = Counter({EVALUATION: 0, TARGET: 0, DEPARTMENT: 0})
        for sign, evaluation, target, department in self._signs():
            if sign:
                points.update({EVALUATION: evaluation, TARGET: target, DEPARTMENT: department})
        return points

    def lacking(self, kind: FormKind) -> Iterator[str]:
        """What a form of ``kind`` always has and this one has not."""
        if kind != DEPARTMENT and not self.named:
            yield "project_name"
        if not self.columns and not (kind == DEPARTMENT and self.money):
            yield "indicators"
        if kind != TARGET and self.columns and not (self.results or self.maybe_results or self.units_target):
            yield "results"
        if kind == DEPARTMENT and not self.units_own:
            yield "a-title-or-block-of-its-own"

    def _signs(self) -> list[tuple[bool, int, int, int]]:
        """Each sign with what it adds for a project's evaluation, a project's target and a unit's evaluation."""
        only_results, only_targets = self.result_title > self.target_title, self.target_title > self.result_title
        return [
            (self.named, 3, 3, -3),
            (not self.named, -2, -2, 1),
            (self.unit and not self.named, 0, 0, 1),
            (self.whole and not only_targets, -2, -2, 5),
            (self.units_target, -3, -7, 5),
            (self.part_of_whole, -1, -1, 2),
            (self.project and not self.whole, 2, 2, -1),
            (not self.units_own, 0, 0, -3),
            (only_results, 2, -3, 2),
            (only_targets, -2, 3, -2),
            (self.results, 3, -4, 3),
            (self.maybe_results, 1, -1, 1),
            (bool(self.columns) and not self.results and not self.maybe_results, -1, 2, -1),
            (self.plan, -1, 2, -1),
            (self.results_elsewhere, 2, -3, 2),
            (self.two_sides, -4, -4, 5),
            (self.unit_tasks, -2, -2, 4),
        ]


def _listed(vocabulary: Vocabulary, texts: Sequence[str]) -> set[str]:
    """What printed synonyms mean; words only built like a label can be an indicator's name."""
    matches = (vocabulary.match(text) for text in texts)
    return {match.meaning for match in matches if match is not None and match.listed}


def _tells_results(texts: Sequence[str]) -> bool:
    """Whether a row above the indicators heads money that was spent or goals that were met."""
    return bool(_listed(MONEY_COLUMNS, texts) & _SPENT) or {"expected", "actual"} <= _listed(GOAL_COLUMNS, texts)
