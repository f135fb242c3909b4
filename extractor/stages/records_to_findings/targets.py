"""Rules over targets and results: is the bound kept, do their units fit the indicator, is the target one at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from extractor.record.checked import PlainRecord
from extractor.record.values.comparators import Comparison, read_comparison
from extractor.record.values.text import Unreadable
from extractor.stages.records_to_findings.figures import figure, groups, shown, whole_funds
from extractor.stages.records_to_findings.rule import Said, breaks, rule

_PERCENT = ("%", "百分比", "百分点", "个百分点")
_COUNTED = re.compile(r"(?:人数|数量|次数|户数|家数|个数|件数|批次|场次|业务数|企业数|面积|里程)(?:\([^()]*\))?$")
_COUNT_UNIT = re.compile(r"\((?:家|件|人|次|户|个|批|场|人次|公里|亩|平方米)\)$")
_RATIO = re.compile(r"率|比例|比重|程度|满意|覆盖|占比|%|百分|完成情况")
_PLACEHOLDER = re.compile(r"(?:绩效)?指标\s*[\dlI一二三四五六七八九]{0,2}[::、.]?")
_MONEY_UNITS = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10_000)}
_WHOLE_SUM = re.compile(r"总额|总量|总成本|预算|金额|成本控制|成本指标|控制数|资金投入")
_EACH = re.compile(r"标准|人均|每|单价|单位成本|户均|平均|均")
_COST = re.compile(r"标准|成本|单价|金额")
_TIMELY = re.compile(r"及时|按时|时间|时限|时效|期|率|进度|完成|日|月|年")


def _rows(record: PlainRecord) -> Iterator[tuple[int, dict[str, Any]]]:
    return enumerate(record.get("indicators") or [])


def compared(row: dict[str, Any]) -> tuple[Comparison, Comparison] | None:
    """Target and result of a row where both are one figure each in the same unit; else None.

    A result without a unit is in the target's; a target of a percentage may have a bare result up to 100.
    """
    try:
        target, actual = read_comparison(row.get("target") or ""), read_comparison(row.get("actual") or "")
    except Unreadable:
        return None
    units = ["%" if one.unit in _PERCENT else one.unit for one in (target, actual)]
    if units[0] == units[1] or (not units[1] and (units[0] != "%" or 1 < actual.number <= 100)):
        return (target, actual)
    return None


def missed(row: dict[str, Any]) -> bool:
    """Whether a row's result misses its target; a target that rates fall to (失业率, 死亡率) is kept by less."""
    pair = compared(row)
    if pair is None or _counted_in_percent(row):
        return False
    target, actual = pair
    falling = target.operator == "=" and re.search(r"失业|死亡|发生率|投诉|事故|成本|能耗|降低|控制|变动率", _name(row))
    return not target.met_by(actual.number) and actual.operator == "=" and not falling


def _name(row: dict[str, Any]) -> str:
    return str(row.get("level3") or row.get("level2") or row.get("level1") or "")


def _full(record: PlainRecord) -> Iterator[tuple[int, dict[str, Any], Decimal]]:
    """Rows whose score is the whole weight, with that weight."""
    rows = record.get("indicators") or []
    alone = {
        span[0]: figure(rows[span[0]].get("level1_weight")) for _, span in groups(rows, "level1") if len(span) == 1
    }
    for at, row in enumerate(rows):
        weight = figure(row.get("weight")) or alone.get(at)
        score = figure(row.get("score"))
        if weight and score is not None and score >= weight and row.get("score_rows", 1) == 1:
            yield at, row, score


@rule("full-score-below-target", "warning", "未达目标的指标不得满分", "an indicator below its target has no full score")
def full_score_below_target(record: PlainRecord) -> Iterator[Said]:
    """Where target and result are figures in one unit."""
    for at, row, score in _full(record):
        if missed(row):
            yield breaks(
                tuple(f"/indicators/{at}/{key}" for key in ("score", "target", "actual")),
                f"目标 {row['target']},完成 {row['actual']},未达目标仍给满分 {shown(score)}",
                f"target {row['target']}, result {row['actual']}, yet the full {shown(score)} points",
            )


@rule(
    "target-missed",
    "warning",
    "完成值达到目标值(≥、≤、以上等),未达到的应说明原因",
    "results reach their targets, or say why not",
)
def target_missed(record: PlainRecord) -> Iterator[Said]:
    """A miss with a reason beside it (偏差原因) or with points taken off is as it should be."""
    full = {at for at, _, _ in _full(record)}
    for at, row in _rows(record):
        weight, score = figure(row.get("weight")), figure(row.get("score"))
        if at in full or row.get("note") or record.get("problems") or (weight and score is not None and score < weight):
            continue
        if missed(row):
            yield breaks(
                (f"/indicators/{at}/actual", f"/indicators/{at}/target"),
                f"“{_name(row)}”目标 {row['target']},完成 {row['actual']},未达目标且未说明原因",
                f"{_name(row)}: target {row['target']}, result {row['actual']}, no reason given",
            )


def _counted_in_percent(row: dict[str, Any]) -> bool:
    """Whether an indicator counts things, while its target is a percentage."""
    name = str(row.get("level3") or "")
    counts = (
        _COUNTED.search(name)
        or _COUNT_UNIT.search(name)
        or (not _RATIO.search(name) and re.search(r"(?:数量|次数|人数|户数)$", row.get("description") or ""))
    )
    try:
        return bool(counts) and read_comparison(row.get("target") or "").unit in _PERCENT
    except Unreadable:
        return False


@rule(
    "target-unit",
    "warning",
    "计数类指标(人数、次数、数量)的目标不是百分比",
    "what is counted has no percentage for target",
)
def target_unit(record: PlainRecord) -> Iterator[Said]:
    """购置数量 = 100 % says nothing about how many."""
    for at, row in _rows(record):
        if _counted_in_percent(row) and not _bare(row.get("actual")):
            yield breaks(
                (f"/indicators/{at}/target",),
                f"“{_name(row)}”是数量,目标却印百分比 {row['target']}",
                f"{_name(row)} is a number, its target a percentage: {row['target']}",
            )


@rule("target-actual-unit", "warning", "目标值与完成值的计量单位一致", "target and result are in the same unit")
def target_actual_unit(record: PlainRecord) -> Iterator[Said]:
    """A percentage against a count, or two different units."""
    for at, row in _rows(record):
        try:
            target, actual = read_comparison(row.get("target") or ""), read_comparison(row.get("actual") or "")
        except Unreadable:
            continue
        units = ["%" if one.unit in _PERCENT else one.unit for one in (target, actual)]
        counted = _counted_in_percent(row) and not units[1]
        if counted or ("%" in units and all(units) and units[0] != units[1]):
            yield breaks(
                (f"/indicators/{at}/actual", f"/indicators/{at}/target"),
                f"“{_name(row)}”目标 {row['target']},完成值 {row['actual']},计量单位不一致",
                f"{_name(row)}: target {row['target']} and result {row['actual']} are in different units",
            )


def _bare(value: object) -> bool:
    return figure(value) is not None


@rule("target-is-description", "warning", "目标值不是指标名称或指标解释的重复", "a target does not repeat its name")
def target_is_description(record: PlainRecord) -> Iterator[Said]:
    """Copied from the cell beside it."""
    for at, row in _rows(record):
        target = row.get("target")
        for key, zh in (("description", "指标解释"), ("level3", "指标名称")):
            if target and len(target) > 3 and target == row.get(key):
                yield breaks(
                    (f"/indicators/{at}/target", f"/indicators/{at}/{key}"),
                    f"目标值“{target}”与{zh}相同",
                    f"the target repeats the {key}: {target}",
                )
                break


@rule("placeholder-name", "warning", "三级指标有名称,不是模板字样", "an indicator has a name of its own")
def placeholder_name(record: PlainRecord) -> Iterator[Said]:
    """指标1 as printed by the template, with values beside it."""
    for at, row in _rows(record):
        if _PLACEHOLDER.fullmatch(row.get("level3") or ""):
            yield breaks(
                (f"/indicators/{at}/level3",),
                f"三级指标栏只有模板字样“{_name(row)}”,没有指标名称",
                f"the name is the template's {_name(row)}",
            )


@rule("indicator-class", "warning", "成本、标准类指标不列在时效指标下", "costs and standards are no matter of time")
def indicator_class(record: PlainRecord) -> Iterator[Said]:
    """An indicator filed under the wrong level 2."""
    for at, row in _rows(record):
        if "时效" in (row.get("level2") or "") and _COST.search(_name(row)) and not _TIMELY.search(_name(row)):
            yield breaks(
                (f"/indicators/{at}/level2", f"/indicators/{at}/level3"),
                f"“{_name(row)}”是成本或标准,却列在时效指标下",
                f"{_name(row)} is a cost or standard, listed under 时效指标",
            )


@rule(
    "indicator-amount-vs-budget",
    "warning",
    "总额类指标的目标不超过项目预算",
    "a total among the targets stays within the budget",
)
def indicator_amount(record: PlainRecord) -> Iterator[Said]:
    """Totals and cost limits only; standards per head are no totals."""
    whole = whole_funds(record)
    budget = figure(whole[1].get("budget")) if whole else None
    if whole is None or not budget:
        return
    for at, row in _rows(record):
        name = _name(row)
        if not _WHOLE_SUM.search(name) or _EACH.search(name):
            continue
        try:
            target = read_comparison(row.get("target") or "")
        except Unreadable:
            continue
        scale = _MONEY_UNITS.get(target.unit)
        if scale and target.number * scale > budget:
            yield breaks(
                (f"/indicators/{at}/target", f"/funds/{whole[0]}/budget"),
                f"“{name}”目标 {row['target']},超过项目预算 {shown(budget)} 万元",
                f"{name}: target {row['target']} is above the budget of {shown(budget)} 万元",
            )
