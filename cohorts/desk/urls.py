"""Routes of the desk: what joins the rooms for whoever runs cohorts, and for the secretariat."""

from django.urls import path

from .views import after, answers, board, desk, extras, messages, modules, own, papers, share, steps, table

urlpatterns = [
    path("cohorts/desk/", desk.desk, name="desk"),
    path("my/evenings/", answers.my_evenings, name="my_evenings"),
    path("my/modules/", own.my_modules, name="my_modules"),
    path("my/evenings/<uuid:public_id>/", after.own_evening, name="own_evening"),
    path("my/words/", modules.my_words, name="my_words"),
    path("cohorts/<uuid:public_id>/modules/<slug:slug>/", modules.course_module, name="course_module"),
    path("cohorts/all/", table.cohorts_table, name="cohorts_table"),
    path("cohorts/all.<slug:kind>", table.cohorts_file, name="cohorts_file"),
    path("cohorts/<uuid:public_id>/board/", board.board, name="board"),
    path("cohorts/<uuid:public_id>/board.<slug:kind>", board.board_file, name="board_file"),
    path("cohorts/<uuid:public_id>/plan/messages/", messages.plan_messages, name="plan_messages"),
    path("cohorts/<uuid:public_id>/cancel/", steps.cohort_cancel, name="cohort_cancel"),
    path("cohorts/evenings/<uuid:public_id>/", desk.evening, name="evening"),
    path("cohorts/evenings/<uuid:public_id>/sheet.pdf", papers.evening_sheet, name="evening_sheet"),
    path("cohorts/evenings/<uuid:public_id>/pack/", papers.evening_pack, name="evening_pack"),
    path("cohorts/evenings/<uuid:public_id>/pack.zip", papers.evening_pack_file, name="evening_pack_file"),
    path(
        "cohorts/evenings/<uuid:public_id>/modules/<slug:position>/<slug:reader>.pdf",
        papers.evening_module,
        name="evening_module",
    ),
    path("cohorts/evenings/<uuid:public_id>/answer/", answers.evening_answer, name="evening_answer"),
    path("cohorts/evenings/<uuid:public_id>/told/", answers.evening_told, name="evening_told"),
    path("cohorts/evenings/<uuid:public_id>/share/", share.evening_share, name="evening_share"),
    path("cohorts/evenings/<uuid:public_id>/share/renew/", share.evening_share_renew, name="evening_share_renew"),
    path("cohorts/evenings/<uuid:public_id>/share.<slug:language>.png", share.evening_picture, name="evening_picture"),
    path("cohorts/evenings/<uuid:public_id>/add/", extras.extra_add, name="extra_add"),
    path("cohorts/extras/<uuid:public_id>/", extras.extra_file, name="extra_file"),
    path("cohorts/extras/<uuid:public_id>/remove/", extras.extra_remove, name="extra_remove"),
    path("evening/<slug:seal>/", share.shared_evening, name="shared_evening"),
]
