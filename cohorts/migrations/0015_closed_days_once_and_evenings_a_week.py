"""The same closed days stand once at a place, and a plan keeps how many evenings there are in a week at most."""

from django.db import migrations, models


def keep_one_of_the_same(apps, schema_editor):
    """Of closed days that stand twice keep one: what somebody has checked goes before what is to be checked, and the
    older before the newer."""
    closed_days = apps.get_model("cohorts", "ClosedDays")
    kept = set()
    for row in closed_days.objects.order_by("to_check", "pk"):
        same = (row.country_id, row.municipality_id, row.district_id, row.kind, row.first, row.last)
        if same in kept:
            row.delete()
        kept.add(same)


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0014_guest_material")]

    operations = [
        migrations.AddField("courseplan", "per_week", models.PositiveSmallIntegerField(default=0)),
        migrations.RunPython(keep_one_of_the_same, migrations.RunPython.noop),
        *(
            migrations.AddConstraint(
                "closeddays",
                models.UniqueConstraint(
                    fields=[place, "kind", "first", "last"],
                    condition=models.Q((f"{place}__isnull", False)),
                    name=f"same_closed_days_once_in_{place}",
                ),
            )
            for place in ("country", "municipality", "district")
        ),
    ]
