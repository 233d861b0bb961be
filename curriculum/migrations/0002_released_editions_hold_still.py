"""The database itself refuses to change a released edition, a pinned text, or the revision it points to.

What may still happen: a released edition is retired, and texts are pinned. A later migration that alters one of these
tables must make the triggers anew on SQLite: Django copies the table there, and triggers do not come along.
`tests/curriculum/test_frozen.py` notices.
"""

from django.db import migrations

EDITION = "curriculum_curriculumedition"
KEPT = [
    "id", "public_id", "country_id", "code", "label", "valid_from", "evening_minutes", "size_min", "size_max",
    "released_by_id", "released_at", "release_reason", "copied_from_id",
]  # fmt: skip
"""The columns that stay as they are when an edition is retired: all but its state."""


def is_frozen(row: str) -> str:
    """Give the condition that a row belongs to an edition that is no draft."""
    return f"EXISTS (SELECT 1 FROM {EDITION} WHERE id = {row}.edition_id AND state <> 'draft')"  # noqa: S608  # names of our own tables only


def sqlite_trigger(name: str, table: str, event: str, when: str, said: str) -> str:
    """Write one trigger for SQLite."""
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, '{said}'); END;"


RETIRES = " AND ".join(
    ["OLD.state = 'released'", "NEW.state = 'retired'", *(f"OLD.{name} IS NEW.{name}" for name in KEPT)]
)
SAID = "a released edition holds still"
SQLITE = {
    "edition_holds_still": (EDITION, "UPDATE", f"OLD.state <> 'draft' AND NOT ({RETIRES})"),
    "edition_is_kept": (EDITION, "DELETE", "OLD.state <> 'draft'"),
    **{
        f"{table}_{event.lower()}": (f"curriculum_{table}", event, condition)
        for table in ("editionmodule", "completionrule")
        for event, condition in (
            ("INSERT", is_frozen("NEW")),
            ("UPDATE", f"{is_frozen('OLD')} OR {is_frozen('NEW')}"),
            ("DELETE", is_frozen("OLD")),
        )
    },
    "pin_never_changes": ("curriculum_pinnedtext", "UPDATE", "1"),
    "pin_is_kept": ("curriculum_pinnedtext", "DELETE", "1"),
    "pinned_revision_holds_still": (
        "wagtailcore_revision",
        "UPDATE OF content, object_id, content_type_id",
        "(OLD.content IS NOT NEW.content OR OLD.object_id IS NOT NEW.object_id"
        " OR OLD.content_type_id IS NOT NEW.content_type_id)"
        " AND EXISTS (SELECT 1 FROM curriculum_pinnedtext WHERE revision_id = OLD.id)",
    ),
}
POSTGRESQL = (
    f"""
    CREATE FUNCTION curriculum_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE frozen boolean := false;
    BEGIN
        IF TG_TABLE_NAME = 'curriculum_pinnedtext' THEN
            frozen := true;
        ELSIF TG_TABLE_NAME = '{EDITION}' THEN
            frozen := OLD.state <> 'draft';
            IF frozen AND TG_OP = 'UPDATE' AND OLD.state = 'released' AND NEW.state = 'retired' THEN
                frozen := (to_jsonb(OLD) - 'state') <> (to_jsonb(NEW) - 'state');
            END IF;
        ELSE
            IF TG_OP <> 'INSERT' THEN
                frozen := {is_frozen("OLD")};
            END IF;
            IF TG_OP <> 'DELETE' THEN
                frozen := frozen OR {is_frozen("NEW")};
            END IF;
        END IF;
        IF frozen THEN
            RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$;
    """,
    """
    CREATE FUNCTION curriculum_revision_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF (OLD.content IS DISTINCT FROM NEW.content OR OLD.object_id IS DISTINCT FROM NEW.object_id
            OR OLD.content_type_id IS DISTINCT FROM NEW.content_type_id)
            AND EXISTS (SELECT 1 FROM curriculum_pinnedtext WHERE revision_id = OLD.id) THEN
            RAISE EXCEPTION 'a pinned text holds still' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$;
    """,
    f"""
    CREATE TRIGGER edition_holds_still BEFORE UPDATE OR DELETE ON {EDITION}
    FOR EACH ROW EXECUTE FUNCTION curriculum_guard();
    """,
    """
    CREATE TRIGGER editionmodule_holds_still BEFORE INSERT OR UPDATE OR DELETE ON curriculum_editionmodule
    FOR EACH ROW EXECUTE FUNCTION curriculum_guard();
    """,
    """
    CREATE TRIGGER completionrule_holds_still BEFORE INSERT OR UPDATE OR DELETE ON curriculum_completionrule
    FOR EACH ROW EXECUTE FUNCTION curriculum_guard();
    """,
    """
    CREATE TRIGGER pin_holds_still BEFORE UPDATE OR DELETE ON curriculum_pinnedtext
    FOR EACH ROW EXECUTE FUNCTION curriculum_guard();
    """,
    """
    CREATE TRIGGER pinned_revision_holds_still BEFORE UPDATE ON wagtailcore_revision
    FOR EACH ROW EXECUTE FUNCTION curriculum_revision_guard();
    """,
)
UNDO_POSTGRESQL = (
    f"DROP TRIGGER edition_holds_still ON {EDITION};",
    "DROP TRIGGER editionmodule_holds_still ON curriculum_editionmodule;",
    "DROP TRIGGER completionrule_holds_still ON curriculum_completionrule;",
    "DROP TRIGGER pin_holds_still ON curriculum_pinnedtext;",
    "DROP TRIGGER pinned_revision_holds_still ON wagtailcore_revision;",
    "DROP FUNCTION curriculum_guard();",
    "DROP FUNCTION curriculum_revision_guard();",
)


def guard(apps, schema_editor):
    """Make the triggers of the engine at hand."""
    if schema_editor.connection.vendor == "sqlite":
        for name, (table, event, when) in SQLITE.items():
            schema_editor.execute(sqlite_trigger(name, table, event, when, SAID))
    else:
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


def unguard(apps, schema_editor):
    """Drop them."""
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name};")
    else:
        for statement in UNDO_POSTGRESQL:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0001_editions"), ("wagtailcore", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
