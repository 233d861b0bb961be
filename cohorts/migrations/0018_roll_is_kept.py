"""Who came without a place; and the database itself refuses to change a row of the journal."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


COLUMNS = (
    "key session_id enrolment_id status minutes only_if_empty base device device_label number source done_at"
    " received_at outcome reason revision"
).split()
TABLE = "cohorts_attendanceoperation"
REFUSAL = f"{TABLE} is append-only"


def changed(differs: str) -> str:
    """Give the condition under which a row was changed: in anything but how often it came, and who did it once that
    person is no longer known. How often it came only rises."""
    columns = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in COLUMNS)
    return f"{columns} OR (NEW.by_id IS NOT NULL AND NEW.by_id {differs} OLD.by_id) OR NEW.times_received < OLD.times_received"


def guard(apps, schema_editor):
    """Make the database itself refuse to change a row of the journal. A later migration that alters the table must make
    the trigger anew on SQLite: Django copies the table there. `tests/cohorts/attendance/test_journal.py` notices."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER journal_never_changes BEFORE UPDATE ON {TABLE} WHEN {changed('IS NOT')}"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;"
        )
        return
    schema_editor.execute(
        f"CREATE FUNCTION {TABLE}_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$;"
    )
    schema_editor.execute(
        f"CREATE TRIGGER journal_never_changes BEFORE UPDATE ON {TABLE} FOR EACH ROW"
        f" WHEN ({changed('IS DISTINCT FROM')}) EXECUTE FUNCTION {TABLE}_guard();"
    )


def unguard(apps, schema_editor):
    """Drop it."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER journal_never_changes;")
        return
    schema_editor.execute(f"DROP TRIGGER journal_never_changes ON {TABLE};")
    schema_editor.execute(f"DROP FUNCTION {TABLE}_guard();")


class Migration(migrations.Migration):

    dependencies = [
        ('cohorts', '0017_links_of_evenings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='WalkIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(editable=False, help_text='drawn on the phone', unique=True)),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('is_dropped', models.BooleanField(default=False)),
                ('device', models.CharField(max_length=40)),
                ('device_label', models.CharField(blank=True, max_length=60)),
                ('number', models.PositiveBigIntegerField()),
                ('done_at', models.DateTimeField(help_text='by the clock of the phone', null=True)),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('times_received', models.PositiveIntegerField(default=1)),
                ('reason', models.CharField(blank=True, choices=[('overtaken', 'overtaken'), ('agreed', 'agreed'), ('kept', 'kept'), ('conflict', 'conflict'), ('not_in_cohort', 'not_in_cohort'), ('cancelled', 'cancelled'), ('too_early', 'too_early'), ('too_late', 'too_late')], max_length=14)),
                ('settled_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('enrolment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='walk_ins', to='cohorts.enrolment')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='walk_ins', to='cohorts.coursesession')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'default_permissions': (),
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
