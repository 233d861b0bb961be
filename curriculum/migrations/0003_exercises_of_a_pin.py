"""A pinned text keeps what its exercises of the bank said when it was pinned.

For the pins there are, what the bank says now is kept. The triggers on pins are taken away meanwhile and made anew:
they refuse every change, and on SQLite the table is copied, which leaves triggers behind.
"""

import json
from importlib import import_module

from django.db import migrations, models

still = import_module("curriculum.migrations.0002_released_editions_hold_still")

SAID = ("name", "minutes", "how", "locale_id")
ON_SQLITE = ("pin_never_changes", "pin_is_kept", "pinned_revision_holds_still")
"""The triggers that stand on the table of pins or ask it."""
ON_POSTGRESQL = "pin_holds_still"


def let_go(apps, schema_editor):
    """Take the triggers away."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ON_SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name};")
    else:
        schema_editor.execute(f"DROP TRIGGER {ON_POSTGRESQL} ON curriculum_pinnedtext;")


def hold(apps, schema_editor):
    """Make them anew."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ON_SQLITE:
            schema_editor.execute(still.sqlite_trigger(name, *still.SQLITE[name], still.SAID))
    else:
        schema_editor.execute(next(each for each in still.POSTGRESQL if f"CREATE TRIGGER {ON_POSTGRESQL} " in each))


def exercises_in(body):
    """Give the ids of the exercises of the bank in a stored body."""
    parts = (part for part in body if part["type"] == "exercises")
    items = (item.get("value", item) for part in parts for item in part["value"].get("items", []))
    return {entry["exercise"] for entry in items if entry.get("exercise")}


def keep_words(apps, schema_editor):
    """Keep with each pin what its exercises say now."""
    pins = apps.get_model("curriculum", "PinnedText").objects.select_related("revision")
    bank = apps.get_model("modules", "Exercise").objects.in_bulk()
    for pin in pins.order_by("pk").iterator(chunk_size=50):
        shown = exercises_in(json.loads(pin.revision.content.get("body") or "[]"))
        rows = [bank[each] for each in sorted(shown) if each in bank]
        if rows:
            words = {str(row.pk): {name: getattr(row, name) for name in SAID} for row in rows}
            pins.filter(pk=pin.pk).update(exercises=words)


class Migration(migrations.Migration):
    dependencies = [
        ("curriculum", "0002_released_editions_hold_still"),
        ("modules", "0001_modules"),
    ]

    operations = [
        migrations.RunPython(let_go, hold),
        migrations.AddField(
            model_name="pinnedtext",
            name="exercises",
            field=models.JSONField(default=dict, editable=False),
        ),
        migrations.RunPython(keep_words, migrations.RunPython.noop),
        migrations.RunPython(hold, let_go),
    ]
