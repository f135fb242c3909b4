"""Values reviewed blind; names that people confirmed are found at once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table and an index."""

    dependencies = [
        ("store", "0003_values_by_head"),
    ]

    operations = [
        migrations.CreateModel(
            name="BlindDraw",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField()),
                ("kind", models.CharField(max_length=8)),
                ("value", models.TextField(null=True)),
                ("confidence", models.FloatField()),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="blind_draws", to="store.reading"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="blinddraw",
            constraint=models.UniqueConstraint(fields=("reading", "path"), name="blind_draw_once"),
        ),
        migrations.AddIndex(
            model_name="fieldrow",
            index=models.Index(
                condition=models.Q(("state__in", ("accepted", "corrected"))), fields=["name"], name="field_confirmed"
            ),
        ),
    ]
