"""Documents of the store out as files, every decision applied: a workbook, CSV, JSON, Parquet, a SQLite database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.export.flat_files import write_csv, write_parquet, write_sqlite
from extractor.export.tables import Numbered, envelopes_to_tables
from extractor.export.whole import write_whole
from extractor.export.workbook.book import plain_to_workbook
from extractor.service.in_force import plain_in_force
from extractor.service.lookup import Wanted, documents

_AT_ONCE = 200


@dataclass(frozen=True)
class Goals:
    """Where documents go; None: not wanted. ``csv`` and ``parquet`` are new folders, the others files.

    ``link`` is the address of the service, so that every row leads to its paper; empty: no links.
    """

    xlsx: Path | None = None
    csv: Path | None = None
    json: Path | None = None
    parquet: Path | None = None
    sqlite: Path | None = None
    link: str = ""


def export(wanted: Wanted, goals: Goals) -> int:
    """Writes the documents that are wanted and were read, oldest first; how many.

    Every document is shown as it stood at one moment, alike in all files; each file appears whole or not at all.

    Raises:
        UsageError: a question that makes no sense, or a goal that is in the way.
        OutputError: a file cannot be written.
    """
    found = list(_in_force(wanted, goals.link))
    if goals.xlsx is not None:
        links = [one.link for one in found]
        write_whole(goals.xlsx, plain_to_workbook([one.plain for one in found], links))
    if goals.json is not None:
        write_whole(goals.json, _json(found))
    if goals.csv is not None or goals.parquet is not None or goals.sqlite is not None:
        tables = envelopes_to_tables(found)
        if goals.csv is not None:
            write_csv(goals.csv, tables)
        if goals.parquet is not None:
            write_parquet(goals.parquet, tables)
        if goals.sqlite is not None:
            write_sqlite(goals.sqlite, tables)
    return len(found)


def _in_force(wanted: Wanted, link: str) -> Iterator[Numbered]:
    rows = documents(wanted).filter(current__isnull=False).select_related("current").order_by("id")
    for row in rows.iterator(_AT_ONCE):
        address = f"{link.rstrip('/')}/documents/{row.pk}#" if link else ""
        yield Numbered(row.pk, plain_in_force(row, wanted.reader), address)


def _json(found: Sequence[Numbered]) -> bytes:
    """An array of objects, each a document's id and its envelope."""
    lines = (
        json.dumps({"document": one.document, "envelope": one.plain}, ensure_ascii=False).encode("utf-8", "replace")
        for one in found
    )
    return b"[\n" + b",\n".join(lines) + b"\n]\n"
