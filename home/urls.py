"""Routes of the front door."""

from django.conf import settings
from django.urls import URLPattern, path

from .views import dev_mailbox, exit, held, my_page, packs, public, search, style, worker

urlpatterns: list[URLPattern] = [
    path("my/", my_page.my_page, name="my_page"),
    path("phone/", worker.phone, name="phone"),
    path("phone/mine/", packs.phone_mine, name="phone_mine"),
    path("phone/keep/<slug:slug>/", packs.keep, name="phone_keep"),
    path("phone/keep/<slug:slug>/pack/", packs.phone_pack, name="phone_pack"),
    path("phone/keep/<slug:slug>/text/", packs.phone_text, name="phone_text"),
    path("my/held/", held.my_held, name="my_held"),
    path("my/held/copy/", held.my_copy, name="my_copy"),
    path("my/seen/", held.my_seen, name="my_seen"),
    path("help/", public.help_page, name="help"),
    path("accessibility/", public.accessibility_page, name="accessibility"),
    path("search/", search.search, name="search"),
    path("u/", exit.quick_exit, name="quick_exit"),
    path("v/", exit.neutral, name="neutral"),
]
if settings.DEV_PAGES:
    urlpatterns += [
        path("dev/style/", style.dev_style, name="dev_style"),
        path("dev/mailbox/", dev_mailbox.dev_mailbox, name="dev_mailbox"),
        path("dev/mailbox/<slug:name>/", dev_mailbox.dev_letter, name="dev_letter"),
    ]
