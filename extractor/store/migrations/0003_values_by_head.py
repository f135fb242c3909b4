"""Values are found by how they begin; who decided about another scan is noted."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    """An index and a column."""

    dependencies = [
        ("store", "0002_word_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="same_paper_who",
            field=models.TextField(default=""),
        ),
        migrations.AddIndex(
            model_name="fieldrow",
            index=models.Index(models.F("name"), django.db.models.functions.text.Left("value", 32), name="field_value"),
        ),
    ]
