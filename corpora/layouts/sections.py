"""Sections that several forms are put together from: pairs of label and value, goals, notes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpora.content.money import plain
from corpora.layouts.pen import Pen, Record
from corpora.layouts.sheet import Cell, Sheet

Pair = tuple[str, str]

NAMES = (
    (("project_name", "项目名称"),),
    (("supervising_department", "主管部门"), ("implementing_unit", "实施单位")),
)
"""The two rows that open most evaluations."""

NATIONAL_MONEY = (
    ("budget_initial", "年初预算数"),
    ("budget", "全年预算数"),
    ("executed", "全年执行数"),
    ("weight", "分值"),
    ("rate", "执行率"),
    ("score", "得分"),
)
"""The columns of the national form's money."""

NATIONAL_SOURCES = (
    ("total", "年度资金总额"),
    ("fiscal", "其中:当年财政拨款"),
    ("carryover", "上年结转资金"),
    ("other", "其他资金"),
)
"""The rows of the national form's money."""


def pairs(pen: Pen, widths: Sequence[float], *rows: Sequence[Pair], sealed: str = "") -> Sheet:
    """Return rows of label and value; the last value of a row reaches the edge, a seal stands at the key ``sealed``."""
    sheet = Sheet(widths)
    for row in rows:
        cells = []
        for number, (key, label) in enumerate(row, start=1):
            span = len(widths) - 2 * len(row) + 1 if number == len(row) else 1
            value = pen.put(f"/{key}")
            if key == sealed:
                value += pen.seal(pen.record[key] or pen.record.get("supervising_department"), "&nbsp;")
            cells += [Cell(pen.label(label)), Cell(value, span)]
        sheet.row(*cells)
    return sheet


def goals_beside(pen: Pen, side: str, heads: Pair, widths: Sequence[float] = (10, 45, 45)) -> Sheet:
    """Return the goals beside what became of them, ``side`` down their left edge."""
    sheet, goals = Sheet(widths), range(len(pen.record["goals"]))
    sheet.row(
        Cell(pen.label(side), rows=1 + len(goals), css="v"), *(Cell(pen.label(head), css="h c") for head in heads)
    )
    for index in goals:
        sheet.row(*(Cell(pen.put(f"/goals/{index}/{key}"), css="t") for key in ("expected", "actual")))
    return sheet


def text_row(pen: Pen, label: str, pointer: str, widths: Sequence[float] = (16, 84)) -> Sheet:
    """Return one row: a label, and the text at ``pointer``."""
    sheet = Sheet(widths)
    sheet.row(Cell(pen.label(label)), Cell(pen.put(pointer), css="t"))
    return sheet


def notes(pen: Pen, *lines: str) -> str:
    """Return the form's own notes under the table."""
    return "".join(f"<div>{pen.label(line)}</div>" for line in lines)


def cost_as_level1(rows: list[Record]) -> list[Record]:
    """Return the rows as forms since 2022 group them: 成本指标 is a level of its own and comes first."""
    cost = [row for row in rows if row["level2"] == "成本指标"]
    for row in cost:
        row.update(level1="成本指标", level2="经济成本指标")
    rows = cost + [row for row in rows if row not in cost]
    if any(row["level1_weight"] for row in rows):
        for row in rows:
            group = [Decimal(other["weight"]) for other in rows if other["level1"] == row["level1"]]
            row["level1_weight"] = plain(sum(group, Decimal(0)))
    return rows


def cut_in_two(amount: str | None) -> tuple[str | None, str | None]:
    """Return an amount as its central and its local part."""
    if amount is None:
        return None, None
    whole = Decimal(amount)
    first = (whole * Decimal("0.6")).quantize(Decimal("0.01"))
    return plain(first), plain(whole - first)
