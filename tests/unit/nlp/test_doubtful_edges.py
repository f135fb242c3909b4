"""A project's name that may begin or end elsewhere is asked about; one whose edges are plain is not."""

from __future__ import annotations

import pytest

from extractor.nlp.doubtful_edges import is_doubtful
from extractor.nlp.patterns.rules import find_by_rule, without_overlaps
from extractor.record.narrative import Span


def doubtful(text: str, *projects: str) -> bool:
    """Whether the last of the projects named in the text is doubtful."""
    names = [Span(text.index(name), text.index(name) + len(name), "PROJECT") for name in projects]
    mentions = sorted([*names, *without_overlaps(find_by_rule(text), names)], key=lambda span: span.start)
    return is_doubtful(text, names[-1], mentions)


@pytest.mark.parametrize(
    ("text", "projects"),
    [
        ("拨付县教育局校车运行补贴80万元。", ["县教育局校车运行补贴"]),
        ("支撑项目：档案柜核减、驿站邮寄费，9万元。", ["驿站邮寄费"]),
        ("追加零工市场培训、认定等核减预算9万元。", ["追加零工市场培训"]),
        ("学员奖励支出751.81万元，均有发票。", ["学员奖励支出"]),
        ("高清演播室改造（青财建〔2020〕419号）预算9万元。", ["高清演播室改造"]),
    ],
)
def test_an_edge_that_may_lie_elsewhere_is_asked_about(text: str, projects: list[str]) -> None:
    assert doubtful(text, *projects)


@pytest.mark.parametrize(
    ("text", "projects"),
    [
        ("校车运行补贴80万元。", ["校车运行补贴"]),
        ("包括取暖费用8万元、校车运行补贴80万元。", ["取暖费用", "校车运行补贴"]),
        ("包括取暖费用、校车运行补贴和图书购置费。", ["取暖费用", "图书购置费", "校车运行补贴"]),
        ("校车运行补贴（80万元，得分95分）", ["校车运行补贴"]),
    ],
)
def test_plain_edges_need_nobody(text: str, projects: list[str]) -> None:
    assert not doubtful(text, *projects)
