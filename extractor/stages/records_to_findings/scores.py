"""Rules over scores and weights: they add up, no score exceeds its weight, and a score follows its rate or rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from extractor.record.checked import PlainRecord
from extractor.record.values.comparators import read_comparison
from extractor.record.values.text import Unreadable
from extractor.stages.records_to_findings.figures import (
    adds_up,
    figure,
    groups,
    known,
    shown,
    total,
)
from extractor.stages.records_to_findings.rule import Said, breaks, holds, rule
from extractor.stages.records_to_findings.unprinted_points import POINTS, execution_score, has_execution

_DEDUCTION = re.compile(
    r"每[^,。;]{0,8}?1(?:%|个?百分点)[^,。;]{0,4}?扣(?:除)?(?:权重分?|分值|该项分值)?的?([\d.]+)(%|分)"
)
_IN_PROPORTION = re.compile(r"按[^,。;]{0,6}(?:完成|达成)?(?:比例|程度)[^,。;]{0,4}(?:记|计|得|赋)分")
_HALF = Decimal("0.5")
_ROUND = Decimal("0.05")


@rule("score-not-numeric", "error", "得分是数字", "a score is a number")
def score_not_numeric(record: PlainRecord) -> Iterator[Said]:
    """Grades and words in a score cell cannot be added up; a figure with something beside it is more likely a slip."""
    for at, row in enumerate(record.get("indicators") or []):
        score = row.get("score")
        if score is not None and figure(score) is None:
            yield breaks(
                (f"/indicators/{at}/score",),
                f"自评得分栏印“{score}”,不是分数",
                f"the score cell says {score}",
                "warning" if any(glyph.isdigit() for glyph in score) else "error",
            )


@rule("score-over-weight", "error", "得分不超过分值", "no score exceeds its weight")
def score_over_weight(record: PlainRecord) -> Iterator[Said]:
    """Row by row, and the rows of a level-1 group against the points printed with its name."""
    rows = record.get("indicators") or []
    for at, row in enumerate([*rows, *(record.get("funds") or [])]):
        base = f"/indicators/{at}" if at < len(rows) else f"/funds/{at - len(rows)}"
        score, weight = figure(row.get("score")), figure(row.get("weight"))
        if score is not None and weight is not None and score > weight:
            yield breaks(
                (f"{base}/score", f"{base}/weight"),
                f"得分 {shown(score)} 超过分值 {shown(weight)}",
                f"score {shown(score)} is above weight {shown(weight)}",
            )
    for name, span in groups(rows, "level1"):
        yield from _group_score(rows, name, span)


def _group_score(rows: list[dict[str, Any]], name: str | None, span: list[int]) -> Iterator[Said]:
    weight = figure(rows[span[0]].get("level1_weight"))
    scores = {f"/indicators/{at}/score": value for at in span if (value := figure(rows[at].get("score"))) is not None}
    made = total(scores.values())
    if weight is not None and made > weight:
        paths = (f"/indicators/{span[0]}/level1_weight", *scores)
        yield breaks(
            paths,
            f"{name}({shown(weight)}分)各行得分合计 {adds_up(scores.values())},超过分值",
            f"the scores of {name} make {shown(made)}, above its {shown(weight)} points",
            mends={path: value + weight - made for path, value in scores.items() if value + weight >= made},
        )


@rule("score-sum", "error", "指标得分之和等于总分", "the scores make up the total score")
def score_sum(record: PlainRecord) -> Iterator[Said]:
    """With the execution's own score where the money block has one; blank cells may hide scores in words."""
    stated = figure(record.get("total_score"))
    if stated is not None:
        yield from _sum(record, "score", stated, "/total_score")


@rule("weight-sum", "error", "分值之和等于印出的合计,未印则为100", "weights make up the printed total, or 100")
def weight_sum(record: PlainRecord) -> Iterator[Said]:
    """With the execution's own weight; against an unprinted 100 it is only unusual."""
    stated = figure(record.get("total_weight"))
    yield from _sum(record, "weight", stated or Decimal(100), "/total_weight" if stated is not None else None)


def _sum(record: PlainRecord, column: str, stated: Decimal, where: str | None) -> Iterator[Said]:
    own = known(record, "indicators", column)
    money = dict(list(known(record, "funds", column).items())[:1])
    if not own:
        return
    words = any(row.get(column) and figure(row[column]) is None for row in record.get("indicators") or [])
    if words and total((own | money).values()) <= stated:
        return
    head = (where,) if where else ()
    for parts in (own, own | money):
        if total(parts.values()) == stated:
            yield holds(*head, *parts)
            return
    parts = own | money
    made = total(parts.values())
    left_out = stated - made if record.get("kind") == "project_evaluation" and not has_execution(record) else None
    if left_out is not None and left_out == (execution_score(record) if column == "score" else POINTS):
        yield holds(*head, *parts)
        return
    mends = {path: value + stated - made for path, value in parts.items() if value + stated >= made}
    name = {"score": ("得分", "scores", "总分"), "weight": ("分值", "weights", "合计")}[column]
    yield breaks(
        (*head, *parts),
        f"指标{name[0]}合计 {adds_up(parts.values())},与{name[2]} {shown(stated)} 不符",
        f"the {name[1]} make {shown(made)}, not {shown(stated)}",
        None if where and not (left_out is not None and 0 <= left_out <= POINTS) else "warning",
        mends | ({where: made} if where else {}),
    )


@rule("level1-weight-rows", "error", "一级指标括号内分值等于其各行分值之和", "a group's points are its rows' weights")
def level1_weight_rows(record: PlainRecord) -> Iterator[Said]:
    """For every printed bracket."""
    rows = record.get("indicators") or []
    for name, span in groups(rows, "level1"):
        weight = figure(rows[span[0]].get("level1_weight"))
        own = {
            f"/indicators/{at}/weight": value for at in span if (value := figure(rows[at].get("weight"))) is not None
        }
        if weight is None or not own:
            continue
        where, made = f"/indicators/{span[0]}/level1_weight", total(own.values())
        if made == weight:
            yield holds(where, *own)
        else:
            yield breaks(
                (where, *own),
                f"{name}括号内分值 {shown(weight)},各行分值合计 {adds_up(own.values())}",
                f"{name} has {shown(weight)} points, its rows {shown(made)}",
                mends={where: made} | {path: value + weight - made for path, value in own.items()},
            )


@rule("level1-weights-sum", "error", "一级指标括号内分值合计100(含预算执行率)", "the groups' points make 100")
def level1_weights_sum(record: PlainRecord) -> Iterator[Said]:
    """Where every group has its points; with the execution's from the money block where they stand there."""
    rows = record.get("indicators") or []
    own = {
        f"/indicators/{span[0]}/level1_weight": value
        for _, span in groups(rows, "level1")
        if (value := figure(rows[span[0]].get("level1_weight"))) is not None
    }
    if not own or len(own) < len(groups(rows, "level1")):
        return
    money = total(list(known(record, "funds", "weight").values())[:1])
    made = total(own.values())
    unprinted = POINTS if not has_execution(record) else Decimal(0)
    if 100 in (made, made + money, made + unprinted):
        yield holds(*own)
    else:
        yield breaks(
            tuple(own),
            f"一级指标括号内分值合计 {adds_up(own.values())},不等于 100",
            f"the groups' points make {shown(made)}, not 100",
            mends={path: value + 100 - made for path, value in own.items() if value + 100 >= made},
        )


@rule(
    "rate-score",
    "warning",
    "预算执行率得分与执行率相称(分值×执行率)",
    "the execution's score follows the rate (weight × rate)",
    ("0.5 分或分值的 5%", "0.5 points or 5 % of the weight"),
)
def rate_score(record: PlainRecord) -> Iterator[Said]:
    """In the money block and in the 预算执行率 line; many bureaus grade in steps, so it is only unusual."""
    for at, row in enumerate(record.get("funds") or []):
        rate = figure(row.get("rate"))
        yield from _rate_score(f"/funds/{at}", row, figure(row.get("weight")), rate, f"/funds/{at}/rate")
    rows, rate = record.get("indicators") or [], figure(record.get("execution_rate"))
    for name, span in groups(rows, "level1"):
        row = rows[span[0]]
        if name == "预算执行率" and len(span) == 1:
            weight = figure(row.get("weight")) or figure(row.get("level1_weight"))
            yield from _rate_score(f"/indicators/{span[0]}", row, weight, rate, "/execution_rate")


def _rate_score(
    base: str, row: dict[str, Any], weight: Decimal | None, rate: Decimal | None, where: str
) -> Iterator[Said]:
    score = figure(row.get("score"))
    if score is None or weight is None or rate is None or score > weight:
        return
    due = weight * min(rate, Decimal(100)) / 100
    if abs(score - due) > max(_HALF, weight / 20):
        yield breaks(
            (f"{base}/score", where),
            f"执行率 {shown(rate)}%,分值 {shown(weight)},应得约 {due:.2f} 分,印 {shown(score)} 分",
            f"{shown(rate)} % of {shown(weight)} points is {due:.2f}, printed {shown(score)}",
        )


@rule(
    "score-vs-rule",
    "error",
    "得分符合印出的评分规则(每降低1%扣若干)",
    "a score follows the printed rule of deduction",
    ("0.05 分;不足1%的部分扣或不扣均可", "0.05 points; a part of 1 % may count or not"),
)
def score_vs_rule(record: PlainRecord) -> Iterator[Said]:
    """Only where target and result are percentages that fall short, and one row has the score to itself."""
    for at, row in enumerate(record.get("indicators") or []):
        due = _due(row)
        score = figure(row.get("score"))
        if due is None or score is None or row.get("score_rows", 1) != 1:
            continue
        least, most = due
        if not least - _ROUND <= score <= most + _ROUND:
            span = shown(least) if least == most else f"{shown(least)}~{shown(most)}"
            yield breaks(
                (f"/indicators/{at}/score", f"/indicators/{at}/actual", f"/indicators/{at}/target"),
                f"目标 {row['target']},完成 {row['actual']},按评分规则应得 {span} 分,印 {shown(score)} 分",
                f"target {row['target']}, result {row['actual']}: by its rule {span} points, printed {shown(score)}",
            )


def _due(row: dict[str, Any]) -> tuple[Decimal, Decimal] | None:
    """Least and most points the printed rule leaves for a percentage that misses its target."""
    weight, printed = figure(row.get("weight")), row.get("rule") or ""
    match, share = _DEDUCTION.search(printed), _IN_PROPORTION.search(printed)
    if weight is None or not (match or share) or not row.get("target") or not row.get("actual"):
        return None
    try:
        target, actual = read_comparison(row["target"]), read_comparison(row["actual"])
    except Unreadable:
        return None
    exact = actual.operator == "=" and target.unit == actual.unit == "%"
    if not exact or target.met_by(actual.number):
        return None
    if match is None:
        due = weight * actual.number / target.number if 0 < actual.number < target.number else None
        return (due, due) if due is not None else None
    step = weight * Decimal(match[1]) / 100 if match[2] == "%" else Decimal(match[1])
    short = abs(target.number - actual.number)
    least, most = (weight - step * short.to_integral_value(way) for way in (ROUND_CEILING, ROUND_FLOOR))
    return max(least, Decimal(0)), max(most, Decimal(0))
