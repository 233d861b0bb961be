"""The starter editions where the modules are missing."""

import pytest
from django.core.management import CommandError, call_command

from curriculum.models import CurriculumEdition
from lms.people.models import Country
from tests.factories.people import CountryFactory


def test_without_the_modules_nothing_is_made_and_the_command_says_what_to_do(db):
    CountryFactory()
    with pytest.raises(CommandError, match="load_curriculum"):
        call_command("load_editions", verbosity=0)
    assert not CurriculumEdition.objects.exists()
    assert Country.objects.exists()
