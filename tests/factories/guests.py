"""Guest professionals and their invitations for tests."""

import factory
from django.utils import timezone

from cohorts.guests.actions.asking import ask_guests, new_pass
from cohorts.models import CourseSession, GuestInvitation, GuestProfessional, GuestRequest
from lms.people.models import User
from tests.factories.people import DistrictFactory


class GuestFactory(factory.django.DjangoModelFactory):
    """A nurse, entered in a district."""

    class Meta:
        model = GuestProfessional

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda n: f"Gjest {n}")
    service = "Helsestasjonen"
    profession = "helsesykepleier"
    email = factory.Sequence(lambda n: f"gjest{n}@example.org")


def invitation_to(session: CourseSession, *, request: GuestRequest | None = None, **fields) -> GuestInvitation:
    """Store an invitation to an evening, asked and not answered; no message is sent."""
    request = request or GuestRequest.objects.create(session=session)
    guest = fields.pop("guest", None) or GuestFactory(district=session.cohort.district)
    fields = {"state": GuestInvitation.State.ASKED, "asked_at": timezone.now()} | fields
    return GuestInvitation.objects.create(request=request, guest=guest, place=request.invitations.count() + 1, **fields)


def pass_of(invitation: GuestInvitation) -> str:
    """Draw a link for an invitation and give its path."""
    return "/" + new_pass(invitation, by=None).split("/", 3)[3]


def ask_guest(*, by: User, session: CourseSession, guest: GuestProfessional, **more) -> GuestInvitation:
    """Ask one person, who is all of the queue."""
    return ask_guests(by=by, session=session, guests=[guest], **more)[0]
