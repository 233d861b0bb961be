"""The state of all that readers see, as two random words that change with it."""

import uuid

from django.db import models

from lms.kit.privacy import internal


class ContentVersion(models.Model):
    """One row. Whatever was kept beside the database is true only for the version it was kept under.

    The words are drawn at random instead of counted, so that a version which was rolled back or lost with a restored
    backup can never come again with other content.
    """

    content = internal(models.UUIDField(default=uuid.uuid4))  # of everything that is shown
    baked = internal(models.UUIDField(default=uuid.uuid4))  # of what stored bodies have taken in besides their text

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.content}"


class StoredBody(models.Model):
    """The body of a revision as readers get it, made once. What may change any day is left open: numbers of help
    services and local slots are filled in when it is shown. A revision never changes, so neither does this, until the
    templates or something it has taken in do."""

    revision = internal(models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+"))
    language = internal(models.CharField(max_length=12))
    for_leaders = internal(models.BooleanField())  # with what trainees and the public never see
    made_with = internal(models.CharField(max_length=64))  # templates, code, and what was taken in
    pieces = internal(models.JSONField())  # HTML, and for each part left open its place in the body

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "language", "for_leaders"], name="body_stored_once_for_a_reader"
            )
        ]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.language}"
