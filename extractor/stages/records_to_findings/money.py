"""Rules over the money block: parts make up the total, nobody spends more than there is, a rate is the real one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

from extractor.record.checked import PlainRecord
from extractor.stages.records_to_findings.figures import (
    TERMS,
    adds_up,
    figure,
    how_apart,
    hundredths,
    near,
    one_glyph,
    rounds_to,
    shown,
    total,
)
from extractor.stages.records_to_findings.rule import ROUNDING, Said, breaks, holds, rule

_COLUMNS = ("budget_initial", "budget", "received", "executed")
_BLOCKS = ("funds", "income", "expenditure", "tasks")


@rule("funds-sum", "error", "各项资金之和等于资金总额", "the money rows add up to the total")
def funds_sum(record: PlainRecord) -> Iterator[Said]:
    """Column by column; a blank part counts nothing, so less than the total is only unusual."""
    funds = record.get("funds") or []
    whole = [at for at, row in enumerate(funds) if row["source"] == "total"]
    parts = [at for at, row in enumerate(funds) if row["source"] != "total"]
    for column in _COLUMNS if len(whole) == 1 and parts else ():
        stated = figure(funds[whole[0]].get(column))
        own = {f"/funds/{at}/{column}": value for at in parts if (value := figure(funds[at].get(column))) is not None}
        if stated is not None and own:
            yield sum_is(own, f"/funds/{whole[0]}/{column}", stated, TERMS[column])


def sum_is(parts: dict[str, Decimal], where: str, stated: Decimal, term: tuple[str, str]) -> Said:
    """Whether parts make up a stated total; only more than the total is a contradiction where parts may be blank."""
    made = total(parts.values())
    paths = (where, *parts)
    if made == stated:
        return holds(*paths)
    mends = {where: made} | {path: value + stated - made for path, value in parts.items() if value + stated >= made}
    why = how_apart(made, stated)
    return breaks(
        paths,
        f"{term[0]}各项合计 {adds_up(parts.values())},与总额 {shown(stated)} 不符{why[0]}",
        f"{term[1]}: the parts make {shown(made)}, the total says {shown(stated)}{why[1]}",
        "error" if made > stated else "warning",
        mends,
    )


def _within(record: PlainRecord, blocks: tuple[str, ...], less: str, more: str) -> Iterator[Said]:
    for block in blocks:
        for at, row in enumerate(record.get(block) or []):
            small, large = figure(row.get(less)), figure(row.get(more))
            if small is not None and large is not None and small > large:
                why = how_apart(small, large)
                yield breaks(
                    (f"/{block}/{at}/{less}", f"/{block}/{at}/{more}"),
                    f"{TERMS[less][0]} {shown(small)} 大于{TERMS[more][0]} {shown(large)}{why[0]}",
                    f"{TERMS[less][1]} {shown(small)} is above {TERMS[more][1]} {shown(large)}{why[1]}",
                )


@rule("executed-over-budget", "warning", "执行数不超过预算数", "no more is executed than budgeted", asks=True)
def executed_over_budget(record: PlainRecord) -> Iterator[Said]:
    """In the money block, by subject and by task."""
    return _within(record, _BLOCKS, "executed", "budget")


@rule("executed-over-received", "warning", "执行数不超过到位数", "no more is executed than received", asks=True)
def executed_over_received(record: PlainRecord) -> Iterator[Said]:
    """In the money block."""
    return _within(record, ("funds",), "executed", "received")


@rule("received-over-budget", "warning", "到位数不超过预算数", "no more is received than budgeted", asks=True)
def received_over_budget(record: PlainRecord) -> Iterator[Said]:
    """In the money block."""
    return _within(record, ("funds",), "received", "budget")


@rule("execution-rate", "error", "印出的执行率等于执行数÷预算数", "a printed rate is executed / budget", ROUNDING)
def execution_rate(record: PlainRecord) -> Iterator[Said]:
    """Of its row, or of the total for the 预算执行进度 cell."""
    funds = record.get("funds") or []
    for at, row in enumerate(funds):
        yield from _rate(row, row.get("rate"), f"/funds/{at}", f"/funds/{at}/rate")
    for at, row in enumerate(funds):
        if row["source"] == "total":
            yield from _rate(row, record.get("execution_rate"), f"/funds/{at}", "/execution_rate")


def _rate(row: dict[str, Any], rate: object, at: str, where: str) -> Iterator[Said]:
    printed, budget, executed = figure(rate), figure(row.get("budget")), figure(row.get("executed"))
    if printed is None or executed is None or not budget:
        return
    exact = executed / budget * 100
    paths = (where, f"{at}/executed", f"{at}/budget")
    if rounds_to(exact, printed):
        yield holds(*paths)
    elif not near(exact, printed):
        right = hundredths(exact)
        guesses = {"executed": budget * printed / 100} | ({"budget": executed * 100 / printed} if printed else {})
        slips = {f"{at}/{key}": slip for key, guess in guesses.items() if (slip := _slip(guess, figure(row.get(key))))}
        yield breaks(
            paths,
            f"印 {shown(printed)}%,而 {shown(executed)}÷{shown(budget)}={shown(right)}%",
            f"printed {shown(printed)}%, but {shown(executed)} / {shown(budget)} = {shown(right)}%",
            mends={where: right.normalize()} | slips,
        )


def _slip(guess: Decimal, printed: Decimal | None) -> Decimal | None:
    """The value near ``guess``, as a rate is rounded, of which what is printed is one glyph away."""
    rounded = (Decimal(f"{guess:.{places}f}") for places in range(5))
    return next((value for value in rounded if printed is not None and one_glyph(printed, value)), None)


@rule(
    "execution-indicator-vs-rate",
    "error",
    "指标表中的预算执行率与预算执行进度一致",
    "the 预算执行率 line of the indicators says what the progress cell says",
    ROUNDING,
)
def execution_indicator(record: PlainRecord) -> Iterator[Said]:
    """Where the line's result is a percentage."""
    stated = figure(record.get("execution_rate"))
    if stated is None:
        return
    for at, row in enumerate(record.get("indicators") or []):
        actual = str(row.get("actual") or "")
        if "预算执行率" not in (row.get("level1"), row.get("level2"), row.get("level3")) or not actual.endswith("%"):
            continue
        value = figure(actual[:-1])
        if value is None:
            continue
        paths = (f"/indicators/{at}/actual", "/execution_rate")
        if near(stated, value) or near(value, stated):
            yield holds(*paths)
        else:
            yield breaks(
                paths,
                f"预算执行率行印 {actual},预算执行进度印 {shown(stated)}%",
                f"the 预算执行率 line says {actual}, the progress cell {shown(stated)}%",
                mends={paths[0]: stated, paths[1]: value},
            )


@rule(
    "spending-plan",
    "warning",
    "用款计划累计进度只增不减且不超过100%",
    "a spending plan never falls, nor passes 100 %",
    asks=True,
)
def spending_plan(record: PlainRecord) -> Iterator[Said]:
    """Cumulative percentages by month or quarter."""
    steps = [(at, figure(step.get("percent"))) for at, step in enumerate(record.get("spending_plan") or [])]
    known = [(f"/spending_plan/{at}/percent", value) for at, value in steps if value is not None]
    for (before, low), (after, high) in pairwise(known):
        if high < low:
            yield breaks(
                (before, after),
                f"累计进度由 {shown(low)}% 降为 {shown(high)}%",
                f"the plan falls from {shown(low)} % to {shown(high)} %",
            )
    if known and known[-1][1] > 100:
        yield breaks(
            (known[-1][0],), f"累计进度 {shown(known[-1][1])}% 超过 100%", f"the plan ends at {shown(known[-1][1])} %"
        )


@rule(
    "unit-mixup",
    "warning",
    "同一行或同一列的金额不相差恰好一万倍",
    "no two amounts are exactly 10,000 times apart",
    asks=True,
)
def unit_mixup(record: PlainRecord) -> Iterator[Said]:
    """元 written where 万元 was asked for; within a row, and against the total of the same column."""
    for block in _BLOCKS:
        rows = record.get(block) or []
        for at, row in enumerate(rows):
            own = [(f"/{block}/{at}/{key}", value) for key in _COLUMNS if (value := figure(row.get(key)))]
            for (left, one), (right, other) in combinations(own, 2):
                if max(one, other) == 10_000 * min(one, other):
                    yield breaks(
                        (left, right),
                        f"{shown(one)} 与 {shown(other)} 相差一万倍,疑有一处以元填报",
                        f"{shown(one)} and {shown(other)} are 10,000 times apart: one may be in 元",
                    )
