"""What people do with translations: begin one, take in texts, publish, and say who has read it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.log_actions import log
from wagtail.models import Locale, Page
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext, TranslationSource

from lms.kit.guard import refuse, require
from lms.kit.pages import TextOrigin
from lms.people.models import User

from ..figures.texts import SheetText, part_of, parts_behind, sheet_of, texts_in
from ..models import ModulePage, PlaybookPage, Sensitivity, TranslationMark
from ..permissions import can_edit_modules
from ..queries import Translated, original_of
from ..rules import TextFault, faults_in, plain, weakest_origin, without_checks
from .versions import raise_content_version

AUDITED = frozenset(
    {
        "modules.translation_started",
        "modules.translation_followed",
        "modules.translation_changed",
        "modules.translation_published",
        "modules.translation_marked",
    }
)
"""What can be done to translations. `modules.wagtail_hooks` gives each its wording."""

FIELDS = ("title", "lead", "content_warning", "neutral_name")
MORE_CAREFUL = [Sensitivity.NO, Sensitivity.PARTLY, Sensitivity.YES]
MACHINE, MANUAL = StringTranslation.TRANSLATION_TYPE_MACHINE, StringTranslation.TRANSLATION_TYPE_MANUAL


class TextsRefusedError(ValidationError):
    """Some texts cannot be taken; then none is. `faults` gives for each its place, original and reasons."""

    def __init__(self, faults: list[tuple[SheetText, list[TextFault]]]) -> None:
        super().__init__("texts_refused", code="texts_refused")
        self.faults = faults


def _audit(action: str, page: Page, by: User | None, **data: object) -> None:
    if action not in AUDITED:
        raise KeyError(action)
    log(instance=page, action=action, user=by, data=data)


@transaction.atomic
def start_translation(*, by: User | None, module: ModulePage, language: str) -> Translation:
    """Begin to translate a module: its page in the other language is a draft until somebody publishes it.

    Where a page is there already that nobody has followed text by text, its texts are taken as they stand. Safe to
    repeat. Raises PermissionDenied, and ValidationError with `same_language` or `not_published`."""
    require(by is None or can_edit_modules(by))
    source_page = original_of(module)
    locale, _made = Locale.objects.get_or_create(language_code=language)
    if source_page.locale_id == locale.pk:
        refuse("same_language")
    if not source_page.live:
        refuse("not_published")
    page = ModulePage.objects.filter(translation_key=source_page.translation_key, locale=locale).first()
    if page is not None and page.alias_of_id is None:
        return adopt_translation(by=by, page=page)
    source, _made = TranslationSource.get_or_create_from_instance(source_page)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    if page is None:
        page = source_page.copy_for_translation(locale, copy_parents=True)
    _audit("modules.translation_started", page, by)
    return translation


@transaction.atomic
def adopt_translation(*, by: User | None, page: Translated, original: Translated | None = None) -> Translation:
    """Follow a translation that came as a page of its own, as from files: from now on it is known for each text
    whether it is behind.

    `original` holds the words that the page translates, where they are not those that are published now. Two texts
    belong together when they stand at the same place of the same block."""
    require(by is None or can_edit_modules(by))
    source_page = original_of(page)
    source, _made = TranslationSource.get_or_create_from_instance(source_page)
    translation, made = Translation.objects.get_or_create(source=source, target_locale=page.locale)
    said = texts_in(original or source_page)
    foreign = page.in_source_language if isinstance(page, ModulePage) else []
    words = {place: text for place, text in texts_in(page).items() if part_of(place[0]) not in foreign}
    # What holds nothing but a mark for editors has no words to translate.
    pairs = {place: (text, words.get(place) or _mark_alone(text)) for place, text in said.items()}
    pairs = {place: pair for place, pair in pairs.items() if pair[1]}
    kind = MACHINE if page.text_origin == TextOrigin.MACHINE else MANUAL
    _store_pairs(source, page.locale, pairs, kind, by)
    if made:
        if isinstance(page, ModulePage):
            TranslationMark.objects.create(page=page, origin=page.text_origin, by=by)
        _audit("modules.translation_followed", page, by, texts=len(pairs))
    return translation


def _mark_alone(text: str) -> str:
    """Give a text back that says nothing to a reader, else nothing."""
    return "" if plain(without_checks(text)) else text


def _store_pairs(
    source: TranslationSource,
    locale: Locale,
    pairs: Mapping[tuple[str, int], tuple[str, str]],
    kind: str,
    by: User | None,
) -> None:
    """Remember what was said for what. A text whose links are not those of its original is left out: it is behind."""
    contexts = dict(TranslationContext.objects.filter(object_id=source.object_id).values_list("path", "pk"))
    hashes = {text: String._get_data_hash(text) for text, _words in pairs.values()}
    known = String.objects.filter(locale=source.locale_id, data_hash__in=hashes.values())
    strings = dict(known.values_list("data_hash", "pk"))
    stored = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(context__object_id=source.object_id, locale=locale)
    }
    new: dict[tuple[int, int], StringTranslation] = {}
    for (path, _number), (text, words) in pairs.items():
        faults = faults_in(text, words)
        if path not in contexts or TextFault.LINK in faults or TextFault.TAG in faults:
            continue
        if (key := hashes[text]) not in strings:
            strings[key] = String.objects.create(locale_id=source.locale_id, data_hash=key, data=text).pk
        place = (strings[key], contexts[path])
        if row := stored.get(place):
            if row.data != words:
                row.data, row.translation_type, row.last_translated_by = words, kind, by
                row.has_error, row.field_error = False, ""
                row.save()
        elif place not in new:
            new[place] = StringTranslation(
                translation_of_id=place[0],
                context_id=place[1],
                locale=locale,
                data=words,
                translation_type=kind,
                last_translated_by=by,
            )
    StringTranslation.objects.bulk_create(new.values())


@transaction.atomic
def take_texts(*, by: User | None, translation: Translation, texts: Mapping[int, str], is_machine: bool = False) -> int:
    """Take translated texts, by the id of their segment; give how many are new. Nothing is published.

    Raises PermissionDenied, and TextsRefusedError when a mark, a source or a link was lost; then nothing is taken."""
    require(by is None or can_edit_modules(by))
    sheet = {text.segment_id: text for text in sheet_of(translation)}
    wanted = {key: " ".join(words.split()) for key, words in texts.items() if words.strip() and key in sheet}
    wanted = {key: words for key, words in wanted.items() if words != sheet[key].translation}
    faults = [(sheet[key], found) for key, words in wanted.items() if (found := _faults(sheet[key], words))]
    if faults:
        raise TextsRefusedError(faults)
    for key, words in wanted.items():
        StringTranslation.objects.update_or_create(
            translation_of_id=sheet[key].string_id,
            context_id=sheet[key].context_id,
            locale_id=translation.target_locale_id,
            defaults={
                "data": words,
                "translation_type": MACHINE if is_machine else MANUAL,
                "tool_name": "",
                "last_translated_by": by,
                "has_error": False,
                "field_error": "",
            },
        )
    if wanted:
        _audit("modules.translation_changed", translation.get_target_instance(), by, texts=len(wanted))
    return len(wanted)


def _faults(text: SheetText, words: str) -> list[TextFault]:
    return faults_in(text.original, words, text.longest)


@transaction.atomic
def publish_translation(*, by: User | None, translation: Translation) -> ModulePage:
    """Publish what is translated. A part in which something is behind keeps its earlier translation as a whole; one
    that never had any is shown in the language of the original, and marked so (docs/decisions/0009).

    Raises PermissionDenied, and ValidationError for a field whose text does not fit."""
    require(by is None or can_edit_modules(by))
    # The original may have been published since the caller read it.
    translation = Translation.objects.select_related("source", "target_locale").get(pk=translation.pk)
    sheet = sheet_of(translation)
    behind = parts_behind(sheet)
    before = translation.get_target_instance()
    # What was never public is the copy that a translation begins with, not somebody's words.
    spoken = before if before.first_published_at else None
    page = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    kept, untranslated = _compose(page, spoken, behind)
    has_machine_text = any(text.is_machine for text in sheet if part_of(text.path) not in kept) or (
        bool(kept) and before.text_origin == TextOrigin.MACHINE
    )
    page.in_source_language = untranslated
    page.text_origin = weakest_origin(
        has_machine_text=has_machine_text, is_changed_since_check=_is_changed_since_check(translation, before)
    )
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    translation.source.sync_view_restrictions(translation.source.get_source_instance(), page)
    TranslationMark.objects.create(page=page, origin=page.text_origin, by=by)
    _audit("modules.translation_published", page, by, behind=sum(text.is_behind for text in sheet))
    return ModulePage.objects.get(pk=page.pk)


def _compose(page: ModulePage, spoken: ModulePage | None, behind: set[str]) -> tuple[set[str], list[str]]:
    """Put into a page, part by part, what its readers get; give the parts that keep earlier words, and those that
    stay in the language of the original."""
    kept: set[str] = set()
    untranslated: list[str] = []
    foreign = set(spoken.in_source_language) if spoken else set()
    for name in FIELDS:
        if name in behind:
            if spoken and name not in foreign and getattr(spoken, name):
                setattr(page, name, getattr(spoken, name))
                kept.add(name)
            else:
                untranslated.append(name)
    earlier: dict[str, Any] = {part["id"]: part for part in spoken.body.get_prep_value()} if spoken else {}
    body = []
    for part in page.body.get_prep_value():
        if part["id"] in behind:
            old = earlier.get(part["id"])
            if old and old["type"] == part["type"] and part["id"] not in foreign:
                kept.add(part["id"])
                part = old  # noqa: PLW2901  # the loop builds the body part by part
            else:
                untranslated.append(part["id"])
        body.append(part)
    page.body = StreamValue(page.body.stream_block, body, is_lazy=True)
    return kept, untranslated


def _is_changed_since_check(translation: Translation, page: ModulePage) -> bool:
    """Tell whether a text was translated after a native reader last read the page."""
    checked = page.marks.filter(origin=TextOrigin.CHECKED).order_by("-pk").first()
    if checked is None or page.text_origin != TextOrigin.CHECKED:
        return True
    return StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale_id,
        updated_at__gt=checked.at,
    ).exists()


@transaction.atomic
def mark_translation(*, by: User, translation: Translation, origin: str) -> ModulePage:
    """Say of a published translation that a person has made it her own, or that a native reader has read it. The page
    says so at once. Raises PermissionDenied, and ValidationError with `not_published` or `not_an_origin`."""
    require(can_edit_modules(by))
    page = translation.get_target_instance()
    if not page.live:
        refuse("not_published")
    if origin not in (TextOrigin.MACHINE, TextOrigin.HUMAN, TextOrigin.CHECKED):
        refuse("not_an_origin")
    if origin != TextOrigin.MACHINE:
        # A person answers for every text now; only what a machine makes later will count as a machine's.
        StringTranslation.objects.filter(
            context__object_id=translation.source.object_id, locale=translation.target_locale_id
        ).update(translation_type=MANUAL)
    if page.text_origin != origin:
        page.text_origin = origin
        page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    TranslationMark.objects.create(page=page, origin=origin, by=by, at=timezone.now())
    _audit("modules.translation_marked", page, by, origin=origin)
    return ModulePage.objects.get(pk=page.pk)


def renew_source(*, by: User | None, page: ModulePage | PlaybookPage) -> None:
    """Let the translations of a module or a playbook know what was just published: what changed waits."""
    require(by is None or can_edit_modules(by))
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is not None:
        source.update_from_db()


def protect_translations(*, by: User | None, page: ModulePage) -> int:
    """Let the translations of a module that was just published be at least as careful as it is, at once: what its
    readers are exposed to waits for no translator. Gives how many became more careful."""
    require(by is None or can_edit_modules(by))
    if page.alias_of_id or original_of(page).pk != page.pk:
        return 0
    less = MORE_CAREFUL[: MORE_CAREFUL.index(Sensitivity(page.sensitivity))]
    others = ModulePage.objects.filter(translation_key=page.translation_key, sensitivity__in=less).exclude(pk=page.pk)
    raised = others.update(sensitivity=page.sensitivity)
    if raised:
        raise_content_version()
    return raised
