"""Running text in, one form of kind ``report`` for each unit's text out.

A report begins at a title, or where text begins again after forms, and ends under its signature and date. Cover,
contents and dividers belong to the text they stand with; alone they make no report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.paper.form import Form, FormKind
from extractor.record.labels import plain
from extractor.stages.blocks_to_forms.lines import Line, paragraphs
from extractor.stages.blocks_to_forms.wording import (
    is_attachment,
    is_contents_line,
    is_contents_title,
    is_form_title,
    is_prose,
    is_report_title,
    is_signing_date,
)

_TITLE_LINES = 4
_LEAST_TEXT = 60  # characters of running text without which lines are no report


def reports_of(stream: Sequence[Line | FormKind], inside: frozenset[FormKind]) -> Iterator[tuple[list[Line], Form]]:
    """The reports of a document.

    Args:
        stream: the lines no table claimed, and in their places the kinds of the forms that stand between them.
        inside: kinds that can stand within a report, so that its text goes on after them.

    Yields:
        each report's lines and its form.
    """
    open_lines: list[Line] = []
    interrupted = False
    for at, item in enumerate(stream):
        if not isinstance(item, Line):
            interrupted = interrupted or item not in inside
            continue
        if open_lines and _begins(stream, at, open_lines, interrupted):
            yield from _closed(open_lines)
            open_lines = []
        open_lines.append(item)
        interrupted = False
    yield from _closed(open_lines)


def _closed(lines: list[Line]) -> Iterator[tuple[list[Line], Form]]:
    if _has_text(lines):
        pages = [line.page.number for line in lines]
        yield lines, Form("report", tuple(range(min(pages), max(pages) + 1)), paragraphs(lines))


def _has_text(lines: Sequence[Line]) -> bool:
    telling = [line.text for line in lines if not (is_contents_line(line.text) or is_attachment(line.text))]
    size = sum(len(plain(text)) for text in telling if not is_form_title(text))
    return size >= _LEAST_TEXT and any(is_prose(text) for text in telling)


def _begins(stream: Sequence[Line | FormKind], at: int, before: Sequence[Line], interrupted: bool) -> bool:
    """Whether the line ``at`` begins a new report."""
    line = stream[at]
    if not isinstance(line, Line):
        return False
    titled = _is_title_at(stream, at)
    if interrupted:
        return titled or not is_prose(line.text)
    if not titled or not _has_text(before):
        return False
    new_page = line.page.number != before[-1].page.number
    return _has_ended(before) or (new_page and _is_larger(line, before))


def _has_ended(lines: Sequence[Line]) -> bool:
    return any(is_signing_date(line.text) for line in lines[-2:])


def _is_larger(line: Line, body: Sequence[Line]) -> bool:
    sizes = sorted(other.size for other in body)
    return line.size > 1.15 * sizes[len(sizes) // 2]


def _is_title_at(stream: Sequence[Line | FormKind], at: int) -> bool:
    """Whether a report's title stands here, over one line or several of like size."""
    first = stream[at]
    if not isinstance(first, Line):
        return False
    text = ""
    for item in stream[at : at + _TITLE_LINES]:
        if not isinstance(item, Line) or is_prose(item.text) or item.page.number != first.page.number:
            return False
        if abs(item.size - first.size) > 0.2 * first.size or is_contents_line(item.text):
            return False
        text += item.text
        if is_report_title(text) or is_report_title(item.text):
            return item.centred or _stands_out(stream, at)
    return False


def _stands_out(stream: Sequence[Line | FormKind], at: int) -> bool:
    line, after = stream[at], [item for item in stream[at + 1 : at + 8] if isinstance(item, Line)]
    if not isinstance(line, Line) or not after or is_contents_title(line.text):
        return False
    return _is_larger(line, after)
