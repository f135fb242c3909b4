"""A form's title, year, reporting unit and signatures out of the lines around its table and of its own head rows."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor.paper.block import Cell
from extractor.record.draft import Leaf
from extractor.record.labels import InlineMatch, plain
from extractor.record.values.dates import read_year
from extractor.record.values.text import read_text
from extractor.record.wording import DEPARTMENT_MONEY, GOAL_COLUMNS, HEAD, SECTIONS
from extractor.stages.forms_to_records.leaf import Part, Trust, cut, joined, make, part_of_cell
from extractor.stages.forms_to_records.reading import Reading
from extractor.stages.forms_to_records.results_above import result_starts
from extractor.stages.forms_to_records.unit_line import may_name_unit

_WALLED = 0.9  # certainty of a cell's walls above which two cells are never one
_TITLE = re.compile(
    r"(?:表|一览|清单|台账|公示|查询(?:结果)?|(?<![附文]件)目录|名录|情况|报告|申报书|目标书|任务书|(?:目标|绩效|自评|评价|任务|登记)卡)"
    r"(?:[(（【].{0,24}[)）】]|(?:19|20)\d\d年度?)?$"
)
_RESULTS = re.compile(r"(?:自评|评价)(?:结果|情况)(?:汇总|公示)?(?:[(（](?:19|20)\d\d年?度?[)）])?$")
"""What heads a list of results without being called a table; a numbered one is a section of the text around it."""
_NUMBER = re.compile(
    r"^(?:\d{1,3}[.．、](?!\d)|\d{1,3}[.．](?=(?:19|20)\d\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.])"
)
_TABLE_NUMBER = re.compile(r"^表(?:\d{1,2}?(?=(?:19|20)\d\d年)|\d{1,2}(?:[-—.]\d{1,2})?(?![\d-]))[:：.、]?")
_MONEY_BEHIND = re.compile(r"(?:金额[:：](?:人民币)?[万亿]?元|[(（]?(?:人民币)?[万亿]元)[)）]?$")
_NUMBER_BEHIND = re.compile(
    r"(?<=[一-鿿)])(?:(?:附?表|附件)\d{1,2}(?:[-—]\d{1,2})?|(?:财?预算?|公开)\d{1,2}(?:[-—]\d{1,2})?表)$"
)
_ATTACHMENT = re.compile(r"^附(?:件|表)?[\d一二三四五六七八九十-]{0,4}[:：.、]?")
_UNIT_BEFORE = re.compile(r"[一-鿿()]{0,6}(?:单位|部门)(?:名称)?(?:[(（](?:公章|盖章|签章)[)）])?[:：]")
_YEAR_LINE = re.compile(r"[(（【]?\D{0,3}(?:19|20)\d\d(?:年度?|年?(?:预算|评价|自评)年度)?[)）】]?")
_TITLE_THEN_MORE = re.compile(
    r"([^:。]{0,40}(?:自评|评价|目标|绩效|申报|统计|汇总)[^:。]{0,8}表)(?!示|明|现|达|格|述).{1,12}$"
)
_STAMP = re.compile(r"\((?:单位)?(?:公章|盖章|签章|签字|章|签名)\)$")
_PHONE = re.compile(r"[\d\-—()转+]{5,}")
_LEADING_YEAR = re.compile(r"^[(（]?(?:19|20)\d\d年?度?[)）]?(?=[^年])")
_OF_ANY_PROJECT = re.compile(
    r"(?:(?:省|市|县|区|校|院|本)级|部门|单位|预算|财政|项目|支出|专项|经费|业务|资金|转移支付|重点|整体|绩效|自评|评价|"
    r"评分|打分|得分|等级|目标|任务|指标|结果|情况|申报|批复|下达|公开|公示|汇总|统计|一览|明细|清单|台账|"
    r"(?:运行|执行)?(?:跟踪|监控|监测)|[()]|及|和|表|书)+"
)
"""A title that names no project: a year before it is the form's own."""
_TRAILING_YEAR = re.compile(r"[(（【](?:19|20)\d\d年?度?[)）】]$|(?<=[表书单账])(?:19|20)\d\d年度?$")
_SPECKS_BEHIND = re.compile(r"(?<=[表书])[A-Za-z0-9|]{1,2}$")
_SPECKS_BEFORE = re.compile(r"^(?!PPP|[A-Z]{2})[^\W\d_㐀-鿿]{1,2}(?=[一-鿿])")
_YEAR_FIRST = re.compile(r"[(（【]?(?:19|20)\d\d年")
_YEAR_BEFORE = re.compile(r"[(（【]?(?:19|20)\d\d年度?[)）】]?")
_YEAR_AMONG_SPECKS = re.compile(r".{0,3}?([(（【](?:19|20)\d\d年度?[)）】]).{0,3}")
_YEAR_BEHIND = re.compile(r"[(（【]?(?:19|20)\d\d年度[)）】]?$")


def head_lines(reading: Reading) -> list[Part]:
    """The lines above the table and, after them, the table's own rows that hold a single wide cell."""
    table = reading.sheet.table
    top = min((cell.box.top for cell in table.cells if cell.page == table.pages[0]), default=0.0)
    first = table.pages[0]
    lines = [line for line in reading.lines if line.page < first or (line.page == first and line.box.top < top)]
    for row in range(min(5, reading.sheet.rows)):
        filled = [cell for cell in reading.sheet.starting(row) if plain(cell.text)]
        wide = len(filled) == 1 and filled[0].column_span * 2 >= reading.sheet.columns
        wide = wide and not any(words.match(filled[0].text) for words in (SECTIONS, GOAL_COLUMNS, DEPARTMENT_MONEY))
        if wide or (filled and all(is_head_text(cell) for cell in filled)):
            reading.use(*(cell for cell in filled if _is_known_line(plain(cell.text))))
            lines += [part_of_cell(cell) for cell in filled]
        elif filled:
            break
    return lines


def _is_known_line(text: str) -> bool:
    """Whether a line over a table is one of those that stand there; another may be something nobody should overlook."""
    known = (
        _YEAR_LINE.fullmatch(text),
        _ATTACHMENT.fullmatch(text),
        _TITLE_THEN_MORE.match(text),
        any(HEAD.inline(text)),
    )
    return _is_title(text) or any(known) or may_name_unit(text)


def foot_lines(reading: Reading) -> list[Part]:
    """The lines that are not above the table."""
    above = {id(line) for line in head_lines(reading)}
    return [line for line in reading.lines if id(line) not in above]


def title_of(lines: list[Part], trust: Trust, *, dated: bool = False) -> Leaf | None:
    """The title, over one line or more, without its number, attachment mark and year in brackets.

    ``dated`` says that a year at its front is the form's own (2023年度项目支出绩效自评表) and goes too; elsewhere it
    can be part of a project's name, and goes where no project is named behind it.
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
    for pattern in (_ATTACHMENT, _TABLE_NUMBER, _NUMBER, _LEADING_YEAR):
        match = pattern.match(text[start:])
        if match and (dated or pattern is not _LEADING_YEAR or _OF_ANY_PROJECT.fullmatch(text, start + match.end())):
            start += match.end()
    if match := _SPECKS_BEFORE.match(text[start:]):
        start, trust = start + match.end(), trust.less(0.6, "title-run-together")
    end = len(text)
    if match := _SPECKS_BEHIND.search(text):
        end, trust = match.start(), trust.less(0.6, "title-run-together")
    elif match := _TRAILING_YEAR.search(text):
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
    if (year := _year_of_title(lines)) is not None:
        return make(year, read_year, trust)
    for line in lines:
        text = plain(line.text)
        if (ran := _TITLE_THEN_MORE.match(text)) and (match := _YEAR_FIRST.match(text, ran.end(1))):
            return make(cut(line, match.start(), match.end()), read_year, trust.less(0.6, "title-run-together"))
        labels = [hit.start for hit in HEAD.inline(text)]
        if labels and (match := _YEAR_BEHIND.search(text)):
            return make(cut(line, match.start()), read_year, trust)
        if match := next((hit for hit in _YEAR_BEFORE.finditer(text) if hit.end() in labels), None):
            return make(cut(line, match.start(), match.end()), read_year, trust)
        if match := _YEAR_AMONG_SPECKS.fullmatch(text):
            return make(cut(line, match.start(1), match.end(1)), read_year, trust.less(0.6, "title-run-together"))
    return None


def _year_of_title(lines: list[Part]) -> Part | None:
    """The year at the front or end of a title on one line, or at the front of one that runs on over the next."""
    for line in lines:
        text = plain(line.text)
        if _is_title(text) and (match := _TRAILING_YEAR.search(text) or _LEADING_YEAR.search(_bare(text))):
            return cut(line, start := text.find(match.group(0)), start + len(match.group(0)))
    for line, below in pairwise(lines):
        text = plain(line.text)
        match = _LEADING_YEAR.match(_bare(text))
        if match and _runs_into(line, below) and _is_title(text + plain(below.text)):
            return cut(line, start := text.find(match.group(0)), start + len(match.group(0)))
    return None


def year_in(*fields: Leaf | None) -> Leaf | None:
    """The year that the first of these head fields (预算年度, 评价年度) says; None where none says one alone."""
    for leaf in fields:
        if leaf is None or leaf.value is None:
            continue
        year = read_year(leaf.raw)
        return replace(leaf, value=year) if year is not None else replace(leaf, value=None, doubts=("not-a-year",))
    return None


def inline_fields(lines: list[Part], trust: Trust) -> dict[str, Leaf]:
    """Head and foot fields printed in a line as label and value: 填报单位(盖章):…, 填报人:…, 联系电话:…."""
    found: dict[str, Leaf] = {}
    for line in lines:
        text = plain(line.text)
        hits = list(HEAD.inline(text))
        ends = sorted([*(hit.start for hit in hits), *result_starts(text), len(text)])
        for hit in hits:
            end, meaning = next(end for end in ends if end > hit.start), _meaning(text, hit)
            open_end = meaning != hit.match.meaning and end < len(text)  # a word of the next label may stick to a name
            leaf = _value_after(line, hit, end, trust.less(0.6, "label-guessed") if open_end else trust)
            if leaf is not None:
                found.setdefault(meaning, leaf)
    return found


def _meaning(text: str, hit: InlineMatch) -> str:
    """What a label in a line means: a 单位 that puts its seal there (单位(盖章):某局) is an office, none of money."""
    sealed = hit.match.meaning == "unit_of_money" and "章" in text[hit.start : hit.end]
    return "reporting_unit" if sealed else hit.match.meaning


def _value_after(line: Part, hit: InlineMatch, end: int, trust: Trust) -> Leaf | None:
    text = plain(line.text)[hit.end : end]
    kept = _YEAR_BEHIND.sub("", _STAMP.sub("", _NUMBER_BEHIND.sub("", _MONEY_BEHIND.sub("", text)))).rstrip("(")
    value = cut(line, hit.end, hit.end + len(kept))
    if hit.match.meaning == "phone" and (number := _PHONE.match(text)):
        value = cut(line, hit.end, hit.end + number.end())
    if not value.words or _ends_a_title(kept):
        return None
    sure = hit.match.certainty >= 0.9
    return make(value, read_text, trust if sure else trust.less(hit.match.certainty, "label-guessed"))


def _ends_a_title(text: str) -> bool:
    """Whether what follows a label is no value but the rest of a title (预算单位 in 预算单位自评表)."""
    return text.endswith("表") or _TITLE_THEN_MORE.match(text) is not None


def _ends_title(lines: list[Part], at: int) -> bool:
    """Whether a title stands on a line, or the rest of one begun on the line above (…绩效目 / 标表)."""
    text = _SPECKS_BEHIND.sub("", plain(lines[at].text))
    if _is_title(text):
        return True
    return (
        at > 0
        and len(text) < 4
        and _runs_into(lines[at - 1], lines[at])
        and _is_title(plain(lines[at - 1].text) + text)
    )


def _is_title(line: str) -> bool:
    if not 3 < len(line) <= 90 or "。" in line or "单位:" in line or _UNIT_BEFORE.match(line):
        return False
    return bool(_TITLE.search(line)) or (_RESULTS.search(line) is not None and _NUMBER.match(line) is None)


def _bare(line: str) -> str:
    return _NUMBER.sub("", _TABLE_NUMBER.sub("", _ATTACHMENT.sub("", line)))


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


def is_head_text(cell: Cell) -> bool:
    """A cell that holds a head label and its value, or only a title, a year, an attachment mark."""
    text = plain(cell.text).strip("()")
    if _YEAR_LINE.fullmatch(text) or _ATTACHMENT.fullmatch(text):
        return True
    return any(hit.start == 0 and hit.match.certainty == 1.0 and len(text) > hit.end for hit in HEAD.inline(text))
