"""How each view of the matrix is asked: by which methods, for which objects, with what in the form."""

from collections.abc import Callable
from dataclasses import dataclass, field

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import HASH_SESSION_KEY
from django.urls import reverse

from lms.people.models import Notice, User
from lms.people.roles import Role
from lms.people.rules import Kind
from tests.house.after import a_face, a_photo, answered, asked, feedback_link, held, noted, voices, words_of_a_note
from tests.house.attendance import (
    asked_women,
    attendance_lists,
    brought_list,
    codes_of_doors,
    funding_lists,
    new_walk_in,
    no_such_code,
    no_such_funding_list,
    no_such_list,
    no_such_walk_in,
    one_mark,
    one_typed,
    sealed_list,
    she_comes,
    typed_number,
    walk_ins,
    who_she_is,
)
from tests.house.calendars import calendar_link
from tests.house.catch_ups import (
    a_booking,
    catch_ups,
    hosted_evenings,
    no_such_way,
    open_evenings,
    ways_to_make_up,
)
from tests.house.cohorts import (
    cancelled_evening,
    chosen_venue,
    cohorts,
    course_modules,
    evenings,
    extra_evening,
    moved_evening,
    new_cohort,
    new_helper,
    new_list,
    new_woman,
    no_such_paper,
    no_such_venue,
    papers,
    places_in_cohorts,
    questions_asked,
    rearranged_evening,
    signatures,
    tasks,
    venues,
)
from tests.house.credentials import a_word_why, check_text, entries, her_wishes, proposals
from tests.house.editions import (
    edition_books,
    edition_news,
    edition_texts,
    editions,
    facts_of_edition,
    module_to_keep,
    modules_of_edition,
    no_such_print,
    no_such_text,
    printed_module,
)
from tests.house.evenings import (
    board_files,
    evening_modules,
    extras,
    new_extra,
    no_such_evening_module,
    no_such_file,
    no_such_picture,
    pictures,
    shared_evenings,
)
from tests.house.guest_material import (
    files,
    handing_in,
    items,
    link_files,
    link_handing_in,
    link_items,
    link_uploads,
    no_such_item,
    no_such_link_item,
    pieces,
    uploads,
)
from tests.house.guests import (
    a_note,
    afterwords,
    asked_guest,
    changed_guest,
    facts_links,
    facts_right,
    guest_feeds,
    guests,
    hosts_of_pass,
    invitations,
    new_guest,
    no,
    passes,
    steps_of_pass,
    yes,
)
from tests.house.papers import (
    a_ceremony,
    attended,
    cards,
    cohorts_with_cards,
    drawn_diplomas,
    no_such_part,
    packs,
    parts,
    photos,
    woman_for_a_card,
)
from tests.house.places import entries_of_places, fact_of_entry, no_such_place, no_such_slot, places, slots_of_places
from tests.house.plans import (
    closed_days,
    days_to_close,
    drafts,
    evenings_of_drafts,
    new_closed_days,
    no_such_evening,
    one_step,
    plan_as_shown,
    plan_wish,
    unplanned,
    with_closed_days,
)
from tests.house.reviews import (
    edited_module,
    experience,
    new_experience,
    review_link,
    review_remark,
    review_request,
    spoken_module,
    whom_to_ask,
)
from tests.house.things import (
    PASSWORD,
    Objects,
    closed_address,
    collection_with_password,
    data_requests,
    document,
    everybody,
    everybodys_role,
    goal_tag,
    named_reader,
    no_such_id,
    page_with_password,
    passkeys,
    questions,
    readers,
    sign_in_link,
    stored_letter,
    stored_material,
    stored_recording,
    stored_rendition,
    who_asked,
    with_questions,
)
from tests.house.translations import no_such_translation, right_file, right_texts, translation
from tests.house.voices import agreed, module_to_say, no_such_module, no_such_voice_part, part_to_say, recordings
from tests.house.world import Actor, World


@dataclass(frozen=True)
class How:
    """The way to ask for one view. `methods`: those it answers. `objects`: letter → arguments of the URL.
    `data`: what a right form holds; None when nothing has to be filled in. `prepare`: what must be so before a
    request, inside what is undone; it gives what to write into the session. `cookie`: the page has a form, or the
    view signs in or out, so it may set a cookie; all others may not."""

    methods: str = "GET"
    objects: Callable[[World, str], Objects] | None = None
    absent: Callable[[], dict] = dict
    always: dict = field(default_factory=dict)  # arguments of a view without objects
    data: Callable[[World, str, str], dict] | None = None
    unfillable: str = ""  # why no right form can be made here
    prepare: Callable[[World, Actor], dict | None] | None = None
    ends: str = ""  # letters for which a right answer is that she has to sign in again
    gone: int = 404  # how the view answers for what is not there
    cookie: bool = False
    # A page behind a secret link that names its hosts to whoever holds it, or one on which somebody is named because
    # she herself asked for it: exactly those people, nobody else.
    hosts: Callable[[World], set[User]] | None = None


# --- what must be so before ------------------------------------------------------------------------------------------


def with_password(world: World, actor: Actor) -> dict | None:
    """Give her a password, without ending her session."""
    if actor.person is None:
        return None
    actor.person.set_password(PASSWORD)
    actor.person.save(update_fields=["password"])
    return {HASH_SESSION_KEY: actor.person.get_session_auth_hash()}


def without_password(world: World, actor: Actor) -> dict | None:
    """Let her have no password, as most."""
    if actor.person is None:
        return None
    actor.person.set_unusable_password()
    actor.person.save(update_fields=["password"])
    return {HASH_SESSION_KEY: actor.person.get_session_auth_hash()}


def sleeper_with_password(world: World, actor: Actor) -> None:
    """Give a password to the one who signs in."""
    world.sleeper.set_password(PASSWORD)
    world.sleeper.save(update_fields=["password"])


def with_authenticator(world: World, actor: Actor) -> None:
    """Give her an authenticator app and recovery codes."""
    if actor.person:
        TOTP.activate(actor.person, SECRET)
        RecoveryCodes.activate(actor.person)


def asked_for_a_code(world: World, actor: Actor) -> None:
    """Let a trainee ask for her sign-in code in this browser."""
    if actor.person is None:
        actor.client.post(reverse("account_request_login_code"), {"login": world.sleeper.phone})


def gave_her_password(world: World, actor: Actor) -> None:
    """Let somebody with an authenticator app give her password in this browser."""
    if actor.person is None:
        person = world.sleeper
        person.set_password(PASSWORD)
        person.save()
        TOTP.activate(person, SECRET)
        actor.client.post(reverse("account_login"), {"login": person.phone, "password": PASSWORD})


def with_passkey(world: World, actor: Actor) -> None:
    """Give her a passkey."""
    if actor.person:
        passkeys(world, actor.name)


# --- right forms -----------------------------------------------------------------------------------------------------

SECRET = generate_totp_secret()
VOICE = "it takes a whole file, see test_voices.py"
FILE = "it takes a whole file, see test_material_pages.py"


def totp_code(world: World, actor: str, letter: str) -> dict:
    """Read the authenticator app."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return {"code": format_hotp_value(hotp_value(SECRET, counter))}


def sent_code(world: World, actor: str, letter: str) -> dict:
    """Read the code from the phone."""
    notice = Notice.objects.filter(recipient=world.sleeper).order_by("-created_at").first()
    digits = "".join(sign for sign in notice.body if sign.isdigit())[:6] if notice else "000000"
    return {"code": digits}


def new_person(world: World, actor: str, letter: str) -> dict:
    """Fill in a number that is known, of a trainee out of sight, with a role the actor may give: it is answered as a
    new one."""
    role, place = {
        Role.SECRETARIAT: (Role.COORDINATOR, f"district:{world.places['district A'].pk}"),
    }.get(actor, (Role.TRAINEE, f"local_group:{world.places['group A'].pk}"))
    return {"name": "Ny", "phone": str(world.people["T"].phone), "role_at": f"{role.value}:{place}", "language": "nb"}


HOW: dict[str, How] = {
    "material_file": How(objects=stored_material, absent=no_such_id),
    "goal": How(objects=goal_tag, absent=lambda: {"code": "absent"}),
    "recording": How(objects=stored_recording, absent=lambda: {"digest": "0" * 40, "end": "mp3"}),
    "quiet_recording": How(objects=stored_recording, absent=lambda: {"digest": "0" * 40, "end": "mp3"}),
    "rendition": How(objects=stored_rendition, absent=lambda: {"path": "absent.txt"}),
    "quiet_rendition": How(objects=stored_rendition, absent=lambda: {"path": "absent.txt"}),
    "stylesheet": How(always={"digest": "abc"}),
    "skeleton": How(always={"language": "nb", "digest": "abc"}),
    "closed_admin_page": How("GET POST", closed_address, lambda: {"args": ("groups",)}),
    "wagtailcore_login": How("GET POST"),
    "wagtailcore_authenticate_with_password": How(
        "GET POST",
        page_with_password,
        lambda: {"page_view_restriction_id": 999999, "page_id": 999999},
        data=lambda *_: {"password": PASSWORD, "return_url": "/"},
        cookie=True,
    ),
    "wagtaildocs_serve": How("GET POST", objects=document, absent=lambda: {"args": ("999999", "absent.pdf")}),
    "wagtaildocs_authenticate_with_password": How(
        "GET POST",
        collection_with_password,
        lambda: {"restriction_id": 999999},
        data=lambda *_: {"password": PASSWORD, "return_url": "/"},
        cookie=True,
    ),
    "search": How("GET POST", data=lambda world, actor, letter: {"q": "lege"}),
    "account_request_login_code": How(
        "GET POST", data=lambda world, actor, letter: {"login": world.sleeper.phone}, cookie=True
    ),
    "account_confirm_login_code": How("GET POST", prepare=asked_for_a_code, data=sent_code, cookie=True),
    "account_login": How(
        "GET POST",
        prepare=sleeper_with_password,
        data=lambda world, actor, letter: {"login": world.sleeper.phone, "password": PASSWORD},
        cookie=True,
    ),
    "account_logout": How("GET POST", cookie=True),
    "account_change_password": How(
        "GET POST",
        prepare=with_password,
        data=lambda *_: {"oldpassword": PASSWORD, "password1": PASSWORD + "!", "password2": PASSWORD + "!"},
        cookie=True,
    ),
    "account_set_password": How(
        "GET POST",
        prepare=without_password,
        data=lambda *_: {"password1": PASSWORD, "password2": PASSWORD},
        cookie=True,
    ),
    "account_reauthenticate": How(
        "GET POST", prepare=with_password, data=lambda *_: {"password": PASSWORD}, cookie=True
    ),
    "mfa_authenticate": How("GET POST", prepare=gave_her_password, data=totp_code, cookie=True),
    "mfa_reauthenticate": How("GET POST", prepare=with_authenticator, data=totp_code, cookie=True),
    "mfa_activate_totp": How("GET POST", prepare=lambda *_: {SECRET_SESSION_KEY: SECRET}, data=totp_code, cookie=True),
    "mfa_deactivate_totp": How("GET POST", prepare=with_authenticator, cookie=True),
    "mfa_view_recovery_codes": How(prepare=with_authenticator),
    "mfa_generate_recovery_codes": How("GET POST", prepare=with_authenticator, cookie=True),
    "mfa_download_recovery_codes": How(prepare=with_authenticator),
    "mfa_add_webauthn": How("GET POST", unfillable="only a key can sign it", data=lambda *_: {}, cookie=True),
    "mfa_reauthenticate_webauthn": How(
        "GET POST", prepare=with_passkey, unfillable="only a key can sign it", data=lambda *_: {}, cookie=True
    ),
    "mfa_login_webauthn": How("GET POST", unfillable="only a key can sign it", data=lambda *_: {}, cookie=True),
    "mfa_edit_webauthn": How(
        "GET POST", passkeys, lambda: {"pk": 2**31 - 1}, data=lambda *_: {"name": "Ny"}, cookie=True
    ),
    "mfa_remove_webauthn": How("GET POST", passkeys, lambda: {"pk": 2**31 - 1}, cookie=True),
    "screen_code": How("GET POST", sign_in_link, lambda: {"token": "A" * 32}, gone=410, cookie=True),
    "dev_letter": How(objects=stored_letter, absent=lambda: {"name": "20260101T000000-00000000"}),
    "dev_style": How(cookie=True),  # it shows a form
    "first_language": How("GET POST", data=lambda *_: {"interface_language": "nb"}, cookie=True),
    "first_letters": How("GET POST", data=lambda *_: {"text_size": "large"}, cookie=True),
    "contrast": How("GET POST", data=lambda *_: {"contrast": "more"}, cookie=True),
    "text_size": How("GET POST", data=lambda *_: {"text_size": "large"}, cookie=True),
    "my_settings": How("GET POST", data=lambda *_: {"interface_language": "nb"}, cookie=True),
    "my_lists": How("GET POST", cookie=True),
    "my_name": How("GET POST", data=lambda *_: {"name": "Mor"}, cookie=True),
    "my_ways": How("GET POST", data=lambda *_: dict.fromkeys(list(Kind), "in_app"), cookie=True),
    "my_look": How("GET POST", data=lambda *_: {"look": "plain"}, cookie=True),
    "my_copy": How("POST", cookie=True),
    "my_forgetting": How("GET POST", data=lambda *_: {"forget": "yes"}, cookie=True),
    "data_requests": How(cookie=True),
    "data_request": How(
        "GET POST",
        data_requests,
        no_such_id,
        data=lambda *_: {"text": "Slettet."},
        cookie=True,
        hosts=who_asked,
    ),
    "my_protection": How("GET POST", cookie=True),
    "quick_exit": How(cookie=True),
    "person_add": How("GET POST", data=new_person, cookie=True),
    "person": How("GET", everybody, no_such_id),
    "person_change": How(
        "GET POST",
        everybody,
        no_such_id,
        data=lambda *_: {"name": "Nytt navn", "phone": "+4741000001"},
        cookie=True,
    ),
    "person_code": How("GET POST", everybody, no_such_id, cookie=True),
    "person_sign_out": How("POST", everybody, no_such_id, ends="m", cookie=True),
    "person_off_lists": How("GET POST", everybody, no_such_id, cookie=True),
    "person_protect": How("GET POST", everybody, no_such_id, cookie=True),
    "person_protection": How("GET", everybody, no_such_id, cookie=True),
    "protection_readers": How("GET POST", data=named_reader, cookie=True),
    "protection_reader_end": How("POST", readers, no_such_id, cookie=True),
    "role_end": How("GET POST", everybodys_role, no_such_id, cookie=True),
    "role_answer": How(
        "POST", questions, no_such_id, prepare=with_questions, data=lambda *_: {"answer": "yes"}, cookie=True
    ),
    "directory": How("GET", places, no_such_place),
    "local_slots": How("GET", places, no_such_place),
    "local_slot": How("GET POST", slots_of_places, no_such_slot, cookie=True),
    "local_entries": How("GET", places, no_such_place),
    "local_entry_add": How("GET POST", places, no_such_place, data=fact_of_entry, cookie=True),
    "local_entry": How("GET POST", entries_of_places, no_such_id, data=fact_of_entry, cookie=True),
    "local_entry_remove": How("GET POST", entries_of_places, no_such_id, cookie=True),
    "editions_list": How(cookie=True),
    "edition_add": How("GET POST", data=facts_of_edition, cookie=True),
    "edition": How("GET", editions, no_such_id, cookie=True),
    "edition_change": How("GET POST", editions, no_such_id, data=facts_of_edition, cookie=True),
    "edition_rule": How(
        "GET POST", editions, no_such_id, data=lambda *_: {"percent": 90, "late_minutes": 30}, cookie=True
    ),
    "edition_modules": How("GET POST", editions, no_such_id, data=modules_of_edition, cookie=True),
    "edition_copy": How("GET POST", editions, no_such_id, data=facts_of_edition, cookie=True),
    "edition_discard": How("GET POST", editions, no_such_id, cookie=True),
    "edition_compare": How("GET", editions, no_such_id, cookie=True),
    "edition_release": How("GET POST", editions, no_such_id, data=lambda *_: {"reason": "Starter"}, cookie=True),
    "edition_retire": How("GET POST", editions, no_such_id, cookie=True),
    "edition_texts": How("GET", edition_texts, no_such_text, cookie=True),
    "edition_pin": How(
        "POST",
        edition_news,
        no_such_text,
        data=lambda *_: {"language": "nb", "reason": "Loven er ny."},
        cookie=True,
    ),
    "evening_note": How("GET POST", evenings, no_such_id, data=words_of_a_note, prepare=held, cookie=True),
    "evening_photo_add": How("POST", evenings, no_such_id, data=a_photo, prepare=held, cookie=True),
    "evening_photo_remove": How("GET POST", noted, no_such_id, cookie=True),
    "evening_photo": How("GET", noted, no_such_id),
    "evening_tell": How("GET POST", noted, no_such_id, data=lambda *_: {"seen": 0}, cookie=True),
    "evening_thanks": How("POST", evenings, no_such_id, prepare=held, cookie=True),
    "feedback_answer": How("GET POST", feedback_link, lambda: {"seal": "s1-nothing"}, data=a_face, prepare=asked),
    "evening_feedback": How("GET", evenings, no_such_id, prepare=held, cookie=True),
    "feedback_close": How("POST", evenings, no_such_id, prepare=answered, cookie=True),
    "feedback_wall": How("GET", evenings, no_such_id, prepare=held, cookie=True),
    "feedback_voice": How("GET", voices, no_such_id, prepare=held),
    "own_evening": How("GET", noted, no_such_id, cookie=True),
    "my_modules": How(cookie=True),
    "my_words": How(cookie=True),
    "course_module": How("GET", course_modules, lambda: no_such_id() | {"slug": "bcdfgh"}, cookie=True),
    "my_calendar": How("GET POST", data=lambda *_: {"shows_place": "on"}, cookie=True),
    "my_calendar_link": How("GET POST", cookie=True),
    "my_calendar_end": How("POST"),
    "cohort_calendar": How("GET POST", cohorts, no_such_id, cookie=True),
    "cohort_calendar_end": How("POST", cohorts, no_such_id),
    "calendar_feed": How("GET", calendar_link, lambda: {"token": "A" * 32}),
    "cohort_list": How(cookie=True),
    "cohort_open": How("GET POST", data=new_cohort, cookie=True),
    "cohort_plan": How("GET POST", cohorts, no_such_id, data=plan_wish, prepare=unplanned, cookie=True),
    "closed_days": How(cookie=True),
    "closed_days_bring": How("GET POST", data=new_closed_days, cookie=True),
    "closed_days_add": How("GET POST", data=days_to_close, cookie=True),
    "closed_days_check": How("POST", closed_days, no_such_id, prepare=with_closed_days, cookie=True),
    "closed_days_remove": How("GET POST", closed_days, no_such_id, prepare=with_closed_days, cookie=True),
    "plan_ask_again": How("GET POST", drafts, no_such_id, data=plan_wish, prepare=unplanned, cookie=True),
    "plan_preview": How("GET POST", drafts, no_such_id, data=plan_as_shown, prepare=unplanned, cookie=True),
    "plan_evening": How("GET POST", evenings_of_drafts, no_such_evening, data=one_step, prepare=unplanned, cookie=True),
    "plan_discard": How("GET POST", drafts, no_such_id, prepare=unplanned, cookie=True),
    "cohort": How("GET", cohorts, no_such_id, cookie=True),
    "cohort_change": How("GET POST", cohorts, no_such_id, data=new_cohort, cookie=True),
    "cohort_venue": How("GET POST", cohorts, no_such_id, data=chosen_venue, cookie=True),
    "cohort_venue_add": How("GET POST", cohorts, no_such_id, data=lambda *_: {"name": "Biblioteket"}, cookie=True),
    "cohort_venues": How("GET", cohorts, no_such_id, cookie=True),
    "venue_change": How("GET POST", venues, no_such_venue, data=lambda *_: {"name": "Biblioteket"}, cookie=True),
    "venue_retire": How("POST", venues, no_such_venue, cookie=True),
    "cohort_languages": How("GET POST", cohorts, no_such_id, data=lambda *_: {"languages": ["ar"]}, cookie=True),
    "cohort_provided": How("GET POST", cohorts, no_such_id, cookie=True),
    "cohort_team": How("GET POST", cohorts, no_such_id, data=new_helper, cookie=True),
    "cohort_team_remove": How("POST", cohorts, no_such_id, cookie=True),
    "cohort_copy": How("GET POST", cohorts, no_such_id, data=lambda *_: {"name": "En kopi"}, cookie=True),
    "cohort_start": How("GET POST", cohorts, no_such_id, cookie=True),
    "cohort_complete": How("GET POST", cohorts, no_such_id, cookie=True),
    "cohort_cancel": How("GET POST", cohorts, no_such_id, cookie=True),
    "women_bring": How("GET POST", cohorts, no_such_id, data=new_list, cookie=True),
    "women_confirm": How("POST", cohorts, no_such_id, data=new_list, cookie=True),
    "cohort_phones": How(
        "GET POST",
        cohorts,
        no_such_id,
        data=lambda world, actor, letter: {"woman": world.enrolments["T" if letter == "B" else "t"].public_id},
        cookie=True,
    ),
    "women": How("GET", cohorts, no_such_id, cookie=True),
    "woman_add": How("GET POST", cohorts, no_such_id, data=new_woman, cookie=True),
    "woman_leave": How("GET POST", places_in_cohorts, no_such_id, cookie=True),
    "cohort_papers": How("GET", cohorts, no_such_id, cookie=True),
    "woman_papers": How(
        "GET POST", places_in_cohorts, no_such_id, data=lambda *_: {"purposes": ["participation"]}, cookie=True
    ),
    "woman_paper_back": How("POST", signatures, no_such_id, cookie=True),
    "my_cohorts": How(cookie=True),
    "my_papers": How("GET", places_in_cohorts, no_such_id, cookie=True),
    "my_paper": How("GET POST", papers, no_such_paper, cookie=True),
    "my_paper_back": How("POST", signatures, no_such_id, cookie=True),
    "my_facts": How("GET POST", places_in_cohorts, no_such_id, cookie=True),
    "cohort_questions": How("GET POST", cohorts, no_such_id, data=lambda *_: {"text": "Hva nå?"}, cookie=True),
    "place_questions": How("GET POST", places_in_cohorts, no_such_id, data=lambda *_: {"text": "Hva nå?"}, cookie=True),
    "questions_waiting": How(cookie=True),
    "question_answer": How("GET POST", questions_asked, no_such_id, data=lambda *_: {"answer": "Slik."}, cookie=True),
    "cohort_tasks": How("GET POST", cohorts, no_such_id, data=lambda *_: {"what": "Ringe"}, cookie=True),
    "task_change": How("GET POST", tasks, no_such_id, data=lambda *_: {"what": "Ringe på nytt"}, cookie=True),
    "task_done": How("POST", tasks, no_such_id, cookie=True),
    "task_remove": How("POST", tasks, no_such_id, cookie=True),
    "leave_cohort": How("GET POST", places_in_cohorts, no_such_id, cookie=True),
    "plan_changes": How("GET POST", cohorts, no_such_id, unfillable="nothing to take back here", cookie=True),
    "plan_messages": How("GET POST", cohorts, no_such_id, unfillable="nothing to tell here", cookie=True),
    "session_add": How("GET POST", cohorts, no_such_id, data=extra_evening, cookie=True),
    "session_move": How("GET POST", evenings, no_such_id, data=moved_evening, cookie=True),
    "session_change": How("GET POST", evenings, no_such_id, data=rearranged_evening, cookie=True),
    "session_swap": How("GET POST", evenings, no_such_id, unfillable="no modules on these evenings", cookie=True),
    "session_join": How("GET POST", evenings, no_such_id, unfillable="no modules on these evenings", cookie=True),
    "session_split": How("GET POST", evenings, no_such_id, unfillable="no modules on these evenings", cookie=True),
    "session_cancel": How("GET POST", evenings, no_such_id, data=cancelled_evening, cookie=True),
    "desk": How(cookie=True),
    "board": How("GET", cohorts, no_such_id, cookie=True),
    "board_file": How("GET", board_files, no_such_file),
    "evening": How("GET", evenings, no_such_id, cookie=True),
    "evening_sheet": How("GET", evenings, no_such_id),
    "evening_pack": How("GET", evenings, no_such_id, cookie=True),
    "evening_pack_file": How("GET", evenings, no_such_id),
    "evening_module": How("GET", evening_modules, no_such_evening_module),
    "evening_share_renew": How("POST", evenings, no_such_id, data=lambda *_: {"seen": 0}, cookie=True),
    "evening_told": How("POST", evenings, no_such_id, data=lambda *_: {"answer": "coming", "sequence": 0}, cookie=True),
    "evening_answer": How(
        "POST", evenings, no_such_id, data=lambda *_: {"answer": "coming", "sequence": 0}, cookie=True
    ),
    "evening_share": How("GET", evenings, no_such_id, cookie=True),
    "evening_picture": How("GET", pictures, no_such_picture),
    "shared_evening": How("GET", shared_evenings, lambda: {"seal": f"s1-{'A' * 40}"}),
    "extra_add": How("GET POST", evenings, no_such_id, data=new_extra, cookie=True),
    "extra_file": How("GET", extras, no_such_id),
    "extra_remove": How("GET POST", extras, no_such_id, cookie=True),
    "roll": How("GET POST", evenings, no_such_id, data=one_mark, cookie=True),
    "cohort_lists": How("GET", cohorts, no_such_id, cookie=True),
    "attendance_file": How("GET", attendance_lists, no_such_list),
    "funding_file": How("GET", funding_lists, no_such_funding_list),
    "attendance_bring": How("GET POST", cohorts, no_such_id, data=brought_list, cookie=True),
    "attendance_brought": How("POST", cohorts, no_such_id, data=sealed_list, cookie=True),
    "attendance_audit": How("GET", attendance_lists, no_such_list),
    "open_evenings": How(cookie=True),
    "open_evening": How("GET POST", open_evenings, no_such_id, data=a_booking, cookie=True),
    "evening_visitors": How("GET POST", hosted_evenings, no_such_id, data=lambda *_: {"places": 2}, cookie=True),
    "catch_up": How("GET POST", places_in_cohorts, no_such_id, data=lambda *_: {"module": 1}, cookie=True),
    "catch_up_step": How("POST", catch_ups, no_such_id, data=lambda *_: {"step": "let_go"}, cookie=True),
    "catch_up_questions": How("GET", ways_to_make_up, no_such_way, cookie=True),
    "catch_up_talk": How("GET POST", ways_to_make_up, no_such_way, data=lambda *_: {"wish": "phone"}, cookie=True),
    "cohort_progress": How("GET", cohorts, no_such_id, cookie=True),
    "woman_progress": How("GET", places_in_cohorts, no_such_id, cookie=True),
    "guest_list": How(cookie=True),
    "guest_coverage": How(cookie=True),
    "guest_coverage_file": How(always={"kind": "xlsx"}),
    "guest_add": How("GET POST", data=new_guest, cookie=True),
    "guest_card": How("GET", guests, no_such_id, cookie=True),
    "guest_change": How("GET POST", guests, no_such_id, data=changed_guest, cookie=True),
    "guest_agreement": How("POST", guests, no_such_id, data=lambda *_: {"keep": "on"}, cookie=True),
    "guest_remove": How("GET POST", guests, no_such_id, cookie=True),
    "roll_marks": How("GET POST", evenings, no_such_id, unfillable="a parcel is JSON: see tests/cohorts/attendance"),
    "roll_kept": How("GET", evenings, no_such_id),
    "roll_screen": How("GET", evenings, no_such_id, cookie=True),
    "roll_typed": How("GET POST", evenings, no_such_id, data=one_typed, cookie=True),
    "roll_paper_word": How("GET", evenings, no_such_id),
    "roll_paper": How("GET", evenings, no_such_id),
    "roll_token": How("GET", cookie=True),
    "roll_offline": How("GET"),
    "door": How("GET POST", evenings, no_such_id, cookie=True),
    "kiosk_start": How("GET POST", evenings, no_such_id, unfillable="only on the day of the evening", cookie=True),
    "check_in": How("GET POST", unfillable="only around an evening", data=typed_number, cookie=True),
    "check_in_code": How("GET POST", codes_of_doors, no_such_code, unfillable="only around an evening", cookie=True),
    "evening_reply": How("GET POST", asked_women, lambda: {"token": "A" * 22}, data=she_comes, gone=410, cookie=True),
    "evening_ask": How("GET POST", evenings, no_such_id, cookie=True),
    "kiosk": How("GET POST"),
    "walk_in_add": How("POST", evenings, no_such_id, data=new_walk_in, cookie=True),
    "walk_in": How("GET POST", walk_ins, no_such_walk_in, data=who_she_is, cookie=True),
    "walk_in_drop": How("POST", walk_ins, no_such_walk_in, cookie=True),
    "worker": How("GET"),
    "manifest": How("GET"),
    "phone": How("GET"),
    "phone_mine": How("GET"),
    "phone_keep": How("GET", module_to_keep, lambda: {"slug": "nothing"}, cookie=True),
    "phone_pack": How("GET", module_to_keep, lambda: {"slug": "nothing"}),
    "phone_text": How("GET", module_to_keep, lambda: {"slug": "nothing"}),
    "evening_guests": How("GET", evenings, no_such_id, cookie=True),
    "guest_ask": How("GET POST", evenings, no_such_id, data=asked_guest, cookie=True),
    "guest_answer": How("GET POST", invitations, no_such_id, data=no, cookie=True),
    "guest_ask_now": How("POST", invitations, no_such_id, cookie=True),
    "guest_reminders": How("GET POST", cohorts, no_such_id, data=lambda *_: {"answer": 14}, cookie=True),
    "guest_cancel": How("POST", invitations, no_such_id, cookie=True),
    "guest_file": How("GET", files, no_such_id),
    "guest_library": How(cookie=True),
    "guest_proposals": How(cookie=True),
    "guest_proposal_answer": How("POST", pieces, no_such_id, cookie=True),
    "guest_material": How(
        "GET POST", link_handing_in, lambda: {"token": "A" * 32}, unfillable=FILE, gone=410, cookie=True
    ),
    "guest_material_item": How("GET POST", link_items, no_such_link_item, unfillable=FILE, gone=410, cookie=True),
    "guest_material_file": How("GET", link_files, no_such_link_item, gone=410),
    "guest_upload": How("POST", link_handing_in, lambda: {"token": "A" * 32}, unfillable=FILE, gone=410, cookie=True),
    "guest_upload_piece": How("GET POST", link_uploads, no_such_link_item, unfillable=FILE, gone=410, cookie=True),
    "guest_upload_done": How("POST", link_uploads, no_such_link_item, unfillable=FILE, gone=410, cookie=True),
    "host_material": How("GET POST", handing_in, no_such_id, unfillable=FILE, cookie=True),
    "host_material_item": How("GET POST", items, no_such_item, unfillable=FILE, cookie=True),
    "host_upload": How("POST", handing_in, no_such_id, unfillable=FILE, cookie=True),
    "host_upload_piece": How("GET POST", uploads, no_such_item, unfillable=FILE, cookie=True),
    "host_upload_done": How("POST", uploads, no_such_item, unfillable=FILE, cookie=True),
    "guest_pass": How(
        "GET POST", passes, lambda: {"token": "A" * 32}, data=yes, gone=410, cookie=True, hosts=hosts_of_pass
    ),
    "guest_step": How(
        "GET POST", steps_of_pass, lambda: {"token": "A" * 32, "step": "note"}, data=a_note, gone=410, cookie=True
    ),
    "guest_calendar": How("GET POST", passes, lambda: {"token": "A" * 32}, gone=410, cookie=True),
    "guest_entry": How("GET", passes, lambda: {"token": "A" * 32}, gone=410),
    "guest_facts": How("GET POST", facts_links, lambda: {"token": "A" * 32}, data=facts_right, gone=410, cookie=True),
    "guest_feed": How("GET", guest_feeds, lambda: {"token": "A" * 32}),
    "jwks": How("GET"),
    "issuer": How("GET", always={"slug": "matrix"}),
    "status_list": How("GET", always={"slug": "matrix"}),
    "cohort_completion": How("GET POST", cohorts, no_such_id, cookie=True),
    "woman_wishes": How("GET POST", places_in_cohorts, no_such_id, data=her_wishes, cookie=True),
    "woman_name_hide": How("POST", places_in_cohorts, no_such_id, cookie=True),
    "my_diplomas": How(cookie=True),
    "my_name_hide": How("POST", cookie=True),
    "my_wishes": How("GET POST", places_in_cohorts, no_such_id, data=her_wishes, cookie=True),
    "my_check_name": How("GET POST", places_in_cohorts, no_such_id, data=check_text, cookie=True),
    "completions": How(cookie=True),
    "completions_of": How("GET POST", cohorts, no_such_id, unfillable="a decision is made for one woman", cookie=True),
    "completion_return": How("GET POST", proposals, no_such_id, data=a_word_why, cookie=True),
    "register": How(cookie=True),
    "paper": How("GET", entries, no_such_id, cookie=True),
    "paper_end": How("GET POST", entries, no_such_id, data=lambda *_: {"why": "lost"}, cookie=True),
    "paper_settle": How("POST", entries, no_such_id, data=lambda *_: {"answer": "keep"}, cookie=True),
    "diploma_file": How("GET", drawn_diplomas, no_such_id),
    "diploma_in_word": How("GET", drawn_diplomas, no_such_id),
    "competence_letter": How("GET", drawn_diplomas, no_such_id),
    "attendance_paper": How("GET", attended, no_such_id),
    "card_file": How("GET", cards, no_such_id),
    "card_lost": How("POST", cards, no_such_id, cookie=True),
    "card_photo": How(
        "GET POST", places_in_cohorts, no_such_id, unfillable="only with her yes and a picture", cookie=True
    ),
    "card_photo_file": How("GET", photos, no_such_id),
    "my_card": How("GET", cookie=True),
    "cohort_cards": How("GET POST", cohorts_with_cards, no_such_id, data=woman_for_a_card, cookie=True),
    "cohort_cards_sheet": How("GET", cohorts_with_cards, no_such_id, unfillable="only with cards that are drawn"),
    "ceremony": How("GET POST", cohorts_with_cards, no_such_id, data=a_ceremony, cookie=True),
    "ceremony_sounds": How("GET POST", cohorts_with_cards, no_such_id, data=lambda *_: {}, cookie=True),
    "ceremony_pack": How("GET", packs, no_such_id, cookie=True),
    "ceremony_file": How("GET", packs, no_such_id),
    "ceremony_part": How("GET", parts, no_such_part),
    "letterhead": How("GET POST", data=lambda *_: {"card_years": 2}, cookie=True),
    "check_ask": How("GET"),
    "check": How("GET POST", always={"code": "BM-0000-0000-0000-0000"}, data=lambda *_: {"name": "Kari"}),
    "guest_lost": How("GET POST", data=lambda *_: {"reach": "ukjent@example.org"}, cookie=True),
    "guest_words": How("POST", afterwords, no_such_id, data=lambda *_: {"show": "yes"}, cookie=True),
    "cohorts_table": How(cookie=True),
    "cohorts_file": How(always={"kind": "xlsx"}),
    "review_answer": How(
        "GET POST",
        review_link,
        lambda: {"token": "A" * 32},
        data=lambda *_: {"remark-": "Bra.", "answer": "right"},
        gone=410,
        cookie=True,
    ),
    "reviews": How(cookie=True),
    "review_ask": How(
        "GET POST",
        edited_module,
        lambda: {"module": "nothing", "language": "nb"},
        data=whom_to_ask,
        cookie=True,
    ),
    "review": How("GET", review_request, no_such_id, cookie=True),
    "review_remind": How("POST", review_request, no_such_id, cookie=True),
    "review_revoke": How("GET POST", review_request, no_such_id, cookie=True),
    "remark_handled": How("POST", review_remark, no_such_id, cookie=True),
    "module_versions": How("GET", edited_module, lambda: {"module": "nothing", "language": "nb"}, cookie=True),
    "checks": How(cookie=True),
    "check_confirm": How("POST", cookie=True),
    "my_experience": How(cookie=True),
    "experience_write": How("GET POST", spoken_module, lambda: {"module": "nothing"}, data=new_experience, cookie=True),
    "experiences": How(cookie=True),
    "experience_considered": How("POST", experience, no_such_id, cookie=True),
    "my_voice": How(cookie=True),
    "voice_agree": How("GET POST", data=agreed, cookie=True),
    "voice_back": How("POST", cookie=True),
    "voice_module": How("GET", module_to_say, no_such_module, cookie=True),
    "voice_part": How("GET POST", part_to_say, no_such_voice_part, unfillable=VOICE, cookie=True),
    "voice_sound": How("GET", recordings, no_such_id),
    "voice_remove": How("POST", recordings, no_such_id, cookie=True),
    "voices": How(cookie=True),
    "voice": How("GET POST", recordings, no_such_id, data=lambda *_: {"approve": "1"}, cookie=True),
    "translations_list": How(cookie=True),
    "translation": How("GET", translation, no_such_translation, cookie=True),
    "translation_start": How("POST", translation, no_such_translation, cookie=True),
    "translation_texts": How("POST", translation, no_such_translation, data=right_texts, cookie=True),
    "translation_publish": How("POST", translation, no_such_translation, cookie=True),
    "translation_mark": How(
        "POST", translation, no_such_translation, data=lambda *_: {"origin": "checked"}, cookie=True
    ),
    "translation_file": How("GET", translation, no_such_translation),
    "translation_upload": How("POST", translation, no_such_translation, data=right_file, cookie=True),
    "edition_file": How(
        "GET", edition_books, lambda: {**no_such_id(), "language": "nb", "reader": "guide", "kind": "pdf"}
    ),
    "module_handout": How("GET", printed_module, no_such_print),
    "module_guide": How("GET", printed_module, no_such_print),
}
"""Views that are asked by a plain GET need no entry."""
