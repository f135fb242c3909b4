"""What was measured page by page in, the figures of a run out: medians and ratios, as table, picture and history."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import fmean, median
from typing import Any

from rich.console import Console
from rich.table import Table

from extractor.record.compare.tally import Tally
from peers.readers import OURS
from peers.running import Measured


@dataclass(frozen=True)
class Row:
    """One reader on the pages of one kind at one resolution (0: born-digital).

    ``wall`` and ``cores`` are median seconds and core-seconds a page, ``memory`` the peak in MiB. ``ratio`` is the
    median over pages of our core-seconds by this reader's on the same page. ``characters`` and ``values`` are mean
    shares found; ``fields`` and ``silent`` the accuracy and silent errors of whole records, where there are any.
    """

    dpi: int
    kind: str
    reader: str
    pages: int
    wall: float
    cores: float
    memory: float
    ratio: float | None
    characters: float
    values: float | None
    fields: float | None
    silent: float | None


def rows_of(measured: Sequence[Measured]) -> list[Row]:
    """A row for every resolution, kind of page and reader."""
    keys = sorted({(one.page.dpi, one.page.kind) for one in measured})
    return [
        _row(dpi, kind, reader, [one for one in measured if (one.page.dpi, one.page.kind) == (dpi, kind)])
        for dpi, kind in keys
        for reader in dict.fromkeys(one.reader for one in measured if one.page.dpi == dpi)
    ]


def _row(dpi: int, kind: str, reader: str, measured: Sequence[Measured]) -> Row:
    own = [one for one in measured if one.reader == reader]
    values = [one.values for one in own if one.values is not None]
    fields = Tally()
    for one in own:
        if one.fields is not None:
            for name, count in vars(one.fields).items():
                setattr(fields, name, getattr(fields, name) + count)
    return Row(
        dpi,
        kind,
        reader,
        len({(one.page.document, one.page.number) for one in own}),
        round(median(one.cost.wall for one in own), 3),
        round(median(one.cost.cores for one in own), 3),
        round(max(one.cost.memory for one in own)),
        _ratio(measured, reader),
        round(fmean(one.characters for one in own), 4),
        round(fmean(values), 4) if values else None,
        _rounded(fields.accuracy),
        _rounded(fields.silent_rate),
    )


def _ratio(measured: Sequence[Measured], reader: str) -> float | None:
    """Our core-seconds by another's, page by page."""
    if reader == OURS:
        return None
    ours, theirs = (
        [one.cost.cores for one in measured if one.reader == name] for name in (OURS, reader)
    )  # both in the order the pages were read in
    pairs = [own / other for own, other in zip(ours, theirs, strict=False) if other]
    return round(median(pairs), 3) if pairs else None


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def print_rows(rows: Iterable[Row]) -> None:
    """The table."""
    table = Table(title="a page, medians; ratio: our core-seconds by the reader's on the same pages")
    heads = ("dpi", "pages", "reader", "n", "s", "core-s", "MiB", "ratio", "characters", "values alone")
    for column in (*heads, "fields", "silent"):
        table.add_column(column, justify="left" if column in ("pages", "reader") else "right")
    before = None
    for row in rows:
        if before not in (None, (row.dpi, row.kind)):
            table.add_section()
        before = row.dpi, row.kind
        table.add_row(
            *(str(row.dpi or "digital"), row.kind, row.reader, str(row.pages)),
            *(f"{row.wall:.2f}", f"{row.cores:.2f}", f"{row.memory:.0f}"),
            *("" if row.ratio is None else f"{row.ratio:.2f}",),
            *(_share(share) for share in (row.characters, row.values, row.fields, row.silent)),
        )
    Console(width=140).print(table)


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.2%}"


def draw(rows: Sequence[Row], path: Path) -> None:
    """The same as a picture: core-seconds a page, and values found alone, a group of bars for each kind of page."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    groups = list(dict.fromkeys((row.dpi, row.kind) for row in rows))
    readers = list(dict.fromkeys(row.reader for row in rows))
    figure, axes = pyplot.subplots(2, 1, figsize=(max(7.0, 1.6 * len(groups)), 7.0), sharex=True)
    shown: list[tuple[str, Callable[[Row], float]]] = [
        ("core-seconds a page", lambda row: row.cores),
        ("values standing alone", lambda row: row.values or 0.0),
    ]
    width = 0.8 / len(readers)
    for axis, (title, measure) in zip(axes, shown, strict=True):
        for place, reader in enumerate(readers):
            own = {(row.dpi, row.kind): measure(row) for row in rows if row.reader == reader}
            at = [index + (place - (len(readers) - 1) / 2) * width for index, key in enumerate(groups) if key in own]
            axis.bar(at, [own[key] for key in groups if key in own], width, label=reader)
        axis.set_ylabel(title)
    axes[0].legend()
    axes[1].set_xticks(range(len(groups)), [f"{kind}\n{dpi or 'digital'}" for dpi, kind in groups])
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)
    pyplot.close(figure)


def remember(rows: Sequence[Row], path: Path, conditions: Mapping[str, Any]) -> None:
    """Adds the run to the history: a JSON object a line, the oldest first."""
    run = {"date": date.today().isoformat(), "machine": platform.machine(), **conditions}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**run, "rows": [asdict(row) for row in rows]}, ensure_ascii=False) + "\n")
