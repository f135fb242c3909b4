"""What makes a document's names one, and what is mended at their edges."""

from __future__ import annotations

import pytest

from extractor.nlp.consistency import consistent_names, whole_items
from extractor.nlp.list_mates import with_list_mates
from extractor.nlp.names import tidy_names
from extractor.nlp.patterns.project_names import find_projects
from extractor.nlp.patterns.rules import find_by_rule
from extractor.nlp.signature import with_signatures
from extractor.record.narrative import Span
from extractor.record.report_kind import MentionLabel


def place(text: str, words: str, confidence: float, nth: int = 0) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words), "PROJECT", confidence=confidence)


def written(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_a_sure_name_is_found_wherever_it_stands() -> None:
    text = "下达渔港疏浚补助30万元。\n经查，渔港疏浚补助已经支付。"
    found = consistent_names(text, [place(text, "渔港疏浚补助", 0.99)])
    assert written(text, found) == ["渔港疏浚补助"] * 2
    assert found[1].confidence < found[0].confidence


def test_a_sure_name_takes_the_place_of_a_weaker_part_of_it() -> None:
    text = "1.渔港疏浚及清障补助\n关于渔港疏浚及清障补助的说明"
    weak = place(text, "清障补助", 0.6, nth=1)
    found = consistent_names(text, [place(text, "渔港疏浚及清障补助", 0.97), weak])
    assert written(text, found) == ["渔港疏浚及清障补助"] * 2


def test_a_doubtful_name_vouches_for_nothing() -> None:
    text = "渔港疏浚补助30万元，渔港疏浚补助"
    assert len(consistent_names(text, [place(text, "渔港疏浚补助", 0.6)])) == 1


def test_two_names_as_sure_stay_apart() -> None:
    text = "渔港疏浚补助资金和渔港疏浚补助"
    longer, shorter = place(text, "渔港疏浚补助资金", 0.95), place(text, "渔港疏浚补助", 0.95, nth=1)
    assert consistent_names(text, [longer, shorter]) == [longer, shorter]


def test_an_unsure_mark_gives_way_to_sure_names_within_it() -> None:
    text = "1.渔港疏浚补助\n2.灯塔维修\n渔港疏浚补助、灯塔维修预算尚未用完"
    sure = [place(text, "渔港疏浚补助", 0.99), place(text, "灯塔维修", 0.98)]
    found = consistent_names(text, [*sure, place(text, "渔港疏浚补助、灯塔维修预算", 0.5)])
    assert written(text, found) == ["渔港疏浚补助", "灯塔维修"] * 2


def test_a_bodys_money_is_no_project() -> None:
    text = "关于2018年青石县水务局专项资金的说明\n青石县水务局承担了自评"
    body = Span(text.rindex("青石县"), text.rindex("承担"), "ORG", confidence=0.99)
    found = consistent_names(text, [body, place(text, "2018年青石县水务局专项资金", 0.8)])
    assert [(span.label, text[span.start : span.end]) for span in found] == [("ORG", "青石县水务局")] * 2


def test_an_unsure_longer_name_is_not_cut_within_its_words() -> None:
    text = "1.渔港疏浚\n2.老渔港疏浚清障补助"
    longer = place(text, "老渔港疏浚清障补助", 0.5)
    assert consistent_names(text, [place(text, "渔港疏浚", 0.99), longer])[-1] == longer


def test_edges_are_mended() -> None:
    text = "1.渔港疏浚（二期）补助，30万元"
    spans = [Span(0, text.index("）"), "PROJECT")]
    assert written(text, tidy_names(text, spans)) == ["渔港疏浚（二期）"]


def test_joined_indicators_with_measures_of_their_own_are_two() -> None:
    text = "效益指标包含城镇新增就业人数和失业率两方面，专岗和公益岗补贴标准"
    joined = Span(text.index("城镇"), text.index("两方面"), "INDICATOR")
    one = Span(text.index("专岗"), len(text), "INDICATOR")
    assert written(text, tidy_names(text, [joined, one])) == ["城镇新增就业人数", "失业率", "专岗和公益岗补贴标准"]


def test_between_the_amounts_of_a_list_stands_one_name() -> None:
    text = "2020年安排我局人事培训、考核及督查工作10万元、监察、仲裁专项资金5万元、档案管理经费8万元。"
    found = written(text, find_projects(text, find_by_rule(text)))
    assert found == ["人事培训、考核及督查工作", "监察、仲裁专项资金", "档案管理经费"]


def test_an_indicator_begins_behind_its_level_and_ends_before_the_word_itself() -> None:
    text = "效益指标亩均增收率90%，数量指标中新建泵站数量指标12座"
    spans = [Span(0, text.index("90"), "INDICATOR"), Span(text.index("数量指标中"), text.index("12"), "INDICATOR")]
    assert written(text, tidy_names(text, spans)) == ["亩均增收率", "新建泵站数量"]


def test_a_kind_of_spending_is_no_project() -> None:
    for words in ("特定目标类项目支出", "资金来源为区级预算", "年度计划,督导项目"):
        assert tidy_names(words, [Span(0, len(words), "PROJECT")]) == []


def test_an_items_number_is_no_name() -> None:
    assert tidy_names("（二）完成情况", [Span(0, 3, "ORG")]) == []


def test_what_names_nothing_is_dropped() -> None:
    text = "各乡镇政府使用专项资金"
    spans = [Span(0, text.index("使用"), "ORG"), Span(text.index("专项"), len(text), "PROJECT")]
    assert tidy_names(text, spans) == []


def test_an_item_that_is_one_project_is_not_cut_at_its_comma() -> None:
    text = "1.人事培训、考核及督查工作。安排10万元"
    item = place(text, "人事培训、考核及督查工作", 1.0)
    part, other = place(text, "人事培训", 0.9), place(text, "考核及督查工作", 0.9)
    assert written(text, whole_items(text, [part], [item])) == ["人事培训、考核及督查工作"]
    assert whole_items(text, [part, other], [item]) == [part, other]


def test_money_right_behind_a_name_is_its_tail() -> None:
    text = "安排村民养老补贴资金30万元"
    item, part = place(text, "村民养老补贴资金", 1.0), place(text, "村民养老补贴", 0.9)
    assert written(text, whole_items(text, [part], [item])) == ["村民养老补贴资金"]


def test_an_item_among_projects_is_one() -> None:
    text = "安排我局渔港疏浚补助30万元、灯塔维修经费5万元、老干部资金15万元、航标、灯浮更新费8万元。"
    known = [place(text, "渔港疏浚补助", 0.99), place(text, "灯塔维修经费", 0.95), place(text, "航标、灯浮更新费", 0.9)]
    found = with_list_mates(text, known, find_by_rule(text))
    assert written(text, found)[2] == "老干部资金"
    assert found[2].confidence < 0.9


def test_numbered_lines_vouch_for_one_another_unless_most_are_something_else() -> None:
    text = (
        "1.渔港疏浚补助。预算3万元。\n2.灯塔维修。预算5万元。\n3.老干部资金。预算1万元。\n一、打算\n1.加强管理工作。\n"
    )
    known = [place(text, "渔港疏浚补助", 0.99), place(text, "灯塔维修", 0.95)]
    assert written(text, with_list_mates(text, known, [])) == ["渔港疏浚补助", "灯塔维修", "老干部资金"]
    assert with_list_mates(text, known[:1], []) == known[:1]


def tidied(text: str, words: str, label: MentionLabel = "PROJECT") -> list[tuple[str, str]]:
    at = text.index(words)
    return [(one.label, text[one.start : one.end]) for one in tidy_names(text, [Span(at, at + len(words), label)])]


@pytest.mark.parametrize(
    ("text", "marked", "name"),
    [
        ("贵局核拨之渔港疏浚补助，已收讫", "贵局核拨之渔港疏浚补助", "渔港疏浚补助"),
        ("青财社〔2020〕8号下达渔港疏浚补助5万元", "下达渔港疏浚补助", "渔港疏浚补助"),
        ("恳请县财政局追加渔港疏浚补助5万元", "追加渔港疏浚补助", "渔港疏浚补助"),
        ("项目为追加渔港疏浚补助", "追加渔港疏浚补助", "追加渔港疏浚补助"),
        (
            "农业局2022年度提前下达2022年渔港疏浚补助",
            "2022年度提前下达2022年渔港疏浚补助",
            "提前下达2022年渔港疏浚补助",
        ),
        ("1.渔港疏浚补助资金项目：预算", "渔港疏浚补助资金项目", "渔港疏浚补助资金"),
        ("1.“县“清源”渔港补助”。本年", "“县“清源”渔港补助”", "县“清源”渔港补助"),
    ],
)
def test_what_leads_up_to_a_project_or_follows_it_is_none_of_it(text: str, marked: str, name: str) -> None:
    assert tidied(text, marked) == [("PROJECT", name)]


@pytest.mark.parametrize("words", ["公务接待费", "因公出国（境）费", "公务用车运行维护费", "印刷费", "全县累计支出"])
def test_kinds_of_spending_are_no_projects(words: str) -> None:
    assert tidied(f"本年{words}5万元", words) == []


def test_a_body_taken_for_a_project_is_a_body() -> None:
    assert tidied("南里镇博物馆\n2019年", "南里镇博物馆") == [("ORG", "南里镇博物馆")]


def test_a_body_is_marked_without_the_words_around_it() -> None:
    assert tidied("要求州自然资源局配合", "要求州自然资源局", "ORG") == [("ORG", "州自然资源局")]
    assert tidied("水文站及所属单位的报告", "水文站及所属单位", "ORG") == [("ORG", "水文站")]
    assert tidied("报告（南里镇水文站）", "（南里镇水文站）", "ORG") == [("ORG", "南里镇水文站")]


def test_an_indicator_is_marked_without_its_counter_and_what_was_done_to_it() -> None:
    assert tidied("①渔港疏浚率95%", "①渔港疏浚率", "INDICATOR") == [("INDICATOR", "渔港疏浚率")]
    assert tidied("渔港疏浚率控制在95%", "渔港疏浚率控制", "INDICATOR") == [("INDICATOR", "渔港疏浚率")]


def test_who_signs_above_a_date_is_a_body() -> None:
    text = "……如下。\n南里镇第二中学\n2019年11月3日\n项目资金说明\n2019年11月3日\n"
    found = with_signatures(text, [], find_by_rule(text))
    assert [(one.label, text[one.start : one.end]) for one in found] == [("ORG", "南里镇第二中学")]


def test_the_last_word_of_a_heading_is_part_of_the_name() -> None:
    assert tidied("8.校车补贴资金。预算5万元", "校车补贴") == [("PROJECT", "校车补贴资金")]
    assert tidied("8.校车补贴资金5万元", "校车补贴") == [("PROJECT", "校车补贴")]
