"""`manage.py forget_second_keys LOGIN`: for somebody of the secretariat who has lost phone and recovery codes."""

from django.core.management.base import BaseCommand, CommandError

from lms.people.actions.roles import find_person
from lms.people.actions.signing_in import forget_second_keys


class Command(BaseCommand):
    """Remove all second keys of one person; at her next sign-in she is asked to add a new one."""

    help = "Remove the second keys of the person with this e-mail or phone (+47…), after you have made sure it is she."

    def add_arguments(self, parser) -> None:
        """Take her e-mail address, or her number with country code."""
        parser.add_argument("login")

    def handle(self, *args, login: str, **options) -> None:
        """Remove them and say how many; refuse when nobody has this address."""
        email, phone = (login, None) if "@" in login else (None, login)
        person = find_person(phone=phone, email=email)
        if person is None:
            raise CommandError("Nobody has this e-mail address or number.")
        self.stdout.write(f"{forget_second_keys(by=None, person=person)} second keys removed; she is signed out.")
