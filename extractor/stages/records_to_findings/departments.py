"""Rules over a department's form: its columns add up, and its stated rates are those of its money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from extractor.record.checked import PlainRecord
from extractor.stages.records_to_findings.figures import (
    TERMS,
    adds_up,
    figure,
    how_apart,
    known,
    near,
    shown,
    total,
    whole_funds,
)
from extractor.stages.records_to_findings.rule import ROUNDING, Said, breaks, holds, rule

_SIDES = ("income", "expenditure")


def _block_total(record: PlainRecord, block: str) -> Iterator[Said]:
    """Less than the total is only unusual where a row's cell is blank."""
    stated = record.get(f"{block}_total") or {}
    for column, value in stated.items():
        printed, rows = figure(value), known(record, block, column)
        if printed is None or not rows:
            continue
        made = total(rows.values())
        where = f"/{block}_total/{column}"
        if made == printed:
            yield holds(where, *rows)
            continue
        why, term = how_apart(made, printed), TERMS.get(column, (column, column))
        mends = {path: own + printed - made for path, own in rows.items() if own + printed >= made}
        blank = len(rows) < len(record.get(block) or [])
        yield breaks(
            (where, *rows),
            f"{TERMS[block][0]}{term[0]}各行合计 {adds_up(rows.values())},合计栏印 {shown(printed)}{why[0]}",
            f"{term[1]} of {TERMS[block][1]}: the rows make {shown(made)}, the total says {shown(printed)}{why[1]}",
            "warning" if blank and made < printed else "error",
            {where: made} | mends,
        )


@rule("income-total", "error", "各项收入之和等于收入合计", "income rows add up to their total")
def income_total(record: PlainRecord) -> Iterator[Said]:
    """Budget and executed."""
    return _block_total(record, "income")


@rule("expenditure-total", "error", "各项支出之和等于支出合计", "expenditure rows add up to their total")
def expenditure_total(record: PlainRecord) -> Iterator[Said]:
    """Budget and executed."""
    return _block_total(record, "expenditure")


@rule("tasks-total", "error", "各任务金额之和等于合计", "the tasks' amounts add up to their total")
def tasks_total(record: PlainRecord) -> Iterator[Said]:
    """Each money column of the task table."""
    return _block_total(record, "tasks")


@rule("income-expenditure", "warning", "收入合计等于支出合计", "income and expenditure balance", asks=True)
def income_expenditure(record: PlainRecord) -> Iterator[Said]:
    """Unequal totals can come of money carried over, so they are only unusual."""
    for column in ("budget", "executed"):
        income, spent = (figure((record.get(f"{side}_total") or {}).get(column)) for side in _SIDES)
        if income is None or spent is None:
            continue
        paths = (f"/income_total/{column}", f"/expenditure_total/{column}")
        if income == spent:
            yield holds(*paths)
        else:
            why = how_apart(income, spent)
            yield breaks(
                paths,
                f"{TERMS[column][0]}:收入合计 {shown(income)},支出合计 {shown(spent)},"
                f"相差 {shown(abs(income - spent))}{why[0]}",
                f"{TERMS[column][1]}: income {shown(income)}, expenditure {shown(spent)}{why[1]}",
                mends={paths[0]: spent, paths[1]: income},
            )


@rule(
    "task-parts",
    "error",
    "任务的财政资金与其他资金之和等于其金额",
    "a task's fiscal and other money make up its amount",
)
def task_parts(record: PlainRecord) -> Iterator[Said]:
    """Budget and executed of each task, where both parts or the whole show that something is wrong."""
    for at, row in enumerate(record.get("tasks") or []):
        for column in ("budget", "executed"):
            whole, fiscal, other = (figure(row.get(key)) for key in (column, f"{column}_fiscal", f"{column}_other"))
            if whole is None or fiscal is None:
                continue
            base = f"/tasks/{at}/{column}"
            made = fiscal + (other or 0)
            paths = (base, f"{base}_fiscal", *((f"{base}_other",) if other is not None else ()))
            if made == whole:
                yield holds(*paths)
            elif other is not None or made > whole:
                yield breaks(
                    paths,
                    f"财政资金与其他资金合计 {adds_up([fiscal, other or Decimal(0)])},"
                    f"{TERMS[column][0]}印 {shown(whole)}",
                    f"fiscal and other make {shown(made)}, the {TERMS[column][1]} says {shown(whole)}",
                    mends={base: made, f"{base}_fiscal": whole - (other or 0)},
                )


@rule(
    "stated-rate",
    "error",
    "指标表中的预算完成率(执行率)等于本表执行数÷预算数",
    "the 预算完成率 among the indicators is executed / budget of the same form",
    ROUNDING,
)
def stated_rate(record: PlainRecord) -> Iterator[Said]:
    """支出进度率 may be measured against a plan of its own, so there it is only unusual."""
    money = _spent(record)
    if record.get("kind") != "department_evaluation" or money is None:
        return
    budget, executed, where = money
    exact = executed / budget * 100
    for at, row in enumerate(record.get("indicators") or []):
        name, actual = row.get("level3") or "", str(row.get("actual") or "")
        value = figure(actual.rstrip("%"))
        progress = "进度" in name
        if value is None or value < 1 or not (progress or ("预算" in name and name.endswith(("完成率", "执行率")))):
            continue
        paths = (f"/indicators/{at}/actual", *where)
        if near(exact, value):
            yield holds(*paths)
        else:
            yield breaks(
                paths,
                f"“{name}”印 {actual},而本表 {shown(executed)}÷{shown(budget)}={exact:.2f}%",
                f"{name} says {actual}, but {shown(executed)} / {shown(budget)} = {exact:.2f} %",
                "warning" if progress else "error",
            )


def _spent(record: PlainRecord) -> tuple[Decimal, Decimal, tuple[str, str]] | None:
    """Budget and executed of the whole department, with their paths."""
    whole = whole_funds(record)
    rows = [("/expenditure_total", record.get("expenditure_total") or {})]
    rows += [(f"/funds/{whole[0]}", whole[1])] if whole else []
    for base, row in rows:
        budget, executed = figure(row.get("budget")), figure(row.get("executed"))
        if budget and executed is not None:
            return budget, executed, (f"{base}/executed", f"{base}/budget")
    return None
