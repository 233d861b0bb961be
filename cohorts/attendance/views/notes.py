"""After the evening: its note, the photo of the flip chart, the message to the women, and thanks to the guest."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.guests.actions.reminding import thank_guests
from cohorts.guests.queries.reminding import guests_who_came, was_thanked
from cohorts.schedule.models import CourseSession
from lms.kit.downloads import stored_file
from lms.kit.headers import wants_json

from ..actions import ChangedMeanwhileError, add_photo, remove_photo, tell_after, write_note
from ..dashboards import suggested_task, what_we_did
from ..forms.notes import SENTENCES, NoteForm, PhotoForm, SeenForm
from ..models import EveningNote
from ..notices import wordings_of
from ..permissions import can_tell_after
from ..queries import leaves_no_trace, names_a_woman, women_to_tell
from .scope import evening_to_note, evening_to_tell

FIELDS = ("worked", "change", "home_task")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evening_note(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the note of an evening, and store what is typed: by a press, or while she types (then it answers JSON)."""
    session = evening_to_note(request, public_id)
    as_json = wants_json(request)
    if request.method != "POST":
        return _page(request, session)
    form, theirs = NoteForm(request.POST), {}
    if form.is_valid():
        try:
            note = write_note(by=request.user, session=session, changes=form.changes)
        except ChangedMeanwhileError as problem:
            form, theirs = _both(form, problem)
        except ValidationError as problem:
            form.add_error(None, SENTENCES[problem.error_list[0].code])
        else:
            if as_json:
                saved = {name: getattr(note, name) for name in FIELDS}
                return JsonResponse({"saved": saved, "names": names_a_woman(session, *saved.values())})
            messages.success(request, _("Saved."))
            return redirect("evening_note", public_id=session.public_id)
    if as_json:
        said = [str(each) for errors in form.errors.values() for each in errors]
        return JsonResponse({"theirs": bool(theirs), "problems": said}, status=409 if theirs else 422)
    return _page(request, session, form, theirs)


def _both(form: NoteForm, problem: ChangedMeanwhileError) -> tuple[NoteForm, dict[str, str]]:
    """Give her words with what somebody else has written beside them; stored again, hers replace it."""
    now = {f"was_{name}": getattr(problem.note, name) for name in FIELDS}
    # Where she has changed nothing, she gets what stands now.
    hers = {name: each.now if each.now != each.was else now[f"was_{name}"] for name, each in form.changes.items()}
    return NoteForm(hers | now), {name: now[f"was_{name}"] for name in problem.fields}


def _page(request: HttpRequest, session: CourseSession, form=None, theirs=None, photo_form=None) -> HttpResponse:
    note = EveningNote.objects.kept_by(request.user).filter(session=session).first()
    stored = {name: getattr(note, name) if note else "" for name in FIELDS}
    if form is None:
        shown = dict(stored)
        if note is None or not note.revision:
            shown["home_task"] = suggested_task(session, get_language() or "")
        form = NoteForm(initial=shown | {f"was_{name}": words for name, words in stored.items()})
    guests = [(each.guest.name, was_thanked(each)) for each in guests_who_came(session)]
    context = {
        "session": session,
        "cohort": session.cohort,
        "note": note,
        "form": form,
        "names": names_a_woman(session, *stored.values()),
        "theirs": [(form[name].label, words) for name, words in (theirs or {}).items()],
        "photo_form": photo_form or PhotoForm(),
        "no_photo": leaves_no_trace(session),
        "is_open": session.is_past and not session.is_cancelled,
        "guests": guests,
        "may_thank": not all(thanked for _name, thanked in guests),
        "may_tell": can_tell_after(request.user, session),
    }
    wrong = theirs or form.errors or (photo_form and photo_form.errors)
    return render(request, "cohorts/attendance/note.html", context, status=(409 if theirs else 422) if wrong else 200)


@login_required
@require_POST
def evening_photo_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a photo of the flip chart in."""
    session = evening_to_note(request, public_id)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            add_photo(by=request.user, session=session, photo=form.cleaned_data["photo"])
        except ValidationError as problem:
            form.add_error("photo", SENTENCES[problem.error_list[0].code])
        else:
            messages.success(request, _("The photo is here."))
            return redirect("evening_note", public_id=session.public_id)
    return _page(request, session, photo_form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def photo_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then remove the photo."""
    session = evening_to_note(request, public_id)
    note = EveningNote.objects.kept_by(request.user).filter(session=session).select_related("session__cohort").first()
    if request.method == "POST":
        if note:
            remove_photo(by=request.user, note=note)
        messages.success(request, _("The photo has been removed."))
        return redirect("evening_note", public_id=session.public_id)
    return render(request, "cohorts/attendance/photo_remove.html", {"session": session})


@login_required
@require_safe
def evening_photo(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give the photo to those who run the cohort, and to its women once it was sent. No cache keeps it."""
    rows = EveningNote.objects.visible_to(request.user).select_related("session")
    note = get_object_or_404(rows, session__public_id=public_id)
    if not note.photo or leaves_no_trace(note.session):
        raise Http404
    return stored_file(note.photo, f"{note.session.number}", shown=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def evening_tell(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the message to the women as they will read it, and send it at a press."""
    session = evening_to_tell(request, public_id)
    form, problem = SeenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            women = tell_after(by=request.user, session=session, seen=form.cleaned_data["seen"])
        except ValidationError as refusal:
            problem = SENTENCES[refusal.error_list[0].code]
        else:
            messages.success(request, _sent(women))
            return redirect("evening_note", public_id=session.public_id)
    elif request.method == "POST":
        problem = SENTENCES["changed_meanwhile"]
    note = EveningNote.objects.kept_by(request.user).filter(session=session).select_related("session__cohort").first()
    women_there = women_to_tell(session)
    ready = bool(note and (note.home_task or note.photo))
    context = {
        "session": session,
        "cohort": session.cohort,
        "note": note,
        "ready": ready,
        "seen": note.revision if note else 0,
        "women": len(women_there),
        "wordings": wordings_of(note, women_there) if note and ready else [],
        "names": bool(note) and names_a_woman(session, note.home_task),
        "shown": what_we_did(note, get_language() or "") if note and ready else None,
        "problem": problem,
    }
    return render(request, "cohorts/attendance/tell.html", context, status=422 if problem else 200)


def _sent(women: int) -> str:
    if not women:
        return _("It has been sent already. Nobody gets it twice.")
    return ngettext("%(count)s woman gets a message.", "%(count)s women get a message each.", women) % {"count": women}


@login_required
@require_POST
def evening_thanks(request: HttpRequest, public_id: str) -> HttpResponse:
    """Thank the guests of an evening, each once."""
    session = evening_to_tell(request, public_id)
    try:
        thanked = thank_guests(by=request.user, session=session)
    except ValidationError as refusal:
        messages.error(request, SENTENCES[refusal.error_list[0].code])
    else:
        said = ngettext("%(count)s guest gets thanks.", "%(count)s guests get thanks.", thanked) % {"count": thanked}
        messages.success(request, said if thanked else _("They have had thanks already. Nobody gets them twice."))
    return redirect("evening_note", public_id=session.public_id)
