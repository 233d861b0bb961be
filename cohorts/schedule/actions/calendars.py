"""Choose how one's calendar looks, make and end the addresses of feeds, and answer what fetches them."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Cohort
from lms.kit import erasures
from lms.kit.guard import require
from lms.kit.tokens import hash_token
from lms.people.actions.links import make_link, revoke_links
from lms.people.models import AccessLink, User

from ..calendars import Feed, choice_of, feed_of_cohort, feed_of_person, is_over, rows_of, version_of, written
from ..models import CalendarChoice, FeedCopy
from ..permissions import can_have_calendar, can_share_calendar

FEED_LASTS = timedelta(days=3 * 365)
"""A course takes less than one year; whoever has a role for longer makes a new address then."""
NOTED_AFTER = timedelta(minutes=30)
"""Phones ask often; that they did is written down once in this time."""


@dataclass(frozen=True)
class FeedAnswer:
    """What a phone that fetches a feed is given. `body` is None when what it has is still right."""

    etag: str
    body: bytes | None


@transaction.atomic
def choose_calendar(*, by: User, fuller_titles: bool, shows_place: bool, by_mail: bool) -> None:
    """Set how evenings look in her own calendars, and whether she is invited by e-mail."""
    had = choice_of(by)
    new = {"fuller_titles": fuller_titles, "shows_place": shows_place, "by_mail": by_mail and bool(by.email)}
    for field, chosen in new.items():
        erasures.note_value("people.User", by.public_id, field, old=getattr(had, field), new=chosen)
    CalendarChoice.objects.update_or_create(person=by, defaults=new | {"changed_at": timezone.now()})


def choose_calendars_again(told: erasures.Values) -> int:
    """Let calendars look as they were chosen last, as the journal tells; give how many were changed."""
    done = 0
    for person in User.objects.select_related("calendar_choice"):
        choice = choice_of(person)
        held = {field: getattr(choice, field) for field in ("fuller_titles", "shows_place", "by_mail")}
        left = {field: not value for field, value in held.items() if told.has_left(person.public_id, field, value)}
        if left:
            choose_calendar(by=person, **(held | left))
            done += 1
    return done


@transaction.atomic
def make_my_feed(*, by: User) -> str:
    """Give the token of a new address of her own feed; the one before stops working. Raises PermissionDenied."""
    require(can_have_calendar(by))
    end_my_feed(by=by)
    return make_link(by=by, purpose=AccessLink.Purpose.FEED, subject=by, lifetime=FEED_LASTS, max_uses=None)


def end_my_feed(*, by: User) -> int:
    """Close the address of her own feed at once; give how many there were."""
    return revoke_links(subject=by, purpose=AccessLink.Purpose.FEED)


@transaction.atomic
def make_cohort_feed(*, by: User, cohort: Cohort) -> str:
    """Give the token of a new address of a cohort's feed; the one before stops working. Raises PermissionDenied."""
    require(can_share_calendar(by, cohort))
    revoke_links(subject=cohort, purpose=AccessLink.Purpose.FEED)
    audit(by=by, obj=cohort, action="cohorts.feed_made")
    return make_link(by=by, purpose=AccessLink.Purpose.FEED, subject=cohort, lifetime=FEED_LASTS, max_uses=None)


@transaction.atomic
def end_cohort_feed(*, by: User, cohort: Cohort) -> None:
    """Close the address of a cohort's feed at once. Raises PermissionDenied."""
    require(can_share_calendar(by, cohort))
    if revoke_links(subject=cohort, purpose=AccessLink.Purpose.FEED):
        audit(by=by, obj=cohort, action="cohorts.feed_ended")


def fetch_feed(*, token: str, known: list[str]) -> FeedAnswer | None:
    """Answer a phone that fetches a feed and knows these ETags; None when the address opens nothing any more.

    As long as nothing has changed that the feed shows, it comes from its stored copy: with the look at the clock of the
    last fetch at most five queries, however many evenings there are."""
    link = (
        AccessLink.objects.usable()
        .filter(token_hash=hash_token(token), purpose=AccessLink.Purpose.FEED)
        .select_related("created_by__calendar_choice", "feed_copy")
        .defer("feed_copy__body")
        .first()
    )
    feed = _feed_of(link) if link else None
    if link is None or feed is None:
        return None
    rows = rows_of(feed)
    if not rows and is_over(feed):
        return None
    version = version_of(feed, rows)
    _note_fetch(link)
    copy = getattr(link, "feed_copy", None)
    if copy is None or copy.version != version:
        copy = _store(link, version, written(feed, rows))
    return FeedAnswer(copy.etag, None if copy.etag in known else bytes(copy.body))


def _feed_of(link: AccessLink) -> Feed | None:
    """Give what the link reads, if whoever made it still may."""
    maker = link.created_by
    if maker is None or not maker.is_active:
        return None
    if link.subject_type_id == ContentType.objects.get_for_model(User).pk:
        return feed_of_person(maker) if link.subject_id == str(maker.pk) else None
    return feed_of_cohort(link.subject_id, maker)


def _note_fetch(link: AccessLink) -> None:
    """Write down when it was last fetched."""
    now = timezone.now()
    if link.last_used_at is None or link.last_used_at < now - NOTED_AFTER:
        earlier = Q(last_used_at__isnull=True) | Q(last_used_at__lt=now - NOTED_AFTER)
        AccessLink.objects.filter(earlier, pk=link.pk).update(last_used_at=now)


def _store(link: AccessLink, version: str, body: bytes) -> FeedCopy:
    """Keep the feed. Of two that store at once the last one stays; if that is the older version, the next fetch sees
    it."""
    etag = f'"{hash_token(body.decode())[:32]}"'
    fields = {"version": version, "etag": etag, "body": body, "made_at": timezone.now()}
    is_known = hasattr(link, "feed_copy")  # asked first: a copy that is made takes its place at the link
    copy = FeedCopy(link=link, **fields)
    if is_known:
        FeedCopy.objects.filter(link=link).update(**fields)
    else:
        FeedCopy.objects.bulk_create([copy], update_conflicts=True, unique_fields=["link"], update_fields=[*fields])
    return copy
