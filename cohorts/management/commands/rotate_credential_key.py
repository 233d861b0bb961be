"""`manage.py rotate_credential_key`: a new key signs from now on, and what was signed before still verifies."""

from django.core.management.base import BaseCommand

from cohorts.credentials.actions.keys import rotate_key


class Command(BaseCommand):
    """Once a year, when the file of the key was lost, and at once when somebody else may have read it."""

    help = "Draw a new key that credentials are signed with. The old public key stays published for ever."

    def handle(self, *args, **options) -> None:
        """Draw it, and say what it is called."""
        self.stdout.write(rotate_key().kid)
