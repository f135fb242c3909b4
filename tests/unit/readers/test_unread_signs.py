"""A sign beside a target, in a column of its own, that nobody could read: ≥ or % may be lost with it."""

from dataclasses import replace

import pytest

from extractor.paper.block import Table
from extractor.paper.form import Form
from extractor.record.settle import settle
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers.paper import form

ROWS = [
    ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"],
    ["产出指标", "数量指标", "检查次数", "≥", "12", "次"],
    ["^", "质量指标", "合格率", "", "95", "%"],
    ["效益指标", "社会效益指标", "投诉下降", "≤", "3", "件"],
]


def _inked(ink: float) -> Form:
    drawn = form("project_target", ["项目支出绩效目标表"], ROWS)
    blocks = [
        replace(block, cells=tuple(replace(c, ink=ink) if (c.row, c.column) == (2, 3) else c for c in block.cells))
        if isinstance(block, Table)
        else block
        for block in drawn.blocks
    ]
    return replace(drawn, blocks=tuple(blocks))


@pytest.mark.parametrize(("ink", "asked"), [(0.0, False), (0.0055, True)])
def test_a_target_beside_ink_without_words_is_asked_about(ink: float, asked: bool) -> None:
    leaf = settle(read_project_target(_inked(ink))).leaves["/indicators/1/target"]
    assert leaf.value == "95%"
    assert ("unread-ink" in leaf.doubts) is asked
