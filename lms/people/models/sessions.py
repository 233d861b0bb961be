"""Sessions that know whose they are, so that all of a person's can be ended in one statement."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from lms.kit.privacy import Keep, internal, personal


class Session(AbstractBaseSession):
    """A signed-in browser, or one on its way there."""

    user = personal(
        models.ForeignKey("people.User", on_delete=models.CASCADE, null=True, related_name="sessions"), Keep.SESSION
    )

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        default_permissions = ()
        verbose_name, verbose_name_plural = "session", "sessions"

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        """Give the store that Django's middleware uses."""
        return SessionStore


for _field in Session._meta.local_fields:
    if not hasattr(_field, "privacy"):
        internal(_field, Keep.SESSION)


class SessionStore(DatabaseStore):
    """Django's database sessions with the owner beside the data (the way Django's documentation shows)."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Give our session model."""
        return Session

    def create_model_instance(self, data: dict) -> Session:
        """Write the owner into her row."""
        row = super().create_model_instance(data)
        row.user_id = data.get("_auth_user_id")
        return row
