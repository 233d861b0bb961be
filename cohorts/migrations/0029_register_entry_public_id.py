import uuid

from django.db import migrations, models


def draw_ids(apps, schema_editor):
    for entry in apps.get_model("cohorts", "RegisterEntry").objects.only("pk"):
        entry.public_id = uuid.uuid4()
        entry.save(update_fields=["public_id"])


class Migration(migrations.Migration):

    dependencies = [
        ("cohorts", "0028_talk_wish"),
    ]

    operations = [
        migrations.AddField(
            model_name="registerentry",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.RunPython(draw_ids, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="registerentry",
            name="public_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
