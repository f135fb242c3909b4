"""A form's title, year, reporting unit and signatures out of the lines around its table and of its own head rows."""

from __future__ import annotations

import re

from extractor.paper.block import Cell
from extractor.record.draft import Leaf, Node
from extractor.record.labels import InlineMatch, plain
from extractor.record.values.dates import read_year
from extractor.record.values.names import read_code
from extractor.record.values.text import read_text
from extractor.record.wording import HEAD, SECTIONS
from extractor.stages.forms_to_records.leaf import Part, Trust, cut, joined, make, part_of_cell, text_leaf
from extractor.stages.forms_to_records.reading import Reading

_ALONE = 4  # characters of a label that is known without a wall or colon around it
_WALLED = 0.9  # certainty of a cell's walls above which two cells are never one
_TITLE = re.compile(r"(?:表|一览|清单|台账|情况|报告|申报书|目标书|任务书)(?:[(（【].{0,24}[)）】])?$")
_NUMBER = re.compile(
    r"^(?:\d{1,3}[.．、](?!\d)|\d{1,3}[.．](?=(?:19|20)\d\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.])"
)
_ATTACHMENT = re.compile(r"^附(?:件|表)?[\d一二三四五六七八九十-]{0,4}[:：.、]?")
_YEAR_LINE = re.compile(r"[(（【]?\D{0,3}(?:19|20)\d\d(?:年度?)?[)）】]?")
_TITLE_THEN_MORE = re.compile(
    r"([^:。]{0,40}(?:自评|评价|目标|绩效|申报|统计|汇总)[^:。]{0,8}表)(?!示|明|现|达|格|述).{1,12}$"
)
_STAMP = re.compile(r"\((?:单位)?(?:公章|盖章|签章|签字|章|签名)\)$")
_PHONE = re.compile(r"[\d\-—()转+]{5,}")
_CODE_AND_NAME = re.compile(r"((?=[^-]*\d)[0-9A-Z]{12,32})[-—_]+(?=\S)")
_LEADING_YEAR = re.compile(r"^[(（]?(?:19|20)\d\d年?度?[)）]?(?=[^年])")
_TRAILING_YEAR = re.compile(r"[(（【](?:19|20)\d\d年?度?[)）】]$")


def head_lines(reading: Reading) -> list[Part]:
    """The lines above the table and, after them, the table's own rows that hold a single wide cell."""
    table = reading.sheet.table
    top = min((cell.box.top for cell in table.cells if cell.page == table.pages[0]), default=0.0)
    first = table.pages[0]
    lines = [line for line in reading.lines if line.page < first or (line.page == first and line.box.top < top)]
    for row in range(min(5, reading.sheet.rows)):
        filled = [cell for cell in reading.sheet.starting(row) if plain(cell.text)]
        wide = len(filled) == 1 and filled[0].column_span * 2 >= reading.sheet.columns
        if wide or (filled and all(_is_head_text(cell) for cell in filled)):
            reading.use(*filled)
            lines += [part_of_cell(cell) for cell in filled]
        elif filled:
            break
    return lines


def foot_lines(reading: Reading) -> list[Part]:
    """The lines that are not above the table."""
    above = {id(line) for line in head_lines(reading)}
    return [line for line in reading.lines if id(line) not in above]


def title_of(lines: list[Part], trust: Trust, *, dated: bool = False) -> Leaf | None:
    """The title, over one line or more, without its number, attachment mark and year in brackets.

    ``dated`` says that a year at its front is the form's own (2023年度项目支出绩效自评表) and goes too; elsewhere it
    can be part of a project's name.
    """
    at = next((i for i in range(len(lines) - 1, -1, -1) if _ends_title(lines, i)), None)
    if at is None:
        return _title_among_words(lines, trust)
    first = at
    while first > 0 and _runs_into(lines[first - 1], lines[first]):
        first -= 1
    whole = joined(lines[first : at + 1])
    if whole is None:
        return None
    text = plain(whole.text)
    start = 0
    for pattern in (_ATTACHMENT, _NUMBER, *((_LEADING_YEAR,) if dated else ())):
        if match := pattern.match(text[start:]):
            start += match.end()
    end = len(text)
    if match := _TRAILING_YEAR.search(text):
        end = match.start()
    return make(cut(whole, start, end), read_text, trust)


def _title_among_words(lines: list[Part], trust: Trust) -> Leaf | None:
    """The title at the front of a line that something else, such as a seal's words, runs into."""
    for line in reversed(lines):
        text = plain(line.text)
        match = _TITLE_THEN_MORE.match(text)
        if match is not None and not any(hit.match.certainty > _WALLED for hit in HEAD.inline(text)):
            return make(cut(line, 0, match.end(1)), read_text, trust.less(0.6, "title-run-together"))
    return None


def year_of(lines: list[Part], title: Leaf | None, trust: Trust) -> Leaf | None:
    """The year on a line of its own, or in brackets or at the front of an evaluation's title."""
    for line in lines:
        if _YEAR_LINE.fullmatch(plain(line.text)):
            return make(line, read_year, trust)
    for line in lines:
        text = plain(line.text)
        if _is_title(text) and (match := _TRAILING_YEAR.search(text) or _LEADING_YEAR.search(_bare(text))):
            start = text.find(match.group(0))
            return make(cut(line, start, start + len(match.group(0))), read_year, trust)
    return None


def inline_fields(lines: list[Part], trust: Trust) -> dict[str, Leaf]:
    """Head and foot fields printed in a line as label and value: 填报单位(盖章):…, 填报人:…, 联系电话:…."""
    found: dict[str, Leaf] = {}
    for line in lines:
        text = plain(line.text)
        hits = list(HEAD.inline(text))
        ends = [*(hit.start for hit in hits[1:]), len(text)]
        for hit, end in zip(hits, ends, strict=False):
            leaf = _value_after(line, hit, end, trust)
            if leaf is not None:
                found.setdefault(hit.match.meaning, leaf)
    return found


def table_fields(reading: Reading, rows: range) -> dict[str, Leaf]:
    """Head fields printed in the table as a label cell with its value right of it, within ``rows``."""
    found: dict[str, Leaf] = {}
    for row in rows:
        for label in reading.sheet.labels(HEAD, row):
            if reading.used(label.cell):
                continue
            value = reading.sheet.right_of(label.cell)
            reading.use(label.cell)
            if value is None or reading.used(value) or _is_next_label(reading, value):
                continue
            doubt = None if label.match.certainty > 0.8 else "label-guessed"
            _take_behind(reading, value, found)
            leaf = _value_leaf(reading, value, reading.trust.less(label.match.certainty, doubt))
            if leaf is not None:
                found.setdefault(label.match.meaning, leaf)
        _take_inline(reading, row, found)
    return found


def _label_behind(cell: Cell) -> str | None:
    """The label that a cell's text ends in, as where the wall between a value and the next label went unseen."""
    text = plain(cell.text)
    ends = [label for label in HEAD.labels if len(label) >= _ALONE and text.endswith(label) and len(text) > len(label)]
    return max(ends, key=len, default=None)


def _take_behind(reading: Reading, value: Cell, found: dict[str, Leaf]) -> None:
    """The field whose label runs together with the value before it; its own value stands in the next cell."""
    label, after = _label_behind(value), reading.sheet.right_of(value)
    match = HEAD.match(label) if label else None
    if match is None or after is None or reading.used(after) or HEAD.match(after.text) is not None:
        return
    reading.use(after)
    leaf = text_leaf(after, reading.trust.less(0.6, "label-run-together"))
    if leaf is not None:
        found.setdefault(match.meaning, leaf)


def _value_leaf(reading: Reading, value: Cell, trust: Trust) -> Leaf | None:
    """A head value; where a wall is seen through it (a seal's rim, a fold), its parts are put together and doubted."""
    parts = [value]
    after = reading.sheet.right_of(value)
    while after is not None and not reading.used(after) and plain(after.text) and after.row == value.row:
        if min(parts[-1].certainty, after.certainty) > _WALLED or not plain(value.text):
            break
        if HEAD.match(part_of_cell(after).text) or _is_head_text(after):
            break
        parts.append(after)
        after = reading.sheet.right_of(after)
    reading.use(*parts)
    label = _label_behind(value)
    if label is not None and len(parts) == 1 and reading.used(value):
        end = len(plain(value.text)) - len(label)
        after = reading.sheet.right_of(value)
        if after is not None and HEAD.match(after.text) is None:
            return text_leaf(cut(part_of_cell(value), 0, end), trust.less(0.6, "label-run-together"))
    if len(parts) == 1:
        return text_leaf(value, trust)
    return text_leaf(joined(part_of_cell(part) for part in parts), trust.less(0.6, "cells-joined"))


def use_side_labels(reading: Reading) -> None:
    """Labels beside a block (二、预算执行情况) and captions over one name no value."""
    for cell in reading.sheet.table.cells:
        if not reading.used(cell) and SECTIONS.match(part_of_cell(cell).text):
            reading.use(cell)


def _take_inline(reading: Reading, row: int, found: dict[str, Leaf]) -> None:
    """Cells that hold label and value together (填报人:某)."""
    for cell in reading.sheet.starting(row):
        if reading.used(cell):
            continue
        part = part_of_cell(cell)
        fields = inline_fields([part], reading.trust) if _is_head_text(cell) else _label_and_value(reading, cell)
        if fields:
            reading.use(cell)
        for meaning, leaf in fields.items():
            found.setdefault(meaning, leaf)


def _label_and_value(reading: Reading, cell: Cell) -> dict[str, Leaf]:
    """A label run together with its value in one cell, as where the wall between them went unseen."""
    text = plain(cell.text)
    hit = next((hit for hit in HEAD.inline(text) if hit.start == 0), None)
    beside = reading.sheet.right_of(cell)
    if hit is None or HEAD.match(text) is not None or (beside is not None and not HEAD.match(beside.text)):
        return {}
    rest = cut(part_of_cell(cell), hit.end)
    leaf = text_leaf(rest, reading.trust.less(0.5, "label-and-value-in-one-cell")) if rest.words else None
    return {hit.match.meaning: leaf} if leaf is not None else {}


def split_code(fields: dict[str, Leaf]) -> dict[str, Leaf]:
    """The fields with a project's code taken off the front of its name, where no code is printed elsewhere."""
    name = fields.get("project_name")
    match = _CODE_AND_NAME.match(plain(name.raw)) if name is not None else None
    if name is None or match is None or "project_code" in fields:
        return fields
    whole = joined([Part(name.page, name.box, (name.words,))])
    if whole is None:
        return fields
    trust = Trust(name.certainty, name.doubts)
    code = make(cut(whole, 0, match.end(1)), read_code, trust)
    rest = make(cut(whole, match.end()), read_text, trust)
    return {**fields, **({"project_code": code} if code else {}), **({"project_name": rest} if rest else {})}


def as_nodes(fields: dict[str, Leaf], keys: tuple[str, ...]) -> dict[str, Node]:
    """The fields a record has, None for those not printed."""
    return {key: fields.get(key) for key in keys}


def _value_after(line: Part, hit: InlineMatch, end: int, trust: Trust) -> Leaf | None:
    text = plain(line.text)[hit.end : end]
    kept = _STAMP.sub("", text).rstrip("(")
    value = cut(line, hit.end, hit.end + len(kept))
    if hit.match.meaning == "phone" and (number := _PHONE.match(text)):
        value = cut(line, hit.end, hit.end + number.end())
    if not value.words or _ends_a_title(text):
        return None
    sure = hit.match.certainty >= 0.9
    return make(value, read_text, trust if sure else trust.less(hit.match.certainty, "label-guessed"))


def _ends_a_title(text: str) -> bool:
    """Whether what follows a label is no value but the rest of a title (预算单位 in 预算单位自评表)."""
    return text.endswith("表") or _TITLE_THEN_MORE.match(text) is not None


def _ends_title(lines: list[Part], at: int) -> bool:
    """Whether a title stands on a line, or the rest of one begun on the line above (…绩效目 / 标表)."""
    text = plain(lines[at].text)
    if _is_title(text):
        return True
    return (
        at > 0
        and len(text) < 4
        and _runs_into(lines[at - 1], lines[at])
        and _is_title(plain(lines[at - 1].text) + text)
    )


def _is_title(line: str) -> bool:
    return 3 < len(line) <= 90 and bool(_TITLE.search(line)) and "。" not in line and "单位:" not in line


def _bare(line: str) -> str:
    return _NUMBER.sub("", _ATTACHMENT.sub("", line))


def _runs_into(upper: Part, lower: Part) -> bool:
    """Whether a title began on the line above: like print, close together, and no head field or attachment mark."""
    text = plain(upper.text)
    if upper.page != lower.page or _ATTACHMENT.fullmatch(text) or _YEAR_LINE.fullmatch(text) or any(HEAD.inline(text)):
        return False
    if _NUMBER.match(plain(lower.text)):
        return False
    size = max(word.box.height for word in lower.words)
    other = max(word.box.height for word in upper.words)
    gap = lower.box.top - upper.box.bottom
    return abs(size - other) <= 0.2 * size and gap < 1.6 * size


def _is_next_label(reading: Reading, cell: Cell) -> bool:
    """Whether the cell behind a label is the next label, its own value blank; 联系人 | 经办人 | 电话 is a value."""
    if HEAD.match(part_of_cell(cell).text) is None:
        return any(hit.start == 0 for hit in HEAD.inline(plain(cell.text)))
    after = reading.sheet.right_of(cell)
    return after is not None and HEAD.match(part_of_cell(after).text) is None


def _is_head_text(cell: Cell) -> bool:
    """A cell that holds a head label and its value, or only a title, a year, an attachment mark."""
    text = plain(cell.text).strip("()")
    if _YEAR_LINE.fullmatch(text) or _ATTACHMENT.fullmatch(text):
        return True
    return any(hit.start == 0 and hit.match.certainty == 1.0 and len(text) > hit.end for hit in HEAD.inline(text))
