"""What stands under the indicators: grade, conclusion, problems, measures; labels with their text beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from extractor.paper.block import Cell
from extractor.record.draft import Leaf
from extractor.record.labels import LISTED, plain
from extractor.record.values.text import is_blank, read_text, squeeze
from extractor.record.wording import GRADES, HEAD, INDICATOR_ROWS, SECTIONS
from extractor.stages.forms_to_records.leaf import Part, joined, make, part_of_cell, text_leaf
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.totals import said_in

_CLOSING = frozenset({"total", "grade", "conclusion", "problems", "measures", "remark"})
_TICKED = re.compile(r"(优秀?|良好?|中等?|较?差)[☑√✓✔■]|[☑√✓✔■](优秀?|良好?|中等?|较?差)")
_SPECKS = re.compile(r"^[\dA-Za-z|.]{1,4}|[\dA-Za-z|.]{1,4}$")
_OPEN_END = re.compile(r"([、及和与或])\s*\n")


@dataclass
class Closing:
    """The rows under the indicator table: the grade, and each section's heading and text in printed order."""

    grade: Leaf | None = None
    sections: list[tuple[str, Cell, Leaf]] = field(default_factory=list)

    def first(self, *meanings: str) -> Leaf | None:
        """The text of the first section that means one of these."""
        return next((leaf for meaning, _, leaf in self.sections if meaning in meanings), None)


def read_closing(reading: Reading, first: int) -> Closing:
    """Everything labelled from row ``first`` on that is neither a total nor a signature."""
    closing = Closing()
    for row in range(first, reading.sheet.rows):
        for cell in reading.sheet.starting(row):
            if not reading.used(cell) and not is_blank(cell.text):
                _take(reading, closing, cell)
    if closing.grade is None and any(meaning == "conclusion" for meaning, *_ in closing.sections):
        reading.doubt("conclusion-in-words")
    return closing


def read_grade(reading: Reading, first: int) -> Leaf | None:
    """The grade alone, from a 评价等级, 评价结论 or total row; a conclusion in words is left for others to read."""
    for row in range(first, reading.sheet.rows):
        for cell in reading.sheet.starting(row):
            if (said := _said_grade(reading, cell)) is not None:
                return said
            ending = INDICATOR_ROWS.match(part_of_cell(cell).text)
            is_total = ending is not None and ending.meaning == "total"
            if is_total and (beside := _beside_total(reading, cell)) is not None:
                return beside
            value = reading.sheet.right_of(cell)
            if ending is None or is_total or value is None or reading.used(value):
                continue
            leaf = _grade(reading, value)
            if leaf is not None and (squeeze(str(leaf.value)) in GRADES or ending.meaning == "grade"):
                reading.use(cell, value)
                return leaf
    return None


def _beside_total(reading: Reading, label: Cell) -> Leaf | None:
    """The grade without a label of its own, in the row of the total (总分 | 100 | 98.57 | 优)."""
    right = [cell for cell in reading.sheet.starting(label.row) if cell.column > label.column]
    grades = [cell for cell in right if not reading.used(cell) and squeeze(part_of_cell(cell).text) in GRADES]
    labelled = any(INDICATOR_ROWS.meaning(part_of_cell(cell).text) in ("grade", "conclusion") for cell in right)
    if len(grades) != 1 or labelled:
        return None
    reading.use(grades[0])
    return text_leaf(grades[0], reading.trust)


def holds_several_labels(cell: Cell) -> bool:
    """Whether labels of several rows stand in one cell, the walls between them unseen: nothing beside it is sure.

    One long label over several lines is none: its lines end in 及 or 、, or are no labels as printed elsewhere.
    """
    whole = SECTIONS.match(cell.text) or INDICATOR_ROWS.match(cell.text)
    if whole is not None and whole.listed:
        return False
    texts = _OPEN_END.sub(r"\1", "\n".join("".join(word.text for word in line) for line in cell.lines)).split("\n")
    matches = [INDICATOR_ROWS.match(text) or SECTIONS.match(text) for text in texts]
    least = LISTED if whole is not None else 0.0
    meanings = {match.meaning for match in matches if match and match.certainty > least} & _CLOSING
    return len(meanings) > 1


def _take(reading: Reading, closing: Closing, cell: Cell) -> None:
    text = part_of_cell(cell).text
    if (said := _said_grade(reading, cell)) is not None:
        closing.grade = closing.grade or said
        return
    ending = INDICATOR_ROWS.match(text)
    section = SECTIONS.match(text)
    value = reading.sheet.value_of(cell)
    if value is None or reading.used(value) or holds_several_labels(cell):
        return
    if ending is not None and ending.meaning in ("grade", "conclusion"):
        reading.use(cell, value)
        leaf = _said_grade(reading, value) or _grade(reading, value)
        if leaf is not None and squeeze(str(leaf.value)) in GRADES:
            closing.grade = closing.grade or leaf
        elif leaf is not None and ending.meaning == "conclusion":
            closing.sections.append(("conclusion", cell, leaf))
        elif leaf is not None:
            closing.grade = closing.grade or leaf
    elif section is not None and section.meaning in ("problems", "measures", "remark"):
        reading.use(cell, value)
        leaf = _text_beside(reading, cell, value)
        if leaf is not None:
            closing.sections.append((section.meaning, cell, leaf))


def _said_grade(reading: Reading, cell: Cell) -> Leaf | None:
    """The grade behind its own label (自评总分:96.5分 自评等级:优); the cell then says nothing else."""
    part = said_in(cell, "grade")
    if part is None and said_in(cell, "total") is None:
        return None
    reading.use(cell)
    return _grade(reading, part) if part is not None else None


def _grade(reading: Reading, cell: Cell | Part) -> Leaf | None:
    """The grade's text; of boxes (优☑良□) the one that is ticked, doubted as are other words that are no grade."""
    leaf = text_leaf(cell, reading.trust)
    ticked = _TICKED.findall(squeeze(leaf.raw)) if leaf is not None else []
    if leaf is not None and len(ticked) == 1:
        return replace(leaf, value="".join(ticked[0]), certainty=leaf.certainty * 0.6, doubts=(*leaf.doubts, "ticked"))
    if leaf is not None and squeeze(str(leaf.value)) not in GRADES:
        core = _SPECKS.sub("", squeeze(str(leaf.value)))
        value = core if core in GRADES else leaf.value
        return replace(leaf, value=value, certainty=leaf.certainty * 0.6, doubts=(*leaf.doubts, "no-known-grade"))
    return leaf


def _text_beside(reading: Reading, label: Cell, value: Cell) -> Leaf | None:
    """All cells right of a label over its rows, read one after another."""
    cells = [value]
    for row in range(value.row, label.row + label.row_span):
        for cell in reading.sheet.starting(row):
            fresh = cell.column >= value.column and all(cell is not other for other in cells)
            if fresh and not HEAD.match(cell.text) and not any(True for _ in HEAD.inline(plain(cell.text)[:8])):
                cells.append(cell)
    reading.use(*cells)
    if len(cells) == 1:
        return text_leaf(value, reading.trust)
    whole = joined(part_of_cell(cell) for cell in cells if not is_blank(cell.text))
    return make(whole, read_text, reading.trust) if whole is not None else text_leaf(value, reading.trust)
