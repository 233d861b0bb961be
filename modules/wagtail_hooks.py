"""Hangs the registers into Wagtail's admin, and keeps to-dos in step with what editors save."""

from typing import cast

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from lms.people.models import User

from .actions import renew_todos
from .models import HelpService, ModulePage
from .viewsets import Registers

register_snippet(Registers)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_publish_page")
def renew_todos_of_page(request: HttpRequest, page: Page) -> None:
    """Follow the marks in the text as it was just saved."""
    if isinstance(page.specific_deferred, ModulePage):
        renew_todos(by=cast(User, request.user), of=page.get_latest_revision_as_object())


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def renew_todos_of_service(request: HttpRequest, instance: object) -> None:
    """Follow the lines of a service."""
    if isinstance(instance, HelpService):
        renew_todos(by=cast(User, request.user), of=instance)
