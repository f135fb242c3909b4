"""Findings in English, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column."""

    dependencies = [
        ("store", "0005_second_looks"),
    ]

    operations = [
        migrations.AddField(
            model_name="findingrow",
            name="message_en",
            field=models.TextField(default="", help_text="The same in English; empty where there is none"),
        ),
    ]
