"""Routes of diplomas, cards and the page that checks them."""

from django.urls import path

from .views import cards, ceremony, check, coordinator, own, papers, register, secretariat

PAPERS = [
    path("my/card/", cards.my_card, name="my_card"),
    path("diplomas/<uuid:public_id>/file/", papers.diploma_file, name="diploma_file"),
    path("diplomas/<uuid:public_id>/word/", papers.diploma_in_word, name="diploma_in_word"),
    path("diplomas/<uuid:public_id>/letter/", papers.competence, name="competence_letter"),
    path("completions/<uuid:public_id>/attendance/", papers.attendance, name="attendance_paper"),
    path("cards/<uuid:public_id>/file/", papers.card_file, name="card_file"),
    path("cards/<uuid:public_id>/lost/", cards.card_lost, name="card_lost"),
    path("cards/photos/<uuid:public_id>/", papers.card_photo_file, name="card_photo_file"),
    path("cohorts/<uuid:public_id>/cards/", cards.cohort_cards, name="cohort_cards"),
    path("cohorts/<uuid:public_id>/cards/sheet/", cards.cohort_cards_sheet, name="cohort_cards_sheet"),
    path("cohorts/places/<uuid:public_id>/photo/", cards.card_photo, name="card_photo"),
    path("cohorts/<uuid:public_id>/ceremony/", ceremony.ceremony, name="ceremony"),
    path("cohorts/<uuid:public_id>/ceremony/sounds/", ceremony.ceremony_sounds, name="ceremony_sounds"),
    path("ceremonies/<uuid:public_id>/", ceremony.ceremony_pack, name="ceremony_pack"),
    path("ceremonies/<uuid:public_id>/all/", ceremony.ceremony_file, name="ceremony_file"),
    path("ceremonies/<uuid:public_id>/<slug:part>/", ceremony.ceremony_part, name="ceremony_part"),
    path("letterhead/", ceremony.letterhead, name="letterhead"),
]

urlpatterns = [
    *PAPERS,
    path("check/", check.check_ask, name="check_ask"),
    path("check/<str:code>/", check.check, name="check"),
    path("cohorts/<uuid:public_id>/completion/", coordinator.cohort_completion, name="cohort_completion"),
    path("cohorts/place/<uuid:public_id>/diploma/", coordinator.woman_wishes, name="woman_wishes"),
    path("cohorts/place/<uuid:public_id>/hide-name/", coordinator.woman_name_hide, name="woman_name_hide"),
    path("my/diplomas/", own.my_diplomas, name="my_diplomas"),
    path("my/diplomas/hide-name/", own.my_name_hide, name="my_name_hide"),
    path("my/diplomas/<uuid:public_id>/name/", own.my_wishes, name="my_wishes"),
    path("my/diplomas/<uuid:public_id>/check-page/", own.my_check_name, name="my_check_name"),
    path("completions/", secretariat.completions, name="completions"),
    path("completions/<uuid:public_id>/", secretariat.completions_of, name="completions_of"),
    path("completions/proposals/<uuid:public_id>/back/", secretariat.completion_return, name="completion_return"),
    path("register/", register.register, name="register"),
    path("register/<uuid:public_id>/", register.paper, name="paper"),
    path("register/<uuid:public_id>/end/", register.paper_end, name="paper_end"),
    path("register/<uuid:public_id>/settle/", register.paper_settle, name="paper_settle"),
]
