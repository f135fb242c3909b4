"""Running text with its mentions in, a page of HTML out: mentions coloured, each linked with its project.

Everything from the file is escaped, the page holds no script and forbids whatever it would load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from extractor.export.annotated_style import STYLE
from extractor.record.narrative import Narrative, Span, StatedProject

_Place = tuple[int, int]
_KINDS = {
    "PROJECT": "项目", "AMOUNT": "金额", "PERCENT": "百分比", "INDICATOR": "指标", "SCORE": "得分", "GRADE": "等级",
    "ORG": "单位", "DATE": "日期", "DOC_NO": "文号", "COUNT": "数量",
}  # fmt: skip
"""The labels and what a reader calls them."""
_WHOLE = "全"
"""What marks a figure of the unit as a whole, where a project has its number."""


def annotated_page(
    name: str, reports: Sequence[tuple[str, Narrative]], explain: Callable[[str], str] = lambda doubt: doubt
) -> str:
    """A whole page.

    Args:
        name: of the file, for the heading.
        reports: the text of each report, a paragraph a line, and what it says.
        explain: a doubt's code in words.
    """
    told = [(text, _explained(narrative, explain)) for text, narrative in reports]
    bodies = "".join(_report(number, *report) for number, report in enumerate(told, 1))
    title = escape(name)
    return (
        '<!doctype html>\n<html lang="zh"><head><meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><header><h1>{title}</h1>{_legend()}</header>"
        f"{bodies or '<p class=none>没有自评报告正文。</p>'}</body></html>\n"
    )


def _explained(narrative: Narrative, explain: Callable[[str], str]) -> Narrative:
    """The narrative with its doubts in words; a project's figures share the doubt about its name."""

    def said(span: Span | None, *more: str) -> Span | None:
        return (
            replace(span, doubts=tuple(explain(doubt) for doubt in dict.fromkeys((*span.doubts, *more))))
            if span
            else None
        )

    def owned(project: StatedProject) -> StatedProject:
        first, *others = project.names
        amount, score, grade = (said(span, *first.doubts) for span in (project.amount, project.score, project.grade))
        names = (said(first) or first, *others)
        return replace(project, names=names, amount=amount, score=score, grade=grade)

    return replace(
        narrative,
        projects=tuple(owned(project) for project in narrative.projects),
        total_projects=said(narrative.total_projects),
        total_budget=said(narrative.total_budget),
        score=said(narrative.score),
        grade=said(narrative.grade),
        doubts=tuple(explain(doubt) for doubt in narrative.doubts),
    )


def _legend() -> str:
    marks = "".join(f'<mark class="{label}">{word}</mark>' for label, word in _KINDS.items())
    return f'<p class="legend">{marks}<span>数字角标：所属项目；“{_WHOLE}”：单位合计；“?”：需核对</span></p>'


def _report(number: int, text: str, narrative: Narrative) -> str:
    owners = _owners(narrative)
    asked = {(span.start, span.end): span.doubts for span in _facts(narrative) if span.doubts}
    lines, start = [], 0
    for line in text.split("\n"):
        inside = [span for span in narrative.mentions if start <= span.start < start + len(line)]
        if line.strip():
            lines.append(f"<p>{_marked(number, line, start, inside, owners, asked)}</p>")
        start += len(line) + 1
    return f"<main><article>{''.join(lines)}</article><aside>{_ledger(number, text, narrative)}</aside></main>"


def _owners(narrative: Narrative) -> dict[_Place, str]:
    """What each linked mention belongs to: a project's number, or the whole."""
    owners: dict[_Place, str] = {}
    for span in (narrative.total_projects, narrative.total_budget, narrative.score, narrative.grade):
        if span:
            owners[span.start, span.end] = _WHOLE
    for number, project in enumerate(narrative.projects, 1):
        for span in (*project.names, *_figures(project), *(one.name for one in project.indicators)):
            owners.setdefault((span.start, span.end), str(number))
    return owners


def _figures(project: StatedProject) -> list[Span]:
    return [span for span in (project.amount, project.score, project.grade) if span]


def _facts(narrative: Narrative) -> Iterator[Span]:
    whole = (narrative.total_projects, narrative.total_budget, narrative.score, narrative.grade)
    yield from (span for span in whole if span)
    for project in narrative.projects:
        yield from (project.names[0], *_figures(project))


def _marked(
    number: int,
    line: str,
    start: int,
    spans: Sequence[Span],
    owners: Mapping[_Place, str],
    asked: Mapping[_Place, Sequence[str]],
) -> str:
    """A paragraph with its mentions marked; ``start`` is where it begins in the text."""
    html, at = "", 0
    for span in spans:
        place = (span.start, span.end)
        words = line[span.start - start : span.end - start]
        title = escape(" · ".join([_KINDS[span.label], *([span.value] if span.value else []), *asked.get(place, ())]))
        shown = escape(words)
        if place in owners:
            # The badge stays on its word's line.
            badge = f"<sup>{owners[place]}{'?' if place in asked else ''}</sup>"
            shown = f'{escape(words[:-1])}<span class="last">{escape(words[-1:])}{badge}</span>'
        html += escape(line[at : span.start - start])
        html += f'<mark class="{span.label}" id="{_anchor(number, span)}" title="{title}">{shown}</mark>'
        at = span.end - start
    return html + escape(line[at:])


def _anchor(number: int, span: Span) -> str:
    return f"r{number}-{span.start}"


def _ledger(number: int, text: str, narrative: Narrative) -> str:
    """What the report states: the unit's totals, then a row for each project."""
    whole = {
        "项目数": narrative.total_projects, "金额（万元）": narrative.total_budget, "得分": narrative.score,
        "等级": narrative.grade,
    }  # fmt: skip
    totals = "".join(f"<dt>{word}</dt><dd>{_fact(number, span)}</dd>" for word, span in whole.items())
    rows = "".join(_row(number, at, text, project) for at, project in enumerate(narrative.projects, 1))
    doubts = f'<p class="doubt">? {escape("；".join(narrative.doubts))}</p>' if narrative.doubts else ""
    head = "<tr><th></th><th>项目</th><th>万元</th><th>得分</th><th>等级</th></tr>"
    return f"<dl>{totals}</dl>{doubts}<table>{head}{rows}</table>"


def _row(number: int, at: int, text: str, project: StatedProject) -> str:
    name = project.names[0]
    asked = f' <b title="{escape("；".join(name.doubts))}">?</b>' if name.doubts else ""
    link = f'<a href="#{_anchor(number, name)}">{escape(text[name.start : name.end])}</a>{asked}'
    cells = "".join(f"<td>{_fact(number, span)}</td>" for span in (project.amount, project.score, project.grade))
    measures = "".join(
        f"<li>{escape(one.level or '')} {escape(text[one.name.start : one.name.end])} {escape(one.value or '')}</li>"
        for one in project.indicators
    )
    listed = f'<tr class="measures"><td></td><td colspan="4"><ul>{measures}</ul></td></tr>' if measures else ""
    return f"<tr><td>{at}</td><td>{link}</td>{cells}</tr>{listed}"


def _fact(number: int, span: Span | None) -> str:
    if span is None:
        return "—"
    asked = f' <b title="{escape("；".join(span.doubts))}">?</b>' if span.doubts else ""
    return f'<a href="#{_anchor(number, span)}">{escape(span.value or "")}</a>{asked}'
