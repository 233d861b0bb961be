"""What guest professionals are, by the service they come from, and which modules each usually teaches."""

from django.conf import settings
from django.db import models

from lms.kit.privacy import public


class Profession(models.Model):
    """One profession as it is called in each language, with the service it belongs to: in Norway a helsesykepleier, in
    Denmark a sundhedsplejerske."""

    code = public(models.SlugField(max_length=40, unique=True))
    names = public(models.JSONField(default=dict))  # by language
    services = public(models.JSONField(default=dict))  # by language
    order = public(models.PositiveSmallIntegerField(default=0))

    class Meta:
        ordering = ["order", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.code

    def name_in(self, language: str) -> str:
        """Give what it is called in a language, else in the language of the house."""
        return self.names.get(language) or self.names.get(settings.LANGUAGE_CODE, self.code)

    def service_in(self, language: str) -> str:
        """Give what its service is called in a language, else in the language of the house."""
        return self.services.get(language) or self.services.get(settings.LANGUAGE_CODE, "")


class ProfessionModule(models.Model):
    """A module that a profession usually teaches: as first choice, or if nobody of the first choice can. Who is asked
    for besides (a woman, a certified guide) stands with the module."""

    profession = public(models.ForeignKey(Profession, models.CASCADE, related_name="modules"))
    module_key = public(models.UUIDField())
    is_first_choice = public(models.BooleanField(default=True))

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["module_key"], name="profession_by_module")]
        constraints = [models.UniqueConstraint(fields=["profession", "module_key"], name="profession_once_for_module")]

    def __str__(self) -> str:
        return f"profession {self.profession_id} for a module"


class ModuleWish(models.Model):
    """What the guest of a module should be besides her profession."""

    module_key = public(models.UUIDField(unique=True))
    woman = public(models.BooleanField(default=False))
    icdp_guide = public(models.BooleanField(default=False))
    own_story = public(models.BooleanField(default=False))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return "wish of a module"
