"""Indicators without levels: printed so, or lost on the way."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from extractor.paper.form import Form
from extractor.stages.forms_to_records.department_evaluation import read_department_evaluation
from extractor.stages.forms_to_records.without_levels import LEVELS_NOT_FOUND
from tests.unit.readers.paper import form

HEAD = [["部门名称", "某县水利局", "<", "<", "<", "<"]]
ROWS = [
    ["绩效指标", "指标名称", "年度指标值", "全年完成值", "指标权重", "指标得分"],
    ["^", "预算编制规范性", "规范", "规范", "30", "30"],
    ["^", "除险加固水库", "≥3座", "3座", "40", "40"],
    ["^", "群众满意度", "≥90%", "92%", "30", "30"],
]


def read(rows: Sequence[Sequence[str]], confidence: float = 1.0) -> bool:
    """Whether levels may have been lost, as read from a table whose characters are that sure."""
    given = form("department_evaluation", ["部门整体支出绩效自评表", "(2023年度)"], [*HEAD, *rows])
    return LEVELS_NOT_FOUND in read_department_evaluation(_as_sure(given, confidence)).doubts


def _as_sure(given: Form, confidence: float) -> Form:
    (table,) = given.tables
    cells = []
    for cell in table.cells:
        lines = (
            tuple(replace(w, chars=tuple(replace(c, confidence=confidence) for c in w.chars)) for w in line)
            for line in cell.lines
        )
        cells.append(replace(cell, lines=tuple(lines)))
    blocks = tuple(replace(table, cells=tuple(cells)) if block is table else block for block in given.blocks)
    return replace(given, blocks=blocks)


def test_a_form_whose_text_layer_has_nothing_left_of_the_names_prints_no_levels() -> None:
    assert not read(ROWS)
    numbered = [["序号", *ROWS[0][1:]], *([str(at), *row[1:]] for at, row in enumerate(ROWS[1:], start=1))]
    assert not read(numbered)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([ROWS[0], ["履职", *ROWS[1][1:]], ["^", *ROWS[2][1:]], ["评价", *ROWS[3][1:]]], id="beside"),
        pytest.param([*ROWS[:2], ["^", "数量指标", "", "", "", ""], *ROWS[2:]], id="between"),
        pytest.param(ROWS[:2], id="one row"),
    ],
)
def test_names_left_of_the_indicators_or_between_them_may_be_their_levels(rows: Sequence[Sequence[str]]) -> None:
    assert read(rows)


def test_on_a_scan_a_column_of_levels_may_have_gone_unread() -> None:
    assert read(ROWS, confidence=0.999)
