"""Turns Wagtail's welcome page into our home page, so that the site answers from the first `migrate` on."""

import uuid

from django.conf import settings
from django.db import migrations

HOME_KEY = uuid.UUID("de2ecd2b-a606-5a71-aab8-b267dd9247bb")  # home.queries.key_of("home") must never change


def make_home_page(apps, schema_editor):
    """Give the page under the root our own type and a key by which its translations are found."""
    page = apps.get_model("wagtailcore.Page").objects.filter(depth=2, content_type__model="page").first()
    if page is None:
        return
    home_page = apps.get_model("home.HomePage")
    kind, _made = apps.get_model("contenttypes.ContentType").objects.get_or_create(app_label="home", model="homepage")
    locale, _made = apps.get_model("wagtailcore.Locale").objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    page.title = page.draft_title = "Bydelsmødre"
    page.translation_key, page.content_type, page.locale = HOME_KEY, kind, locale
    page.save()
    home = home_page(page_ptr_id=page.pk)
    home.__dict__.update({field.attname: getattr(page, field.attname) for field in page._meta.local_fields})
    home.save()


class Migration(migrations.Migration):
    dependencies = [("home", "0001_front_pages"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(make_home_page, migrations.RunPython.noop)]
