"""Routes of the modules: directories, local places, reviews, checks, notes from evenings, translations, voices."""

from django.urls import path, register_converter

from .views import (
    checks,
    directory,
    experience,
    local,
    material,
    playbooks,
    reviewer,
    reviews,
    translations,
    voice_reviews,
    voices,
)


class PlacePath:
    """A place in an address: oslo/alna, or grong."""

    regex = r"[-\w]+(?:/[-\w]+)?"

    def to_python(self, value: str) -> str:
        """Take it as it stands; the view looks whether it is there."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it stands."""
        return value


register_converter(PlacePath, "place")

urlpatterns = [
    path("local/", directory.directory_index, name="directory_index"),
    path("local/<place:place>/", directory.directory, name="directory"),
    path("playbooks/", playbooks.playbooks, name="playbooks"),
    path("my/local/", local.local_desk, name="local_desk"),
    path("my/local/texts/<place:place>/", local.local_slots, name="local_slots"),
    path("my/local/text/<str:key>/<place:place>/", local.local_slot, name="local_slot"),
    path("my/local/directory/<place:place>/", local.local_entries, name="local_entries"),
    path("my/local/new/<place:place>/", local.local_entry_add, name="local_entry_add"),
    path("my/local/entry/<uuid:public_id>/", local.local_entry, name="local_entry"),
    path("my/local/entry/<uuid:public_id>/remove/", local.local_entry_remove, name="local_entry_remove"),
    path("review/<str:token>/", reviewer.review_answer, name="review_answer"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/ask/<slug:module>/<slug:language>/", reviews.review_ask, name="review_ask"),
    path("reviews/<uuid:public_id>/", reviews.review, name="review"),
    path("reviews/<uuid:public_id>/remind/", reviews.review_remind, name="review_remind"),
    path("reviews/<uuid:public_id>/revoke/", reviews.review_revoke, name="review_revoke"),
    path("reviews/remarks/<uuid:public_id>/handled/", reviews.remark_handled, name="remark_handled"),
    path("versions/<slug:module>/<slug:language>/", reviews.module_versions, name="module_versions"),
    path("checks/", checks.checks, name="checks"),
    path("checks/confirm/", checks.check_confirm, name="check_confirm"),
    path("my/experience/", experience.my_experience, name="my_experience"),
    path("my/experience/<slug:module>/", experience.experience_write, name="experience_write"),
    path("experiences/", experience.experiences, name="experiences"),
    path("experiences/<uuid:public_id>/considered/", experience.experience_considered, name="experience_considered"),
    path("material/<uuid:public_id>/", material.material_file, name="material_file"),
    path("goals/<slug:code>/", material.goal, name="goal"),
    path("my/voice/", voices.my_voice, name="my_voice"),
    path("my/voice/agree/", voices.voice_agree, name="voice_agree"),
    path("my/voice/back/", voices.voice_back, name="voice_back"),
    path("my/voice/<slug:module>/<slug:language>/", voices.voice_module, name="voice_module"),
    path("my/voice/<slug:module>/<slug:language>/<slug:part>/", voices.voice_part, name="voice_part"),
    path("voices/", voice_reviews.voices, name="voices"),
    path("voices/<uuid:public_id>/", voice_reviews.voice, name="voice"),
    path("voices/<uuid:public_id>/sound/", voices.voice_sound, name="voice_sound"),
    path("voices/<uuid:public_id>/remove/", voices.voice_remove, name="voice_remove"),
    path("translations/", translations.translations_list, name="translations_list"),
    path("translations/<slug:module>/<slug:language>/", translations.translation, name="translation"),
    path("translations/<slug:module>/<slug:language>/start/", translations.translation_start, name="translation_start"),
    path("translations/<slug:module>/<slug:language>/texts/", translations.translation_texts, name="translation_texts"),
    path(
        "translations/<slug:module>/<slug:language>/publish/",
        translations.translation_publish,
        name="translation_publish",
    ),
    path("translations/<slug:module>/<slug:language>/mark/", translations.translation_mark, name="translation_mark"),
    path("translations/<slug:module>/<slug:language>/po/", translations.translation_file, name="translation_file"),
    path(
        "translations/<slug:module>/<slug:language>/po/upload/",
        translations.translation_upload,
        name="translation_upload",
    ),
]
