"""Many rows of one table in one go, without what the ORM costs a row: that was most of storing a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

_Row = TypeVar("_Row", bound=Model)


def insert(rows: Sequence[_Row]) -> None:
    """Inserts unsaved rows of one model, in order; their keys are not filled in, and no signals are sent."""
    if not rows:
        return
    options, connection = rows[0]._meta, connections[DEFAULT_DB_ALIAS]
    columns = [column for column in options.concrete_fields if not column.primary_key]
    names = ", ".join(connection.ops.quote_name(column.column or "") for column in columns)
    marks = ", ".join("%s" for _ in columns)
    table = connection.ops.quote_name(options.db_table)
    values = [[column.get_db_prep_save(getattr(row, column.attname), connection) for column in columns] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
