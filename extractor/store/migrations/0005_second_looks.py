"""What one person decided may be put before a second one."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """A table."""

    dependencies = [
        ("store", "0004_blind_draws"),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField()),
                ("kind", models.CharField(max_length=8)),
                ("drawn", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("agreed", "Agreed"),
                            ("differs", "Differs"),
                            ("settled", "Settled"),
                            ("void", "Void"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("owner", models.TextField(default="")),
                ("until", models.DateTimeField(null=True)),
                ("second_who", models.TextField(default="")),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("corrected", "Corrected"),
                            ("printed-so", "Printed So"),
                            ("unreadable", "Unreadable"),
                            ("undone", "Undone"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("value", models.TextField(null=True)),
                ("why", models.TextField(default="")),
                ("at", models.DateTimeField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="second_looks", to="store.document"
                    ),
                ),
                (
                    "first",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="second_look", to="store.correction"
                    ),
                ),
                (
                    "settled",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="settles",
                        to="store.correction",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "waiting")), fields=["id"], name="second_look_queue"),
                    models.Index(
                        condition=models.Q(("state", "differs")),
                        fields=["document", "path"],
                        name="second_look_dispute",
                    ),
                ],
            },
        ),
    ]
