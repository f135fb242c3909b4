"""Rules over what was left blank on the paper, and over figures that make no sense beside it."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.record.checked import PlainRecord
from extractor.stages.records_to_findings.figures import figure, shown
from extractor.stages.records_to_findings.rule import Said, breaks, rule

_CELLS = {"level3": "三级指标", "target": "预期指标值", "actual": "实际完成值"}
_LATE = 2
"""Years after its own in which a report can still be dated."""


@rule("blank-cell", "warning", "有得分的指标行填写了名称、目标值和完成值", "a scored row has name, target and result")
def blank_cell(record: PlainRecord) -> Iterator[Said]:
    """One finding for a form, all its blanks in it; rows of a printed class without anything in them too."""
    if record.get("kind") not in ("project_evaluation", "department_evaluation"):
        return
    blank: list[tuple[str, str]] = []
    rows = record.get("indicators") or []
    used = [key for key in _CELLS if any(row.get(key) for row in rows)]
    for at, row in enumerate(rows):
        empty = not any(row.get(key) for key in (*_CELLS, "score"))
        if empty and record["kind"] == "department_evaluation" and (row.get("weight") or row.get("rule")):
            blank.append((f"/indicators/{at}/level3", f"{row.get('level2') or row.get('level1')}·整行"))
        elif row.get("score") or row.get("score_rows") == 0:
            blank += [
                (
                    f"/indicators/{at}/{key}",
                    f"{row.get('level3') or row.get('level2') or row.get('level1')}·{_CELLS[key]}",
                )
                for key in used
                if not row.get(key)
            ]
    if blank:
        names = "、".join(name for _, name in blank[:4]) + ("等" if len(blank) > 4 else "")
        yield breaks(
            tuple(path for path, _ in blank),
            f"空白 {len(blank)} 处:{names}",
            f"{len(blank)} cells of scored rows are blank",
        )


@rule(
    "problems-blank",
    "warning",
    "未全额执行或未得满分的,填写存在问题及整改措施",
    "shortfalls are explained under 存在问题",
)
def problems_blank(record: PlainRecord) -> Iterator[Said]:
    """On forms with a 预算执行进度 cell, which have a cell for problems too."""
    rate, score = figure(record.get("execution_rate")), figure(record.get("total_score"))
    if record.get("kind") != "project_evaluation" or record.get("problems") or rate is None:
        return
    if rate < 100 or (score is not None and score < 100):
        total = f"、总分 {shown(score)}" if score is not None else ""
        yield breaks(
            ("/problems", "/execution_rate", *(("/total_score",) if score is not None else ())),
            f"预算执行进度 {shown(rate)}%{total},但“存在问题、原因及下一步整改措施”未填",
            f"{shown(rate)} % executed, but nothing under 存在问题",
        )


@rule("zero-budget-scored", "warning", "预算为0的项目不评分", "a project without a budget is not scored")
def zero_budget(record: PlainRecord) -> Iterator[Said]:
    """In lists of projects."""
    for at, row in enumerate(record.get("rows") or []):
        budget, score = figure(row.get("budget")), figure(row.get("score"))
        if budget == 0 and score:
            yield breaks(
                (f"/rows/{at}/budget", f"/rows/{at}/score"),
                f"“{row.get('project_name')}”预算为 0,仍评 {shown(score)} 分",
                f"{row.get('project_name')} has no budget, yet {shown(score)} points",
            )


@rule("year-vs-dates", "warning", "年度与评价时段、日期相符", "the year agrees with the period and the date", asks=True)
def year_vs_dates(record: PlainRecord) -> Iterator[Said]:
    """A period outside the year, a report dated before its year or long after it, a project of a later year."""
    year = record.get("year")
    if not isinstance(year, int):
        return
    for key in ("start", "end"):
        day = (record.get("period") or {}).get(key)
        if day and int(day[:4]) != year:
            yield breaks(("/year", f"/period/{key}"), f"年度 {year},评价时段印 {day}", f"year {year}, period {day}")
    day = record.get("date")
    if day and not year <= int(day[:4]) <= year + _LATE:
        yield breaks(("/year", "/date"), f"年度 {year},落款日期 {day}", f"year {year}, dated {day}")


@rule("period-order", "error", "评价时段先后有序", "a period ends after it begins")
def period_order(record: PlainRecord) -> Iterator[Said]:
    """Start against end."""
    period = record.get("period") or {}
    if period.get("start") and period.get("end") and period["start"] > period["end"]:
        yield breaks(
            ("/period/start", "/period/end"),
            f"评价时段 {period['start']} 至 {period['end']},先后颠倒",
            f"the period ends {period['end']} before it starts {period['start']}",
        )
