"""Rules over scores, weights and grades: they add up, no score exceeds its weight, the grade fits the score."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extractor.record.checked import Outcome, PlainRecord
from extractor.stages.records_to_findings.figures import figure, groups, total

_GRADES = {"优": "优", "优秀": "优", "良": "良", "良好": "良", "中": "中", "中等": "中", "差": "差", "较差": "差"}
_BOUNDS = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"))
"""National bands: 优 from 90, 良 from 80, 中 from 60, 差 below."""


def score_not_numeric(record: PlainRecord) -> Iterator[Outcome]:
    """A score is a number."""
    for at, row in enumerate(record.get("indicators") or []):
        score = row.get("score")
        if score is not None and figure(score) is None:
            yield Outcome("score-not-numeric", "error", (f"/indicators/{at}/score",), f"自评得分栏印 {score}，不是分数")


def score_over_weight(record: PlainRecord) -> Iterator[Outcome]:
    """No score exceeds its own weight, nor the scores of a level-1 group the points printed with its name."""
    rows = record.get("indicators") or []
    for at, row in enumerate([*rows, *(record.get("funds") or [])]):
        base = f"/indicators/{at}" if at < len(rows) else f"/funds/{at - len(rows)}"
        score, weight = figure(row.get("score")), figure(row.get("weight"))
        if score is not None and weight is not None and score > weight:
            message = f"得分 {score:f} 超过分值 {weight:f}"
            yield Outcome("score-over-weight", "error", (f"{base}/score", f"{base}/weight"), message)
    for name, span in groups(rows, "level1"):
        yield from _group_score(rows, name, span)


def _group_score(rows: list[dict[str, Any]], name: str | None, span: list[int]) -> Iterator[Outcome]:
    weight = figure(rows[span[0]].get("level1_weight"))
    known = [(at, score) for at in span if (score := figure(rows[at].get("score"))) is not None]
    made = total(score for _, score in known)
    if weight is not None and made > weight:
        paths = (f"/indicators/{span[0]}/level1_weight", *(f"/indicators/{at}/score" for at, _ in known))
        yield Outcome("score-over-weight", "error", paths, f"{name}({weight:f}) 各行得分合计 {made:f}")


def score_sum(record: PlainRecord) -> Iterator[Outcome]:
    """The scores, with the execution's own where the money block has one, make up the total score."""
    stated = figure(record.get("total_score"))
    if stated is not None:
        yield from _sum(record, "score", stated, "score-sum", "/total_score", "error")


def weight_sum(record: PlainRecord) -> Iterator[Outcome]:
    """The weights, with the execution's own, make up the printed total, or 100 where none is printed."""
    stated = figure(record.get("total_weight"))
    where = "/total_weight" if stated is not None else None
    yield from _sum(record, "weight", stated or Decimal(100), "weight-sum", where, "error" if where else "warning")


def _sum(
    record: PlainRecord, column: str, stated: Decimal, rule: str, where: str | None, verdict: Any
) -> Iterator[Outcome]:
    own = _known(record, "indicators", column)
    money = _known(record, "funds", column)[:1]
    if not own:
        return
    words = any(row.get(column) and figure(row[column]) is None for row in record.get("indicators") or [])
    if words and total(value for _, value in own + money) <= stated:
        return
    head = (where,) if where else ()
    for parts in (own, own + money):
        if total(value for _, value in parts) == stated:
            yield Outcome(rule, "holds", (*head, *(path for path, _ in parts)))
            return
    made = total(value for _, value in own + money)
    paths = (*head, *(path for path, _ in own + money))
    yield Outcome(rule, verdict, paths, f"合计应为 {stated:f}，各项之和 {made:f}")


def _known(record: PlainRecord, block: str, column: str) -> list[tuple[str, Decimal]]:
    rows = enumerate(record.get(block) or [])
    return [(f"/{block}/{at}/{column}", value) for at, row in rows if (value := figure(row.get(column))) is not None]


def level1_weights(record: PlainRecord) -> Iterator[Outcome]:
    """The points in the brackets of level 1 make up 100 (with the execution's weight), and each its rows' weights."""
    rows = record.get("indicators") or []
    spans = [(figure(rows[span[0]].get("level1_weight")), span) for _, span in groups(rows, "level1")]
    known = [(weight, span) for weight, span in spans if weight is not None]
    if not known:
        return
    for weight, span in known:
        weights = [(at, value) for at in span if (value := figure(rows[at].get("weight"))) is not None]
        made = total(value for _, value in weights)
        paths = (f"/indicators/{span[0]}/level1_weight", *(f"/indicators/{at}/weight" for at, _ in weights))
        if weights and made == weight:
            yield Outcome("level1-weight-rows", "holds", paths)
        elif weights:
            yield Outcome("level1-weight-rows", "error", paths, f"括号分值 {weight:f}，各行分值合计 {made:f}")
    paths = tuple(f"/indicators/{span[0]}/level1_weight" for _, span in known)
    money = total(value for _, value in _known(record, "funds", "weight")[:1])
    made = total(weight for weight, _ in known)
    if 100 in (made, made + money):
        yield Outcome("level1-weights-sum", "holds", paths)
    else:
        yield Outcome("level1-weights-sum", "error", paths, f"一级指标括号分值合计 {made:f}，不等于 100")


def grade_vs_score(record: PlainRecord) -> Iterator[Outcome]:
    """The printed grade is the one of the printed score: 优 from 90, 良 from 80, 中 from 60, else 差."""
    yield from _grade(record, "total_score", "")
    for at, row in enumerate(record.get("rows") or []):
        yield from _grade(row, "score", f"/rows/{at}")


def _grade(row: dict[str, Any], key: str, at: str) -> Iterator[Outcome]:
    score, printed = figure(row.get(key)), _GRADES.get(row.get("grade") or "")
    if score is None or printed is None:
        return
    expected = next((grade for bound, grade in _BOUNDS if score >= bound), "差")
    if printed != expected:
        paths = (f"{at}/grade", f"{at}/{key}")
        yield Outcome("grade-vs-score", "error", paths, f"得分 {score:f} 应为 {expected}，印 {row['grade']}")
