"""People, places and roles for tests."""

import factory

from lms.people.models import Country, District, LocalGroup, Municipality, Organisation, RoleAssignment, User
from lms.people.models.assignments import Place, kind_of
from lms.people.roles import Role


class CountryFactory(factory.django.DjangoModelFactory):
    """Norway."""

    class Meta:
        model = Country
        django_get_or_create = ("code",)

    code = "NO"
    name = "Norge"
    time_zone = "Europe/Oslo"


class OrganisationFactory(factory.django.DjangoModelFactory):
    """The national organisation."""

    class Meta:
        model = Organisation
        django_get_or_create = ("slug",)

    slug = "organisation"
    name = "Organisation"
    country = factory.SubFactory(CountryFactory)


class MunicipalityFactory(factory.django.DjangoModelFactory):
    """A municipality."""

    class Meta:
        model = Municipality
        django_get_or_create = ("slug",)

    slug = "by"
    name = "By"
    country = factory.SubFactory(CountryFactory)


class DistrictFactory(factory.django.DjangoModelFactory):
    """A district with its own three letters."""

    class Meta:
        model = District

    municipality = factory.SubFactory(MunicipalityFactory)
    slug = factory.Sequence(lambda n: f"bydel-{n}")
    code = factory.Sequence(lambda n: "Q" + chr(65 + n // 26 % 26) + chr(65 + n % 26))
    name = factory.Sequence(lambda n: f"Bydel {n}")


class LocalGroupFactory(factory.django.DjangoModelFactory):
    """A group in a district."""

    class Meta:
        model = LocalGroup

    slug = factory.Sequence(lambda n: f"gruppe-{n}")
    name = factory.Sequence(lambda n: f"Gruppe {n}")
    district = factory.SubFactory(DistrictFactory)
    municipality = factory.SelfAttribute("district.municipality")


class UserFactory(factory.django.DjangoModelFactory):
    """Somebody with a phone."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Amina Prøve {n}")
    phone = factory.Sequence(lambda n: f"+4790{n:06d}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)


def role_of(person: User, role: Role, place: Place, **fields) -> RoleAssignment:
    """Give a person a running role at a place."""
    fields.setdefault("granted_by", None)
    assignment = RoleAssignment.objects.create(person=person, role=role, **{str(kind_of(place)): place}, **fields)
    for remembered in ("running_roles", "roles_with_places", "lasting_offices"):
        person.__dict__.pop(remembered, None)
    return assignment


def person_with(role: Role, place: Place, **fields) -> User:
    """Make somebody who holds the role at the place."""
    person = UserFactory(**fields)
    role_of(person, role, place)
    return person
