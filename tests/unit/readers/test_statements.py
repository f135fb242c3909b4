"""What a report states comes with its doubts, and nothing else is asked about."""

from __future__ import annotations

from extractor.nlp.linking.links import link
from extractor.nlp.patterns.rules import find_by_rule
from extractor.record.draft import Leaf
from extractor.record.narrative import Narrative
from extractor.stages.forms_to_records.report import read_report
from tests.unit.readers.paper import form


class RulesOnly:
    """A tagger without a model."""

    def tag(self, text: str) -> Narrative:
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
