"""Tags around editing: {% load editing %}."""

from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template.context import Context
from django.urls import reverse
from wagtail.models import TaskState

from ..models import ModulePage
from ..permissions import can_edit_modules
from ..queries import comment_on_return

register = template.Library()


@register.filter
def is_module(page: object) -> bool:
    """Tell whether the content check can read a page."""
    return isinstance(page, ModulePage)


@register.simple_tag(takes_context=True)
def edit_address(context: Context, page: ModulePage) -> str:
    """Give the way into the editor and back here, to those who edit; to everybody else nothing, without a query for
    whoever is signed out: {% edit_address page as address %}"""
    request = context.get("request")
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES or getattr(request, "is_preview", False):
        return ""
    if not (request.user.is_authenticated and can_edit_modules(request.user)):
        return ""
    # What stands here in another language's tree is the text of the original.
    editor = reverse("wagtailadmin_pages:edit", args=[page.alias_of_id or page.pk])
    return f"{editor}?{urlencode({'next': request.path})}"


@register.simple_tag
def step_of_review(page: ModulePage) -> str:
    """Give the question a draft waits at, or nothing: {% step_of_review page as step %}."""
    state: TaskState | None = page.current_workflow_task_state
    return str(state.task.specific.get_kind_display()) if state else ""


@register.simple_tag
def comment_of_review(page: ModulePage) -> str:
    """Give with which words a draft was sent back, or nothing: {% comment_of_review page as said %}."""
    return comment_on_return(page)
