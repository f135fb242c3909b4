"""What belongs to what, told from the words between: gold mentions in, links out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.nlp.linking.links import link
from extractor.nlp.patterns.rules import find_by_rule, without_overlaps
from extractor.record.narrative import NAMED_BY_MODEL, Narrative, Span


def read(text: str, *projects: str, indicators: tuple[str, ...] = ()) -> Narrative:
    """Links a text whose names are given; its figures are found by rule."""
    names = [*_places(text, projects, "PROJECT"), *_places(text, indicators, "INDICATOR")]
    return link(text, sorted([*names, *without_overlaps(find_by_rule(text), names)], key=lambda span: span.start))


def _places(text: str, words: tuple[str, ...], label: str) -> list[Span]:
    return [
        Span(at, at + len(word), label)  # type: ignore[arg-type]
        for word in words
        for at in range(len(text))
        if text.startswith(word, at)
    ]


def amounts(narrative: Narrative) -> list[str | None]:
    return [project.amount.value if project.amount else None for project in narrative.projects]


def test_money_beside_a_name_is_its_budget() -> None:
    told = read("全年安排道路养护经费30万元、路灯电费补助（8.5万元）。", "道路养护经费", "路灯电费补助")
    assert amounts(told) == ["30", "8.5"]


def test_a_series_is_given_in_turn() -> None:
    told = read("下达道路养护经费、路灯电费补助，分别为3.5和4万元。", "道路养护经费", "路灯电费补助")
    assert amounts(told) == ["3.5", "4"]


def test_money_spent_is_not_the_budget() -> None:
    told = read("1.道路养护经费，实际支出20万元，年初预算30万元。自评得分92.5分，等级为优。", "道路养护经费")
    project = told.projects[0]
    assert (project.amount and project.amount.value) == "30"
    assert (project.score and project.score.value) == "92.5"
    assert (project.grade and project.grade.value) == "优"


def test_a_heading_holds_until_the_next() -> None:
    text = "1.道路养护经费\n预算安排30万元。\n2.下一步打算\n拟安排60万元。"
    assert amounts(read(text, "道路养护经费")) == ["30"]


def test_two_items_in_one_line_keep_their_money_apart() -> None:
    text = "14.9村道路养护经费。安排30万元。15.路灯电费补助。安排8.5万元。16.安排60万元。"
    assert amounts(read(text, "9村道路养护经费", "路灯电费补助")) == ["30", "8.5"]


def test_an_item_may_open_with_whose_project_it_is() -> None:
    text = "1.青石县水务局道路养护经费。预算30万元，路面平整。自评95分。"
    names = [Span(2, 8, "ORG"), Span(8, 14, "PROJECT")]
    told = link(text, sorted([*names, *find_by_rule(text)], key=lambda span: span.start)).projects[0]
    assert (told.amount and told.amount.value, told.score and told.score.value) == ("30", "95")


def test_projects_stand_in_the_order_of_their_first_mention() -> None:
    told = read("其中道路养护经费最多，为30万元，路灯电费补助8万元。", "道路养护经费", "路灯电费补助")
    assert amounts(told) == ["30", "8"]


def test_items_beneath_a_project_are_all_about_it() -> None:
    text = "1.道路养护经费\n（1）用途：维修路面；（2）预算安排30万元；（3）自评得分95分。"
    told = read(text, "道路养护经费").projects[0]
    assert (told.amount and told.amount.value, told.score and told.score.value) == ("30", "95")


def test_joined_indicators_share_the_value_behind_the_last() -> None:
    text = "1.道路养护经费，金额30万元。产出指标：路面完好率、任务完成率95%以上。"
    told = read(text, "道路养护经费", indicators=("路面完好率", "任务完成率"))
    assert [(i.level, i.value) for i in told.projects[0].indicators] == [("产出指标", "95%以上")] * 2


def test_one_project_under_two_spellings_is_one() -> None:
    text = "“雨水管网”改造资金得分95分。\n雨水管网改造专项资金，预算12万元。"
    told = read(text, "“雨水管网”改造资金", "雨水管网改造专项资金")
    assert len(told.projects) == 1
    assert amounts(told) == ["12"]


def test_years_keep_projects_apart() -> None:
    told = read("2022年道路养护经费30万元。2023年道路养护经费40万元。", "2022年道路养护经费", "2023年道路养护经费")
    assert amounts(told) == ["30", "40"]


def test_the_units_own_totals_and_result() -> None:
    told = read("2022年我局预算项目共7个，资金总额156.0218万元。\n部门整体支出自评得分96分，评价等级为优。")
    assert told.total_projects and told.total_projects.value == "7"
    assert told.total_budget and told.total_budget.value == "156.0218"
    assert told.score and told.score.value == "96"
    assert told.grade and told.grade.value == "优"


def test_grades_that_head_a_count_are_no_result() -> None:
    told = read("部门自评结果为“优”的41个，“良”的3个。")
    assert told.grade is None


def read_marked(marked: str) -> Narrative:
    """Links a text whose projects stand in ⟦⟧ and whose paragraphs end with |."""
    pieces = re.split("[⟦⟧]", marked.replace("|", "\n"))
    names, text = [], ""
    for number, piece in enumerate(pieces):
        if number % 2:
            names.append(Span(len(text), len(text) + len(piece), "PROJECT"))
        text += piece
    return link(text, sorted([*names, *without_overlaps(find_by_rule(text), names)], key=lambda span: span.start))


def value(span: Span | None) -> str:
    return (span.value or "-") if span else "-"


def table(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("text", "projects", "money"), table("totals.tsv"))
def test_totals_as_offices_state_them(text: str, projects: str, money: str) -> None:
    told = read_marked(text)
    assert (value(told.total_projects), value(told.total_budget)) == (projects, money)


def test_two_totals_that_compete_are_doubted() -> None:
    told = read_marked("我局共有项目12个，预算资金300万元。|我局全年共实施项目15个，预算资金400万元。")
    assert told.total_projects and told.total_projects.doubts
    assert told.total_budget and told.total_budget.doubts


@pytest.mark.parametrize(("text", "wanted"), table("projects.tsv"))
def test_projects_as_offices_tell_of_them(text: str, wanted: str) -> None:
    told = read_marked(text).projects
    facts = ["/".join(value(span) for span in (one.amount, one.score, one.grade)) for one in told]
    assert facts == ([] if wanted == "none" else wanted.split())


def test_a_result_that_may_be_an_overlooked_projects_is_doubtful_as_the_units_own() -> None:
    assert (score := read("“青蓝”经县政府监督，自评100分，结论：优秀。").score) and score.doubts
    assert (score := read("我局整体支出自评得分96分，等级为优。").score) and not score.doubts


def test_all_money_of_an_unnamed_project_is_doubtful_as_all_the_units_money() -> None:
    told = read("数据显示，道路养护费合格率为93%；项目总投资93万元。", "道路养护费")
    assert told.total_budget is None or told.total_budget.doubts


def test_a_sure_mention_vouches_for_the_first_one_but_not_for_its_bracket() -> None:
    def doubts(text: str) -> list[bool]:
        at = [match.start() for match in re.finditer("道路养护费", text)]
        names = [Span(start, start + 5, "PROJECT", doubts=(NAMED_BY_MODEL,) if start == at[0] else ()) for start in at]
        mentions = sorted([*names, *without_overlaps(find_by_rule(text), names)], key=lambda span: span.start)
        return [bool(project.names[0].doubts) for project in link(text, mentions).projects]

    assert doubts("1.道路养护费。预算3万元。\n道路养护费得分90分。") == [False]
    assert doubts("1.道路养护费（青财〔2023〕93号）。预算3万元。\n道路养护费得分90分。") == [True]
