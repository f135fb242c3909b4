"""Values: what people print on these forms is read exactly, and nothing else passes for a value."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.record.values.amounts import Unit, read_amount, read_yuan, unit_in
from extractor.record.values.comparators import read_comparison, read_target, unify_signs
from extractor.record.values.dates import find_date, read_date, read_period, read_year
from extractor.record.values.names import drop_counter, is_counter_only, is_hint, split_unit_code, split_weight
from extractor.record.values.numbers import plain, read_number, read_percent
from extractor.record.values.numerals import read_numeral
from extractor.record.values.text import Unreadable, clean_text, is_blank, read_text

CASES = Path(__file__).parents[3].parent / "shared" / "amounts.json"


@pytest.mark.parametrize(
    ("printed", "unit", "wan"),
    [
        ("118290082.40元", Unit.WAN, "11829.00824"),
        ("1.2亿元", Unit.WAN, "12000"),
        ("2万", Unit.YUAN, "2"),
        ("8,500.00", Unit.WAN, "8500"),
        ("１２３．５０", Unit.WAN, "123.5"),
        ("￥1,234.50", Unit.YUAN, "0.12345"),
        ("3亿5千万元", Unit.WAN, "35000"),
        ("叁佰万零伍仟元整", Unit.WAN, "300.5"),
        ("玖仟陆佰陆拾伍圆壹角捌分", Unit.WAN, "0.966518"),
        ("562.00(万元)", Unit.YUAN, "562"),
        ("-12.5", Unit.WAN, "-12.5"),
        ("0.00", Unit.WAN, "0"),
        ("—", Unit.WAN, None),
        ("一", Unit.WAN, None),
        ("/", Unit.WAN, None),
        ("", Unit.WAN, None),
        ("无", Unit.WAN, None),
    ],
)
def test_amounts_come_out_in_wan(printed: str, unit: Unit, wan: str | None) -> None:
    assert read_amount(printed, unit) == wan


@pytest.mark.parametrize("printed", ["12..5", "1,23", "12.3.4", "元", "约5万元", "预算数", "3.5万5千", "8500 8500万"])
def test_what_is_no_amount_is_refused(printed: str) -> None:
    with pytest.raises(Unreadable):
        read_amount(printed)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("金额单位:万元", Unit.WAN),
        ("单位：元", Unit.YUAN),
        ("预算数（万元）", Unit.WAN),
        ("全年预算数(万元)(A)", Unit.WAN),
        ("(单位:亿元)", Unit.YI),
        ("单元", None),
        ("预算单位", None),
    ],
)
def test_the_unit_a_header_names(header: str, unit: Unit | None) -> None:
    assert unit_in(header) == unit


@pytest.mark.skipif(not CASES.exists(), reason="the shared number cases are not here")
def test_chinese_numbers_of_other_suites() -> None:
    wrong = []
    for case in json.loads(CASES.read_text(encoding="utf-8")):
        if "sentence" in case["kind"]:
            continue
        try:
            value = {"number": read_numeral, "%": read_percent}.get(case["unit"], _yuan)(case["text"])
        except Unreadable:
            value = None
        expected = case["expected_value"]
        if (value is None) != (expected is None) or (value is not None and Decimal(value) != Decimal(str(expected))):
            wrong.append((case["text"], value, expected))
    assert wrong == []


def _yuan(text: str) -> Decimal:
    return read_yuan(text, Unit.YUAN)


MONEY = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False)


@given(MONEY)
def test_a_printed_amount_survives_every_way_of_printing_it(yuan: Decimal) -> None:
    wan = plain(yuan / 10**4)
    for printed in (f"{yuan}元", f"{yuan:,}元", f"¥{yuan}", f" {yuan} ", f"{yuan:,}".translate(FULL_WIDTH)):
        assert read_amount(printed, Unit.YUAN) == wan


FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
FINANCIAL = "零壹贰叁肆伍陆柒捌玖"


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_financial_capitals_read_back(number: int) -> None:
    assert read_amount(capitals(number) + "元整", Unit.WAN) == plain(Decimal(number) / 10**4)


def capitals(number: int) -> str:
    """The number in financial capitals, as cheques write it."""
    if number == 0:
        return "零"
    groups, text = [], ""
    while number:
        number, group = divmod(number, 10**4)
        groups.append(group)
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            continue
        gap = text and (group < 1000 or (place + 1 < len(groups) and groups[place + 1] == 0))
        text += ("零" if gap else "") + below_ten_thousand(group) + ["", "万", "亿"][place]
    return text


def below_ten_thousand(group: int) -> str:
    text, gap = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = group // unit % 10
        if digit:
            text += ("零" if gap and text else "") + FINANCIAL[digit] + name
        gap = digit == 0
    return text


READERS = [
    read_amount, read_number, read_percent, read_date, read_period, read_comparison, read_numeral,
    read_text, read_year, find_date, clean_text, split_weight, drop_counter, split_unit_code, is_counter_only,
    is_hint, unit_in, unify_signs, is_blank,
]  # fmt: skip
LIKELY = st.text(
    alphabet="0123456789.,-— /元万亿角分整壹拾佰仟零十百点负%百分之年月日至以上≥<>=()（）[]指标目标、:：\n ①",
    max_size=14,
)


@given(st.one_of(st.text(max_size=30), LIKELY))
def test_any_text_is_a_value_or_unreadable(text: str) -> None:
    for reader in READERS:
        try:
            reader(text)
        except Unreadable:
            continue


@given(st.text(max_size=40))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


def test_text_rules() -> None:
    assert clean_text("确保退休职工\n的 正常生活") == "确保退休职工的正常生活"
    assert clean_text("（１）ＡＢ") == "(1)AB"
    assert clean_text("Windows 10 系统") == "Windows 10系统"
    assert [read_text(cell) for cell in ("", " ", "—", "一", "/", "……", "…", "--", "无")] == [None] * 8 + ["无"]


def test_scores_and_percentages() -> None:
    assert [read_number(t) for t in ("11.90", "50分", "100.00", "-", "0")] == ["11.9", "50", "100", None, "0"]
    assert [read_percent(t) for t in ("91.12%", "100.00％", "91.1", "百分之五", "5‰")] == [
        "91.12",
        "100",
        "91.1",
        "5",
        "0.5",
    ]
    with pytest.raises(Unreadable):
        read_number("优")
    with pytest.raises(Unreadable):
        read_percent("91.12%%")


def test_names_lose_counters_weights_and_codes() -> None:
    assert split_weight("产出指标\n（50分）") == ("产出指标", "50")
    assert split_weight("满意度指标") == ("满意度指标", None)
    assert drop_counter("指标 1、机关退休人数") == "机关退休人数"
    assert drop_counter("指标1 2018年发放率") == "2018年发放率"
    assert drop_counter("指标2") == "指标2"
    assert drop_counter("1.2023年完成改造") == "2023年完成改造"
    assert drop_counter("3.5万人参保") == "3.5万人参保"
    assert split_unit_code("[323004]某市劳动就业局") == ("323004", "某市劳动就业局")
    assert split_unit_code("323003-某中心") == ("323003", "某中心")
    assert split_unit_code("2018年某中心") == (None, "2018年某中心")
    assert split_weight("效益指标（权重30）") == ("效益指标", "30")
    assert is_counter_only("指标２") and is_counter_only("……") and not is_counter_only("指标完成率")
    assert is_counter_only("指标…：") and not is_counter_only("指标：")
    assert is_hint("（主要填写存在的问题及原因）") and not is_hint("(一)资金到位较晚")
    assert is_hint("【100字以内】") and is_hint("请简要说明，限100字以内。")
    assert not is_hint("修订简介控制标准;每篇100字以内") and not is_hint("100字")


def test_dates() -> None:
    assert read_date("2019年6月6日") == read_date("二〇一九年六月六日") == read_date("2019.6.6") == "2019-06-06"
    assert read_date("2023年底") == "2023-12-31"
    assert find_date("某局 2020 年 1 月 9 日") == "2020-01-09"
    assert read_period("2020年1月1日至12月31日") == ("2020-01-01", "2020-12-31")
    assert read_year("（ 2018 年度）") == 2018 and read_year("部门自评表") is None
    with pytest.raises(Unreadable):
        read_date("2019年13月1日")


def test_targets_with_their_operators() -> None:
    assert read_comparison("95%以上") == read_comparison("≥95%") == read_comparison(">=95%")
    assert read_comparison("≤3.9万元").met_by(Decimal(39000))
    assert not read_comparison("≥100%").met_by(Decimal("66.55"))
    for words in ("每半年一次", "优良", ""):
        with pytest.raises(Unreadable):
            read_comparison(words)


def test_two_strokes_before_a_figure_are_an_equals_sign() -> None:
    assert [read_target(text) for text in ("二100%", "二 406", "二级", "=100%", "—")] == [
        "=100%",
        "=406",
        "二级",
        "=100%",
        None,
    ]
