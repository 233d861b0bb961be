"""Tags about reviews, for Wagtail's admin, and about notes, for a module's page: {% load reviews %}."""

from django import template
from django.conf import settings
from django.db.models import QuerySet
from django.template.context import Context
from wagtail.models import Page

from ..models import ExperienceNote, ReviewRequest
from ..permissions import can_write_experience
from ..queries import experiences_of, reviews_of

register = template.Library()


@register.simple_tag
def reviews_about(page: Page) -> QuerySet[ReviewRequest]:
    """Give what people outside were asked about a page, with their remarks."""
    return reviews_of(page).prefetch_related("remarks")


@register.simple_tag
def experiences_about(page: Page) -> QuerySet[ExperienceNote]:
    """Give what those who lead evenings have said of a module since it was last considered."""
    return experiences_of(page).filter(considered_at__isnull=True)


@register.simple_tag(takes_context=True)
def may_tell_experience(context: Context) -> bool:
    """Tell whether the reader leads evenings. Whoever has no session is not asked who she is: the page is the same for
    all who are signed out."""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return request.user.is_authenticated and can_write_experience(request.user)
