"""Figures, dates and document numbers that stand in sentences, and what must not be taken for them."""

from __future__ import annotations

import pytest

from extractor.nlp.patterns.rules import find_by_rule


def mentions(text: str) -> list[tuple[str, str, str | None]]:
    return [(span.label, text[span.start : span.end], span.value) for span in find_by_rule(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("完成率达99.8%", [("PERCENT", "99.8%", "99.8")]),
        ("整改率百分之九十五", [("PERCENT", "百分之九十五", "95")]),
        ("发放率达到3个100%", [("COUNT", "3个", "3"), ("PERCENT", "100%", "100")]),
        ("做到100百分比", [("PERCENT", "100百分比", "100")]),
        ("截至2023年底", [("DATE", "2023年底", "2023-12-31")]),
        ("二〇一九年六月六日", [("DATE", "二〇一九年六月六日", "2019-06-06")]),
        ("根据青财绩〔2022〕31号通知", [("DOC_NO", "青财绩〔2022〕31号", None)]),
        ("依据冀财预[2019]5号，", [("DOC_NO", "冀财预[2019]5号", None)]),
        ("经自评得92.5分", [("SCORE", "92.5分", "92.5")]),
        ("评价等级为优秀。", [("GRADE", "优秀", "优")]),
        ("培训1137人、发放246笔", [("COUNT", "1137人", "1137"), ("COUNT", "246笔", "246")]),
        ("共设四个方面", [("COUNT", "四个", "4")]),
    ],
)
def test_what_stands_in_sentences(text: str, wanted: list[tuple[str, str, str | None]]) -> None:
    assert mentions(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "优化支出结构",
        "每年一次检查",
        "落实三项制度",
        "面积3400平方米",
        "拨打12345热线",
        "进行百分制考核",
        "良性循环",
        "中心工作",
        "差异较大",
    ],
)
def test_what_is_no_mention(text: str) -> None:
    assert mentions(text) == []
