"""Writes the table of roles to Django's groups, and what staff did to the audit log."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import Group, Permission
from django.db import models, transaction
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page

from lms.kit.journal import log_all

from ..models import RoleAssignment, Session, User
from ..roles import (
    GROUP_NAMES,
    OFFICES,
    TABLE,
    WAGTAIL_COLLECTION_RIGHTS,
    WAGTAIL_PAGE_RIGHTS,
    WAGTAIL_REGISTERS,
    WAGTAIL_TRANSLATION_RIGHTS,
    Right,
    Role,
)

AUDITED = frozenset(
    {
        "people.account_ended",
        "people.data_request_answered",
        "people.person_added",
        "people.person_changed",
        "people.protection_reader_named",
        "people.protection_reader_ended",
        "people.role_asked",
        "people.role_granted",
        "people.role_ended",
        "people.second_keys_forgotten",
        "people.sign_in_link_made",
        "people.signed_out_everywhere",
    }
)
"""What staff can do to people. `lms.people.wagtail_hooks` gives each its wording."""


def _permissions(app_labels: Iterable[str], codenames: Iterable[str]) -> list[Permission]:
    """Find permissions by name. A name that is not there is a mistake in the table, and no reason to go on."""
    wanted = set(codenames)
    found = list(Permission.objects.filter(content_type__app_label__in=app_labels, codename__in=wanted))
    if missing := wanted - {permission.codename for permission in found}:
        raise LookupError(f"No such permission: {', '.join(sorted(missing))}. Has `migrate` run?")
    return found


@transaction.atomic
def sync_roles() -> None:
    """Write the table in `roles.py` to Django's groups, and remove what is not in it.

    Safe to run at any time after `migrate`; a second run changes nothing. Wagtail's own groups go too: nobody but
    the secretariat works in Wagtail's admin. Raises LookupError when a right of the table has no permission.
    """
    Group.objects.exclude(name__in=GROUP_NAMES.values()).delete()
    for role, rule in TABLE.items():
        group, _made = Group.objects.get_or_create(name=GROUP_NAMES[role])
        permissions = _permissions(["people"], [right.value for right in rule.rights])
        editor = Right.EDIT_NATIONAL_CONTENT in rule.rights
        if editor:
            permissions += _permissions(["wagtailadmin"], ["access_admin"])
            permissions += _permissions(["wagtail_localize"], WAGTAIL_TRANSLATION_RIGHTS)
            for app, registers in WAGTAIL_REGISTERS.items():
                verbs = ("add", "change", "delete", "view")
                permissions += _permissions([app], [f"{verb}_{register}" for register in registers for verb in verbs])
        group.permissions.set(permissions)
        _sync_page_rights(group, WAGTAIL_PAGE_RIGHTS if editor else ())
        _sync_collection_rights(group, WAGTAIL_COLLECTION_RIGHTS if editor else ())
    _give_ownerless_approvals_to(Group.objects.get(name=GROUP_NAMES[Role.SECRETARIAT]))


def _sync_page_rights(group: Group, codenames: tuple[str, ...]) -> None:
    """Let a group do these things with every page, and nothing else with any."""
    root = Page.get_first_root_node()
    permissions = _permissions(["wagtailcore"], codenames)
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=permissions).delete()
    for permission in permissions:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _sync_collection_rights(group: Group, codenames: tuple[str, ...]) -> None:
    """Let a group do these things with every picture and document, and nothing else with any."""
    root = Collection.get_first_root_node()
    permissions = _permissions(["wagtailimages", "wagtaildocs"], codenames)
    GroupCollectionPermission.objects.filter(group=group).exclude(collection=root, permission__in=permissions).delete()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _give_ownerless_approvals_to(group: Group) -> None:
    """Give approval steps whose group is gone to another one; else a submitted page would wait for ever."""
    for task in GroupApprovalTask.objects.filter(groups__isnull=True):
        task.groups.add(group)


def mirror_roles(*people: User) -> None:
    """Set the groups of people to the roles that run for them now, in a handful of statements however many they are.

    Called in the transaction in which one of their roles starts or ends. Groups that are missing (nobody has run
    `sync_roles` yet) are written first, so that a role never comes without its rights.
    """
    running = RoleAssignment.objects.running().filter(person__in=people).order_by().values_list("person", "role")
    names = {(person, GROUP_NAMES[Role(role)]) for person, role in running}
    groups = _groups({name for _person, name in names})
    rows = User.groups.through.objects
    wanted = {(person, groups[name]) for person, name in names}
    held = set(rows.filter(user__in=people).values_list("user", "group"))
    for person, group in held - wanted:
        rows.filter(user=person, group=group).delete()
    missing = [rows.model(user_id=person, group_id=group) for person, group in sorted(wanted - held)]
    rows.bulk_create(missing, ignore_conflicts=True)  # two may begin in the same moment


def _groups(names: set[str]) -> dict[str, int]:
    """Give the keys of groups by their names."""
    found = dict(Group.objects.filter(name__in=names).values_list("name", "pk"))
    if len(found) < len(names):
        sync_roles()
        found = dict(Group.objects.filter(name__in=names).values_list("name", "pk"))
    return found


def start_role(assignment: RoleAssignment) -> bool:
    """Let a role that has just been given or accepted take effect; tell whether that ended her sessions."""
    mirror_roles(assignment.person)
    if not TABLE[Role(assignment.role)].second_factor:
        return False
    # A session that was opened without the second factor must not gain the right that asks for it.
    Session.objects.filter(user=assignment.person).delete()
    return True


def audit(*, by: User | None, obj: models.Model, action: str, fields: Iterable[str] = ()) -> None:
    """Note in Wagtail's log what staff did to which object, and the names of the fields that changed.

    What somebody does to herself is not noted, and only who holds an office is named: the secretariat reads the log,
    and must not learn there who is a trainee. `by` is None when the machine acted. Takes no values: LookupError for a
    field the object does not have stops one that was passed by mistake. KeyError for an action not in `AUDITED`.
    """
    audit_all(by=by, objs=[obj], action=action, fields=fields)


def audit_all(*, by: User | None, objs: Sequence[models.Model], action: str, fields: Iterable[str] = ()) -> None:
    """Note the same of several objects of one kind, in one statement."""
    if action not in AUDITED:
        raise KeyError(action)
    names = sorted(set(fields))
    if objs and (unknown := [name for name in names if not hasattr(objs[0]._meta.model, name)]):
        raise LookupError(f"{objs[0]._meta.label} has no such field ({len(unknown)} of those given).")
    named = by if by is not None and by.role_codes & OFFICES else None
    noted = [obj for obj in objs if by is None or by != obj]
    log_all(noted, action=action, user=named, data={"fields": names} if names else {})
