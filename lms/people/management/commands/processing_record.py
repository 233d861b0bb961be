"""Writes the record of processing (GDPR art. 30) from the tags on the fields of our models."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Model

from lms.kit.privacy import Keep, Privacy, tags_of

KEPT = {
    Keep.ALWAYS: "as long as the platform is in use",
    Keep.ACCOUNT: "24 months after the last activity, with a warning before",
    Keep.ROLE: "24 months after the role ended",
    Keep.MESSAGE: "12 months after it was sent",
    Keep.REVIEW: "12 months after the review was answered or taken back",
    Keep.SESSION: "until the session ends",
    Keep.SECRET: "until used or expired, then 30 days",
    Keep.ATTEMPT: "one day",
    Keep.READ_LOG: "24 months",
    Keep.COURSE: "24 months after the course ended",
    Keep.MARK: "12 months after the course ended; then only what she has of each module",
    Keep.OPERATION: "90 days after it came",
    Keep.PRACTICAL: "30 days after the last evening",
    Keep.GUEST: "12 months after a guest professional was last asked",
    Keep.LOCAL: "12 months after a coordinator last said that it is right",
    Keep.AUDIT: "24 months",
}
HEAD = """# Record of processing

Written by `manage.py processing_record` from the tags on the fields; do not edit it by hand. What it lists is about
one person (`personal`), or lets belief, health or origin be deduced (`special`, GDPR art. 9). Fields that are public or
say nothing about a person are not listed. Models of Django, Wagtail and allauth stand in
`tests/house/third_party_fields.py`.

| Model | Field | Class | Kept |
|---|---|---|---|
"""


def own_models() -> list[type[Model]]:
    """Give the models written in this project, by name."""
    packages = ("lms", "modules", "curriculum", "cohorts", "home", "community")
    return sorted(
        (model for model in apps.get_models() if model.__module__.split(".")[0] in packages),
        key=lambda model: model._meta.label,
    )


def record() -> str:
    """Write the whole record."""
    lines = [
        f"| {model._meta.label} | {name} | {tag[0]} | {KEPT[tag[1]]} |\n"
        for model in own_models()
        for name, tag in tags_of(model).items()
        if tag and tag[0] in (Privacy.PERSONAL, Privacy.SPECIAL)
    ]
    return HEAD + "".join(lines)


class Command(BaseCommand):
    """`manage.py processing_record [file]`."""

    help = "Write docs/processing-record.md from the privacy tags of the models."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take another file than the one in docs/."""
        parser.add_argument("file", nargs="?", default=str(Path(settings.ROOT) / "docs/processing-record.md"))

    def handle(self, *args, **options) -> None:
        """Write it."""
        Path(options["file"]).write_text(record(), encoding="utf-8")
