"""The version of all that readers see, and its one row."""

import uuid

from django.db import migrations, models


def begin(apps, schema_editor):
    """Make the row."""
    apps.get_model("modules", "ContentVersion").objects.get_or_create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("modules", "0001_modules")]

    operations = [
        migrations.CreateModel(
            name="ContentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.UUIDField(default=uuid.uuid4)),
                ("baked", models.UUIDField(default=uuid.uuid4)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
