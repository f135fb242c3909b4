"""What ``extractor archive`` says while it works: how far it is, how fast, how long yet; all on stderr."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

if TYPE_CHECKING:
    from extractor.service.archive_standing import Standing
    from extractor.service.archive_tables import ReportTable

_LOOKS_BACK = 300.0
_LINE_EVERY = 30.0
"""Seconds: what the rate is taken from, and between two lines where stderr is no terminal."""


class ArchiveTalk:
    """A bar where stderr is a terminal, a line now and then where it is none; figures at the end."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, width=None if sys.stderr.isatty() else 140)
        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>5.1f} %"))
        self._bars = Progress(*columns, console=self._console, disable=not self._console.is_terminal)
        self._bar = self._bars.add_task("…", total=None)
        self._past: deque[tuple[float, int]] = deque()
        self._said = 0.0

    def __enter__(self) -> ArchiveTalk:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def heard(self, standing: Standing) -> None:
        """Shows how far the archive is."""
        now = time.monotonic()
        self._past.append((now, standing.pages_done))
        while self._past[0][0] < now - _LOOKS_BACK:
            self._past.popleft()
        line = self._line(standing, now)
        self._bars.update(self._bar, description=line, total=standing.pages_in_all, completed=standing.pages_done)
        if not self._console.is_terminal and now - self._said > _LINE_EVERY:
            self._said = now
            self._console.print(line, highlight=False, markup=False, soft_wrap=True)

    def summary(self, tables: Sequence[ReportTable], out: Path) -> None:
        """The figures, and where the report lies."""
        table = Table(box=None, show_header=False)
        for name, count in tables[0].rows:
            table.add_row(str(name), "-" if count is None else str(count))
        self._console.print(table)
        self._console.print(f"{out / 'report.html'}  {out / 'report.xlsx'}", highlight=False, markup=False)

    def _line(self, standing: Standing, now: float) -> str:
        start, done = self._past[0]
        rate = (standing.pages_done - done) / (now - start) if now > start else 0.0
        left = standing.seconds_left(rate)
        told = (
            f"{standing.documents_done}/{standing.files} papers, {standing.pages_done} pages, {rate * 60:.1f} a minute"
        )
        told += f", {timedelta(seconds=round(left))} left" if left is not None else ""
        return told + (f", {standing.refused} refused" if standing.refused else "")
