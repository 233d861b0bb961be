"""The database itself refuses to change a row of the log of reads, and to drop one younger than 24 months.

A later migration that alters the table must make the triggers anew on SQLite: Django copies the table there, and
triggers do not come along. `tests/house/test_reads.py` notices.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQLITE = (
    """
    CREATE TRIGGER read_log_never_changes BEFORE UPDATE ON people_readlog
    BEGIN SELECT RAISE(ABORT, 'people_readlog is append-only'); END;
    """,
    """
    CREATE TRIGGER read_log_is_kept BEFORE DELETE ON people_readlog
    WHEN OLD.at > datetime('now', '-24 months')
    BEGIN SELECT RAISE(ABORT, 'people_readlog is kept for 24 months'); END;
    """,
)
POSTGRESQL = (
    """
    CREATE FUNCTION people_readlog_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' THEN
            RAISE EXCEPTION 'people_readlog is append-only' USING ERRCODE = 'integrity_constraint_violation';
        ELSIF OLD.at > now() - interval '24 months' THEN
            RAISE EXCEPTION 'people_readlog is kept for 24 months' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN OLD;
    END $$;
    """,
    """
    CREATE TRIGGER read_log_guard BEFORE UPDATE OR DELETE ON people_readlog
    FOR EACH ROW EXECUTE FUNCTION people_readlog_guard();
    """,
)
UNDO_SQLITE = ("DROP TRIGGER read_log_never_changes;", "DROP TRIGGER read_log_is_kept;")
UNDO_POSTGRESQL = ("DROP TRIGGER read_log_guard ON people_readlog;", "DROP FUNCTION people_readlog_guard();")


def guard(apps, schema_editor):
    """Make the triggers of the engine at hand."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    """Drop them."""
    for statement in UNDO_SQLITE if schema_editor.connection.vendor == "sqlite" else UNDO_POSTGRESQL:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_people")]

    operations = [
        migrations.AlterField(
            model_name="readlog",
            name="reader",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
