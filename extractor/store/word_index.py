"""The word index beside ``PageText``: FTS5 on SQLite, a GIN index over ``tsvector`` on PostgreSQL; the same answers.

Both hold pairs of characters and give candidates; the caller then looks for the text itself among them, so an answer
is exact on either. The index is made by a migration. Everything happens in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from extractor.store.grams import grams
from extractor.store.models import PageText


def index(rows: Iterable[PageText]) -> None:
    """Makes stored rows findable."""
    if connection.vendor == "postgresql":
        sql = "INSERT INTO store_pagetext_grams (id, grams) VALUES (%s, array_to_tsvector(%s::text[]))"
        values: list[tuple[Any, ...]] = [(row.pk, grams(row.text)) for row in rows]
    else:
        sql = "INSERT INTO store_pagetext_grams (rowid, grams) VALUES (%s, %s)"
        values = [(row.pk, " ".join(grams(row.text))) for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def forget(rows: Iterable[PageText]) -> None:
    """Takes rows out of the index; their text must still be what it was when they were indexed."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DELETE FROM store_pagetext_grams WHERE id = ANY(%s)", [[row.pk for row in rows]])
        else:
            sql = "INSERT INTO store_pagetext_grams (store_pagetext_grams, rowid, grams) VALUES ('delete', %s, %s)"
            cursor.executemany(sql, [(row.pk, " ".join(grams(row.text))) for row in rows])


def containing(text: str) -> QuerySet[PageText]:
    """The pages whose words contain a searchable text, literally."""
    found = PageText.objects.filter(text__contains=text)
    pairs = grams(text)
    if not pairs:
        return found
    return found.filter(pk__in=_candidates(pairs))


def _candidates(pairs: Sequence[str]) -> RawSQL:
    if connection.vendor == "postgresql":
        sql = "SELECT id FROM store_pagetext_grams WHERE grams @@ %s::tsquery"
        return RawSQL(sql, [" & ".join(f"'{pair}'" for pair in pairs)])
    sql = "SELECT rowid FROM store_pagetext_grams WHERE store_pagetext_grams MATCH %s"
    return RawSQL(sql, [" AND ".join(f'"{pair}"' for pair in pairs)])
