"""Nothing is swallowed: words put anywhere among a form's values come back in a value, or in a doubt about them."""

from collections.abc import Callable, Iterator

import pytest

from extractor.paper.form import Form, FormKind
from extractor.record.draft import Draft
from extractor.record.settle import settle
from extractor.record.wording import HEAD, INDICATOR_COLUMNS, MONEY_COLUMNS, MONEY_ROWS, SECTIONS
from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers import test_department_evaluation as department
from tests.unit.readers import test_department_money as sides
from tests.unit.readers import test_money_blocks as money
from tests.unit.readers import test_project_evaluation as evaluation
from tests.unit.readers import test_project_target as target
from tests.unit.readers.paper import form

MARK = "补录材料另附"
LABELS = (HEAD, INDICATOR_COLUMNS, MONEY_COLUMNS, MONEY_ROWS, SECTIONS)
READERS: dict[str, Callable[[Form], Draft]] = {
    "project_evaluation": read_project_evaluation,
    "project_target": read_project_target,
    "department_evaluation": read_department_evaluation,
}
HEADLESS = [["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"]]


def wide(rows: list[list[str]], width: int = 7) -> list[list[str]]:
    return [[*row, *["<"] * (width - len(row))] for row in rows]


FORMS: list[tuple[FormKind, list[list[str]]]] = [
    ("project_evaluation", evaluation.NATIONAL),
    ("project_evaluation", evaluation.FLAT),
    ("project_evaluation", wide([*money.SOURCES_DOWN, *HEADLESS], 6)),
    ("project_evaluation", wide([*money.SOURCES_ACROSS, *HEADLESS], 6)),
    ("project_evaluation", wide([*money.AMOUNTS_OVER_SOURCES, *HEADLESS], 6)),
    ("project_target", wide([*target.MONEY, *target.PLAN, *target.INDICATORS])),
    ("department_evaluation", [*department.HEAD, *department.MONEY, *department.TASKS, *department.INDICATORS]),
    ("department_evaluation", wide([*sides.STACKED, *sides.INDICATORS[:0], *HEADLESS])),
]


def places() -> Iterator[tuple[FormKind, list[list[str]], int, int]]:
    """Every cell of the forms that holds a figure or nothing, but for dashes and what stands among the heads."""
    for kind, rows in FORMS:
        for row, cells in enumerate(rows):
            if sum(1 for text in cells if MONEY_COLUMNS.meaning(text)) > 1 and not any(map(str.isdigit, cells)):
                continue
            for column, text in enumerate(cells):
                value = text not in ("<", "^", "——") and not any("一" <= char <= "鿿" for char in text)
                if value and (text or row > 0) and not any(words.match(text) for words in LABELS):
                    yield kind, rows, row, column


@pytest.mark.parametrize(("kind", "rows", "row", "column"), [*places()])
def test_words_among_the_values_are_never_swallowed(
    kind: FormKind, rows: list[list[str]], row: int, column: int
) -> None:
    marked = [list(cells) for cells in rows]
    marked[row][column] = MARK
    found = settle(READERS[kind](form(kind, ["自评表"], marked)))
    kept = [leaf for leaf in found.leaves.values() if MARK in leaf.raw]
    named = any(MARK in doubt for doubt in found.doubts) or "money-row-without-amounts" in found.doubts
    assert kept or named, (rows[row], column)
    assert all(leaf.value is None or leaf.value == MARK for leaf in kept)
