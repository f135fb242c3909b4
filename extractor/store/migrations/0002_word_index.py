"""The word index beside ``PageText``, and the promise that a decision, once noted, is never changed."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_GRAMS = {
    "sqlite": (
        "CREATE VIRTUAL TABLE store_pagetext_grams USING fts5(grams, content='', detail=none, tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE store_pagetext_grams ("
        " id bigint PRIMARY KEY REFERENCES store_pagetext(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,"
        " grams tsvector NOT NULL)",
        # Kept beside the row they would cost the planner nothing, and it would read them all instead of the index.
        "ALTER TABLE store_pagetext_grams ALTER COLUMN grams SET STORAGE MAIN",
        "CREATE INDEX pagetext_grams ON store_pagetext_grams USING gin (grams)",
    ),
}
_APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER correction_is_append_only BEFORE UPDATE ON store_correction"
        " BEGIN SELECT RAISE(ABORT, 'a correction is never changed'); END",
        "CREATE TRIGGER answer_is_append_only BEFORE UPDATE ON store_findinganswer"
        " BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION store_never_changed() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'a decision is never changed' USING ERRCODE = '23000'; END $$",
        "CREATE TRIGGER correction_is_append_only BEFORE UPDATE ON store_correction"
        " FOR EACH ROW EXECUTE FUNCTION store_never_changed()",
        "CREATE TRIGGER answer_is_append_only BEFORE UPDATE ON store_findinganswer"
        " FOR EACH ROW EXECUTE FUNCTION store_never_changed()",
    ),
}


def _make(apps: Any, editor: Any) -> None:
    for statement in (*_GRAMS[editor.connection.vendor], *_APPEND_ONLY[editor.connection.vendor]):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Both in the database's own words."""

    dependencies = [("store", "0001_initial")]

    operations = [migrations.RunPython(_make, migrations.RunPython.noop)]
