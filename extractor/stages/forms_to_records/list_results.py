"""A list's cell that holds score and grade together (98分(优), 优/98) in, the part of it that says either out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.record.labels import plain
from extractor.record.values.text import is_blank
from extractor.record.wording import GRADES
from extractor.stages.forms_to_records.leaf import Part, cut

RESULTS = ("score", "grade")
_MOST = 0.8  # share of a column's filled cells that hold both
_SCORE = r"(?:[一-鿿]{0,2}(?:得分|分数|评分|总分)[:为]?)?(?P<score>\d{1,3}(?:\.\d{1,2})?)分?"
_WORDS = "|".join(sorted(GRADES, key=len, reverse=True))
_GRADE = rf"(?:[一-鿿]{{0,2}}(?:等级|等次|结果|档次)[:为]?)?[“\"]?(?P<grade>{_WORDS})[”\"]?(?:等级|等次)?"
_BETWEEN = r"[(\[/、,;:|\-—]*"
_BOTH = tuple(re.compile(rf"{one}{_BETWEEN}{other}[)\]。]?") for one, other in ((_SCORE, _GRADE), (_GRADE, _SCORE)))


def holds_results(texts: Sequence[str]) -> bool:
    """Whether a column's cells hold score and grade together, four in five of those that are filled."""
    filled = [plain(text) for text in texts if not is_blank(text)]
    return bool(filled) and sum(_both(text) is not None for text in filled) >= _MOST * len(filled)


def result_part(part: Part, key: str) -> Part | None:
    """What of such a cell is the ``score`` or the ``grade``; None where it says just the other; all if neither."""
    text = plain(part.text)
    found = _both(text)
    if found is not None:
        return cut(part, *found.span(key))
    other = (text in GRADES) if key == "score" else (text.rstrip("分").replace(".", "", 1).isdigit())
    return None if other else part


def _both(text: str) -> re.Match[str] | None:
    return next((found for pattern in _BOTH if (found := pattern.fullmatch(text)) is not None), None)
