"""`manage.py add_secretary NAME EMAIL`: gives a new installation its first person, who can then add the others."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from lms.kit.names import plain_name
from lms.people.actions.roles import find_person, grant_role
from lms.people.models import Organisation, User
from lms.people.roles import Role


class Command(BaseCommand):
    """Add somebody to the secretariat of an organisation."""

    help = "Add somebody to the secretariat. She signs in with a code by e-mail and is asked for a second key."

    def add_arguments(self, parser) -> None:
        """Take name, e-mail and organisation."""
        parser.add_argument("name")
        parser.add_argument("email")
        parser.add_argument("--organisation", default="bydelsmodre-norge", help="slug of a national organisation")

    @transaction.atomic
    def handle(self, *args, name: str, email: str, organisation: str, **options) -> None:
        """Find her by e-mail or add her, and give her the role. Safe to run twice."""
        try:
            validate_email(email)
            place = Organisation.objects.get(slug=organisation)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        except Organisation.DoesNotExist:
            known = ", ".join(Organisation.objects.values_list("slug", flat=True)) or "none yet: run load_starter"
            raise CommandError(f"There is no organisation {organisation}. Known: {known}.") from None
        try:
            person = find_person(phone=None, email=email) or User.objects.create_user(
                name=plain_name(name), email=email.lower()
            )
        except ValidationError as error:
            raise CommandError(f"She cannot be added: {' '.join(error.messages)}") from None
        grant_role(by=None, person=person, role=Role.SECRETARIAT, place=place)
        self.stdout.write("She is in the secretariat now, and a message is on its way to her.")
