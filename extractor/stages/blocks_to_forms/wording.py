"""What a line is, told by its words alone: title, page number, heading, foot, note, date. Text in, bool out."""

from __future__ import annotations

import re

from extractor.record.labels import label_key, plain, slips
from extractor.record.wording import HEAD, SECTIONS

_PAGE_NUMBER = re.compile(
    r"[-—–―·_.|一•]*(?:第?\d{1,4}页?|[ivxlcIVXLC]{1,6}|第?\d{1,4}页?[,/]?(?:共|of)?\d{1,4}页?)[-—–―·_.|一•]*"
)
_TITLE = re.compile(
    r"(?:表|一览|清单|台账|公示|查询(?:结果)?|(?<![附文]件)目录|名录|(?:目标|绩效|自评|评价|任务|登记)卡)(?:[(（【].{0,24}[)）】])?$"
)
_FORM_NUMBER = re.compile(
    r"(?:[一-鿿]{0,4}\d{1,3}(?:-\d{1,2})?|[一-鿿]{1,2}[一二三四五六七八九十]{1,3})表(?:之[一二三四五六七八九十\d]+)?"
)
"""What a form is numbered (公开07表): no title."""
_UNIT_AND_NUMBER = re.compile(
    r"[一-鿿()]{0,6}(?:单位|部门)(?:名称)?:.*[一-鿿)](?:财?预算?|公开|附)\d{1,3}(?:-\d{1,2})?表"
)
"""Who hands a form in, and at the line's other end its number: no title either."""
_REPORT_TITLE = re.compile(
    r"(?:报告|总结|文本|方案|汇编|材料|说明书|情况说明|公开说明|绩效(?:自评|评价|自评价)(?:情况)?|汇报)(?:[(（].{0,12}[)）])?$"
)
_COUNTER = re.compile(r"^(?:[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.．]|\d{1,3}[、.．])")
_YEAR_LINE = re.compile(r"[(（]?\D{0,4}(?:19|20)\d\d(?:年度?)?[)）]?")
_ATTACHMENT = re.compile(r"附(?:件|表|录)?[\d一二三四五六七八九十-]{0,4}[:：.、]?.{0,30}")
_CONTINUED = re.compile(r"[(（]?(?:续(?:表|上表|上页|前表)?|接上页|接上表)[\d一二三四五六七八九十-]*[)）]?")
_NOTE = re.compile(r"(?:备?注|说明|填表说明|填报说明|注释)[\d]{0,2}[:：.、(（\d]")
_CHECKBOX = re.compile(r"[□☐☑√■☒▢✓]")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d|二[〇○零]\S{2})年\d{0,2}[\d一二三四五六七八九十]{0,3}月?[\d一二三四五六七八九十]{0,3}日?"
)
_FULL_DATE = re.compile(
    r"(?:(?:19|20)\d\d|二[〇○零]\S{2})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日?"
)
_CONTENTS_LINE = re.compile(r".+?(?:\.{3,}|…+|·{3,}|—{3,}|_{3,})[.…·]*\d{1,4}$")
_FOOT = frozenset({"preparer", "phone", "fill_date", "reviewer", "leader", "contact"})
_LONGEST_TITLE = 80
_LABELLED = 30  # characters of a line with a label and its value
_LEAD = 16  # characters up to which a line that ends in a colon may be a label
_LONGEST_HEADING = 70


def is_page_number(text: str) -> bool:
    """``- 3 -``, ``第3页 共9页``, ``3/9``, ``iv``."""
    return bool(_PAGE_NUMBER.fullmatch(plain(text)))


def is_form_title(text: str) -> bool:
    """A line that ends as a table's title does: …自评表, …目标表(…), …一览表."""
    words = text.split()
    wholes = {plain("".join(words[:count])) for count in range(1, len(words) + 1)}  # a seal's words may follow
    return any(
        3 < len(line) <= _LONGEST_TITLE
        and _TITLE.search(line)
        and not (is_prose(line) or _FORM_NUMBER.fullmatch(line) or _UNIT_AND_NUMBER.fullmatch(line) or "下表" in line)
        for line in wholes
    )


def is_report_title(text: str) -> bool:
    """A line that ends as a report's title does: …报告, …总结, …绩效评价."""
    line = plain(text)
    return 3 < len(line) <= 60 and bool(_REPORT_TITLE.search(line)) and not is_prose(line)


def is_prose(text: str) -> bool:
    """Running text: it has a full stop or ends as a sentence or its lead does.

    A line that ends in a label with nothing behind it (填报单位:某局 填报日期:) is none.
    """
    line = plain(text)
    if "。" in line or line.endswith((";", ",", "、", "!", "?")):
        return True
    return line.endswith(":") and len(line) > _LEAD and not any(hit.end == len(line) for hit in HEAD.inline(line))


def is_heading(text: str) -> bool:
    """A line that can stand between a form's title and its table: unit, year, currency, attachment, boxes to tick.

    A label with its value stays one, whatever a recogniser read behind it (评价年度:2022年之。).
    """
    line = plain(text)
    if not 0 < len(line) <= _LONGEST_HEADING:
        return False
    labelled = any(hit.start == 0 and line[hit.end - 1] == ":" for hit in HEAD.inline(line))
    return not is_prose(line) or (labelled and len(line) <= _LABELLED)


def names_a_head_field(text: str) -> bool:
    """A line with a head label and, mostly, its value: 填报单位…, 金额单位…, 部门名称…, an attachment, a year."""
    line = plain(text)
    return (
        any(True for _ in HEAD.inline(line))
        or bool(_YEAR_LINE.fullmatch(line))
        or is_attachment(line)
        or bool(_CHECKBOX.search(line))
    )


def is_attachment(text: str) -> bool:
    """``附件1``, ``附表2:`` and the like."""
    line = plain(text)
    return bool(_ATTACHMENT.fullmatch(line)) and not is_prose(line)


def is_continued_mark(text: str) -> bool:
    """``续表``, ``(续)``: the mark above the continued part of a table."""
    return bool(_CONTINUED.fullmatch(plain(text)))


def is_money_unit_line(text: str) -> bool:
    """A line that only names the unit of money."""
    found = list(HEAD.inline(plain(text)))
    return (
        len(found) == 1 and found[0].match.meaning == "unit_of_money" and found[0].start == 0 and len(plain(text)) < 12
    )


def is_note(text: str) -> bool:
    """The first line of a note under a table: 注:…, 备注:…, 填表说明:…."""
    return bool(_NOTE.match(plain(text)))


def is_foot(text: str) -> bool:
    """A line under a table with who filled it in, the telephone, the date."""
    line = plain(text)
    return len(line) <= _LONGEST_HEADING and any(hit.match.meaning in _FOOT for hit in HEAD.inline(line))


def is_speck(text: str) -> bool:
    """A character or two on a line: a bit of a seal or of a signature rather than print, or a page number's rest."""
    line = "".join(char for char in plain(text) if char.isalnum())
    words = any("一" < char <= "鿿" for char in line)
    return len(line) <= (2 if words else 5) and not is_contents_title(text)


def is_date_line(text: str) -> bool:
    """A line that holds nothing but a date."""
    return bool(_DATE.fullmatch(plain(text)))


def is_signing_date(text: str) -> bool:
    """A line that holds nothing but a full date, as under a report."""
    return bool(_FULL_DATE.fullmatch(plain(text)))


def is_contents_line(text: str) -> bool:
    """A line of a table of contents: text, leader dots, page number."""
    return bool(_CONTENTS_LINE.fullmatch(plain(text)))


def is_contents_title(text: str) -> bool:
    """``目录``."""
    return plain(text).strip("·-—:") in ("目录", "目次")


def is_numbered(text: str) -> bool:
    """A line that begins with a counter, 一、 or (二) or 3."""
    return bool(_COUNTER.match(plain(text)))


def is_section_caption(text: str) -> bool:
    """A short line that is only a form's section name (二、绩效指标完成情况)."""
    return len(plain(text)) <= 24 and SECTIONS.match(text) is not None


def is_placeholder(text: str) -> bool:
    """A template's own row name: 指标2, ……."""
    return bool(re.fullmatch(r"(?:指标|目标)?\d{0,2}[:：、.…·\-—]*", plain(text)))


def same_words(left: str, right: str) -> bool:
    """Whether two texts are the same print, a slip of the recogniser forgiven in each five characters."""
    a, b = label_key(left), label_key(right)
    if a == b:
        return True
    limit = max(len(a), len(b)) // 5
    return bool(a and b) and slips(a, b, limit) <= limit
