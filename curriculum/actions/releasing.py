"""Release an edition, retire it, and pin what comes later: corrections and translations."""

from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page, Revision

from lms.kit.guard import refuse, refuse_any, require
from lms.people.models import User
from modules.actions import raise_content_version
from modules.models import ModulePage
from modules.queries import read_by_two

from .. import permissions
from ..models import CurriculumEdition, EditionModule, PinnedText
from ..queries import bank_words, newest_pins, places_of, published_texts, readiness_of
from .auditing import audit


@transaction.atomic
def release(*, by: User | None, edition: CurriculumEdition, reason: str = "") -> None:
    """Freeze a draft and pin the published text of each module in every language it has.

    Open to-dos and missing approvals are let through by a reason. Raises PermissionDenied, and ValidationError with
    the codes of what is wrong, with `unpublished_module`, `reason_needed`, or `not_a_draft` when somebody else
    released it first."""
    require(by is None or permissions.can_change_edition(by, edition))
    held = CurriculumEdition.objects.select_for_update().get(pk=edition.pk)
    if not held.is_draft:
        refuse("not_a_draft")
    readiness = readiness_of(held)
    refuse_any(
        [
            *(finding.code for finding in readiness.refusals),
            *(["unpublished_module"] if readiness.unpublished else []),
            *(["reason_needed"] if readiness.todos and not reason.strip() else []),
        ]
    )
    # Whoever comes second finds no draft any more, whatever the database lets two people read at once.
    won = CurriculumEdition.objects.filter(pk=held.pk, state=CurriculumEdition.State.DRAFT).update(
        state=CurriculumEdition.State.RELEASED,
        released_by=by,
        released_at=timezone.now(),
        release_reason=reason.strip(),
    )
    if not won:
        refuse("not_a_draft")
    texts = [(place, locale, revision) for place in places_of(held) for locale, revision in published_texts(place)]
    said = bank_words(revision for _place, _locale, revision in texts)
    PinnedText.objects.bulk_create(
        PinnedText(
            edition_module=place,
            locale=locale,
            revision_id=revision,
            kind=PinnedText.Kind.RELEASE,
            exercises=said[revision],
            by=by,
        )
        for place, locale, revision in texts
    )
    raise_content_version(baked=False)
    audit(by=by, edition=held, action="curriculum.edition_released", todos=len(readiness.todos))


@transaction.atomic
def retire(*, by: User | None, edition: CurriculumEdition) -> None:
    """Take a released edition out of use for new courses. Courses that run by it go on. Raises PermissionDenied, and
    ValidationError with `not_released`."""
    require(by is None or permissions.can_retire_edition(by, edition))
    released = CurriculumEdition.objects.released().filter(pk=edition.pk)
    if not released.update(state=CurriculumEdition.State.RETIRED):
        refuse("not_released")
    raise_content_version(baked=False)
    audit(by=by, edition=edition, action="curriculum.edition_retired")


@transaction.atomic
def pin_correction(
    *, by: User | None, edition_module: EditionModule, locale: Locale, revision: Revision, reason: str
) -> PinnedText:
    """Let a corrected text count from now on: a law, a wrong sentence. Coordinators see the reason. New content waits
    for the next edition. Raises PermissionDenied, and ValidationError with `reason_needed`, `nothing_to_correct`
    (nothing is pinned in this language), `already_pinned` (neither the text nor one of its exercises has changed),
    `other_text`, `is_draft`, or `second_person` when nobody but its writer has read a sensitive text."""
    return _pin(
        by=by,
        place=edition_module,
        locale=locale,
        revision=revision,
        kind=PinnedText.Kind.CORRECTION,
        reason=reason.strip(),
    )


@transaction.atomic
def pin_translation(
    *, by: User | None, edition_module: EditionModule, locale: Locale, revision: Revision, reason: str = ""
) -> PinnedText:
    """Let a language that came later be read in this edition. Raises PermissionDenied, and ValidationError with
    `already_translated`, `other_text`, `is_draft` or `second_person`."""
    return _pin(
        by=by,
        place=edition_module,
        locale=locale,
        revision=revision,
        kind=PinnedText.Kind.TRANSLATION,
        reason=reason.strip(),
    )


def _pin(
    *, by: User | None, place: EditionModule, locale: Locale, revision: Revision, kind: str, reason: str
) -> PinnedText:
    # The lock lets two pins of one place come one after the other.
    edition = CurriculumEdition.objects.select_for_update().get(pk=place.edition_id)
    if edition.is_draft:
        refuse("is_draft")
    require(by is None or permissions.can_pin_text(by, edition))
    page = ModulePage.objects.filter(translation_key=place.module.translation_key, locale=locale).first()
    pinned = newest_pins(place).get(locale.language_code)
    is_of_page = revision.base_content_type.model_class() is Page
    if page is None or not is_of_page or revision.object_id != str(page.pk):
        refuse("other_text")
    if by is not None and not read_by_two(revision, by):
        refuse("second_person")
    said = bank_words([revision.pk])[revision.pk]
    if kind == PinnedText.Kind.TRANSLATION:
        if pinned:
            refuse("already_translated")
    else:
        refuse_any(
            [
                *(["reason_needed"] if not reason else []),
                *(["nothing_to_correct"] if pinned is None else []),
                *(["already_pinned"] if pinned and pinned.says(revision.pk, said) else []),
            ]
        )
    pin = PinnedText.objects.create(
        edition_module=place, locale=locale, revision=revision, kind=kind, reason=reason, exercises=said, by=by
    )
    raise_content_version(baked=False)
    audit(
        by=by,
        edition=edition,
        action="curriculum.text_pinned",
        kind=str(kind),
        position=place.position,
        language=locale.language_code,
    )
    return pin
