"""Whom a second look was ever lent to is kept."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table, and in it who has something before them now."""

    dependencies = [
        ("store", "0008_runs_stay_open"),
    ]

    operations = [
        migrations.CreateModel(
            name="LookLent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.TextField()),
                (
                    "look",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lent", to="store.secondlook"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("who", "look"), name="look_lent_once")],
            },
        ),
        migrations.RunSQL(
            "INSERT INTO store_looklent (look_id, who) SELECT id, owner FROM store_secondlook WHERE owner <> ''",
            migrations.RunSQL.noop,
        ),
    ]
