"""Routes of the modules: the directory of a place for everybody, and the coordinator's own pages."""

from django.urls import path, register_converter

from .views import directory, local


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
    path("my/local/", local.local_desk, name="local_desk"),
    path("my/local/texts/<place:place>/", local.local_slots, name="local_slots"),
    path("my/local/text/<str:key>/<place:place>/", local.local_slot, name="local_slot"),
    path("my/local/directory/<place:place>/", local.local_entries, name="local_entries"),
    path("my/local/new/<place:place>/", local.local_entry_add, name="local_entry_add"),
    path("my/local/entry/<uuid:public_id>/", local.local_entry, name="local_entry"),
    path("my/local/entry/<uuid:public_id>/remove/", local.local_entry_remove, name="local_entry_remove"),
]
