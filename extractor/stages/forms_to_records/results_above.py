"""The lines around a form's table in, the score in all and the grade behind their labels (自评得分:98 等次:优) out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.record.draft import Leaf
from extractor.record.labels import plain
from extractor.record.values.text import squeeze
from extractor.record.wording import GRADES, HEAD, INDICATOR_ROWS
from extractor.stages.forms_to_records.leaf import Part, Trust, cut, number_leaf, text_leaf

_FIGURE = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?(?!\d)")


def result_starts(text: str) -> list[int]:
    """Where the labels of results (自评得分:, 自评等级:) begin in a plain line: what stands before them ends there."""
    hits = (hit for hit in INDICATOR_ROWS.inline(text) if hit.match.listed)
    return [hit.start for hit in hits if text[hit.end - 1] == ":"]


def score_above(lines: Sequence[Part], trust: Trust) -> Leaf | None:
    """The score that one line alone gives; None where none does, or several."""
    found: list[Part] = []
    for line in lines:
        text = plain(line.text)
        for hit in INDICATOR_ROWS.inline(text):
            named = hit.match.meaning == "total" and hit.match.listed and "分" in hit.match.label
            figure = _FIGURE.match(text, hit.end)
            if named and text[hit.end - 1] == ":" and figure is not None:
                found.append(cut(line, hit.end, figure.end()))
    return number_leaf(found[0], trust) if len(found) == 1 else None


def grade_around(lines: Sequence[Part], trust: Trust) -> Leaf | None:
    """The grade that one line alone gives behind its label; None where none does, or several."""
    found: list[Part] = []
    for line in lines:
        text = plain(line.text)
        starts = [*result_starts(text), *(hit.start for hit in HEAD.inline(text)), len(text)]
        for hit in INDICATOR_ROWS.inline(text):
            if hit.match.meaning == "grade" and hit.start in starts:
                said = cut(line, hit.end, min(start for start in starts if start >= hit.end))
                found += [said] if squeeze(said.text) in GRADES else []
    return text_leaf(found[0], trust) if len(found) == 1 else None
