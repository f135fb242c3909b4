"""What a report says its unit had and achieved in all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.nlp.linking.ledger import Ledger
from extractor.nlp.linking.money import counted_grade
from extractor.nlp.linking.passages import Passage
from extractor.record.narrative import Span

_OVERALL = re.compile(r"整体|总体|综合|部门|单位|全局|本局|我局|总得分|总分|自评结论|结论")
_NOT_TOTAL = re.compile(
    r"[“\"]?(?:优|良|中|差|合格)[”\"]?(?:等次|等级|等|的)?[^，。；]{0,3}$|评为|机构|内设|人员|其中|完成|设定|涵盖|分为"
)
_COUNTED = re.compile(r"[^，。；]{0,6}(?:项目|专项)")
_OUTCOME = re.compile(r"[^，。；]{0,12}(?:完成|发现|等次|问题)")
_RANKS = (
    re.compile(r"调整后|调整预算|全年预算"),
    re.compile(r"总量|总额|总投入|总计|合计|共计|总盘|盘子|资金总|总资金|总预算|批复"),
    re.compile(r"预算资金|涉及资金|涉及预算|资金|预算"),
)
_PART = re.compile(r"其中|中央|省级?|市级?|县级?|支出|执行|决算|追加|结余|到位|年初|实际")


@dataclass
class Totals:
    """The unit's own count of projects, money, score and grade; the first statement of each stays."""

    projects: Span | None = None
    budget: Span | None = None
    score: Span | None = None
    grade: Span | None = None

    def read(self, text: str, sentence: Passage, ledger: Ledger) -> None:
        """Takes what the sentence says of the unit as a whole."""
        counted = self._count(text, sentence)
        if counted or (self.budget is None and len(sentence.of("PROJECT")) > 1):
            self._money(text, sentence, ledger)
        self._result(text, sentence, ledger)

    def _count(self, text: str, sentence: Passage) -> bool:
        if self.projects is not None:
            return False
        for span in sentence.of("COUNT"):
            lead = text[max(sentence.start, span.start - 12) : span.start]
            near = text[max(sentence.start, span.start - 8) : span.start]
            is_thing = text[span.end - 1] in "个项"
            of_projects = _COUNTED.match(text, span.end, sentence.end) or re.search(r"项目|专项", near)
            if is_thing and of_projects and not _NOT_TOTAL.search(lead) and not _OUTCOME.match(text, span.end):
                self.projects = span
                return True
        return False

    def _money(self, text: str, sentence: Passage, ledger: Ledger) -> None:
        if self.budget is not None:
            return
        amounts = [span for span in sentence.of("AMOUNT") if span not in ledger.used]
        for rank in _RANKS:
            for span in amounts:
                before = max([sentence.start, *(m.end for m in sentence.mentions if m.end <= span.start)])
                lead = text[before : span.start]
                if rank.search(lead) and not (_PART.search(lead) and rank is not _RANKS[0]):
                    self.budget = span
                    return

    def _result(self, text: str, sentence: Passage, ledger: Ledger) -> None:
        if sentence.of("PROJECT") or not _OVERALL.search(text, sentence.start, sentence.end):
            return
        for index, span in enumerate(sentence.mentions):
            if span in ledger.used:
                continue
            if span.label == "SCORE" and self.score is None and "均" not in text[span.start - 2 : span.start]:
                self.score = span
            elif span.label == "GRADE" and self.grade is None and not counted_grade(text, sentence, index):
                self.grade = span
