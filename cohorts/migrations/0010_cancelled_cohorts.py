"""A cohort that is cancelled takes its evenings along: those of cohorts that were cancelled before, too."""

from django.db import migrations, models
from django.db.models import F
from django.utils import timezone


def cancel_evenings(apps, schema_editor):
    """Cancel what was still planned after the end of a cancelled cohort; calendars take the higher sequence."""
    sessions = apps.get_model("cohorts", "CourseSession").objects.filter(
        cohort__state="cancelled", cohort__ended_at__isnull=False, state="planned"
    )
    late = [each.pk for each in sessions.select_related("cohort") if each.date > each.cohort.ended_at.date()]
    sessions.model.objects.filter(pk__in=late).update(
        state="cancelled", sequence=F("sequence") + 1, changed_at=timezone.now()
    )


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0009_guests")]

    operations = [
        migrations.AlterField(
            model_name="planchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("used", "plan used"),
                    ("moved", "evening moved"),
                    ("pushed", "evenings moved down the line"),
                    ("swapped", "modules swapped"),
                    ("cancelled", "evening cancelled"),
                    ("restored", "evening held after all"),
                    ("added", "evening added"),
                    ("changed", "time or venue changed"),
                    ("joined", "modules put together"),
                    ("split", "evening split in two"),
                    ("undone", "change undone"),
                    ("called_off", "cohort cancelled"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunPython(cancel_evenings, migrations.RunPython.noop),
    ]
