"""Rules over lists of projects and the counts and sums that texts give of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extractor.record.checked import PlainRecord
from extractor.stages.records_to_findings.figures import (
    cut_to,
    figure,
    how_apart,
    hundredths,
    known,
    rounds_to,
    shown,
    total,
)
from extractor.stages.records_to_findings.grades import GRADES
from extractor.stages.records_to_findings.matching import in_forms, in_lists, same
from extractor.stages.records_to_findings.reports import amounts_agree
from extractor.stages.records_to_findings.rule import ROUNDING, Packet, Said, breaks, holds, packet_rule, rule

_LABELS = ("COUNT", "AMOUNT", "GRADE", "INDICATOR", "PERCENT")


@packet_rule("list-total", "error", "一览表各项目金额之和等于所述总额", "the rows of a list add up to the stated sum")
def list_total(packet: Packet) -> Iterator[Said]:
    """The sum a report names right after the count of the list's rows (46个项目……2501.99万元), or its totals."""
    for at, record in packet.of("project_list"):
        rows = known(record, "rows", "budget")
        stated = _stated_sum(packet, len(record.get("rows") or []))
        if stated is None or len(rows) != len(record["rows"]):
            continue
        where, amount = stated
        made = total(rows.values())
        paths = (where, *(f"/records/{at}{path}" for path in rows))
        if made == amount:
            yield holds(*paths)
        else:
            why = how_apart(made, amount)
            mends = {f"/records/{at}{path}": value + amount - made for path, value in rows.items()}
            yield breaks(
                paths,
                f"一览表 {len(rows)} 个项目合计 {shown(made)} 万元,正文印 {shown(amount)} 万元,"
                f"相差 {shown(abs(made - amount))}{why[0]}",
                f"the {len(rows)} rows make {shown(made)}, the text says {shown(amount)}{why[1]}",
                mends={where: made} | {path: value for path, value in mends.items() if value > 0},
            )


def _stated_sum(packet: Packet, count: int) -> tuple[str, Decimal] | None:
    for at, report in packet.of("report"):
        mentions = report.get("mentions") or []
        for number, mention in enumerate(mentions[:-1]):
            following = mentions[number + 1]
            if mention["label"] == "COUNT" and mention["value"] == str(count) and following["label"] == "AMOUNT":
                amount = figure(following["value"])
                return (f"/records/{at}/mentions/{number + 1}/value", amount) if amount is not None else None
        totals = report.get("totals") or {}
        amount = figure(totals.get("budget"))
        if totals.get("projects") == str(count) and amount is not None:
            return f"/records/{at}/totals/budget", amount
    return None


@packet_rule(
    "grade-counts", "error", "正文所述各等级项目数与一览表一致", "the counts of grades in a text are those of its list"
)
def grade_counts(packet: Packet) -> Iterator[Said]:
    """Where the text's counts add up to the rows of a list."""
    for at, report in packet.of("report"):
        for counts in _counts(report):
            for number, record in packet.of("project_list"):
                rows = [GRADES.get(row.get("grade") or "", "") for row in record.get("rows") or []]
                if sum(value for value, _ in counts.values()) != len(rows) or "" in rows:
                    continue
                for grade, (stated, where) in counts.items():
                    path = f"/records/{at}/mentions/{where}/value"
                    if rows.count(grade) != stated:
                        yield breaks(
                            (path, f"/records/{number}/rows"),
                            f"正文称“{grade}”{stated} 个,一览表中为 {rows.count(grade)} 个",
                            f"{stated} of grade {grade} in the text, {rows.count(grade)} in the list",
                        )


def _counts(report: PlainRecord) -> Iterator[dict[str, tuple[int, int]]]:
    """Runs of 优 41个、良 0个、中 0个、差 5个: each grade's count with the position of its mention."""
    mentions = report.get("mentions") or []
    run: dict[str, tuple[int, int]] = {}
    for at, mention in enumerate([*mentions, {"label": "", "value": None}]):
        following = mentions[at + 1] if at + 1 < len(mentions) else {"label": "", "value": None}
        count = figure(following["value"]) if following["label"] == "COUNT" else None
        if mention["label"] == "GRADE" and count is not None and mention["value"] not in run:
            run[mention["value"]] = (int(count), at + 1)
        elif mention["label"] not in ("COUNT", "GRADE") or mention["value"] in run:
            if len(run) > 2:
                yield run
            run = {}


@rule("excellent-rate", "error", "评优率等于优的个数÷项目总数", "评优率 is the share of projects graded 优", ROUNDING)
def excellent_rate(record: PlainRecord) -> Iterator[Said]:
    """From the counts of all grades before it, or where all projects of the text are 优."""
    mentions = record.get("mentions") or [] if record.get("kind") == "report" else []
    for at, mention in enumerate(mentions[:-1]):
        rate = figure(mentions[at + 1]["value"]) if mentions[at + 1]["label"] == "PERCENT" else None
        if mention["label"] != "INDICATOR" or mention["text"] not in ("评优率", "优秀率") or rate is None:
            continue
        share = _share(record, mentions[:at])
        if share is None:
            continue
        excellent, count = share
        exact = Decimal(excellent * 100) / count
        paths = (f"/mentions/{at + 1}/value",)
        if not (rounds_to(exact, rate) or cut_to(exact, rate)):
            yield breaks(
                paths,
                f"评优率印 {shown(rate)}%,而 {excellent}÷{count}={exact:.2f}%",
                f"printed {shown(rate)} %, but {excellent} / {count} = {exact:.2f} %",
                mends={paths[0]: hundredths(exact)},
            )


def _share(record: PlainRecord, before: list[dict[str, Any]]) -> tuple[int, int] | None:
    """How many are 优 of how many, by what stands before the rate."""
    runs = list(_counts({"mentions": before}))
    if runs and "优" in runs[-1] and before[-1]["label"] in ("COUNT", "GRADE"):
        rows = sum(value for value, _ in runs[-1].values())
        return (runs[-1]["优"][0], rows) if rows else None
    told = [mention for mention in before if mention["label"] in _LABELS][-2:]
    count = (record.get("totals") or {}).get("projects")
    if (
        [mention["label"] for mention in told] == ["COUNT", "GRADE"]
        and told[1]["value"] == "优"
        and told[0]["value"] == count
    ):
        return int(count), int(count)
    return None


@packet_rule(
    "list-vs-form", "error", "一览表与自评表的金额、得分一致", "list and form give a project one amount and score"
)
def list_vs_form(packet: Packet) -> Iterator[Said]:
    """Evaluation forms of the same packet."""
    for one, other in same(in_lists(packet), in_forms(packet, "project_evaluation")):
        yield from amounts_agree(one, other, ("一览表", "list"), ("自评表预算数", "form"))
        listed, printed = figure(one.values.get("score")), figure(other.values.get("total_score"))
        if listed is None or printed is None:
            continue
        paths = (f"{one.base}/score", f"{other.base}/total_score")
        if listed == printed:
            yield holds(*paths)
        else:
            yield breaks(
                paths,
                f"“{one.name}”:一览表 {shown(listed)} 分,自评表总分 {shown(printed)} 分",
                f"{one.name}: {shown(listed)} points in the list, {shown(printed)} in the form",
                mends={paths[0]: printed, paths[1]: listed},
            )


@packet_rule(
    "projects-counted", "warning", "正文所述项目个数与所列项目数相符", "as many projects are listed as the text says"
)
def projects_counted(packet: Packet) -> Iterator[Said]:
    """More projects described than counted."""
    for at, report in packet.of("report"):
        count = figure((report.get("totals") or {}).get("projects"))
        listed = len(report.get("projects") or [])
        if count is not None and listed > count:
            yield breaks(
                (f"/records/{at}/totals/projects",),
                f"正文称 {shown(count)} 个项目,所列为 {listed} 个",
                f"{shown(count)} projects said, {listed} described",
            )
