"""What a report states comes with its doubts, and nothing else is asked about."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.nlp.linking.links import link
from extractor.nlp.patterns.rules import find_by_rule
from extractor.record.draft import Leaf
from extractor.record.narrative import NAMED_BY_MODEL, Narrative, Span
from extractor.stages.forms_to_records import forms_to_records
from extractor.stages.forms_to_records.report import read_report
from tests.unit.readers.paper import form


class RulesOnly:
    """A tagger without a model."""

    def tag(self, text: str, printed: Sequence[str] = ()) -> Narrative:
        """See MentionTagger."""
        return link(text, find_by_rule(text))


def budget_doubts(*lines: str) -> tuple[str, ...]:
    totals = read_report(form("report", ["某县水务局2023年度绩效自评报告", "\n".join(lines)], []), RulesOnly()).tree[
        "totals"
    ]
    assert isinstance(totals, dict)
    budget = totals["budget"]
    assert isinstance(budget, Leaf)
    return budget.doubts


def test_a_total_that_words_state_outright_has_no_doubt() -> None:
    assert budget_doubts("我局2023年度共有预算项目4个，资金总额102.5万元。") == ()


def test_an_approximate_total_says_so() -> None:
    assert budget_doubts("我局2023年度共有预算项目4个，资金总额近100万元。") == ("approximate",)


def test_totals_that_compete_are_asked_about() -> None:
    lines = ("我局共有预算项目4个，资金总额102.5万元。", "我局共有预算项目4个，资金总额120万元。")
    assert "stated-otherwise" in budget_doubts(*lines)


class UnsureOfNames:
    """A tagger that finds one project and is not sure of its name."""

    def tag(self, text: str, printed: Sequence[str] = ()) -> Narrative:
        """See MentionTagger."""
        at = text.index("道路养护费")
        name = Span(at, at + 5, "PROJECT", doubts=(NAMED_BY_MODEL,))
        return link(text, sorted([name, *find_by_rule(text)], key=lambda span: span.start))


def test_the_money_of_a_doubtful_project_is_asked_about() -> None:
    lines = ["某县水务局2023年度绩效自评报告", "1.道路养护费。预算安排30万元。"]
    projects = read_report(form("report", lines, []), UnsureOfNames()).tree["projects"]
    assert isinstance(projects, list)
    project = projects[0]
    assert isinstance(project, dict)
    amount = project["amount"]
    assert isinstance(amount, Leaf)
    assert (amount.value, amount.doubts) == ("30", (NAMED_BY_MODEL,))


def test_a_grade_is_kept_as_it_is_printed() -> None:
    lines = ["某县水务局2023年度绩效自评报告", "综合各项情况，单位自评95分，自评等级为优秀。"]
    tree = read_report(form("report", lines, []), RulesOnly()).tree
    grade, mentions = tree["grade"], tree["mentions"]
    assert isinstance(grade, Leaf)
    assert grade.value == "优秀"
    assert isinstance(mentions, list)
    assert "优" in [mention["value"] for mention in mentions if isinstance(mention, dict)]


class Hearing:
    """A tagger that remembers which names it was told."""

    def __init__(self) -> None:
        self.printed: Sequence[str] = ()

    def tag(self, text: str, printed: Sequence[str] = ()) -> Narrative:
        """See MentionTagger."""
        self.printed = printed
        return Narrative(())


def test_a_report_is_read_knowing_the_names_in_the_list_behind_it() -> None:
    rows = [["序号", "项目名称", "预算数(万元)", "自评得分"], ["1", "取暖费", "8.5", "100"], ["2", "办公费", "3", "95"]]
    report = form("report", ["某县水务局2023年度绩效自评报告", "我局共有预算项目2个。"], [])
    tagger = Hearing()
    drafts = forms_to_records([report, form("project_list", ["2023年度项目绩效自评结果汇总表"], rows)], tagger)
    assert [draft.kind for draft in drafts] == ["report", "project_list"]
    assert tagger.printed == ("取暖费", "办公费")
