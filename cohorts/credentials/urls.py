"""Routes of diplomas, cards and the page that checks them."""

from django.urls import path

from .views import check, coordinator, own, register, secretariat

urlpatterns = [
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
    path("diplomas/<uuid:public_id>/", register.diploma, name="diploma"),
    path("diplomas/<uuid:public_id>/end/", register.diploma_end, name="diploma_end"),
    path("diplomas/<uuid:public_id>/settle/", register.diploma_settle, name="diploma_settle"),
]
