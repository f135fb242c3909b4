"""Budget books: several projects' targets in one table, a form and a record for each of them."""

from typing import Any

import pytest

from extractor.stages.blocks_to_forms import blocks_to_forms
from extractor.stages.forms_to_records import forms_to_records
from tests.unit.forms.test_blocks_to_forms import drawn, line, page
from tests.unit.readers.paper import plain

HEADS = [
    "单位名称",
    "项目名称",
    "预算数",
    "年度目标",
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
]
MERGED = [
    ["某县林业局", "护林员补助", "12.5", "1.管护到位2.防住火灾", "产出指标", "数量指标", "护林员", "≥", "40", "人"],
    ["^", "^", "^", "^", "效益指标", "生态效益", "覆盖率", "≥", "60", "%"],
    ["^", "苗圃建设一期", "8", "建好苗圃", "产出指标", "数量指标", "苗圃", "=", "2", "处"],
    ["^", "苗圃建设二期", "9", "扩建苗圃", "产出指标", "数量指标", "苗圃", "=", "3", "处"],
    ["^", "^", "^", "^", "^", "质量指标", "成活率", "≥", "95", "%"],
]
REPEATED = [
    [
        above if own == "^" and at < 4 else own
        for at, (own, above) in enumerate(zip(row, MERGED[max(n - 1, 0)], strict=True))
    ]
    for n, row in enumerate(MERGED)
]


def records(rows: list[list[str]], heads: list[str] | None = None, title: str = "项目支出绩效目标公开表") -> list[Any]:
    above = [line(title, 40, 1), line("2024年度 金额单位:万元", 60, 1, left=50)]
    forms = blocks_to_forms([page(1, [*above, drawn([heads or HEADS, *rows], 1)])])
    drafts = forms_to_records(forms)
    assert [draft.doubts for draft in drafts] == [()] * len(drafts)
    return [plain(draft) for draft in drafts]


def test_each_project_of_a_book_is_a_record_with_what_is_printed_for_all() -> None:
    one, two, three = records(MERGED)
    assert [record["project_name"] for record in (one, two, three)] == ["护林员补助", "苗圃建设一期", "苗圃建设二期"]
    assert {(record["title"], record["year"]) for record in (one, two, three)} == {("项目支出绩效目标公开表", 2024)}
    assert {record["reporting_unit"] for record in (one, two, three)} == {"某县林业局"}
    assert one["funds"] == [{"source": "total", "label": "预算数", "budget": "12.5"}]
    assert one["goals"] == [{"expected": "管护到位"}, {"expected": "防住火灾"}]
    assert [row["target"] for row in one["indicators"]] == ["≥40人", "≥60%"]
    assert [(row["level1"], row["level3"], row["target"]) for row in three["indicators"]] == [
        ("产出指标", "苗圃", "=3处"),
        ("产出指标", "成活率", "≥95%"),
    ]


def test_a_book_of_one_project_is_one_record() -> None:
    (record,) = records(MERGED[:2])
    assert (record["reporting_unit"], record["project_name"]) == ("某县林业局", "护林员补助")


def test_names_repeated_on_each_row_make_no_more_projects() -> None:
    assert [record["project_name"] for record in records(REPEATED)] == [
        record["project_name"] for record in records(MERGED)
    ]


@pytest.mark.parametrize(
    ("money", "amounts"),
    [
        (["年度预算金额(元)"], [["125000"]]),
        (["资金总额", "财政拨款", "其他资金"], [["12.5", "10", "2.5"]]),
    ],
)
def test_the_money_of_a_book_stands_under_any_heads(money: list[str], amounts: list[list[str]]) -> None:
    heads = [*HEADS[:2], *money, *HEADS[3:]]
    (record,) = records([[*MERGED[0][:2], *amounts[0], *MERGED[0][3:]]], heads)
    assert (record["funds"][0]["source"], record["funds"][0]["budget"]) == ("total", "12.5")
    assert len(record["funds"]) == len(money)


def test_an_evaluation_can_be_a_book_as_well() -> None:
    heads = [
        "序号",
        "项目名称",
        "预算数",
        "执行数",
        "执行率",
        "一级指标",
        "二级指标",
        "三级指标",
        "指标值",
        "完成值",
        "得分",
    ]
    rows = [
        ["1", "护林员补助", "12.5", "10", "80%", "产出指标", "数量指标", "护林员", "≥40人", "41人", "50"],
        ["2", "苗圃建设", "8", "8", "100%", "产出指标", "数量指标", "苗圃", "2处", "2处", "49"],
    ]
    first, second = records(rows, heads, "项目支出绩效自评表")
    assert first["kind"] == second["kind"] == "project_evaluation"
    (fund,) = first["funds"]
    assert (fund["source"], fund["budget"], fund["executed"], fund["rate"]) == ("total", "12.5", "10", "80")
    assert (second["project_name"], second["indicators"][0]["actual"]) == ("苗圃建设", "2处")
