"""The coordinator's pages: what her place fills into the texts, and its directory."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from .. import permissions
from ..actions.local import WORDS_OF_ENTRY, add_entry, change_entry, fill_slot, remove_entry
from ..dashboards import SlotLine, local_desks, slot_lines
from ..forms.local import EntryForm, SlotForm
from ..models import DirectoryEntry, LocalPlace
from ..queries import place_at
from .scope import only


def _seen_place(request: HttpRequest, path: str) -> LocalPlace:
    """Give a place whose content she sees, or answer as if it were absent."""
    place = place_at(path)
    if place is None or not permissions.can_see_local(request.user, place):
        raise Http404
    return place


def _own_place(request: HttpRequest, path: str) -> LocalPlace:
    place = _seen_place(request, path)
    only(permissions.can_edit_local(request.user, place))
    return place


def _own_entry(request: HttpRequest, public_id: str) -> DirectoryEntry:
    entries = DirectoryEntry.objects.visible_to(request.user)
    rows = entries.select_related("district__municipality", "municipality")
    entry = get_object_or_404(rows, public_id=public_id)
    only(permissions.can_change_entry(request.user, entry))
    return entry


def _slot_line(place: LocalPlace, key: str) -> SlotLine:
    line = next((line for line in slot_lines(place) if line.key == key), None)
    if line is None:
        raise Http404
    return line


@login_required
@require_safe
def local_desk(request: HttpRequest) -> HttpResponse:
    """List the places whose local content she looks after, or sees; with one, show that one."""
    desks = local_desks(request.user)
    only(bool(desks))
    return render(request, "modules/local/desk.html", {"desks": desks})


@login_required
@require_safe
def local_slots(request: HttpRequest, place: str) -> HttpResponse:
    """List the local places of the texts, and what this place has filled in."""
    found = _seen_place(request, place)
    context = {
        "place": found,
        "lines": slot_lines(found),
        "may_edit": permissions.can_edit_local(request.user, found),
        "saved": "saved" in request.GET,
    }
    return render(request, "modules/local/slots.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def local_slot(request: HttpRequest, key: str, place: str) -> HttpResponse:
    """Fill in one local place: choose an entry of the directory, write it, or both."""
    found = _own_place(request, place)
    line = _slot_line(found, key)
    entries = list(DirectoryEntry.objects.read_in(found))
    now = line.value
    initial = {"entry": str(now.entry.public_id) if now and now.entry else "", "text": now.text if now else ""}
    form = SlotForm(request.POST or None, initial=initial, entries=entries)
    if request.method == "POST" and form.is_valid():
        try:
            fill_slot(by=request.user, place=found, key=key, text=form.cleaned_data["text"], entry=form.chosen)
        except ValidationError as error:
            form.refuse(error, "text")
        else:
            return redirect(reverse("local_slots", args=[found.path]) + "?saved=1")
    context = {"form": form, "line": line, "place": found}
    return render(request, "modules/local/slot.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def local_entries(request: HttpRequest, place: str) -> HttpResponse:
    """List the entries of a place's own directory."""
    found = _seen_place(request, place)
    context = {
        "place": found,
        "entries": DirectoryEntry.objects.of(found),
        "may_edit": permissions.can_edit_local(request.user, found),
        "saved": "saved" in request.GET,
    }
    return render(request, "modules/local/entries.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def local_entry_add(request: HttpRequest, place: str) -> HttpResponse:
    """Add an entry; one that was wanted for a local place of the texts fills it at once."""
    found = _own_place(request, place)
    wanted = request.GET.get("for", "")
    line = _slot_line(found, wanted) if wanted else None
    form = EntryForm(request.POST or None, initial={"name": line.name} if line else {})
    if request.method == "POST" and form.is_valid():
        try:
            entry = add_entry(by=request.user, place=found, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error, "where")
        else:
            if line:
                text = line.value.text if line.value else ""
                fill_slot(by=request.user, place=found, key=line.key, text=text, entry=entry)
            name = "local_slots" if line else "local_entries"
            return redirect(reverse(name, args=[found.path]) + "?saved=1")
    context = {"form": form, "place": found, "line": line}
    return render(request, "modules/local/entry.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def local_entry(request: HttpRequest, public_id: str) -> HttpResponse:
    """Correct an entry, or say that it is still right by saving it."""
    entry = _own_entry(request, public_id)
    form = EntryForm(request.POST or None, initial={name: getattr(entry, name) for name in WORDS_OF_ENTRY})
    if request.method == "POST" and form.is_valid():
        try:
            change_entry(by=request.user, entry=entry, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error, "where")
        else:
            return redirect(reverse("local_entries", args=[entry.place.path]) + "?saved=1")
    context = {"form": form, "place": entry.place, "entry": entry}
    return render(request, "modules/local/entry.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def local_entry_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then take an entry out of the directory."""
    entry = _own_entry(request, public_id)
    if request.method == "POST":
        place = entry.place
        remove_entry(by=request.user, entry=entry)
        return redirect(reverse("local_entries", args=[place.path]) + "?saved=1")
    context = {"entry": entry, "place": entry.place, "used": entry.slots.count()}
    return render(request, "modules/local/remove.html", context)
