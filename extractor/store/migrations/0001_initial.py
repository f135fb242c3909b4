"""All tables, as makemigrations wrote them."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import extractor.store.columns


class Migration(migrations.Migration):
    """The first tables."""

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ArchiveRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("folder", models.TextField()),
                ("who", models.TextField()),
                ("options", models.JSONField(default=dict)),
                ("started", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.BigIntegerField(help_text="Bytes")),
                ("media_type", models.CharField(max_length=100)),
                ("names", models.JSONField(default=list)),
                ("parts", models.JSONField(null=True)),
                ("page_count", models.IntegerField()),
                ("added", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Page",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField(help_text="1-based")),
                ("priority", models.SmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("reading", "Reading"),
                            ("read", "Read"),
                            ("unread", "Unread"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("attempt", models.IntegerField(default=0, help_text="Claims in all; fences writes")),
                ("tries", models.IntegerField(default=0, help_text="Claims since a person last queued it")),
                ("leased_by", models.TextField(default="")),
                ("lease_until", models.DateTimeField(null=True)),
                ("seconds", models.FloatField(null=True)),
                ("error", models.TextField(default="")),
                ("error_kind", models.TextField(default="", help_text="The error's class, as in extractor.errors")),
                ("done", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("added", models.DateTimeField(default=django.utils.timezone.now)),
                ("who", models.TextField()),
                ("title", models.TextField(default="")),
                ("year", models.SmallIntegerField(null=True)),
                ("waiting", models.IntegerField(default=0, help_text="Fields that wait for review")),
                ("open_findings", models.IntegerField(default=0)),
                ("same_paper_state", models.CharField(default="", max_length=9)),
                (
                    "same_paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="other_scans",
                        to="store.document",
                    ),
                ),
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="document", to="store.file"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("unit", "unit"), ("project", "project")], max_length=8)),
                ("gone", models.BigIntegerField()),
                ("kept", models.BigIntegerField()),
                ("because", models.JSONField(default=list)),
                ("score", models.FloatField(default=1.0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("made", "Made"),
                            ("rejected", "Rejected"),
                            ("undone", "Undone"),
                        ],
                        max_length=8,
                    ),
                ),
                ("who", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_by", models.TextField(default="")),
                ("undone_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "id"], name="merge_queue"),
                    models.Index(fields=["kind", "gone", "kept"], name="merge_pair"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PageProduct",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="product",
                        serialize=False,
                        to="store.page",
                    ),
                ),
                ("blocks", extractor.store.columns.PackedJSONField()),
                ("artefacts", models.JSONField(default=list, help_text="Keys in the blob store: pictures, …")),
            ],
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("code", models.TextField(default="")),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="store.project",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.IntegerField(help_text="1 for the first reading of the document")),
                ("envelope", extractor.store.columns.PackedJSONField()),
                ("versions", models.JSONField(default=dict)),
                ("created", models.DateTimeField(default=django.utils.timezone.now)),
                ("fields", models.IntegerField()),
                ("flagged", models.IntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="readings", to="store.document"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="document",
            name="current",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="current_of", to="store.reading"
            ),
        ),
        migrations.CreateModel(
            name="RecordRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.IntegerField(help_text="0-based place in the envelope's records")),
                ("kind", models.CharField(max_length=24)),
                ("title", models.TextField(null=True)),
                ("year", models.SmallIntegerField(null=True)),
                ("reporting_unit", models.TextField(null=True)),
                ("project_name", models.TextField(null=True)),
                ("first_page", models.IntegerField()),
                ("last_page", models.IntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="records", to="store.document"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="records",
                        to="store.project",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FieldRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField()),
                ("name", models.TextField()),
                ("value", models.TextField(null=True)),
                ("number", extractor.store.columns.ExactDecimalField(null=True)),
                ("raw", models.TextField()),
                ("page", models.IntegerField()),
                ("box", models.JSONField()),
                ("confidence", models.FloatField()),
                ("reasons", models.JSONField(default=list)),
                ("asked", models.BooleanField(help_text="Whether the reading itself asked for review")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sure", "Sure"),
                            ("waiting", "Waiting"),
                            ("accepted", "Accepted"),
                            ("corrected", "Corrected"),
                            ("printed-so", "Printed So"),
                            ("unreadable", "Unreadable"),
                        ],
                        max_length=10,
                    ),
                ),
                ("page_risk", models.FloatField(default=0.0)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fields", to="store.document"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fields",
                        to="store.recordrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReviewLease",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.IntegerField()),
                ("owner", models.TextField()),
                ("until", models.DateTimeField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="leases", to="store.document"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(help_text="The file's name as handed in")),
                ("who", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "priority",
                    models.SmallIntegerField(choices=[(0, "Waiting"), (5, "Ordinary"), (9, "Archive")], default=5),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "Reading"),
                            ("read", "Read"),
                            ("assembling", "Assembling"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="reading",
                        max_length=12,
                    ),
                ),
                ("options", models.JSONField(default=dict, help_text="Settings asked for: engine, recogniser, …")),
                ("pages_left", models.IntegerField()),
                ("attempt", models.IntegerField(default=0, help_text="Claims in all; fences writes")),
                ("tries", models.IntegerField(default=0, help_text="Claims since a person last queued it")),
                ("leased_by", models.TextField(default="")),
                ("lease_until", models.DateTimeField(null=True)),
                ("finished", models.DateTimeField(null=True)),
                ("error", models.TextField(default="")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="submissions", to="store.file"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="submissions",
                        to="store.archiverun",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="reading",
            name="submission",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="readings", to="store.submission"
            ),
        ),
        migrations.AddField(
            model_name="page",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="store.submission"
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="latest",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="latest_of", to="store.submission"
            ),
        ),
        migrations.CreateModel(
            name="ArchiveItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField(help_text="Relative to the run's folder")),
                ("size", models.BigIntegerField()),
                ("modified", models.FloatField(help_text="Seconds since 1970")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "Found"),
                            ("submitted", "Submitted"),
                            ("duplicate", "Duplicate"),
                            ("failed", "Failed"),
                        ],
                        default="found",
                        max_length=10,
                    ),
                ),
                ("year", models.SmallIntegerField(null=True)),
                ("unit", models.TextField(default="")),
                ("error", models.TextField(default="")),
                ("error_kind", models.TextField(default="")),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="store.archiverun"
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="archive_items",
                        to="store.submission",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("code", models.TextField(default="")),
                ("since", models.SmallIntegerField(help_text="First year under this name", null=True)),
                ("until", models.SmallIntegerField(help_text="Last year under this name", null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="merged", to="store.unit"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="recordrow",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="records", to="store.unit"
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="projects", to="store.unit"
            ),
        ),
        migrations.CreateModel(
            name="LedgerRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField(null=True)),
                ("stage", models.CharField(choices=[("plan", "plan"), ("result", "result")], max_length=10)),
                ("subject", models.TextField()),
                ("measure", models.CharField(max_length=32)),
                ("value", models.TextField(null=True)),
                ("number", extractor.store.columns.ExactDecimalField(null=True)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ledger", to="store.document"
                    ),
                ),
                (
                    "field",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ledger", to="store.fieldrow"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="ledger",
                        to="store.project",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="ledger", to="store.recordrow"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="ledger", to="store.unit"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="document",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="documents", to="store.unit"
            ),
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField()),
                ("key", models.CharField(max_length=200)),
                (
                    "because",
                    models.JSONField(default=list, help_text="The steps that lead from the name to the entity"),
                ),
                ("score", models.FloatField(default=1.0, help_text="How sure, 0..1")),
                (
                    "state",
                    models.CharField(
                        choices=[("accepted", "Accepted"), ("proposed", "Proposed"), ("rejected", "Rejected")],
                        default="accepted",
                        max_length=8,
                    ),
                ),
                ("who", models.TextField(default="")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "project",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="store.project",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="store.unit"
                    ),
                ),
                (
                    "within",
                    models.ForeignKey(
                        help_text="Whose project the name means",
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="project_aliases",
                        to="store.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FindingAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("finding", models.CharField(max_length=64)),
                ("answer", models.CharField(help_text="printed-so, misread, or open (taken back)", max_length=10)),
                ("who", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("why", models.TextField(default="")),
                ("said", extractor.store.columns.PackedJSONField(help_text="The finding as it stood then")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="store.document"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["document", "finding", "id"], name="answer_finding")],
            },
        ),
        migrations.CreateModel(
            name="FindingRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("rule", models.CharField(max_length=100)),
                ("severity", models.CharField(max_length=8)),
                ("message", models.TextField()),
                ("paths", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("printed-so", "Printed So"), ("misread", "Misread")],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="store.document"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "severity", "rule"], name="finding_open")],
            },
        ),
        migrations.CreateModel(
            name="PageText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.IntegerField()),
                ("text", models.TextField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="store.document"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("document", "page"), name="page_text_once")],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.TextField()),
                ("page", models.IntegerField()),
                ("box", models.JSONField()),
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
                        max_length=10,
                    ),
                ),
                ("before", models.TextField(help_text="The value in force until then", null=True)),
                ("after", models.TextField(help_text="The value in force from then on", null=True)),
                ("who", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("why", models.TextField(default="")),
                (
                    "carried_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="carried_to",
                        to="store.correction",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="undone_by",
                        to="store.correction",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="store.document"
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="store.reading"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["document", "id"], name="correction_document"),
                    models.Index(fields=["who", "-id"], name="correction_who"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="fieldrow",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["-page_risk", "document", "page", "id"],
                name="field_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="fieldrow",
            index=models.Index(
                condition=models.Q(("number__isnull", False)), fields=["name", "number"], name="field_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="fieldrow",
            constraint=models.UniqueConstraint(fields=("document", "path"), name="field_once"),
        ),
        migrations.AddIndex(
            model_name="reviewlease",
            index=models.Index(fields=["owner"], name="review_lease_owner"),
        ),
        migrations.AddConstraint(
            model_name="reviewlease",
            constraint=models.UniqueConstraint(fields=("document", "page"), name="review_lease_once"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["state", "priority", "id"], name="submission_queue"),
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(
                condition=models.Q(("state", "assembling")), fields=["lease_until"], name="submission_stale"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(fields=("document", "version"), name="reading_once"),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["priority", "id"], name="page_queue"),
        ),
        migrations.AddIndex(
            model_name="page",
            index=models.Index(condition=models.Q(("state", "reading")), fields=["lease_until"], name="page_stale"),
        ),
        migrations.AddConstraint(
            model_name="page",
            constraint=models.UniqueConstraint(fields=("submission", "number"), name="page_once"),
        ),
        migrations.AddIndex(
            model_name="archiveitem",
            index=models.Index(fields=["run", "state", "id"], name="archive_item_queue"),
        ),
        migrations.AddConstraint(
            model_name="archiveitem",
            constraint=models.UniqueConstraint(fields=("run", "path"), name="archive_item_once"),
        ),
        migrations.AddIndex(
            model_name="recordrow",
            index=models.Index(fields=["kind", "year", "id"], name="record_kind"),
        ),
        migrations.AddIndex(
            model_name="recordrow",
            index=models.Index(fields=["unit", "year"], name="record_unit"),
        ),
        migrations.AddIndex(
            model_name="recordrow",
            index=models.Index(fields=["project", "year"], name="record_project"),
        ),
        migrations.AddConstraint(
            model_name="recordrow",
            constraint=models.UniqueConstraint(fields=("document", "position"), name="record_once"),
        ),
        migrations.AddIndex(
            model_name="ledgerrow",
            index=models.Index(fields=["project", "year"], name="ledger_project"),
        ),
        migrations.AddIndex(
            model_name="ledgerrow",
            index=models.Index(fields=["unit", "year", "measure"], name="ledger_unit"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["unit", "year", "id"], name="document_unit"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["year", "id"], name="document_year"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(condition=models.Q(("waiting__gt", 0)), fields=["id"], name="document_waiting"),
        ),
        migrations.AddIndex(
            model_name="alias",
            index=models.Index(fields=["key", "state"], name="alias_key"),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit__isnull", True), ("project__isnull", True), _connector="XOR"),
                name="alias_of_unit_or_project",
            ),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "accepted"), ("unit__isnull", False)),
                fields=("key",),
                name="alias_unit_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.UniqueConstraint(
                condition=models.Q(("project__isnull", False), ("state", "accepted"), ("within__isnull", True)),
                fields=("key",),
                name="alias_project_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="alias",
            constraint=models.UniqueConstraint(
                condition=models.Q(("project__isnull", False), ("state", "accepted"), ("within__isnull", False)),
                fields=("key", "within"),
                name="alias_project_within_once",
            ),
        ),
    ]
