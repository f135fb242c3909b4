"""``extractor promise``: what was promised, what the blind sample measured, and what the promise costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.cli.opened import store_settings

if TYPE_CHECKING:
    from extractor.service.silent_errors import Measured
    from extractor.stages.findings_to_review.policy import CurvePoint

_COLUMNS = ("promised", "measured", "95 % interval", "errors", "checked", "waiting", "expected", "asked about")


def promise() -> None:
    """Show silent errors in 1,000 fields: promised, measured by the blind sample, and expected at the present floor."""
    settings = store_settings()
    from rich.console import Console
    from rich.table import Table

    from extractor.service.bootstrap import calibration
    from extractor.service.silent_errors import silent_errors
    from extractor.stages.findings_to_review.policy import promise_to_point

    found, model = silent_errors(settings.promise), calibration(settings)
    table = Table(title="silent errors, per 1,000 fields", title_justify="left", box=None, header_style="bold")
    table.add_column("")
    for column in _COLUMNS:
        table.add_column(column, justify="right")
    table.add_column("promise")
    for name, measured in found.named().items():
        point = promise_to_point(model, measured.promise * 1000, settings.load)
        table.add_row(name, *_cells(measured, point), measured.state.value)
    console = Console(width=120)
    console.print(table)
    for name in found.alarm:
        console.print(f"The promise is broken for {name}: review what nobody was asked about.", style="red")


def _cells(measured: Measured, point: CurvePoint) -> tuple[str, ...]:
    low, high = measured.interval
    return (
        f"{measured.promise * 1000:g}",
        "-" if measured.rate is None else f"{measured.rate * 1000:.2f}",
        f"{low * 1000:.2f}–{high * 1000:.2f}" if measured.checked else "-",
        str(measured.errors),
        str(measured.checked),
        str(measured.waiting),
        f"{point.silent:.2f}",
        f"{point.asked:.1f}",
    )
