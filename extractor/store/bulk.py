"""Many rows of one table in one go, without what the ORM costs a row: that was most of storing a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, CharField, Field, FloatField, ForeignKey, IntegerField, Model, TextField
from django.db.models.fields import BigIntegerField, SmallIntegerField

_Row = TypeVar("_Row", bound=Model)
_AS_IT_IS = (
    BooleanField,
    CharField,
    FloatField,
    ForeignKey,
    IntegerField,
    TextField,
    BigIntegerField,
    SmallIntegerField,
)
"""Columns, exactly of these classes, whose plain values every database takes as they are."""
_PLAIN = frozenset({bool, float, int, str, type(None)})


def insert(rows: Sequence[_Row]) -> None:
    """Inserts unsaved rows of one model, in order; their keys are not filled in, and no signals are sent."""
    if not rows:
        return
    options, connection = rows[0]._meta, connections[DEFAULT_DB_ALIAS]
    columns = [column for column in options.concrete_fields if not column.primary_key]
    names = ", ".join(connection.ops.quote_name(column.column or "") for column in columns)
    marks = ", ".join("%s" for _ in columns)
    table = connection.ops.quote_name(options.db_table)
    by_column = [_prepared(column, [getattr(row, column.attname) for row in rows], connection) for column in columns]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(zip(*by_column, strict=True)))


def _prepared(column: Field[Any, Any], values: list[Any], connection: Any) -> list[Any]:
    """A column's values as the database takes them."""
    if type(column) in _AS_IT_IS and all(type(value) in _PLAIN for value in values):
        return values
    return [column.get_db_prep_save(value, connection) for value in values]
