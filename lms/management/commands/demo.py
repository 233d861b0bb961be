"""`manage.py demo`: builds the demo's small world. Safe to run twice; refuses to run in production."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from lms.demo import build_demo


class Command(BaseCommand):
    """Build the demo."""

    help = "Build a small, believable world by the same actions the screens call."

    def handle(self, *args, **options) -> None:
        """Build it, or say why not."""
        try:
            build_demo()
        except ImproperlyConfigured as refusal:
            raise CommandError(str(refusal)) from None
