"""Routes of attendance."""

from django.urls import path

from .views import doors, kiosks, lists, notes, offline, paper, phones, progress, roll, walk_ins

urlpatterns = [
    path("cohorts/<uuid:public_id>/progress/", progress.cohort_progress, name="cohort_progress"),
    path("cohorts/<uuid:public_id>/lists/", lists.cohort_lists, name="cohort_lists"),
    path("cohorts/<uuid:public_id>/lists/attendance.<slug:kind>", lists.attendance_file, name="attendance_file"),
    path("cohorts/<uuid:public_id>/lists/journal.<slug:kind>", lists.attendance_audit, name="attendance_audit"),
    path("cohorts/<uuid:public_id>/lists/<slug:code>.<slug:kind>", lists.funding_file, name="funding_file"),
    path("cohorts/places/<uuid:public_id>/progress/", progress.woman_progress, name="woman_progress"),
    path("cohorts/evenings/offline/", offline.roll_offline, name="roll_offline"),
    path("cohorts/evenings/token/", phones.roll_token, name="roll_token"),
    path("cohorts/evenings/<uuid:public_id>/note/", notes.evening_note, name="evening_note"),
    path("cohorts/evenings/<uuid:public_id>/note/photo/add/", notes.evening_photo_add, name="evening_photo_add"),
    path("cohorts/evenings/<uuid:public_id>/note/photo/remove/", notes.photo_remove, name="evening_photo_remove"),
    path("cohorts/evenings/<uuid:public_id>/note/photo/", notes.evening_photo, name="evening_photo"),
    path("cohorts/evenings/<uuid:public_id>/note/message/", notes.evening_tell, name="evening_tell"),
    path("cohorts/evenings/<uuid:public_id>/note/thanks/", notes.evening_thanks, name="evening_thanks"),
    path("cohorts/evenings/<uuid:public_id>/roll/", roll.roll, name="roll"),
    path("cohorts/evenings/<uuid:public_id>/roll/marks/", phones.roll_marks, name="roll_marks"),
    path("cohorts/evenings/<uuid:public_id>/roll/kept/", phones.roll_kept, name="roll_kept"),
    path("cohorts/evenings/<uuid:public_id>/roll/screen/", roll.roll_screen, name="roll_screen"),
    path("cohorts/evenings/<uuid:public_id>/door/", doors.door, name="door"),
    path("cohorts/evenings/<uuid:public_id>/kiosk/", kiosks.kiosk_start, name="kiosk_start"),
    path("here/", doors.check_in_by_hand, name="check_in"),
    path("here/<uuid:public_id>/<slug:word>/", doors.check_in_code, name="check_in_code"),
    path("kiosk/", kiosks.kiosk, name="kiosk"),
    path("cohorts/evenings/<uuid:public_id>/roll/paper/", paper.roll_paper, name="roll_paper"),
    path(
        "cohorts/evenings/<uuid:public_id>/roll/paper/word/",
        paper.roll_paper,
        {"kind": "docx"},
        name="roll_paper_word",
    ),
    path("cohorts/evenings/<uuid:public_id>/roll/typed/", paper.roll_typed, name="roll_typed"),
    path("cohorts/evenings/<uuid:public_id>/roll/came/", walk_ins.walk_in_add, name="walk_in_add"),
    path("cohorts/evenings/<uuid:public_id>/roll/came/<uuid:key>/", walk_ins.walk_in, name="walk_in"),
    path("cohorts/evenings/<uuid:public_id>/roll/came/<uuid:key>/drop/", walk_ins.walk_in_drop, name="walk_in_drop"),
]
