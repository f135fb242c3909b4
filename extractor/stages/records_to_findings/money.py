"""Rules over money: parts make up the total, nobody spends more than there is, a printed rate is the real one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from extractor.record.checked import Outcome, PlainRecord
from extractor.stages.records_to_findings.figures import figure, near, rounds_to, total

_COLUMNS = ("budget_initial", "budget", "received", "executed")


def funds_sum(record: PlainRecord) -> Iterator[Outcome]:
    """The money rows below the total add up to it, column by column; a blank part counts nothing."""
    funds = record.get("funds") or []
    whole = [at for at, row in enumerate(funds) if row["source"] == "total"]
    parts = [at for at, row in enumerate(funds) if row["source"] != "total"]
    if len(whole) != 1 or not parts:
        return
    for column in _COLUMNS:
        stated = figure(funds[whole[0]].get(column))
        given = {at: figure(funds[at].get(column)) for at in parts}
        known = {at: value for at, value in given.items() if value is not None}
        if stated is None or not known:
            continue
        paths = (f"/funds/{whole[0]}/{column}", *(f"/funds/{at}/{column}" for at in known))
        made = total(known.values())
        if made == stated:
            yield Outcome("funds-sum", "holds", paths)
        else:
            yield Outcome(
                "funds-sum",
                "error" if made > stated else "warning",
                paths,
                f"{column}: 各项合计 {made:f}，总额 {stated:f}",
            )


def spending_order(record: PlainRecord) -> Iterator[Outcome]:
    """Executed stays within received, received within the budget (all 万元)."""
    for at, row in enumerate(record.get("funds") or []):
        yield from _within(row, "executed", "budget", f"/funds/{at}", "executed-over-budget")
        yield from _within(row, "executed", "received", f"/funds/{at}", "executed-over-received")
        yield from _within(row, "received", "budget", f"/funds/{at}", "received-over-budget")
    for block in ("income", "expenditure", "tasks"):
        for at, row in enumerate(record.get(block) or []):
            yield from _within(row, "executed", "budget", f"/{block}/{at}", "executed-over-budget")


def _within(row: dict[str, Any], less: str, more: str, at: str, rule: str) -> Iterator[Outcome]:
    small, large = figure(row.get(less)), figure(row.get(more))
    if small is not None and large is not None and small > large:
        yield Outcome(rule, "warning", (f"{at}/{less}", f"{at}/{more}"), f"{less} {small:f} 大于 {more} {large:f}")


def execution_rate(record: PlainRecord) -> Iterator[Outcome]:
    """A printed rate is executed / budget of its row, rounded or cut off at the printed places."""
    funds = record.get("funds") or []
    for at, row in enumerate(funds):
        yield from _rate(row, figure(row.get("rate")), f"/funds/{at}", f"/funds/{at}/rate")
    for at, row in enumerate(funds):
        if row["source"] == "total":
            yield from _rate(row, figure(record.get("execution_rate")), f"/funds/{at}", "/execution_rate")


def _rate(row: dict[str, Any], printed: Decimal | None, at: str, where: str) -> Iterator[Outcome]:
    budget, executed = figure(row.get("budget")), figure(row.get("executed"))
    if printed is None or executed is None or not budget:
        return
    exact = executed / budget * 100
    paths = (where, f"{at}/executed", f"{at}/budget")
    if rounds_to(exact, printed):
        yield Outcome("execution-rate", "holds", paths)
    elif not near(exact, printed):
        yield Outcome("execution-rate", "error", paths, f"印 {printed:f}%，{executed:f}/{budget:f} = {exact:.2f}%")


def execution_indicator(record: PlainRecord) -> Iterator[Outcome]:
    """The 预算执行率 line of the indicator table says what the progress cell says."""
    stated = figure(record.get("execution_rate"))
    if stated is None:
        return
    for at, row in enumerate(record.get("indicators") or []):
        actual = str(row.get("actual") or "")
        if "预算执行率" not in (row.get("level1"), row.get("level2"), row.get("level3")) or not actual.endswith("%"):
            continue
        value = figure(actual[:-1])
        if value is not None:
            paths = (f"/indicators/{at}/actual", "/execution_rate")
            agree = near(stated, value) or near(value, stated)
            message = "" if agree else f"预算执行率行印 {actual}，预算执行进度印 {stated:f}%"
            yield Outcome("execution-indicator-vs-rate", "holds" if agree else "error", paths, message)


def department_totals(record: PlainRecord) -> Iterator[Outcome]:
    """Income, expenditure and task rows add up to their printed totals; income and expenditure totals are equal."""
    for block in ("income", "expenditure", "tasks"):
        stated = record.get(f"{block}_total") or {}
        for column in stated:
            yield from _column_total(record, block, column, figure(stated[column]))
    for column in ("budget", "executed"):
        in_out = [figure((record.get(f"{side}_total") or {}).get(column)) for side in ("income", "expenditure")]
        if in_out[0] is not None and in_out[0] == in_out[1]:
            paths = (f"/income_total/{column}", f"/expenditure_total/{column}")
            yield Outcome("income-expenditure", "holds", paths)


def _column_total(record: PlainRecord, block: str, column: str, stated: Decimal | None) -> Iterator[Outcome]:
    rows = [(at, figure(row.get(column))) for at, row in enumerate(record.get(block) or [])]
    known = [(at, value) for at, value in rows if value is not None]
    if stated is None or not known:
        return
    made = total(value for _, value in known)
    paths = (f"/{block}_total/{column}", *(f"/{block}/{at}/{column}" for at, _ in known))
    if made == stated:
        yield Outcome(f"{block}-total", "holds", paths)
    else:
        yield Outcome(f"{block}-total", "error", paths, f"{column}: 各行合计 {made:f}，合计印 {stated:f}")


def spending_plan(record: PlainRecord) -> Iterator[Outcome]:
    """Cumulative percentages of a spending plan never fall and end at 100 or below."""
    steps = [(at, figure(step.get("percent"))) for at, step in enumerate(record.get("spending_plan") or [])]
    known = [(at, value) for at, value in steps if value is not None]
    for (before, low), (after, high) in pairwise(known):
        if high < low:
            paths = (f"/spending_plan/{before}/percent", f"/spending_plan/{after}/percent")
            yield Outcome("spending-plan", "warning", paths, f"累计进度由 {low:f}% 降为 {high:f}%")
    if known and known[-1][1] > 100:
        path = f"/spending_plan/{known[-1][0]}/percent"
        yield Outcome("spending-plan", "warning", (path,), f"累计进度 {known[-1][1]:f}% 超过 100%")
