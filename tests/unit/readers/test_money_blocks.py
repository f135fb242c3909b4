"""Money blocks: the same amounts, whichever way their heads run: across, down, both, nested, in pairs, in one cell."""

from typing import Any

import pytest

from extractor.record.settle import Settled, settle
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from tests.unit.readers.paper import form

BELOW = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "得分"]
WIDE = ["项目名称", "道路维修"]
TOTAL = {"budget": "100", "executed": "90"}
FISCAL = {"budget": "80", "executed": "75"}
OTHER = {"budget": "20", "executed": "15"}


def settled(rows: list[list[str]]) -> Settled:
    width = max(6, *(len(row) for row in rows))
    whole = [[*row, *["<"] * (width - len(row))] for row in [WIDE, *rows, BELOW]]
    return settle(read_project_evaluation(form("project_evaluation", [], whole)))


def amounts(rows: list[list[str]]) -> list[tuple[str, dict[str, str]]]:
    record: Any = settled(rows).record.model_dump()
    kinds = ("budget_initial", "budget", "received", "executed", "rate", "weight", "score")
    return [(fund["source"], {key: fund[key] for key in kinds if fund[key] is not None}) for fund in record["funds"]]


SOURCES_DOWN = [
    ["项目资金", "资金来源", "全年预算数", "全年执行数"],
    ["^", "年度资金总额", "100", "90"],
    ["^", "其中:财政拨款", "80", "75"],
    ["^", "其他资金", "20", "15"],
]
SOURCES_ACROSS = [
    ["项目资金", "资金来源", "合计", "财政拨款", "其他资金"],
    ["^", "全年预算数", "100", "80", "20"],
    ["^", "全年支出数", "90", "75", "15"],
]
SOURCES_OVER_AMOUNTS = [
    ["资金总额", "<", "财政拨款", "<", "其他资金", "<"],
    ["预算数", "执行数", "预算数", "执行数", "预算数", "执行数"],
    ["100", "90", "80", "75", "20", "15"],
]
AMOUNTS_OVER_SOURCES = [
    ["全年预算数(万元)", "<", "<", "全年执行数(万元)", "<", "<"],
    ["小计", "财政资金", "其他资金", "小计", "财政资金", "其他资金"],
    ["100", "80", "20", "90", "75", "15"],
]
AMOUNTS_BESIDE_SOURCES = [
    ["项目资金", "预算数", "合计", "100"],
    ["^", "^", "财政拨款", "80"],
    ["^", "^", "其他资金", "20"],
    ["^", "执行数", "合计", "90"],
    ["^", "^", "财政拨款", "75"],
    ["^", "^", "其他资金", "15"],
]
SOURCES_BESIDE_AMOUNTS = [
    ["资金总额", "预算数", "100"],
    ["^", "执行数", "90"],
    ["其中:财政拨款", "预算数", "80"],
    ["^", "执行数", "75"],
    ["其他资金", "预算数", "20"],
    ["^", "执行数", "15"],
]
PAIRS_IN_ROWS = [
    ["全年预算数", "100", "其中:财政拨款", "80", "其他资金", "20"],
    ["全年执行数", "90", "其中:财政拨款", "75", "其他资金", "15"],
]
PAIRS_UNDER_PAIRS = [
    ["项目资金情况", "计划安排资金", "100", "实际使用资金", "90"],
    ["^", "其中:财政拨款", "80", "其中:财政拨款", "75"],
    ["^", "其他资金", "20", "其他资金", "15"],
]
PAIRS_BEHIND_SOURCES = [
    ["年度资金总额", "预算数", "100", "执行数", "90"],
    ["其中:财政拨款", "预算数", "80", "执行数", "75"],
    ["其他资金", "预算数", "20", "执行数", "15"],
]
LISTS_IN_CELLS = [
    ["全年预算数", "资金总额:100万元,其中:财政拨款80万元,其他资金20万元", "<", "<"],
    ["全年执行数", "资金总额:90万元,其中:财政拨款75万元,其他资金15万元", "<", "<"],
]
LABELS_AND_AMOUNTS_IN_ONE_CELL = [
    ["预算安排情况", "资金执行情况"],
    ["预算数:100", "执行数:90"],
    ["其中:财政资金80", "其中:财政资金75"],
    ["其他:20", "其他:15"],
]
THREE_STOREYS = [
    ["资金来源", "资金安排与使用", "<", "<", "<"],
    ["^", "预算", "<", "执行", "<"],
    ["^", "预算数", "占比", "执行数", "占比"],
    ["资金总额", "100", "100%", "90", "100%"],
    ["其中:财政资金", "80", "80%", "75", "83%"],
    ["其他资金", "20", "20%", "15", "17%"],
]
NEUTRAL_INNER_HEADS = [
    ["资金渠道", "预算数", "<", "执行数", "<"],
    ["^", "金额", "比例", "金额", "比例"],
    ["资金合计", "100", "100%", "90", "100%"],
    ["财政资金", "80", "80%", "75", "83%"],
    ["自筹资金", "20", "20%", "15", "17%"],
]


@pytest.mark.parametrize(
    "rows",
    [
        SOURCES_DOWN,
        SOURCES_ACROSS,
        SOURCES_OVER_AMOUNTS,
        AMOUNTS_OVER_SOURCES,
        AMOUNTS_BESIDE_SOURCES,
        SOURCES_BESIDE_AMOUNTS,
        PAIRS_IN_ROWS,
        PAIRS_UNDER_PAIRS,
        PAIRS_BEHIND_SOURCES,
        LISTS_IN_CELLS,
        LABELS_AND_AMOUNTS_IN_ONE_CELL,
        THREE_STOREYS,
        NEUTRAL_INNER_HEADS,
    ],
)
def test_the_same_amounts_are_read_from_every_block(rows: list[list[str]]) -> None:
    assert amounts(rows) == [("total", TOTAL), ("fiscal", FISCAL), ("other", OTHER)]


def test_heads_of_sources_beside_the_budgets_own_head_are_its_parts() -> None:
    rows = [["预算总额", "其中:财政拨款", "自筹及其他", "实际支出"], ["100", "80", "20", "90"]]
    found = settled(rows)
    record: Any = found.record.model_dump()
    kept = [(fund["source"], fund["label"], fund["budget"], fund["executed"]) for fund in record["funds"]]
    assert kept == [
        ("total", "预算总额", "100", "90"),
        ("fiscal", "其中:财政拨款", "80", None),
        ("other", "自筹及其他", "20", None),
    ]
    assert not any(leaf.doubts for path, leaf in found.leaves.items() if path.startswith("/funds"))


@pytest.mark.parametrize("rows", [SOURCES_DOWN, SOURCES_ACROSS, AMOUNTS_OVER_SOURCES, PAIRS_IN_ROWS])
def test_a_block_without_a_label_beside_it_reads_alike(rows: list[list[str]]) -> None:
    bare = [row[1:] if row[0] in ("项目资金", "^") and rows in (SOURCES_DOWN, SOURCES_ACROSS) else row for row in rows]
    assert amounts(bare) == [("total", TOTAL), ("fiscal", FISCAL), ("other", OTHER)]


def test_rates_weights_and_scores_stand_in_rows_as_well_as_in_columns() -> None:
    rows = [*SOURCES_ACROSS, ["^", "预算执行率", "90%", "93.75%", "75%"], ["^", "分值", "10", "", ""],
            ["^", "得分", "9", "", ""]]  # fmt: skip
    assert amounts(rows) == [
        ("total", {**TOTAL, "rate": "90", "weight": "10", "score": "9"}),
        ("fiscal", {**FISCAL, "rate": "93.75"}),
        ("other", {**OTHER, "rate": "75"}),
    ]


def test_heads_of_two_storeys_add_to_each_other() -> None:
    rows = [
        ["资金来源", "预算数", "<", "执行情况", "<", "自评"],
        ["^", "年初", "调整后", "执行数", "执行率", "得分"],
        ["资金总额", "90", "100", "90", "90%", "9"],
    ]
    assert amounts(rows) == [("total", {"budget_initial": "90", **TOTAL, "rate": "90", "score": "9"})]


def test_the_unit_comes_from_the_nearest_head_that_names_one() -> None:
    rows = [
        ["资金来源", "预算(万元)", "<", "执行(元)", "<"],
        ["^", "合计", "财政资金", "合计", "财政资金"],
        ["金额", "100", "80", "900000", "750000"],
    ]
    assert amounts(rows) == [("total", TOTAL), ("fiscal", FISCAL)]


def test_several_sources_of_one_kind_stay_apart() -> None:
    rows = [
        ["资金来源", "合计", "中央资金", "省级资金", "市县资金"],
        ["预算数", "100", "50", "30", "20"],
        ["执行数", "90", "45", "30", "15"],
    ]
    assert amounts(rows)[1:] == [
        ("fiscal", {"budget": "50", "executed": "45"}),
        ("fiscal", {"budget": "30", "executed": "30"}),
        ("fiscal", OTHER),
    ]


def test_a_source_keeps_its_printed_counter_and_loses_colon_and_unit() -> None:
    rows = [["项目资金", "资金来源", "全年预算数", "全年执行数"]]
    rows += [
        ["^", "资金总额:", "100", "90"],
        ["^", "1.本年财政拨款(万元)", "80", "75"],
        ["^", "2.其他资金", "20", "15"],
    ]
    record: Any = settled(rows).record.model_dump()
    assert [fund["label"] for fund in record["funds"]] == ["资金总额", "1.本年财政拨款", "2.其他资金"]


def test_a_block_is_read_through_misread_heads_and_decorations() -> None:
    rows = [
        ["项目资金\n(万元)", "", "全年预算数(A)", "全年执行数(B)\n", "执行率(B/A,%)"],
        ["^", "1.年度资金总颔", "100", "90", "90"],
        ["^", "其中:财政拔款", "80", "75", "93.75"],
        ["^", "(2)其他资金", "20", "15", "75"],
    ]
    assert [(source, values["budget"]) for source, values in amounts(rows)] == [
        ("total", "100"),
        ("fiscal", "80"),
        ("other", "20"),
    ]


def test_a_source_nobody_knows_is_read_and_doubted() -> None:
    rows = [*SOURCES_DOWN, ["^", "彩票公益金", "5", "5"]]
    found = settled(rows)
    assert amounts(rows)[-1] == ("other", {"budget": "5", "executed": "5"})
    assert "row-guessed" in found.leaves["/funds/3/budget"].doubts


def test_a_kind_of_amount_nobody_knows_is_left_and_named() -> None:
    rows = [[*row, extra] for row, extra in zip(SOURCES_DOWN, ["盘活存量", "7", "7", ""], strict=True)]
    found = settled(rows)
    assert amounts(rows) == [("total", TOTAL), ("fiscal", FISCAL), ("other", OTHER)]
    assert any(doubt.startswith("unclaimed:盘活存量") for doubt in found.doubts)
    assert any(doubt == "unclaimed:7" for doubt in found.doubts)


def test_the_years_that_are_not_this_years_are_left_and_named() -> None:
    rows = [
        ["资金来源", "预算数", "<", "执行数", "<"],
        ["^", "财政资金", "其他资金", "财政资金", "其他资金"],
        ["上年", "70", "10", "60", "10"],
        ["本年", "80", "20", "75", "15"],
    ]
    assert settled(rows).doubts


def test_amounts_of_a_kind_nobody_names_are_taken_for_budgets_and_doubted() -> None:
    rows = [["项目资金", "年度资金总额", "100", "其中:财政拨款", "80", "其他资金", "20"]]
    found = settled(rows)
    assert amounts(rows) == [("total", {"budget": "100"}), ("fiscal", {"budget": "80"}), ("other", {"budget": "20"})]
    assert "column-guessed" in found.leaves["/funds/0/budget"].doubts


@pytest.mark.parametrize(
    "rows",
    [
        [["资金总额", "100", "<"], ["实际支出", "90", "预算执行率", "90%"]],
        [["年度预算", "100", "实际支出", "90", "执行率", "90%"]],
        [["资金执行情况", "预算数", "100", "执行数", "90"], ["^", "预算执行率", "90%", "", ""]],
        [["资金安排及使用情况", "预算数：100.00万元；支出数：90.00万元；执行率：90%"]],
    ],
)
def test_a_single_pair_of_amounts_is_the_total(rows: list[list[str]]) -> None:
    assert amounts(rows) == [("total", {**TOTAL, "rate": "90"})]


def test_words_where_an_amount_is_expected_are_asked_about() -> None:
    rows = [list(row) for row in SOURCES_DOWN]
    rows[2][2] = "见附件说明"
    leaf = settled(rows).leaves["/funds/1/budget"]
    assert (leaf.value, leaf.raw, bool(leaf.doubts)) == (None, "见附件说明", True)


def test_what_a_budget_was_changed_by_is_no_budget() -> None:
    heads = ["资金来源", "年初预算金额", "预算调整(+/-)", "调整后预算金额", "执行金额"]
    rows = [heads, ["资金总额", "90", "10", "100", "90"]]
    assert amounts(rows) == [("total", {"budget_initial": "90", "budget": "100", "executed": "90"})]


def test_a_rate_beside_amounts_of_several_sources_is_that_of_the_total() -> None:
    rows = [
        ["预算执行情况", "预算数", "<", "<", "执行数", "<", "<", "执行率"],
        ["^", "小计", "财政拨款", "其他资金", "小计", "财政拨款", "其他资金", "^"],
        ["^", "100", "80", "20", "90", "75", "15", "90%"],
    ]
    assert amounts(rows) == [("total", {**TOTAL, "rate": "90"}), ("fiscal", FISCAL), ("other", OTHER)]


def test_pairs_down_beside_goals_are_named_by_the_budget_and_leave_the_goals_alone() -> None:
    found: Any = settled(
        [
            ["年初预算数", "90", "年初绩效目标", "修好道路，保证群众出行畅通安全。", "<", "<"],
            ["全年预算数", "100", "^", "^", "^", "^"],
            ["其中：财政拨款", "80", "^", "^", "^", "^"],
            ["全年支出数", "75", "目标完成情况", "道路已经修好，群众出行畅通安全。", "<", "<"],
            ["预算执行率", "75%", "^", "^", "^", "^"],
        ]
    ).record.model_dump()
    assert [(fund["label"], fund["budget_initial"], fund["budget"]) for fund in found["funds"]] == [
        ("全年预算数", "90", "100"),
        ("其中:财政拨款", None, "80"),
    ]
    assert found["execution_rate"] == "75" and found["funds"][0]["executed"] == "75"
    (goal,) = found["goals"]
    assert goal["expected"].startswith("修好道路") and goal["actual"].startswith("道路已经")
