"""What the command line says while it works and when it is done, all on stderr."""

from __future__ import annotations

import sys
from collections import Counter
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from extractor.service.batch import Batch, Goals, Result
from extractor.service.digitize import Digitized

_LOG_WIDTH = 140
"""Columns where stderr is a file or a pipe."""


class Talk:
    """A bar for each file, a line for each page where stderr is no terminal, a table at the end."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, width=None if sys.stderr.isatty() else _LOG_WIDTH)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bars = Progress(*columns, console=self._console, disable=not self._console.is_terminal)
        self._tasks: dict[str, TaskID] = {}
        self._pages: dict[str, int] = {}

    def __enter__(self) -> Talk:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def started(self, file: str, pages: int) -> None:
        """See Progress."""
        self._pages[file] = pages
        self._tasks[file] = self._bars.add_task(file, total=pages)

    def page_done(self, file: str, number: int, seconds: float) -> None:
        """See Progress."""
        self._bars.advance(self._tasks[file])
        if not self._console.is_terminal:
            self._say(f"{file}: page {number} of {self._pages[file]}, {seconds:.1f} s")

    def finished(self, file: str) -> None:
        """See Progress."""
        if not self._console.is_terminal:
            self._say(f"{file}: done")

    def summary(self, batch: Batch, goals: Goals) -> None:
        """The table of what became of each file, and where the results lie."""
        table = Table(box=None, header_style="bold")
        for column in ("file", "pages", "records", "fields", "to review", "findings", "seconds"):
            table.add_column(column, justify="left" if column in ("file", "records") else "right", overflow="fold")
        for result in batch.results:
            table.add_row(*_cells(result))
        self._console.print(table)
        for result in batch.results:
            for note in result.digitized.notes if result.digitized is not None else ():
                self._say(f"note: {result.path}: {note}")
        errors = [result.error for result in batch.results] + [batch.error]
        for error in errors:
            if error is not None:
                self._console.print(f"error {error.exit_code}: {error}", style="red", highlight=False, markup=False)
        places = {"JSON": goals.out or goals.json, "PDF": goals.pdf, "XLSX": goals.xlsx}
        self._say("  ".join(f"{name}: {place}" for name, place in places.items() if place is not None))

    def _say(self, line: str) -> None:
        self._console.print(line, highlight=False, markup=False, soft_wrap=True)


def _cells(result: Result) -> tuple[str, ...]:
    done = result.digitized
    if done is None:
        return (str(result.path), "-", "failed", "-", "-", "-", "-")
    return (str(result.path), *_counts(done), f"{done.seconds:.1f}")


def _counts(done: Digitized) -> tuple[str, ...]:
    envelope = done.envelope
    kinds = Counter(record.kind for record in envelope.records)
    records = ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "none"
    waiting = sum(entry.needs_review for entry in envelope.fields)
    counts = (len(envelope.fields), waiting, len(envelope.findings))
    return str(envelope.document.page_count), records, *map(str, counts)
