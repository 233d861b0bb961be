"""An evening as it stands in the calendar of its guest: under a name that says nothing."""

from datetime import datetime

from django.utils.translation import gettext as _

from cohorts.schedule.calendars import neutral_name
from lms.kit import ics

from .models import GuestInvitation


def entry_of_guest(invitation: GuestInvitation) -> ics.Event:
    """Give the entry of an invitation in the language that is switched on, wherever it goes: into a file, a feed or a
    mail. Its identity is the one that was mailed to her, so that all of them are one entry in her calendar; who knows
    it can answer for her. Fetch `entry` along."""
    session = invitation.session
    gone = session.is_cancelled or not invitation.is_open
    title = _("%(evening)s, as a guest") % {"evening": neutral_name(session)}
    venue = session.venue
    changed = max(session.changed_at, invitation.answered_at or session.changed_at)
    return ics.Event(
        uid=str(invitation.entry.uid if hasattr(invitation, "entry") else invitation.public_id),
        sequence=session.sequence,
        stamp=changed,
        last_modified=changed,
        start=datetime.combine(session.date, session.starts_at),
        end=datetime.combine(session.date, session.ends_at),
        zone=session.time_zone,
        summary=_("Cancelled: %(evening)s") % {"evening": title} if gone else title,
        location=", ".join(part for part in (venue.name, venue.where) if part) if venue and not gone else "",
        cancelled=gone,
    )
