"""Forms that give each group of indicators a table of its own under a line with the group's name."""

import pytest

from extractor.paper.block import Block
from extractor.paper.form import Form
from extractor.record.settle import settle
from extractor.stages.blocks_to_forms import blocks_to_forms
from extractor.stages.blocks_to_forms.group_tables import is_group_caption
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from tests.unit.forms.test_blocks_to_forms import drawn, line, page
from tests.unit.forms.test_sheets import HEAD

COLUMNS = ["二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"]
NAMES = ["经济效益指标", "增收"]
OUTPUT = [
    COLUMNS,
    ["数量指标", "里程", "≥10公里", "10公里", "30", "28"],
    ["质量指标", "合格率", "≥95%", "96%", "20", "9"],
]
EFFECT = [COLUMNS, [*NAMES, "≥3万元", "4万元", "30", "30"]]
TURNED = [[*COLUMNS[:2], "实际完成值", "年度指标值", *COLUMNS[4:]], [*NAMES, "4万元", "≥3万元", "30", "30"]]


def _forms(*second: Block) -> tuple[Form, ...]:
    first: list[Block] = [
        line("项目支出绩效自评表", 40, 1),
        drawn(HEAD, 1, 60.0),
        line("（一）产出指标（50分）", 330, 1, left=40),
    ]
    return blocks_to_forms([page(1, [*first, drawn(OUTPUT, 1, 350.0)]), page(2, second)])


def test_the_groups_are_one_table_with_the_name_of_each_over_its_rows() -> None:
    (form,) = _forms(line("（二）效益指标（30分）", 60, 2, left=40), drawn(EFFECT, 2, 80.0))
    assert (form.kind, form.pages) == ("project_evaluation", (1, 2))
    settled = settle(read_project_evaluation(form))
    rows = settled.record.model_dump(mode="json")["indicators"]
    assert [(row["level1"], row["level1_weight"], row["level3"], row["target"], row["actual"]) for row in rows] == [
        ("产出指标", "50", "里程", "≥10公里", "10公里"),
        ("产出指标", "50", "合格率", "≥95%", "96%"),
        ("效益指标", "30", "增收", "≥3万元", "4万元"),
    ]
    assert not [leaf for leaf in settled.leaves.values() if leaf.doubts]


def test_a_group_under_another_header_has_no_cell_that_is_sure() -> None:
    forms = _forms(line("（二）效益指标（30分）", 60, 2, left=40), drawn(TURNED, 2, 80.0))
    cells = [cell for form in forms for table in form.tables for cell in table.cells]
    assert all(cell.certainty < 1 for cell in cells if cell.text in ("4万元", "≥3万元"))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("（一）产出指标（50分）", True),
        ("二、效益指标", True),
        ("满意度指标(10分)", True),
        ("一、产出指标完成情况分析。", False),
        ("三、绩效指标", False),
    ],
)
def test_only_a_groups_own_name_is_its_caption(text: str, known: bool) -> None:
    assert is_group_caption(text) is known
