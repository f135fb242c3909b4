"""Rules between forms of one document: plan and result, the same form twice, the same indicator in two forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from extractor.record.identity.project import features, same_project
from extractor.record.pointer import leaves
from extractor.record.values.comparators import read_comparison
from extractor.record.values.text import Unreadable
from extractor.stages.records_to_findings.figures import digits, figure, shown
from extractor.stages.records_to_findings.matching import FORMS, Stated, budget_of, in_forms, merge, same
from extractor.stages.records_to_findings.rule import Packet, Said, breaks, packet_rule

_TELLING = 4
_FEW = 3


@packet_rule(
    "plan-vs-result",
    "warning",
    "同一项目目标表与自评表的预算和目标值一致",
    "plan and result of a project have one budget and one target",
)
def plan_vs_result(packet: Packet) -> Iterator[Said]:
    """Target and evaluation form of one project in one document; both may rightly have been changed in the year."""
    for plan, result in same(in_forms(packet, "project_target"), in_forms(packet, "project_evaluation")):
        years = (plan.mention.year, result.mention.year)
        if None not in years and years[0] != years[1]:
            continue
        left, right = budget_of(plan), budget_of(result)
        if left and right and not set(left.values()) & set(right.values()):
            (path, planned), (beside, budget) = next(iter(left.items())), next(iter(right.items()))
            yield breaks(
                (path, beside),
                f"“{result.name}”:目标表预算 {shown(planned)} 万元,自评表预算 {shown(budget)} 万元",
                f"{result.name}: planned {shown(planned)}, budget {shown(budget)}",
                mends={path: budget, beside: planned},
            )
        yield from _targets(plan, result)


def _targets(plan: Stated, result: Stated) -> Iterator[Said]:
    planned = {row.get("level3"): (at, row.get("target")) for at, row in enumerate(plan.values["indicators"])}
    for at, row in enumerate(result.values["indicators"]):
        number, target = planned.get(row.get("level3"), (0, None))
        if row.get("level3") and target and row.get("target") and _bound(target) != _bound(row["target"]):
            yield breaks(
                (f"{plan.base}/indicators/{number}/target", f"{result.base}/indicators/{at}/target"),
                f"“{row['level3']}”:目标表 {target},自评表 {row['target']}",
                f"{row['level3']}: {target} planned, {row['target']} in the evaluation",
            )


def _bound(text: str) -> Any:
    try:
        bound = read_comparison(text)
        return bound.number, bound.unit
    except Unreadable:
        return text


@packet_rule("repeated-form", "warning", "同一张表不重复出现", "no form stands in a document twice")
def repeated_form(packet: Packet) -> Iterator[Said]:
    """The same project, kind and year; the message says whether the figures agree."""
    for kind in FORMS:
        for one, other in combinations(in_forms(packet, kind), 2):
            if not merge(one, other):
                continue
            years = (one.mention.year, other.mention.year)
            own = (one.values.get("project_code"), other.values.get("project_code"))
            if years[0] != years[1] or (all(own) and own[0] != own[1]) or _named_years_differ(one, other):
                continue
            apart = _figures_apart(one, other)
            yield breaks(
                (f"{one.base}/project_name", f"{other.base}/project_name"),
                f"“{one.name}”的表出现两次," + (f"有 {apart} 处数字不同" if apart else "数字相同"),
                f"{one.name} has two forms, {apart} figures differ" if apart else f"{one.name} has the same form twice",
            )


def _named_years_differ(one: Stated, other: Stated) -> bool:
    return features(one.mention).years != features(other.mention).years


def _figures_apart(one: Stated, other: Stated) -> int:
    sides = [
        {path: value for path, value in leaves(dict(stated.values)) if figure(value) is not None}
        for stated in (one, other)
    ]
    return sum(sides[0][path] != sides[1][path] for path in sides[0].keys() & sides[1].keys())


@packet_rule("indicator-unit", "warning", "同名指标在各表中的计量单位一致", "an indicator has one unit in all forms")
def indicator_unit(packet: Packet) -> Iterator[Said]:
    """Both units printed, and different."""
    seen: dict[str, tuple[str, str, str]] = {}
    for at, record in packet.of(*FORMS):
        for number, row in enumerate(record.get("indicators") or []):
            name, target = row.get("level3"), row.get("target")
            try:
                unit = read_comparison(target or "").unit
            except Unreadable:
                continue
            if not name or not unit:
                continue
            where = f"/records/{at}/indicators/{number}/target"
            first = seen.setdefault(name, (unit, where, target))
            if first[0] != unit and not first[1].startswith(f"/records/{at}/"):
                yield breaks(
                    (where, first[1]),
                    f"“{name}”一处目标 {first[2]},另一处 {target},计量单位不同",
                    f"{name}: {first[2]} in one form, {target} in another",
                )


@packet_rule("blank-column", "warning", "其他表都填写的一栏不整栏空白", "no column is blank that the other forms fill")
def blank_column(packet: Packet) -> Iterator[Said]:
    """指标值确定依据 and 指标解释 of target forms."""
    forms = list(packet.of("project_target"))
    for key, zh in (("basis", "指标值确定依据"), ("description", "指标解释")):
        filled = [any(row.get(key) for row in record.get("indicators") or []) for _, record in forms]
        for (at, record), own in zip(forms, filled, strict=True):
            rows = record.get("indicators") or []
            if not own and any(filled) and len(rows) >= _FEW:
                yield breaks(
                    tuple(f"/records/{at}/indicators/{number}/{key}" for number in range(len(rows))),
                    f"“{record.get('project_name')}”{len(rows)} 行的{zh}全部空白",
                    f"{key} is blank on all {len(rows)} rows",
                )


@packet_rule("same-money", "warning", "不同项目的执行数不完全相同", "two projects did not spend the very same amount")
def same_money(packet: Packet) -> Iterator[Said]:
    """Amounts of four telling digits and more: a form filled from another's copy."""
    spent: dict[str, list[Stated]] = defaultdict(list)
    for form in in_forms(packet, "project_evaluation"):
        for row in form.values.get("funds") or []:
            amount = figure(row.get("executed"))
            if row.get("source") == "total" and amount is not None and len(digits(amount)) >= _TELLING:
                spent[f"{amount:f}"].append(form)
    for printed, forms in spent.items():
        for one, other in combinations(forms, 2):
            if same_project(one.mention, other.mention).verdict == "different":
                yield breaks(
                    (f"{one.base}/funds", f"{other.base}/funds"),
                    f"“{one.name}”与“{other.name}”执行数同为 {printed} 万元",
                    f"{one.name} and {other.name} both spent {printed}",
                )
