"""Registers the app, and follows every change of what readers see and of drafts."""

from typing import Any

from django.apps import AppConfig
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

# What Wagtail writes when a draft is saved; readers see nothing of it.
OF_DRAFTS = frozenset(
    {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "wagtail_admin_comments",
    }
)


class ModulesConfig(AppConfig):
    """Names the app and its key type."""

    name = "modules"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to what is saved, moved and deleted.

        Signals, because all of this is written by Wagtail's own screens and commands (publishing, scheduled publishing,
        moving, privacy, pictures, the registers' forms), which call no action of ours. What our own actions change
        besides, they say themselves: `raise_content_version`.
        """
        from wagtail.signals import page_published, page_slug_changed, post_page_move

        post_save.connect(_saved, dispatch_uid="content_version_saved")
        post_delete.connect(_deleted, dispatch_uid="content_version_deleted")
        for signal in (page_slug_changed, post_page_move):
            signal.connect(_moved, dispatch_uid="content_version_moved")
        page_published.connect(_published, dispatch_uid="translations_published")
        _tell_of_drafts_ourselves()


def _tell_of_drafts_ourselves() -> None:
    """Take the places of Wagtail's mails about drafts: their subject holds the title of the page, which may be a
    sensitive word, and they pass by the mailbox. Wagtail tells of a draft by signals only; whoever bears the name of
    its own listener is the only one heard."""
    from wagtail.models import TaskState, WorkflowState
    from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

    from . import notices

    for signal, sender, name, listener in (
        (workflow_submitted, WorkflowState, "workflow_state_submitted", notices.say_nothing),
        (workflow_rejected, WorkflowState, "workflow_state_rejected", notices.tell_of_draft_sent_back),
        (workflow_approved, WorkflowState, "workflow_state_approved", notices.tell_of_draft_published),
        (task_submitted, TaskState, "group_approval_task_submitted", notices.tell_of_draft_waiting),
    ):
        listens = f"{name}_email_notification"
        signal.disconnect(sender=sender, dispatch_uid=listens)
        signal.connect(listener, sender=sender, dispatch_uid=listens)


def _kinds() -> tuple[tuple[type[Model], ...], tuple[type[Model], ...]]:
    """Give what stored bodies have taken in, and what they leave open."""
    from wagtail.documents import get_document_model
    from wagtail.images import get_image_model
    from wagtail.models import Locale, PageViewRestriction, Site
    from wagtail_localize.models import TranslationSource

    from .models import (
        Exercise,
        GlossaryTerm,
        GoalTag,
        GoalTagName,
        HelpService,
        HelpServiceText,
        Material,
        MaterialVersion,
        Source,
    )

    baked = (Exercise, GlossaryTerm, Locale, Site, Source, get_document_model(), get_image_model())
    beside = (GoalTag, GoalTagName, HelpService, HelpServiceText, Material, MaterialVersion, PageViewRestriction)
    return baked, (*beside, TranslationSource)


def _saved(instance: Model, created: bool, raw: bool, update_fields: frozenset[str] | None, **more: Any) -> None:
    """Follow a row that was written. Loading a backup's rows one by one (`raw`) is no change by anybody."""
    from wagtail.models import Page

    from .actions import raise_content_version

    if raw:
        return
    baked, left_open = _kinds()
    if isinstance(instance, Page):
        if update_fields is None or not OF_DRAFTS.issuperset(update_fields):
            raise_content_version(baked=created)
    elif isinstance(instance, baked):
        raise_content_version()
    elif isinstance(instance, left_open):
        raise_content_version(baked=False)


def _deleted(instance: Model, **more: Any) -> None:
    """Follow a row that is gone; texts may have pointed to it. A size of a picture comes back with another address."""
    from wagtail.images import get_image_model
    from wagtail.models import Page

    from .actions import raise_content_version

    baked, left_open = _kinds()
    size = get_image_model().get_rendition_model()
    if isinstance(instance, (Page, *baked, *left_open, size)):
        raise_content_version()


def _moved(**more: Any) -> None:
    """Follow a page whose address has changed: texts link to it."""
    from .actions import raise_content_version

    raise_content_version()


def _published(instance: Model, **more: Any) -> None:
    """Let the translations of a module or a playbook know that its original has changed, and the queue which sources a
    module names."""
    from .actions import protect_translations, renew_cited_sources, renew_source
    from .models import ModulePage, PlaybookPage

    if isinstance(instance, (ModulePage, PlaybookPage)):
        renew_source(by=None, page=instance)
    if isinstance(instance, ModulePage):
        protect_translations(by=None, page=instance)
        renew_cited_sources(by=None, page=instance)
