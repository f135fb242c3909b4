"""A run over a folder has no end: files that come later are entered into the same books."""

from django.db import migrations


class Migration(migrations.Migration):
    """Drops when a run was finished, which nothing ever noted."""

    dependencies = [
        ("store", "0007_fewer_indexes"),
    ]

    operations = [
        migrations.RemoveField(model_name="archiverun", name="finished"),
    ]
