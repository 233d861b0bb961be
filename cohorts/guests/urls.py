"""Routes of guests: the page behind a pass, and asking for an evening."""

from django.contrib.auth.decorators import login_required
from django.urls import path

from .views import asking, coverage, directory, library, material, passes, passes_beside, uploads, words
from .views.holding import by_host, by_link

urlpatterns = [
    path("guest/", passes_beside.guest_lost, name="guest_lost"),
    path("guest-facts/<str:token>/", passes_beside.guest_facts, name="guest_facts"),
    path("guest/<str:token>/", passes.guest_pass, name="guest_pass"),
    path("guest/<str:token>/calendar/", passes.guest_calendar, name="guest_calendar"),
    path("guest/<str:token>/evening.ics", passes.guest_entry, name="guest_entry"),
    path("cohorts/guests/words/<uuid:public_id>/", words.guest_words, name="guest_words"),
    path("cohorts/guests/", directory.guest_list, name="guest_list"),
    path("cohorts/guests/all/", coverage.guest_coverage, name="guest_coverage"),
    path("cohorts/guests/all.<slug:kind>", coverage.guest_coverage_file, name="guest_coverage_file"),
    path("cohorts/guests/add/", directory.guest_add, name="guest_add"),
    path("cohorts/guests/<uuid:public_id>/", directory.guest_card, name="guest_card"),
    path("cohorts/guests/<uuid:public_id>/change/", directory.guest_change, name="guest_change"),
    path("cohorts/guests/<uuid:public_id>/agreement/", directory.guest_agreement, name="guest_agreement"),
    path("cohorts/guests/<uuid:public_id>/remove/", directory.guest_remove, name="guest_remove"),
    path("cohorts/evening/<uuid:public_id>/guests/", asking.evening_guests, name="evening_guests"),
    path("cohorts/evening/<uuid:public_id>/guests/ask/", asking.guest_ask, name="guest_ask"),
    path("cohorts/guests/invitation/<uuid:public_id>/answer/", asking.guest_answer, name="guest_answer"),
    path("cohorts/guests/invitation/<uuid:public_id>/ask/", asking.guest_ask_now, name="guest_ask_now"),
    path("cohorts/<uuid:public_id>/guests/reminders/", asking.guest_reminders, name="guest_reminders"),
    path("cohorts/guests/invitation/<uuid:public_id>/cancel/", asking.guest_cancel, name="guest_cancel"),
    path("cohorts/guests/files/<uuid:public_id>/", login_required(material.guest_file), name="guest_file"),
    path("cohorts/guests/library/", library.guest_library, name="guest_library"),
    path("cohorts/guests/proposals/", library.guest_proposals, name="guest_proposals"),
    path("cohorts/guests/proposals/<uuid:public_id>/", library.guest_proposal_answer, name="guest_proposal_answer"),
]

HANDING_IN = [
    ("material/", material.material, "material"),
    ("material/<uuid:item>/", material.material_item, "material_item"),
    ("upload/", uploads.upload_begin, "upload"),
    ("upload/<uuid:item>/", uploads.upload_piece, "upload_piece"),
    ("upload/<uuid:item>/done/", uploads.upload_done, "upload_done"),
]
"""The same pages for the guest with her link and for the host on her behalf."""

for _way, _view, _name in HANDING_IN:
    urlpatterns += [
        path(f"guest/<str:token>/{_way}", by_link(_view), name=f"guest_{_name}"),
        path(
            f"cohorts/guests/invitation/<uuid:public_id>/{_way}", login_required(by_host(_view)), name=f"host_{_name}"
        ),
    ]
urlpatterns.append(
    path("guest/<str:token>/files/<uuid:item>/", by_link(material.material_own_file), name="guest_material_file")
)
# Last: whatever else stands behind a link is no step.
urlpatterns.append(path("guest/<str:token>/<slug:step>/", passes.guest_step, name="guest_step"))
