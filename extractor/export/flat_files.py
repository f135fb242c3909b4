"""Flat tables in, files for other programs out: CSV, Parquet, a SQLite database. Each appears whole or not at all."""

from __future__ import annotations

import csv
import io
import sqlite3
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from extractor.errors import OutputError, UsageError
from extractor.export.tables import PRECISION, SCALE, Cell, Table
from extractor.export.whole import write_whole

if TYPE_CHECKING:
    import pyarrow

Tables: TypeAlias = Mapping[str, Table]
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_SQL = {"text": "TEXT", "whole": "INTEGER", "number": "NUMERIC"}


def write_csv(folder: Path, tables: Tables) -> None:
    """A CSV file for each table, in UTF-8 with a byte order mark, as Chinese spreadsheets expect it.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.

    Raises:
        UsageError: the folder is not empty.
        OutputError: it cannot be written.
    """
    _write_folder(folder, {f"{name}.csv": _csv(table) for name, table in tables.items()})


def write_parquet(folder: Path, tables: Tables) -> None:
    """A Parquet file for each table; numbers are exact decimals.

    Raises:
        UsageError: the folder is not empty.
        OutputError: it cannot be written.
    """
    _write_folder(folder, {f"{name}.parquet": _parquet(table) for name, table in tables.items()})


def write_sqlite(path: Path, tables: Tables) -> None:
    """One SQLite file with all tables. Numbers are numbers; text is text, so nothing runs as anything else.

    Raises:
        OutputError: it cannot be written.
    """
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft"
        connection = sqlite3.connect(draft)
        try:
            for name, table in tables.items():
                columns = ", ".join(f"{_quoted(column)} {_SQL[table.columns[column]]}" for column in table.columns)
                connection.execute(f"CREATE TABLE {_quoted(name)} ({columns})")
                marks = ", ".join("?" for _ in table.columns)
                lines = ([_plain(row.get(column)) for column in table.columns] for row in table.rows)
                connection.executemany(f"INSERT INTO {_quoted(name)} VALUES ({marks})", lines)
            connection.commit()
        finally:
            connection.close()
        write_whole(path, draft.read_bytes())


def harmless(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _write_folder(goal: Path, files: Mapping[str, bytes]) -> None:
    """Writes files into a folder beside the goal and moves it into place; the goal must be new or empty."""
    if goal.exists() and (not goal.is_dir() or any(goal.iterdir())):
        raise UsageError(f"{goal} is there and not empty; name a new folder.")
    try:
        goal.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{goal.name[:40]}-", dir=goal.parent) as beside:
            draft = Path(beside) / "draft"
            for name, content in files.items():
                write_whole(draft / name, content)
            draft.mkdir(exist_ok=True)
            draft.replace(goal)
    except OSError as error:
        raise OutputError(f"It cannot be written ({error.strerror}).", file=str(goal)) from error


def _csv(table: Table) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow(_csv_cell(row.get(column)) for column in table.columns)
    return out.getvalue().encode("utf-8-sig", errors="replace")


def _csv_cell(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case Decimal():
            return format(cell, "f")
        case str():
            return harmless(cell)
    return str(cell)


def _parquet(table: Table) -> bytes:
    import pyarrow
    from pyarrow import parquet

    columns = {
        name: pyarrow.array([row.get(name) for row in table.rows], type=_arrow_type(name, table))
        for name in table.columns
    }
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()


def _arrow_type(column: str, table: Table) -> pyarrow.DataType:
    import pyarrow

    match table.columns[column]:
        case "whole":
            return pyarrow.int64()
        case "number":
            return pyarrow.decimal128(PRECISION, SCALE)
        case _:
            return pyarrow.string()


def _plain(cell: Cell) -> str | int | None:
    return format(cell, "f") if isinstance(cell, Decimal) else cell


def _quoted(name: str) -> str:
    escaped = name.replace('"', '""')
    return f'"{escaped}"'
