"""What a woman has of each module is kept when her marks go; and the journal lets its keys and phones be forgotten."""

import django.db.models.deletion
from django.db import migrations, models


COLUMNS = (
    "session_id enrolment_id status minutes only_if_empty base number source done_at received_at outcome reason revision"
).split()
PHONE = "key device device_label".split()
TABLE = "cohorts_attendanceoperation"
REFUSAL = f"{TABLE} is append-only"


def changed(differs: str) -> str:
    """Give the condition under which a row was changed: in anything but how often it came, which only rises; who did it,
    once that person is no longer known; and its key and phone, once they are forgotten together."""
    columns = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in COLUMNS)
    phone = " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in PHONE)
    forgotten = "NEW.key IS NULL AND NEW.device = '' AND NEW.device_label = ''"
    return (
        f"{columns} OR (({phone}) AND NOT ({forgotten})) OR (NEW.by_id IS NOT NULL AND NEW.by_id {differs} OLD.by_id)"
        " OR NEW.times_received < OLD.times_received"
    )


def guard(apps, schema_editor):
    """Make the database itself refuse to change a row of the journal (0018), but for what is forgotten."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER journal_never_changes BEFORE UPDATE ON {TABLE} WHEN {changed('IS NOT')}"
            f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END;"
        )
        return
    schema_editor.execute(
        f"CREATE TRIGGER journal_never_changes BEFORE UPDATE ON {TABLE} FOR EACH ROW"
        f" WHEN ({changed('IS DISTINCT FROM')}) EXECUTE FUNCTION {TABLE}_guard();"
    )


def unguard(apps, schema_editor):
    """Drop it; its function stays on PostgreSQL."""
    on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {TABLE}"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS journal_never_changes{on};")


class Migration(migrations.Migration):

    dependencies = [
        ('cohorts', '0025_session_feedback'),
        ('curriculum', '0003_exercises_of_a_pin'),
    ]

    operations = [
        migrations.RunPython(unguard, guard),
        migrations.AlterField(
            model_name='attendanceoperation',
            name='key',
            field=models.UUIDField(editable=False, help_text='drawn on the phone', null=True, unique=True),
        ),
        migrations.AlterField(
            model_name='attendanceoperation',
            name='reason',
            field=models.CharField(blank=True, choices=[('overtaken', 'overtaken'), ('agreed', 'agreed'), ('kept', 'kept'), ('conflict', 'conflict'), ('not_in_cohort', 'not_in_cohort'), ('cancelled', 'cancelled'), ('too_early', 'too_early'), ('too_late', 'too_late'), ('settled', 'settled')], max_length=14),
        ),
        migrations.AlterField(
            model_name='walkin',
            name='device',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name='walkin',
            name='reason',
            field=models.CharField(blank=True, choices=[('overtaken', 'overtaken'), ('agreed', 'agreed'), ('kept', 'kept'), ('conflict', 'conflict'), ('not_in_cohort', 'not_in_cohort'), ('cancelled', 'cancelled'), ('too_early', 'too_early'), ('too_late', 'too_late'), ('settled', 'settled')], max_length=14),
        ),
        migrations.CreateModel(
            name='ModuleCredit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('standing', models.CharField(choices=[('present', 'present'), ('made_up', 'made_up'), ('missing', 'missing')], max_length=8)),
                ('edition_module', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='curriculum.editionmodule')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='cohorts.enrolment')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('enrolment', 'edition_module'), name='one_credit_a_module')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
