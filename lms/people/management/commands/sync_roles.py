"""Writes the table of roles to Django's groups."""

from django.core.management.base import BaseCommand

from lms.people.actions.rights import sync_roles


class Command(BaseCommand):
    """Runs after every `migrate`; a second run changes nothing."""

    help = "Write the table in lms/people/roles.py to Django's groups and remove what is not in it."

    def handle(self, *args, **options) -> None:
        """Synchronise."""
        sync_roles()
