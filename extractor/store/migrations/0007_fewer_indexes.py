"""References that a longer index begins with need none of their own: a store is smaller, and writing to it quicker."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

_CASCADE, _SET_NULL = django.db.models.deletion.CASCADE, django.db.models.deletion.SET_NULL
_REFERENCES = (
    ("fieldrow", "document", _CASCADE, "fields", "store.document"),
    ("ledgerrow", "project", _SET_NULL, "ledger", "store.project"),
    ("ledgerrow", "unit", _SET_NULL, "ledger", "store.unit"),
    ("page", "submission", _CASCADE, "pages", "store.submission"),
    ("pagetext", "document", _CASCADE, "texts", "store.document"),
    ("reading", "document", _CASCADE, "readings", "store.document"),
    ("recordrow", "document", _CASCADE, "records", "store.document"),
    ("recordrow", "project", _SET_NULL, "records", "store.project"),
    ("recordrow", "unit", _SET_NULL, "records", "store.unit"),
)


def _drop(apps: Any, schema_editor: Any) -> None:
    """Drops the indexes alone: as an alteration of columns, SQLite would copy the largest tables."""
    for name, reference, *_ in _REFERENCES:
        model = apps.get_model("store", name)
        column = model._meta.get_field(reference).column
        for index in schema_editor._constraint_names(model, [column], index=True, unique=False, primary_key=False):
            schema_editor.execute(schema_editor._delete_index_sql(model, index))


def _make(apps: Any, schema_editor: Any) -> None:
    for name, reference, *_ in _REFERENCES:
        model = apps.get_model("store", name)
        schema_editor.execute(schema_editor._create_index_sql(model, fields=[model._meta.get_field(reference)]))


def _altered(name: str, reference: str, on_delete: Any, related_name: str, to: str) -> migrations.AlterField:
    null = on_delete is _SET_NULL
    field = models.ForeignKey(to, on_delete, null=null, related_name=related_name, db_index=False)
    return migrations.AlterField(model_name=name, name=reference, field=field)


class Migration(migrations.Migration):
    """Nine indexes fewer."""

    dependencies = [
        ("store", "0006_english_findings"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(_drop, _make)],
            state_operations=[_altered(*reference) for reference in _REFERENCES],
        ),
    ]
