"""``extractor ledger NAME``: a project or unit over the years, as table and picture."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.opened import store_settings

if TYPE_CHECKING:
    from rich.table import Table

    from extractor.service.ledger import Ledger


def ledger(
    name: Annotated[str, typer.Argument(metavar="PROJECT|UNIT", help="Its name, or a part that only one has.")],
    svg: Annotated[Path | None, typer.Option(help="Draw it into this file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print every figure with its place as JSON.")] = False,
) -> None:
    """Follow a project or a unit over the years."""
    store_settings()
    from extractor.export.ledger_chart import ledger_to_svg
    from extractor.export.whole import write_whole
    from extractor.export.workbook.headers import NUMBERS
    from extractor.service.ledger import MONEY, ledger_of

    found = ledger_of(name, brief=not as_json)
    names = {measure: NUMBERS[measure] for measure in MONEY}
    if svg is not None:
        write_whole(svg, ledger_to_svg(found.name, names, found.money(), found.scores()).encode())
    if as_json:
        json.dump([vars(entry) for entry in found.entries], sys.stdout, ensure_ascii=False, indent=1, default=str)
        sys.stdout.write("\n")
        return
    _print(found, names)


def _print(found: Ledger, names: dict[str, str]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console, money, scores = Console(), found.money(), found.scores()
    table = Table(title=escape(found.name), title_justify="left", box=None, header_style="bold")
    for column in ("年度", *names.values(), "得分"):
        table.add_column(column, justify="right")
    for year in sorted({*money, *scores}):
        figures = (*(money.get(year, {}).get(measure) for measure in names), scores.get(year))
        table.add_row(str(year), *("" if figure is None else format(figure, "f") for figure in figures))
    console.print(table)
    if found.kind == "unit":
        console.print(_projects(found, names))
    table = Table(box=None, header_style="bold")
    for column in ("年度", "", "项目", "指标", "指标值", "实际完成", "得分", "文档", "页"):
        table.add_column(column, overflow="fold")
    for row in found.indicators():
        table.add_row(*(escape("" if cell is None else str(cell)) for cell in row))
    console.print(table)


def _projects(found: Ledger, names: dict[str, str]) -> Table:
    """A unit's projects, year by year; their indicators stand in their own ledgers."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    table.add_column("年度")
    table.add_column("项目", overflow="fold")
    for column in (*names.values(), "得分"):
        table.add_column(column, justify="right")
    for line in found.projects():
        figures = (*(line.money.get(measure) for measure in names), line.score)
        told = ("" if figure is None else format(figure, "f") for figure in figures)
        table.add_row(str(line.year), escape(line.project), *told)
    return table
