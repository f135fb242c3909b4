"""Lines of a form that prints some of its fields as text in, the rows of a table out that say the same.

Some offices number a form's sections (一、… 二、…) and give a table only to those with figures: goals, conclusion and
problems stand between and behind the tables as text, under their caption or behind a label and a colon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.paper.block import Cell, Table
from extractor.paper.box import hull
from extractor.paper.word import Char, Word
from extractor.record.labels import LISTED, plain
from extractor.record.wording import GOAL_COLUMNS, INDICATOR_ROWS, SECTIONS
from extractor.stages.blocks_to_forms.lines import Item, Line
from extractor.stages.blocks_to_forms.wording import (
    is_foot,
    is_form_title,
    is_numbered,
    is_prose,
    is_report_title,
    names_a_head_field,
)

_NUMBERED = 0.75  # ... and that a numbered line is one with a glyph misread (四、续效指标完成情况)
_CAPTION = 24  # characters of a caption at most
_MOST = 24  # lines of text that a form's sections can have between two tables
_CLOSING = frozenset({"problems", "measures", "remark", "grade", "conclusion"})
_COLONS = (":", "：")

Words = tuple[Word, ...]


def is_numbered_caption(text: str) -> bool:
    """Whether a line is the numbered name of a form's section (三、绩效目标完成情况)."""
    return is_numbered(text) and _section(text) is not None


def are_sections(texts: Sequence[str]) -> bool:
    """Whether lines between two tables are sections of one form, the last of them the next table's caption."""
    if not texts or len(texts) > _MOST or any(is_form_title(text) or is_report_title(text) for text in texts[:-1]):
        return False
    return is_numbered_caption(texts[0]) and is_numbered_caption(texts[-1])


def sections_end(items: Sequence[object], first: int) -> int:
    """Behind the last line of the closing sections (五、自评结论 …) that begin at ``first``; ``first`` for none."""
    end = first
    while end < min(len(items), first + _MOST):
        line = items[end]
        if not isinstance(line, Line) or is_form_title(line.text) or is_foot(line.text):
            break
        if is_numbered_caption(line.text):
            if _section(line.text) not in _CLOSING:
                break
        elif end == first or is_report_title(line.text):
            break
        end += 1
    return end


def goal_text_start(items: Sequence[object], at: int, floor: int) -> int:
    """Where the goals begin that are printed as text over the table ``at``, behind their label; ``at`` for none."""
    for index in range(at - 1, max(floor, at - _MOST) - 1, -1):
        line = items[index]
        if not isinstance(line, Line) or is_form_title(line.text):
            return at
        if _leads(line):
            return index
    return at


def with_sections_as_rows(items: Sequence[Item]) -> list[Item]:
    """The items of a form, each run of lines that are sections of it as a table of two columns."""
    found: list[Item] = []
    run: list[Line] = []
    for item in items:
        if isinstance(item, Line) and (_begins(item) or (run and _is_text(item))):
            run.append(item)
            continue
        if run:
            found.append(_as_rows(run))
            run = []
        found.append(item)
    return [*found, _as_rows(run)] if run else found


def _section(text: str) -> str | None:
    matches = (SECTIONS.match(text), INDICATOR_ROWS.match(text))
    short, least = len(plain(text)) <= _CAPTION, _NUMBERED if is_numbered(text) else LISTED
    return next((match.meaning for match in matches if short and match and match.certainty > least), None)


def _begins(line: Line) -> bool:
    return is_numbered_caption(line.text) or _leads(line)


def _is_text(line: Line) -> bool:
    """Whether a line under a caption is its text, neither the foot nor a head field or title of the form."""
    if is_foot(line.text) or is_form_title(line.text):
        return False
    return is_prose(line.text) or not names_a_head_field(line.text)


def _leads(line: Line) -> bool:
    """Whether a line begins with a goal's label and a colon."""
    return _label_length(line) > 0


def _label_length(line: Line) -> int:
    """Characters of the line's first word up to the colon of a goal's label; 0 for none."""
    text = line.words[0].text
    cut = next((at for at, char in enumerate(text) if char in _COLONS), 0)
    match = GOAL_COLUMNS.match(text[:cut]) if cut else None
    known = match is not None and match.listed and match.meaning in ("expected", "actual")
    return cut if known else 0


def _as_rows(lines: Sequence[Line]) -> Table:
    rows = [row for group in _groups(lines) for row in group]
    cells: list[Cell] = []
    for at, (label, texts) in enumerate(rows):
        cells.append(_cell([label], at, 0, 1 if texts else 2))
        if texts:
            cells.append(_cell(texts, at, 1, 1))
    pages = tuple(sorted({cell.page for cell in cells}))
    own = [cell.box for cell in cells if cell.page == pages[0]]
    return Table(pages, hull(own), len(rows), 2, tuple(cells))


def _groups(lines: Sequence[Line]) -> Iterator[list[tuple[Words, list[Words]]]]:
    """The rows that each label or caption makes with the lines under it: a label, and the text beside it."""
    starts = [at for at, line in enumerate(lines) if _begins(line)]
    for first, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        line, under = lines[first], [other.words for other in lines[first + 1 : end]]
        if length := _label_length(line):
            label, rest = _cut(line.words[0], length)
            own = tuple(word for word in (rest, *line.words[1:]) if word is not None)
            yield [((label,), [*([own] if own else []), *under])]
        elif any(_says_grade(words) for words in under):
            yield [(words, []) for words in (line.words, *under)]
        else:
            yield [(line.words, under)]


def _says_grade(words: Words) -> bool:
    """Whether a line names a total or a grade itself (自评得分:96分,自评等级:优)."""
    return any(True for _ in INDICATOR_ROWS.inline(plain("".join(word.text for word in words))))


def _cut(word: Word, length: int) -> tuple[Word, Word | None]:
    """A word's label and what stands behind its colon; second readings are of the whole and go."""
    label, rest = word.chars[:length], word.chars[length + 1 :]
    return _of(word, label), _of(word, rest) if rest else None


def _of(word: Word, chars: tuple[Char, ...]) -> Word:
    return replace(word, chars=chars, box=hull(char.box for char in chars), readings=())


def _cell(lines: Sequence[Words], row: int, column: int, span: int) -> Cell:
    page = lines[0][0].page
    box = hull(word.box for line in lines for word in line if word.page == page)
    return Cell(page, row, column, 1, span, box, tuple(lines))
