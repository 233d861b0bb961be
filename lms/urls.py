"""The roof: one include per app."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.defaults import page_not_found
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cohorts.credentials.views import machines
from cohorts.guests.views import passes_beside
from cohorts.schedule.views import feeds
from home.views import app, public, style, worker
from lms import views
from modules.views import recordings


def closed(request, *args):
    """Answer as if nothing were there: people are managed on our own pages, never in Wagtail's."""
    return page_not_found(request, None)


urlpatterns = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", public.robots, name="robots"),
    path("favicon.ico", public.favicon, name="favicon"),
    # A worker keeps only what lies below its own address, so it stands at the root.
    path("sw.js", worker.worker, name="worker"),
    path("manifest.webmanifest", app.manifest, name="manifest"),
    path("look.<slug:digest>.css", style.stylesheet, name="stylesheet"),
    path("look.<slug:language>.<slug:digest>.txt", style.skeleton_text, name="skeleton"),
    path("media/images/<path:path>", views.rendition, name="rendition"),
    path("media/quiet/images/<path:path>", views.rendition, {"quiet": True}, name="quiet_rendition"),
    path("media/recordings/<slug:digest>.<slug:end>", recordings.recording, name="recording"),
    path("media/quiet/<slug:digest>.<slug:end>", recordings.recording, {"quiet": True}, name="quiet_recording"),
    path("calendar/guest/<slug:token>.ics", passes_beside.guest_feed, name="guest_feed"),
    path("calendar/<slug:token>.ics", feeds.feed, name="calendar_feed"),
    # What a credential points at, for ever and in no language.
    path(".well-known/jwks.json", machines.jwks, name="jwks"),
    path("credentials/issuers/<slug:slug>/", machines.issuer, name="issuer"),
    path("credentials/status/<slug:slug>/", machines.status_list, name="status_list"),
    # Whoever may change a user in Wagtail may become superuser, so those screens are closed.
    re_path(r"^admin/(login|account|password_reset|users|groups|failwhale)/.*$", closed, name="closed_admin_page"),
    # Translations have our own matrix and an upload with checks; no translation service is asked for anything.
    re_path(
        r"^admin/localize/(reports/translations|page/\d+/convert_to_alias"
        r"|translate/\d+/machine_translate|translate/\d+/pofile/upload)/.*$",
        closed,
        name="closed_admin_page",
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]
urlpatterns += i18n_patterns(
    path("", include("lms.people.urls")),
    path("", include("modules.urls")),
    path("", include("curriculum.urls")),
    path("", include("cohorts.urls")),
    path("", include("home.urls")),
    # Wagtail's own way in has no limit of tries and asks for no second factor.
    path("_util/login/", closed, name="closed_login_page"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
