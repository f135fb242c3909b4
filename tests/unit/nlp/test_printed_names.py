"""Names that the forms of a packet print are found in its running text, and no other project is taken for them."""

from __future__ import annotations

import pytest

from extractor.artefacts import find
from extractor.nlp.printed_names import is_printed, with_printed_names
from extractor.nlp.tagger import PipelineTagger
from extractor.record.narrative import Span

PRINTED = ["农村厕所革命", "校车运行补贴", "山洪灾害防治、堤防巡查（第一批）"]


def found(text: str, *names: tuple[str, float], printed: list[str] = PRINTED) -> list[tuple[str, bool]]:
    """The names in the text and whether each is sure, where the network saw ``names`` with these likelihoods."""
    seen = [Span(text.index(n), text.index(n) + len(n), "PROJECT", confidence=likely) for n, likely in names]
    return [(text[s.start : s.end], s.confidence >= 0.9) for s in with_printed_names(text, seen, printed)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("校车运行补贴耗资39.7万元。", [("校车运行补贴", True)]),
        ("为何设“农村厕所革命”？", [("农村厕所革命", True)]),
        ("扎实推进农村厕所革命各项工作。", [("农村厕所革命", False)]),
        ("安排2023年校车运行补贴8万元。", [("校车运行补贴", False)]),
        ("安排校车运行补贴资金8万元。", [("校车运行补贴", False)]),
        ("校车运行补贴（八万元）", [("校车运行补贴", True)]),
        ("山洪灾害防治、堤防巡查(第一批)：3万元", [("山洪灾害防治、堤防巡查(第一批)", True)]),
        ("校东运行补贴耗资39.7万元。", []),
    ],
)
def test_a_printed_name_is_sure_where_it_stands_by_itself(text: str, told: list[tuple[str, bool]]) -> None:
    assert found(text) == told


def test_a_misread_glyph_is_asked_about() -> None:
    printed = ["农村劳动力转移培训补助"]
    assert found("农材劳动力转移培训补助3万元", printed=printed) == [("农材劳动力转移培训补助", False)]
    assert found("农村劳动力转移培训补贴3万元", printed=printed) == []


def test_a_longer_name_of_its_own_stays() -> None:
    assert found("省级校车运行补贴8万元", ("省级校车运行补贴", 0.6)) == [("省级校车运行补贴", False)]
    assert found("校车运行补贴资金8万元", ("校车运行补贴资金", 0.95)) == [("校车运行补贴资金", True)]


def test_words_that_the_network_took_into_a_name_are_left_out() -> None:
    assert found("补助校车运行补贴项目8万元", ("补助校车运行补贴项目", 0.6)) == [("校车运行补贴", True)]


def test_parts_of_a_printed_name_are_one_name() -> None:
    text = "山洪灾害防治、堤防巡查（第一批）3万元"
    told = found(text, ("山洪灾害防治", 0.98), ("堤防巡查（第一批）", 0.98))
    assert told == [("山洪灾害防治、堤防巡查（第一批）", True)]


def test_brackets_and_figures_of_either_width_are_the_same() -> None:
    assert is_printed("堤防巡查(第1批)", ["堤防巡查（第１批）"])


def test_the_pipeline_asks_nobody_about_a_printed_name() -> None:
    text = "青禾县民政局2022年度绩效自评报告\n没有暖心驿站运行补助，老人无处可去，这一年花了12.5万元。\n"
    mentions = PipelineTagger(find("reports-zh")).tag(text, ["暖心驿站运行补助"]).mentions
    told = [(text[span.start : span.end], span.doubts) for span in mentions if span.label == "PROJECT"]
    assert told == [("暖心驿站运行补助", ())]


def test_a_bracket_behind_a_printed_name_may_make_it_another() -> None:
    text = "青禾县民政局2022年度绩效自评报告\n1.暖心驿站运行补助（青财社〔2022〕93号）。预算安排12.5万元。\n"
    mentions = PipelineTagger(find("reports-zh")).tag(text, ["暖心驿站运行补助"]).mentions
    assert all(span.doubts for span in mentions if span.label == "PROJECT")
