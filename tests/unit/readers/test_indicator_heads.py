"""Indicator tables: the same rows under heads of one storey or several, whatever else an office adds to them."""

from typing import Any

import pytest

from extractor.record.settle import Settled, settle
from extractor.stages.forms_to_records.project_evaluation import read_project_evaluation
from extractor.stages.forms_to_records.project_target import read_project_target
from tests.unit.readers.paper import form

EXPECTED = [
    ("产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "48.5"),
    ("满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%", "40", "40"),
]
KEYS = ("level1", "level2", "level3", "target", "actual", "weight", "score")

NESTED_RESULTS = [
    ["绩效指标", "指标分级", "<", "<", "年度指标值", "<", "自评情况", "<", "偏差原因"],
    ["^", "一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分", "^"],
    ["^", "产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "48.5", "雨季"],
    ["^", "满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%", "40", "40", ""],
]
PART_OF_THE_YEAR = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "<", "<", "实际完成值", "分值", "得分"],
    ["^", "^", "^", "年初", "年中", "全年", "^", "^", "^"],
    ["产出指标", "数量指标", "里程", "≥5公里", "≥7公里", "≥10公里", "10公里", "50", "48.5"],
    ["满意度指标", "服务对象满意度指标", "满意度", "≥80%", "≥85%", "≥90%", "95%", "40", "40"],
]
RESULTS_BY_HALF_YEAR = [
    ["一级指标", "二级指标", "三级指标", "指标值", "完成情况", "<", "分值", "得分"],
    ["^", "^", "^", "^", "上半年", "全年", "^", "^"],
    ["产出指标", "数量指标", "里程", "≥10公里", "4公里", "10公里", "50", "48.5"],
    ["满意度指标", "服务对象满意度指标", "满意度", "≥90%", "93%", "95%", "40", "40"],
]
REVIEWED = [
    ["序号", "一级指标", "二级指标", "三级指标", "目标值", "实际完成情况", "分值", "自评", "<", "财政复核", "<"],
    ["^", "^", "^", "^", "^", "^", "^", "得分", "说明", "得分", "复核意见"],
    ["1", "产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "48.5", "雨季", "47", "属实"],
    ["2", "满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%", "40", "40", "", "39", ""],
]
WITH_COEFFICIENT = [
    [
        "一级指标",
        "二级指标",
        "指标名称",
        "性质",
        "指标值",
        "单位",
        "完成值",
        "得分系数(%)",
        "权重(分)",
        "得分",
        "核心指标",
    ],
    ["产出指标", "数量指标", "里程", "≥", "10", "公里", "10公里", "97", "50", "48.5", "是"],
    ["满意度指标", "服务对象满意度指标", "满意度", "≥", "90", "%", "95%", "100", "40", "40", "否"],
]
TYPES_BESIDE_OPERATORS = [
    ["一级指标", "二级指标", "指标名称", "指标类型", "计算符号", "指标值", "计量单位", "完成值", "分值", "得分"],
    ["产出指标", "数量指标", "里程", "定量", "≥", "10", "公里", "10公里", "50", "48.5"],
    ["满意度指标", "服务对象满意度指标", "满意度", "定量", "≥", "90", "%", "95%", "40", "40"],
]
OPERATORS_NOBODY_LISTED = [
    ["一级指标", "二级指标", "三级指标", "界限", "指标值", "计量单位", "完成值", "分值", "得分"],
    ["产出指标", "数量指标", "里程", "≥", "10", "公里", "10公里", "50", "48.5"],
    ["满意度指标", "服务对象满意度指标", "满意度", "≥", "90", "%", "95%", "40", "40"],
]
TICKED_REASONS = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析", "<", "<"],
    ["^", "^", "^", "^", "^", "^", "^", "经费保障", "其他", "原因说明及改进措施"],
    ["产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "48.5", "", "√", "雨季"],
    ["满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%", "40", "40", "", "", ""],
]
LEVELS_LAST = [
    ["得分", "分值", "实际值", "年度目标", "三级指标", "二级指标", "一级指标"],
    ["48.5", "50", "10公里", "≥10公里", "里程", "数量指标", "产出指标"],
    ["40", "40", "95%", "≥90%", "满意度", "服务对象满意度指标", "满意度指标"],
]
LEVELS_NAMED_OTHERWISE = [
    ["绩效指标", "指标大类", "指标类型", "指标名称", "计划值", "实绩", "满分", "自评得分"],
    ["^", "产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "48.5"],
    ["^", "满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%", "40", "40"],
]
CAPTION_AND_UNITS = [
    ["年度绩效指标完成情况", "<", "<", "<", "<", "<", "<"],
    ["一级\n指标", "二级\n指标", "三级\n指标", "年度\n指标值\n(A)", "实际\n完成值\n(B)", "分值\n(100分)", "得\n分"],
    ["产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "48.5"],
    ["满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%", "40", "40"],
]
HEAD_AGAIN_ON_THE_NEXT_PAGE = [
    ["绩效指标", "指标分级", "<", "<", "年度指标值", "<", "自评情况", "<"],
    ["^", "一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分"],
    ["^", "产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "48.5"],
    ["绩效指标", "指标分级", "<", "<", "年度指标值", "<", "自评情况", "<"],
    ["^", "一级指标", "二级指标", "三级指标", "目标值", "完成值", "分值", "得分"],
    ["^", "满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%", "40", "40"],
]
TARGET_OVER_THREE_HEADS = [
    ["一级指标", "二级指标", "三级指标", "年度指标值", "<", "<", "完成值", "分值", "得分"],
    ["^", "^", "^", "运算符号", "目标值", "计量单位", "^", "^", "^"],
    ["产出指标", "数量指标", "里程", "≥", "10", "公里", "10公里", "50", "48.5"],
    ["满意度指标", "服务对象满意度指标", "满意度", "≥", "90", "%", "95%", "40", "40"],
]
SCORES_UNDER_A_COMMON_HEAD = [
    ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "评分", "<", "<"],
    ["", "", "", "", "", "分值", "得分", "扣分原因"],
    ["产出指标", "数量指标", "里程", "≥10公里", "10公里", "50", "48.5", "雨季"],
    ["满意度指标", "服务对象满意度指标", "满意度", "≥90%", "95%", "40", "40", ""],
]


def evaluated(rows: list[list[str]]) -> Settled:
    width = max(len(row) for row in rows)
    above = [["项目名称", "道路维修", *["<"] * (width - 2)]]
    return settle(read_project_evaluation(form("project_evaluation", ["项目自评表"], [*above, *rows])))


@pytest.mark.parametrize(
    "rows",
    [
        NESTED_RESULTS,
        PART_OF_THE_YEAR,
        RESULTS_BY_HALF_YEAR,
        REVIEWED,
        WITH_COEFFICIENT,
        TYPES_BESIDE_OPERATORS,
        OPERATORS_NOBODY_LISTED,
        TICKED_REASONS,
        LEVELS_LAST,
        LEVELS_NAMED_OTHERWISE,
        CAPTION_AND_UNITS,
        HEAD_AGAIN_ON_THE_NEXT_PAGE,
        TARGET_OVER_THREE_HEADS,
        SCORES_UNDER_A_COMMON_HEAD,
    ],
)
def test_the_same_rows_are_read_under_every_head(rows: list[list[str]]) -> None:
    found = evaluated(rows)
    record: Any = found.record.model_dump()
    assert [tuple(row[key] for key in KEYS) for row in record["indicators"]] == EXPECTED
    assert found.doubts == ()


@pytest.mark.parametrize("rows", [NESTED_RESULTS, REVIEWED, TICKED_REASONS, SCORES_UNDER_A_COMMON_HEAD])
def test_the_units_own_reasons_are_its_notes(rows: list[list[str]]) -> None:
    record: Any = evaluated(rows).record.model_dump()
    assert [row["note"] for row in record["indicators"]] == ["雨季", None]


def test_columns_that_mean_the_same_are_asked_about() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标值", "目标值", "完成值"],
        ["产出指标", "数量指标", "里程", "≥10公里", "≥12公里", "10公里"],
    ]
    found = evaluated(rows)
    assert "column-by-place" in found.leaves["/indicators/0/target"].doubts
    assert any(doubt.startswith("unclaimed:≥12公里") for doubt in found.doubts)


def test_a_column_nobody_knows_is_named() -> None:
    rows = [[*row, extra] for row, extra in zip(LEVELS_LAST, ["调研样本", "三百份", ""], strict=True)]
    assert "unclaimed:三百份" in evaluated(rows).doubts


def test_a_column_that_only_looks_like_results_is_named_where_a_target_has_no_place_for_it() -> None:
    rows = [
        ["项目名称", "甲", "<", "<", "<"],
        ["一级指标", "二级指标", "三级指标", "款项去处", "年度指标值"],
        ["产出指标", "数量指标", "里程", "按竣工图计", "≥10公里"],
        ["满意度指标", "服务对象满意度指标", "满意度", "按问卷计", "≥90%"],
    ]
    assert "unknown-column" in settle(read_project_target(form("project_target", ["某绩效目标表"], rows))).doubts
    rows[1][3] = "指标说明"
    assert settle(read_project_target(form("project_target", ["某绩效目标表"], rows))).doubts == ()


def test_a_target_that_was_not_adjusted_is_the_one_first_set_and_asked_about() -> None:
    rows = [
        ["指标名称", "计量单位", "指标性质", "年初指标值", "调整指标值", "全年完成值", "得分"],
        ["里程", "公里", "≥", "100", "120", "125", "20"],
        ["满意度", "%", "≥", "90", "", "92", "10"],
        ["合格率", "%", "≥", "", "", "92", "10"],
    ]
    found = evaluated(rows)
    record: Any = found.record.model_dump()
    assert [row["target"] for row in record["indicators"]][:2] == ["≥120公里", "≥90%"]
    assert found.leaves["/indicators/0/target"].doubts == ()
    assert found.leaves["/indicators/1/target"].doubts == ("adjusted-blank",)
    assert found.leaves["/indicators/2/target"].doubts == ("value-missing",)


def test_the_only_head_nobody_knows_is_the_one_every_table_has() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "应有程度", "实际完成情况", "分值", "得分"],
        ["产出指标", "数量指标", "里程", "10公里", "10公里", "50", "48.5"],
    ]
    found = evaluated(rows)
    record: Any = found.record.model_dump()
    assert record["indicators"][0]["target"] == "10公里"
    assert "column-by-place" in found.leaves["/indicators/0/target"].doubts


TARGET = [
    ("产出指标", "数量指标", "里程", "新建与改建", "≥10公里", "年度计划"),
    ("产出指标", "质量指标", "合格率", None, "100%", None),
]
QUARTERS = [
    ["绩效指标", "一级指标", "二级指标", "三级指标", "指标内容", "指标值", "<", "<", "<", "<", "指标值确定依据"],
    ["^", "^", "^", "^", "^", "一季度", "二季度", "三季度", "四季度", "全年", "^"],
    ["^", "产出指标", "数量指标", "里程", "新建与改建", "1公里", "3公里", "6公里", "10公里", "≥10公里", "年度计划"],
    ["^", "^", "质量指标", "合格率", "", "", "", "", "", "100%", ""],
]
TERMS = [
    ["一级指标", "二级指标", "三级指标", "指标说明", "实施期指标值", "年度指标值", "备注"],
    ["产出指标", "数量指标", "里程", "新建与改建", "≥30公里", "≥10公里", "年度计划"],
    ["^", "质量指标", "合格率", "", "100%", "100%", ""],
]
PREVIOUS_YEARS = [
    ["一级指标", "二级指标", "三级指标", "绩效指标描述", "历史值", "<", "指标值", "数据来源"],
    ["^", "^", "^", "^", "前年", "上年", "^", "^"],
    ["产出指标", "数量指标", "里程", "新建与改建", "7公里", "8公里", "≥10公里", "年度计划"],
    ["^", "质量指标", "合格率", "", "", "99%", "100%", ""],
]
YEARS_UNDER_THE_TARGET = [
    ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "<", "<", "数据来源"],
    ["^", "^", "^", "^", "近两年指标值", "<", "预期当年实现", "^"],
    ["^", "^", "^", "^", "前年", "上年", "^", "^"],
    ["产出指标", "数量指标", "里程", "新建与改建", "7公里", "8公里", "≥10公里", "年度计划"],
    ["^", "质量指标", "合格率", "", "", "99%", "100%", ""],
]
YEARS_BESIDE_EACH_OTHER = [
    ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "<", "<", "数据来源"],
    ["^", "^", "^", "^", "前年", "上年", "本年", "^"],
    ["产出指标", "数量指标", "里程", "新建与改建", "7公里", "8公里", "≥10公里", "年度计划"],
    ["^", "质量指标", "合格率", "", "", "99%", "100%", ""],
]
WEIGHTED = [
    ["一级指标", "二级指标", "三级指标", "指标解释", "分值权重", "绩效目标值", "目标值依据", "责任科室"],
    ["产出指标", "数量指标", "里程", "新建与改建", "20", "≥10公里", "年度计划", "工程股"],
    ["^", "质量指标", "合格率", "", "20", "100%", "", ""],
]


@pytest.mark.parametrize(
    "rows", [QUARTERS, TERMS, PREVIOUS_YEARS, YEARS_UNDER_THE_TARGET, YEARS_BESIDE_EACH_OTHER, WEIGHTED]
)
def test_a_target_is_the_whole_years(rows: list[list[str]]) -> None:
    above = [["项目名称", "道路维修", *["<"] * (len(rows[0]) - 2)]]
    found = settle(read_project_target(form("project_target", ["绩效目标表"], [*above, *rows])))
    record: Any = found.record.model_dump()
    keys = ("level1", "level2", "level3", "description", "target", "basis")
    assert [tuple(row[key] for key in keys) for row in record["indicators"]] == TARGET
    assert found.doubts == ()


def test_quarters_without_a_whole_year_are_asked_about() -> None:
    rows = [[cell for at, cell in enumerate(row) if at != 9] for row in QUARTERS]
    above = [["项目名称", "道路维修", *["<"] * (len(rows[0]) - 2)]]
    found = settle(read_project_target(form("project_target", ["绩效目标表"], [*above, *rows])))
    leaf = found.leaves["/indicators/0/target"]
    assert (leaf.value, bool(leaf.doubts)) == ("10公里", True)


@pytest.mark.parametrize("head", ["指标类别", "指标类型", "绩效指标", "指标分类"])
def test_one_column_of_levels_is_told_by_its_names(head: str) -> None:
    rows = [
        [head, "指标名称", "目标值", "完成值", "自评分"],
        ["产出指标", "里程", "10公里", "12公里", "50"],
        ["产出指标", "合格率", "100%", "100%", "30"],
        ["满意度指标", "满意度", "90%", "95%", "20"],
        ["自评总分", "<", "<", "<", "100"],
    ]
    found = evaluated(rows)
    record: Any = found.record.model_dump()
    assert [(row["level1"], row["level3"], row["target"]) for row in record["indicators"]] == [
        ("产出指标", "里程", "10公里"),
        ("产出指标", "合格率", "100%"),
        ("满意度指标", "满意度", "90%"),
    ]
    assert found.leaves["/indicators/0/level1"].doubts == ()


def test_a_column_of_levels_with_other_words_among_its_names_is_asked_about() -> None:
    rows = [
        ["指标类别", "指标名称", "目标值", "完成值", "自评分"],
        ["产出指标", "里程", "10公里", "12公里", "50"],
        ["效益指标", "通行", "提高", "提高", "30"],
        ["道路养护", "满意度", "90%", "95%", "20"],
        ["自评总分", "<", "<", "<", "100"],
    ]
    assert "column-by-content" in evaluated(rows).leaves["/indicators/0/level1"].doubts


def test_words_under_a_head_of_operators_are_no_part_of_the_target() -> None:
    rows = [
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "完成值", "得分"],
        ["产出指标", "数量指标", "里程", "共性指标", "10公里", "12公里", "50"],
        ["产出指标", "质量指标", "合格率", "个性指标", "100%", "100%", "30"],
    ]
    found = evaluated(rows)
    record: Any = found.record.model_dump()
    assert [row["target"] for row in record["indicators"]] == ["10公里", "100%"]
    assert "unclaimed:共性指标" in found.doubts


def test_a_short_result_over_a_table_with_a_label_beside_it_is_no_storey_of_its_head() -> None:
    rows = [
        ["年度目标", "修好三条路并保障畅通安全运行", "<", "<", "<", "<"],
        ["目标完成情况", "已完成", "<", "<", "<", "<"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "完成值"],
        ["^", "产出指标", "数量指标", "里程", "10公里", "12公里"],
    ]
    record: Any = evaluated(rows).record.model_dump()
    assert record["goals"][0]["actual"] == "已完成"
    assert record["indicators"][0]["level1"] == "产出指标"


def test_a_box_to_sign_under_a_column_of_levels_is_none_of_its_names() -> None:
    rows = [
        ["指标类别", "指标分类", "指标名称", "目标值"],
        ["产出指标", "数量指标", "里程", "10公里"],
        ["效益指标", "社会效益指标", "通行", "提高"],
        ["申报单位意见", "<", "(盖章) 年 月 日", "<"],
    ]
    found = settle(read_project_target(form("project_target", ["绩效目标表"], [["项目名称", "道路", "<", "<"], *rows])))
    kept = [found.leaves[f"/indicators/0/{level}"] for level in ("level1", "level2")]
    assert [(leaf.value, leaf.doubts) for leaf in kept] == [("产出指标", ()), ("数量指标", ())]


def test_heads_that_name_no_level_are_told_by_the_levels_below_them() -> None:
    rows = [
        ["指标类型", "指标分类", "绩效指标", "目标值", "数据来源"],
        ["产出指标", "数量指标", "培训人次", "≥300人次", "签到表"],
        ["效益指标", "社会效益指标", "就业率", "90%", "台账"],
    ]
    found = settle(read_project_target(form("project_target", ["项目支出绩效目标表"], rows)))
    record: Any = found.record.model_dump()
    keys = ("level1", "level2", "level3", "target", "basis")
    assert [[row[key] for key in keys] for row in record["indicators"]] == rows[1:]
    assert found.doubts == ()


def test_a_head_over_the_heads_of_levels_names_no_indicators() -> None:
    rows = [
        ["绩效指标", "<", "<", "权重", "目标值"],
        ["一级指标", "二级指标", "三级指标", "^", "^"],
        ["产出指标", "数量指标", "里程", "50", "≥10公里"],
    ]
    record: Any = settle(read_project_target(form("project_target", ["绩效目标表"], rows))).record
    assert [(row.level1, row.level2, row.level3) for row in record.indicators] == [("产出指标", "数量指标", "里程")]
