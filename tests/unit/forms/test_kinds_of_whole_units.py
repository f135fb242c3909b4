"""A unit's own form is told from a project's even where its title lost a character."""

from __future__ import annotations

import pytest

from extractor.paper.block import Cell, Table
from extractor.paper.box import Box
from extractor.paper.word import Char, Word
from extractor.stages.blocks_to_forms.kinds import kind_of


def table(*rows: list[str]) -> Table:
    width = max(len(row) for row in rows)
    cells = []
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            box = Box(column * 60, at * 20, column * 60 + 60, at * 20 + 20)
            chars = tuple(Char(char, box) for char in text)
            lines = ((Word(1, box, chars, 1.0),),) if text else ()
            cells.append(Cell(1, at, column, 1, 1, box, lines))
    return Table((1,), Box(0, 0, width * 60, len(rows) * 20), len(rows), width, tuple(cells))


COLUMNS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "得分"]
ROW = ["产出指标", "数量指标", "培训人次", "300", "312", "10"]


@pytest.mark.parametrize("title", ["部门整体支出绩效自评表", "部门整支出绩效自评表", "单位体支出绩效自评表"])
def test_a_units_form(title: str) -> None:
    assert kind_of(table(["部门名称", "青禾县教育局"], COLUMNS, ROW), [title]).kind == "department_evaluation"


def test_a_projects_form_stays_one() -> None:
    found = kind_of(table(["项目名称", "校舍维修"], COLUMNS, ROW), ["单位整改项目支出绩效自评表"])
    assert found.kind == "project_evaluation"
