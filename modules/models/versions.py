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
