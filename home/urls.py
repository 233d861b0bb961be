"""Routes of the front door."""

from django.conf import settings
from django.urls import URLPattern, path

from .views import dev_mailbox, exit, my_page, public, search, style

urlpatterns: list[URLPattern] = [
    path("my/", my_page.my_page, name="my_page"),
    path("help/", public.help_page, name="help"),
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
