"""Where files lie, under names that nobody can guess."""

import posixpath

from django.core.files.storage import DefaultStorage, default_storage

from .tokens import draw_mark


class UnguessableNames(DefaultStorage):
    """The place of all files, with a mark before the name of each new one. What lies there already stays reachable.

    For pictures in their sizes, which are served to whoever knows their name: that of a picture in a draft, or one that
    was taken out of a text, follows from no other name."""

    def _setup(self) -> None:
        self._wrapped = default_storage  # by its name, so that it is another one when the settings change

    def generate_filename(self, filename: str) -> str:
        """Give the name for a new file."""
        folder, name = posixpath.split(default_storage.generate_filename(filename))
        return posixpath.join(folder, f"{draw_mark()}.{name}")
