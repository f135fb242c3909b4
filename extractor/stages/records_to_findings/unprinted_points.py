"""The points of 预算执行率, which the national form counts without printing them where it has no line for them.

So weights may make up 100 or 90 and scores their total or less, and both are right: where the one figure more or less
that leads from one sum to the other is likely, the sum proves nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.record.checked import Outcome, PlainRecord
from extractor.stages.records_to_findings.figures import figure, hundredths, known, total, whole_funds

POINTS = Decimal(10)
"""What 预算执行率 weighs by the national form."""
_WHOLE = Decimal(100)


def has_execution(record: PlainRecord) -> bool:
    """Whether the points of 预算执行率 are printed: in a line of the indicators or in the money block."""
    lines = (str(row.get(key)) for row in record.get("indicators") or [] for key in ("level1", "level2", "level3"))
    return any("执行率" in line for line in lines) or bool(
        known(record, "funds", "weight") | known(record, "funds", "score")
    )


def execution_score(record: PlainRecord) -> Decimal | None:
    """What 预算执行率 scores by the form's own money where its ten points are not printed, to the hundredth."""
    whole = whole_funds(record)
    budget, executed = (figure(whole[1].get(key)) if whole else None for key in ("budget", "executed"))
    if not budget or executed is None:
        return None
    return hundredths(POINTS * min(executed / budget, Decimal(1))).normalize()


def either_sum(record: PlainRecord) -> Iterator[Outcome]:
    """A row short of its full score by just what leads from one right sum to the other: its figure may be misread.

    25 of 35 points where the weights make 100 with these ten and 90 without, 15 of 25 where the scores make the
    total only with the ten that are not printed.
    """
    if record.get("kind") != "project_evaluation" or has_execution(record):
        return
    weights, scores = known(record, "indicators", "weight"), known(record, "indicators", "score")
    if total(weights.values()) == (figure(record.get("total_weight")) or _WHOLE):
        yield from _short(record, "weight", POINTS)
    stated, unprinted = figure(record.get("total_score")), execution_score(record)
    if stated is not None and unprinted and total(scores.values()) + unprinted == stated:
        yield from _short(record, "score", unprinted)


def _short(record: PlainRecord, key: str, points: Decimal) -> Iterator[Outcome]:
    for at, row in enumerate(record.get("indicators") or []):
        weight, score = figure(row.get("weight")), figure(row.get("score"))
        if weight is not None and score is not None and row.get("score_rows", 1) == 1 and weight - score == points:
            yield Outcome("either-sum", "doubt", (f"/indicators/{at}/{key}",))
