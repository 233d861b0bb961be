"""The wall between districts: whoever types a number of somebody out of sight learns nothing from any answer."""

import pytest
from django.urls import reverse

from lms.people.models import RoleAssignment
from lms.people.roles import Role
from tests.house.asking import new_person
from tests.house.world import World

OUT_OF_SIGHT = {Role.SECRETARIAT.value: "tvTX", Role.COORDINATOR.value: "slgTCX"}


@pytest.mark.parametrize(
    ("actor", "letter"), [(actor, letter) for actor in OUT_OF_SIGHT for letter in OUT_OF_SIGHT[actor]]
)
def test_known_number_out_of_sight_is_asked_and_her_name_shown_nowhere(actor: str, letter: str, world: World):
    acting, other = world.actor(actor), world.people[letter]

    def look(response) -> tuple[str, bool]:
        pages = [acting.client.get(response.headers["Location"]), acting.client.get(reverse("people_list"))]
        asked = RoleAssignment.objects.asked().filter(person=other).exists()
        return "".join(page.content.decode() for page in (response, *pages)), asked

    form = {**new_person(world, actor, ""), "phone": str(other.phone)}
    response, (text, asked) = acting.ask("POST", reverse("person_add"), lambda: form, look=look)
    assert response.status_code == 302
    assert asked
    assert not {secret for secret in (other.name, str(other.phone), str(other.public_id)) if secret in text}
