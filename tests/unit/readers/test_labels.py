"""Labels: what differs between prints and what a recogniser slips on is forgiven; what fits two meanings is not."""

import pytest

from extractor.record.labels import Vocabulary, label_key
from extractor.record.wording import (
    DEPARTMENT_MONEY,
    GOAL_COLUMNS,
    HEAD,
    INDICATOR_COLUMNS,
    LIST_COLUMNS,
    MONEY_COLUMNS,
    MONEY_ROWS,
    SECTIONS,
)


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("四、 年度绩效指标完成情况", "年度绩效指标完成情况"),
        ("执行率（B/A）", "执行率"),
        ("2023年度指标值", "指标值"),
        ("指标解释*", "指标解释"),
        ("项目\n名称：", "项目名称"),
    ],
)
def test_a_labels_key_leaves_out_what_offices_print_differently(printed: str, key: str) -> None:
    assert label_key(printed) == key


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("实际 完成\n值", "actual"),
        ("偏差愿因分析及改进措施", "note"),
        ("年度指标倌", "target"),
        ("自评得分(分)", "score"),
        ("年末实绩", "actual"),
        ("三级指标", "level3"),
        ("兰级指标", None),
        ("95%以上", None),
        ("通过改善办学条件,进一步提高群众对教育的满意程度", None),
    ],
)
def test_indicator_heads(text: str, meaning: str | None) -> None:
    assert INDICATOR_COLUMNS.meaning(text) == meaning


def test_what_was_forgiven_or_guessed_is_less_sure() -> None:
    listed, guessed, forgiven = (INDICATOR_COLUMNS.match(t) for t in ("实际完成值", "全年实现程度值", "指标实际完戍值"))
    assert listed is not None and guessed is not None and forgiven is not None
    assert listed.certainty > guessed.certainty > forgiven.certainty


def test_two_meanings_that_fit_alike_are_none() -> None:
    assert Vocabulary({"a": "甲乙丙丁", "b": "甲乙丙戊"}).match("甲乙丙己") is None


@pytest.mark.parametrize(
    ("vocabulary", "text", "meaning"),
    [
        (MONEY_COLUMNS, "核定资金", "budget"),
        (MONEY_COLUMNS, "拨入资金", "received"),
        (MONEY_COLUMNS, "实际列支", "executed"),
        (MONEY_COLUMNS, "使用率", "rate"),
        (MONEY_ROWS, "其中：财政安排", "fiscal"),
        (MONEY_ROWS, "永安区财政局", None),
        (MONEY_ROWS, "县财政事务中心", None),
        (MONEY_ROWS, "宝山区财政局本级", None),
        (MONEY_ROWS, "就业专项资金区配套", None),
        (GOAL_COLUMNS, "实现情况", "actual"),
        (LIST_COLUMNS, "支出项目", "project_name"),
        (LIST_COLUMNS, "档次", "grade"),
    ],
)
def test_labels_nobody_listed_are_told_by_their_build(vocabulary: Vocabulary, text: str, meaning: str | None) -> None:
    assert vocabulary.meaning(text) == meaning


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("填报单位(盖章):某局金额单位:万元", [("reporting_unit", "某局"), ("unit_of_money", "万元")]),
        ("填报单位(盖章)某局", [("reporting_unit", "某局")]),
        ("填报单泣:某局", [("reporting_unit", "某局")]),
        ("编报单位:某局单位:元", [("reporting_unit", "某局"), ("unit_of_money", "元")]),
        ("部门预算项目绩效自评表", []),
    ],
)
def test_labels_inside_a_line_have_their_values_behind_them(line: str, found: list[tuple[str, str]]) -> None:
    hits = list(HEAD.inline(line))
    ends = [*(hit.start for hit in hits[1:]), len(line)]
    assert [(hit.match.meaning, line[hit.end : end]) for hit, end in zip(hits, ends, strict=False)] == found


def test_heads_run_together_are_found_side_by_side() -> None:
    assert [match.meaning for match in MONEY_COLUMNS.within("执行率（%）得分1")] == ["rate", "score"]


@pytest.mark.parametrize(
    ("vocabulary", "meaning", "printed"),
    [
        (INDICATOR_COLUMNS, "target", "批复指标值 申报指标值 绩效标准 预期完成值 目标 年初目标值(A) 当年预期实现值"),
        (INDICATOR_COLUMNS, "actual", "自评值 实施进度 实际达到值 年终完成值 指标实际值"),
        (INDICATOR_COLUMNS, "weight", "应得分 赋分 基本分 参考分值 指标权重(分)"),
        (INDICATOR_COLUMNS, "score", "得分值 自评 单位自评 自评得分"),
        (INDICATOR_COLUMNS, "review_score", "主管部门评分 专家评分 评价组评分 抽查得分 财政审定评分"),
        (INDICATOR_COLUMNS, "level1", "一级目标"),
        (INDICATOR_COLUMNS, "level2", "二级目标"),
        (INDICATOR_COLUMNS, "note", "扣分理由 情况说明 未完成原因和改进措施"),
        (MONEY_COLUMNS, "budget", "下达额度 全年(调整)预算数 指标额度 计划投资"),
        (MONEY_COLUMNS, "budget_initial", "年初预算数 期初预算数"),
        (MONEY_COLUMNS, "executed", "年度拨付金额 实支数 完成投资"),
        (MONEY_COLUMNS, "rate", "支出实现率(%) 支付比例 执行率(B/A)"),
        (MONEY_ROWS, "total", "项目预算 项目总预算 总投资"),
        (MONEY_ROWS, "fiscal", "县级资金 市补助资金 省级专项资金 上级转移支付 中央衔接资金 县(市、区)资金"),
        (MONEY_ROWS, "carryover", "上年结转和结余 年初结转和结余"),
        (MONEY_ROWS, "other", "财政专户管理资金 单位资金 银行贷款 经营收入"),
        (DEPARTMENT_MONEY, "executed", "实际支出 支出决算 决算"),
        (LIST_COLUMNS, "budget", "资金(万元) 资金 批复预算"),
        (SECTIONS, "problems", "主要问题 发现的问题"),
        (SECTIONS, "measures", "整改措施及时限 意见建议"),
    ],
)
def test_what_offices_print_for_one_meaning_is_read_surely(vocabulary: Vocabulary, meaning: str, printed: str) -> None:
    for text in printed.split():
        match = vocabulary.match(text)
        assert match is not None and match.meaning == meaning and match.certainty > 0.8, text
