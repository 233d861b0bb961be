"""`manage.py erase_again`: does again what was erased since the copy was made that has been put back."""

from django.core.management.base import BaseCommand

from lms.erasures import erase_again


class Command(BaseCommand):
    """Erase again. `restore` and `serve` do it by themselves; what `pg_restore` brought needs one of these."""

    help = "Do again what the journal of erasures tells and the database does not know."

    def handle(self, *args, **options) -> None:
        """Say how much of what was done."""
        done = erase_again()
        for event, number in sorted(done.items()):
            self.stdout.write(f"{event}: {number}")
        self.stdout.write(f"Erased or taken back again: {sum(done.values())}.")
