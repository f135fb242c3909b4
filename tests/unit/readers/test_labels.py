"""Labels: what differs between prints and what a recogniser slips on is forgiven; what fits two meanings is not."""

import pytest

from extractor.record.labels import Vocabulary, label_key
from extractor.record.wording import GOAL_COLUMNS, HEAD, INDICATOR_COLUMNS, LIST_COLUMNS, MONEY_COLUMNS, MONEY_ROWS


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
