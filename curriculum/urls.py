"""Routes of the editions, for the secretariat, and of what is printed."""

from django.urls import path

from .views import editions, printing, releases

urlpatterns = [
    path("editions/", editions.editions_list, name="editions_list"),
    path("editions/add/", editions.edition_add, name="edition_add"),
    path("editions/<uuid:public_id>/", editions.edition, name="edition"),
    path("editions/<uuid:public_id>/change/", editions.edition_change, name="edition_change"),
    path("editions/<uuid:public_id>/rule/", editions.edition_rule, name="edition_rule"),
    path("editions/<uuid:public_id>/modules/", editions.edition_modules, name="edition_modules"),
    path("editions/<uuid:public_id>/copy/", editions.edition_copy, name="edition_copy"),
    path("editions/<uuid:public_id>/discard/", editions.edition_discard, name="edition_discard"),
    path("editions/<uuid:public_id>/compare/", editions.edition_compare, name="edition_compare"),
    path("editions/<uuid:public_id>/release/", releases.edition_release, name="edition_release"),
    path("editions/<uuid:public_id>/retire/", releases.edition_retire, name="edition_retire"),
    path("editions/<uuid:public_id>/texts/<slug:module>/", releases.edition_texts, name="edition_texts"),
    path("editions/<uuid:public_id>/texts/<slug:module>/pin/", releases.edition_pin, name="edition_pin"),
    path(
        "editions/<uuid:public_id>/book/<slug:language>/<slug:reader>.<slug:kind>",
        printing.edition_file,
        name="edition_file",
    ),
    path("print/<slug:language>/<slug:module>/handout.<slug:kind>", printing.module_handout, name="module_handout"),
    path("print/<slug:language>/<slug:module>/guide.<slug:kind>", printing.module_guide, name="module_guide"),
]
