"""Running text in, the draft of a ``report`` out: its title, unit, year, date and pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.paper.block import Paragraph
from extractor.paper.form import Form
from extractor.ports import MentionTagger
from extractor.record.draft import Draft, Leaf, Node
from extractor.record.labels import plain
from extractor.record.values.dates import find_date, read_year
from extractor.record.values.text import read_text
from extractor.stages.forms_to_records.leaf import SURE, Part, Trust, cut, joined, make, part_of_words
from extractor.stages.forms_to_records.statements import read_statements

_TITLE_END = re.compile(
    r"(?:报告|总结|文本|方案|汇报|情况说明|公开说明|绩效(?:自评|评价|自评价)(?:情况|材料|资料)?(?:汇编)?)(?:[(（].{0,12}[)）])?$"
)
_TITLE_GOES_ON = re.compile(r"(?:绩效|自评|评价|情况|工作|公开|说明|报告|总结|汇报|材料|资料|汇编)+")
"""A line that holds nothing but the last words of the title above it."""
_OPEN_END = re.compile(r"(?:绩效(?:自评|评价|自评价)(?:情况)?|材料|资料)$")
"""A title may end so, and may also go on."""
_YEAR = re.compile(r"(?:19|20)\d\d(?:年度?)?|二[〇○零][〇○零一二三四五六七八九]{2}年度?")
_TAIL = re.compile(
    r"(?:部门|单位)?(?:项目|预算|整体|财政|专项|支出|部门|资金)*(?:绩效|预算绩效|自评|评价|工作|管理|情况)+(?:报告|总结|文本|方案|汇报|说明)?$"
)
_BODY = re.compile(
    r"(?:局|中心|处|所|办|办公室|委|委员会|院|学校|大学|站|队|部|厅|公司|馆|会|政府)(?:[(（].{1,20}[)）])?$"
)
_NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、](?!\d)|附件\d*[:：.、]?"
)
_BRACKET = re.compile(r"[(（【].{1,12}[)）】]")
_TITLE_LINES = 6
_LONGEST_TITLE = 80
_SIGNED_LINES = 6
_SHORT_NAME = 8  # characters; a shorter name in a title is an everyday one, such as 人社局


def printed_names(drafts: Iterable[Draft]) -> tuple[str, ...]:
    """The projects' names in the forms and lists of a document, as far as nothing is doubtful about them."""
    trees = [tree for draft in drafts for tree in (draft.tree, *_rows(draft))]
    leaves = (tree.get("project_name") for tree in trees)
    names = (leaf.value for leaf in leaves if isinstance(leaf, Leaf) and not leaf.doubts)
    return tuple(dict.fromkeys(name for name in names if isinstance(name, str)))


def _rows(draft: Draft) -> Iterator[dict[str, Node]]:
    """The rows of a list of projects."""
    rows = draft.tree.get("rows")
    yield from (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def read_report(form: Form, tagger: MentionTagger | None = None, printed: Sequence[str] = ()) -> Draft:
    """Reads what frames a report and, with a ``tagger``, what its text states.

    Args:
        form: the report's running text.
        tagger: reads sentences.
        printed: projects' names as the forms beside the report print them, see :func:`printed_names`.
    """
    lines = [part for block in form.paragraphs for part in _lines(block)]
    trust = SURE if form.certainty >= 0.9 else Trust(0.5 + form.certainty / 2)
    title = _title(lines, trust)
    tree: dict[str, Node] = {
        "title": title,
        "year": _year(lines, title, trust),
        "reporting_unit": _unit(lines, title, trust),
        "date": _date(lines, trust),
    }
    if tagger is None:
        return Draft("report", form.pages, tree)
    stated, doubts = read_statements(form, tagger, trust, printed)
    return Draft("report", form.pages, tree | stated, doubts)


def _lines(paragraph: Paragraph) -> list[Part]:
    return [part for line in paragraph.lines if (part := part_of_words(line))]


def _title(lines: Sequence[Part], trust: Trust) -> Leaf | None:
    """The first lines up to the one that ends as a title does, as far as they are printed alike, without a number.

    A word may be cut by the end of a line; a bracket on the next line, such as (草案), belongs to the title.
    """
    for end in range(1, min(_TITLE_LINES, len(lines)) + 1):
        whole = joined(lines[_title_start(lines, end) : end])
        text = plain(whole.text) if whole else ""
        if whole is None or len(text) > _LONGEST_TITLE or not _TITLE_END.search(text) or set("。,;:") & set(text):
            continue
        for more in (_TITLE_GOES_ON, _BRACKET):
            if _goes_on(lines, end, more) and (more is _BRACKET or _OPEN_END.search(plain(whole.text))):
                whole, end = joined([whole, lines[end]]) or whole, end + 1
        number = _NUMBER.match(text)
        return make(cut(whole, number.end()) if number else whole, read_text, trust)
    return None


def _goes_on(lines: Sequence[Part], end: int, more: re.Pattern[str]) -> bool:
    """Whether the line behind the first ``end`` is more of a title, on the same page and as large."""
    if end >= len(lines) or lines[end].page != lines[end - 1].page or not more.fullmatch(plain(lines[end].text)):
        return False
    return more is _BRACKET or _size(lines[end]) > 0.85 * _size(lines[end - 1])


def _title_start(lines: Sequence[Part], end: int) -> int:
    """The first of the lines before ``end`` that are printed as large as the last of them."""
    first = end - 1
    while first > 0 and _size(lines[first - 1]) > 0.85 * _size(lines[end - 1]):
        first -= 1
    return first


def _size(part: Part) -> float:
    return max(word.box.height for word in part.words)


def _year(lines: Sequence[Part], title: Leaf | None, trust: Trust) -> Leaf | None:
    """The title's year, else the first one the text names."""
    parts = [Part(title.page, title.box, (title.words,))] if title else []
    for part in [*parts, *lines]:
        text = plain(part.text)
        if match := _YEAR.search(text):
            leaf = make(cut(part, match.start(), match.end()), read_year, trust)
            if leaf is not None:
                return leaf
    return None


def _date(lines: Sequence[Part], trust: Trust) -> Leaf | None:
    """The date the report is signed with: a line near its end that holds nothing else."""
    for line in reversed(lines[-_SIGNED_LINES:]):
        if len(plain(line.text)) <= 14 and find_date(line.text):
            return make(line, find_date, trust)
    return None


def _unit(lines: Sequence[Part], title: Leaf | None, trust: Trust) -> Leaf | None:
    """The unit the title begins with; the one that signs, where the title names none or only its short name.

    A unit that only one of the two names is doubtful: reports are signed for others, titles leave words out.
    """
    signed, titled = _signature(lines, trust), _titled_unit(title, trust)
    if signed is None or titled is None:
        return signed or titled
    said, name = plain(signed.raw), plain(titled.raw)
    if said.endswith(name) or name.endswith(said):
        return replace(signed if len(said) >= len(name) else titled, certainty=trust.certainty, doubts=trust.doubts)
    return titled if len(name) > _SHORT_NAME else signed


def _signature(lines: Sequence[Part], trust: Trust) -> Leaf | None:
    for line in reversed(lines[-_SIGNED_LINES:]):
        text = plain(line.text)
        if len(text) <= 40 and _BODY.search(text) and not set("。,;:") & set(text):
            return make(line, read_text, trust.less(0.9, "unit-of-signature-only"))
    return None


def _titled_unit(title: Leaf | None, trust: Trust) -> Leaf | None:
    if title is None:
        return None
    text = plain(title.raw)
    year = _YEAR.search(text)
    tail = _TAIL.search(text)
    start = year.end() if year and not year.start() else 0
    end = year.start() if year and year.start() else (tail.start() if tail else 0)
    if start >= end:
        return None
    whole = Part(title.page, title.box, (title.words,))
    return make(cut(whole, start, end), read_text, trust.less(0.9, "unit-of-title-only"))
