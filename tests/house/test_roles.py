"""The groups in the database are the table in `roles.py`, no more and no less."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.log_actions import registry
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, ModelLogEntry, Page

from lms.people.actions.rights import AUDITED, audit, mirror_roles, sync_roles
from lms.people.roles import (
    GROUP_NAMES,
    TABLE,
    WAGTAIL_COLLECTION_RIGHTS,
    WAGTAIL_PAGE_RIGHTS,
    WAGTAIL_REGISTERS,
    WAGTAIL_TRANSLATION_RIGHTS,
    Right,
    Role,
)
from tests.factories.people import (
    DistrictFactory,
    LocalGroupFactory,
    OrganisationFactory,
    UserFactory,
    person_with,
    role_of,
)

pytestmark = pytest.mark.django_db


def written() -> dict:
    """Read everything that groups may do."""
    return {
        group.name: (
            set(group.permissions.values_list("content_type__app_label", "codename")),
            set(GroupPagePermission.objects.filter(group=group).values_list("page__depth", "permission__codename")),
            set(
                GroupCollectionPermission.objects.filter(group=group).values_list(
                    "collection__depth", "permission__codename"
                )
            ),
        )
        for group in Group.objects.all()
    }


def expected() -> dict:
    """Give what the table says."""
    groups = {}
    translating = {("wagtail_localize", right) for right in WAGTAIL_TRANSLATION_RIGHTS}
    for role, rule in TABLE.items():
        editor = Right.EDIT_NATIONAL_CONTENT in rule.rights
        plain = {("people", right.value) for right in rule.rights}
        registers = {
            (app, f"{verb}_{register}")
            for app, names in WAGTAIL_REGISTERS.items()
            for register in names
            for verb in ("add", "change", "delete", "view")
        }
        groups[GROUP_NAMES[role]] = (
            plain | registers | translating | {("wagtailadmin", "access_admin")} if editor else plain,
            {(1, right) for right in WAGTAIL_PAGE_RIGHTS} if editor else set(),
            {(1, right) for right in WAGTAIL_COLLECTION_RIGHTS} if editor else set(),
        )
    return groups


def test_groups_in_a_fresh_database_equal_the_table():
    call_command("sync_roles")
    assert written() == expected()
    assert len(TABLE) == len(Role) == len(GROUP_NAMES)


def test_groups_that_were_tampered_with_are_put_right():
    sync_roles()
    trainees = Group.objects.get(name=GROUP_NAMES[Role.TRAINEE])
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    trainees.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(group=trainees, page=Page.objects.get(depth=2), permission=right)
    GroupCollectionPermission.objects.create(
        group=trainees,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(codename="add_image"),
    )
    Group.objects.get(name=GROUP_NAMES[Role.COORDINATOR]).permissions.clear()
    Group.objects.create(name="Moderators of old")
    sync_roles()
    assert written() == expected()


def test_sync_roles_run_twice_changes_nothing():
    sync_roles()
    before = (written(), set(Group.objects.values_list("pk", flat=True)))
    sync_roles()
    assert (written(), set(Group.objects.values_list("pk", flat=True))) == before


def test_only_the_secretariat_may_enter_wagtail():
    assert {role for role, rule in TABLE.items() if Right.EDIT_NATIONAL_CONTENT in rule.rights} == {Role.SECRETARIAT}


def test_groups_of_a_person_follow_her_running_roles():
    person = UserFactory()
    helper = role_of(person, Role.HELPER, DistrictFactory())
    role_of(person, Role.VOLUNTEER, LocalGroupFactory())
    mirror_roles(person)
    assert set(person.groups.values_list("name", flat=True)) == {
        GROUP_NAMES[Role.HELPER],
        GROUP_NAMES[Role.VOLUNTEER],
    }
    helper.ends_at = helper.starts_at
    helper.save()
    mirror_roles(person)
    assert [group.name for group in person.groups.all()] == [GROUP_NAMES[Role.VOLUNTEER]]


def test_secretariat_gets_wagtails_door_with_her_role_and_loses_it_with_the_role():
    person = UserFactory()
    role = role_of(person, Role.SECRETARIAT, OrganisationFactory())
    mirror_roles(person)
    assert type(person).objects.get(pk=person.pk).has_perm("wagtailadmin.access_admin")
    role.ends_at = role.starts_at
    role.save()
    mirror_roles(person)
    assert not type(person).objects.get(pk=person.pk).has_perm("wagtailadmin.access_admin")


def test_audit_stores_names_of_fields_and_no_value_or_name_of_a_person():
    by = person_with(Role.SECRETARIAT, OrganisationFactory(), name="Unmistakable Secretary")
    person = UserFactory(name="Unmistakable Trainee", email="unmistakable@example.org")
    role = role_of(person, Role.TRAINEE, LocalGroupFactory())
    audit(by=by, obj=person, action="people.person_changed", fields=["phone", "name"])
    audit(by=by, obj=role, action="people.role_granted")
    entries = list(ModelLogEntry.objects.order_by("pk").values())
    assert [(entry["action"], entry["user_id"]) for entry in entries] == [
        ("people.person_changed", by.pk),
        ("people.role_granted", by.pk),
    ]
    assert entries[0]["data"] == {"fields": ["name", "phone"]}
    stored = repr(entries)
    assert not any(secret in stored for secret in ("Unmistakable", "unmistakable", person.phone, by.phone))


def test_audit_given_a_value_instead_of_a_field_refuses_without_repeating_it():
    person = UserFactory()
    with pytest.raises(LookupError) as refusal:
        audit(by=person, obj=person, action="people.person_changed", fields=[person.name])
    assert person.name not in str(refusal.value)
    with pytest.raises(KeyError):
        audit(by=person, obj=person, action="people.something_else")
    assert not ModelLogEntry.objects.exists()


def test_every_audited_action_has_its_wording():
    ours = {action for action, _label in registry.get_choices() if action.startswith("people.")}
    assert ours == AUDITED
