"""The one table that says what each role may do. `manage.py sync_roles` writes it to Django's groups."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a person is to the programme, in one place, for a period."""

    SECRETARIAT = "secretariat", _("Secretariat")
    ORG_LEADER = "org_leader", _("Organisation leader")
    STEERING_MEMBER = "steering_member", _("Steering group member")
    COORDINATOR = "coordinator", _("Local coordinator")
    HELPER = "helper", _("Helper coordinator")
    ORG_VOLUNTEER = "org_volunteer", _("Organisational volunteer")
    VOLUNTEER = "volunteer", _("Neighbourhood mother")
    TRAINEE = "trainee", _("Trainee")


class PlaceKind(TextChoices):
    """Where a role can be held."""

    ORGANISATION = "organisation", _("organisation")
    MUNICIPALITY = "municipality", _("municipality")
    DISTRICT = "district", _("district")
    LOCAL_GROUP = "local_group", _("group")


class Right(TextChoices):
    """What can be allowed at a place. Each is a permission of Django's, `people.<value>`."""

    SEE_STAFF = "see_staff", "See who holds an office in the country"
    SEE_PEOPLE = "see_people", "See the trainees and volunteers of the place"
    INVITE = "invite", "Give somebody a role at the place"
    END_ROLE = "end_role", "End a role at the place"
    SIGN_IN_OTHERS = "sign_in_others", "Show the code that signs a phone in"
    EDIT_LOCAL_CONTENT = "edit_local_content", "Fill in the local places and the directory of the place"
    EDIT_NATIONAL_CONTENT = "edit_national_content", "Work in Wagtail's admin"
    SEE_COHORTS = "see_cohorts", "See the cohorts of the place, their evenings and their women"
    RUN_COHORTS = "run_cohorts", "Open cohorts at the place, enrol women and plan the evenings"
    FOLLOW_COHORTS = "follow_cohorts", "See the cohorts of the country, without names"
    CONFIRM_DIPLOMAS = "confirm_diplomas", "Confirm who has completed, and see what she has of the course"
    ANSWER_REQUESTS = "answer_requests", "Answer who asks for a copy of what is held about her, or to be forgotten"


@dataclass(frozen=True)
class RoleRule:
    """One row of the table."""

    places: tuple[PlaceKind, ...]
    rights: frozenset[Right] = frozenset()
    grants: frozenset[Role] = frozenset()  # the roles she may give to others at her place, and end
    second_factor: bool = False
    session: timedelta = timedelta(days=14)  # how long a signed-in phone stays so
    idle: timedelta | None = None  # how long it may lie unused


OFFICES = frozenset(
    {Role.SECRETARIAT, Role.ORG_LEADER, Role.STEERING_MEMBER, Role.COORDINATOR, Role.HELPER, Role.ORG_VOLUNTEER}
)
"""Roles that the secretariat sees by name. Trainees and volunteers it sees as totals."""

LEARNERS = frozenset({Role.TRAINEE, Role.VOLUNTEER})
"""Roles of women who learn or listen, and whose phones others may sign in."""

GROUP_ROLES = frozenset({Role.TRAINEE, Role.VOLUNTEER, Role.HELPER, Role.ORG_VOLUNTEER})
"""Roles that a coordinator sees at her place, beside her fellow coordinators."""

TABLE: dict[Role, RoleRule] = {
    Role.SECRETARIAT: RoleRule(
        places=(PlaceKind.ORGANISATION,),
        rights=frozenset(
            {
                Right.SEE_STAFF,
                Right.INVITE,
                Right.END_ROLE,
                Right.EDIT_NATIONAL_CONTENT,
                Right.FOLLOW_COHORTS,
                Right.CONFIRM_DIPLOMAS,
                Right.ANSWER_REQUESTS,
            }
        ),
        grants=OFFICES - {Role.HELPER},
        second_factor=True,
        session=timedelta(hours=12),
        idle=timedelta(minutes=30),
    ),
    Role.ORG_LEADER: RoleRule(
        places=(PlaceKind.ORGANISATION,),
        rights=frozenset({Right.SEE_STAFF}),
        session=timedelta(hours=12),
    ),
    Role.STEERING_MEMBER: RoleRule(places=(PlaceKind.ORGANISATION,)),
    Role.COORDINATOR: RoleRule(
        places=(PlaceKind.DISTRICT, PlaceKind.MUNICIPALITY),
        rights=frozenset(
            {
                Right.SEE_PEOPLE,
                Right.INVITE,
                Right.END_ROLE,
                Right.SIGN_IN_OTHERS,
                Right.EDIT_LOCAL_CONTENT,
                Right.SEE_COHORTS,
                Right.RUN_COHORTS,
            }
        ),
        grants=frozenset({Role.HELPER, Role.TRAINEE, Role.VOLUNTEER}),
    ),
    Role.HELPER: RoleRule(
        places=(PlaceKind.DISTRICT, PlaceKind.MUNICIPALITY),
        rights=frozenset({Right.SEE_PEOPLE, Right.SIGN_IN_OTHERS, Right.SEE_COHORTS}),
    ),
    Role.ORG_VOLUNTEER: RoleRule(places=(PlaceKind.LOCAL_GROUP,)),
    Role.VOLUNTEER: RoleRule(places=(PlaceKind.LOCAL_GROUP,), session=timedelta(days=90)),
    Role.TRAINEE: RoleRule(places=(PlaceKind.LOCAL_GROUP,), session=timedelta(days=90)),
}

GROUP_NAMES: dict[Role, str] = {role: f"role: {role.value}" for role in Role}
"""The Django group that mirrors each role."""

WAGTAIL_PAGE_RIGHTS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
WAGTAIL_COLLECTION_RIGHTS = (
    "add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document",
)  # fmt: skip
WAGTAIL_REGISTERS = {
    "modules": ("helpservice", "glossaryterm", "exercise", "source", "editorialtodo", "material", "goaltag")
}
"""National registers edited in Wagtail's admin, by app: the editors may add, change, delete and view each."""
WAGTAIL_TRANSLATION_RIGHTS = ("submit_translation",)


def grantable_at(granting: Role, kind: PlaceKind) -> frozenset[Role]:
    """Give the roles that somebody with the role `granting` may give at a place of this kind."""
    return frozenset(role for role in TABLE[granting].grants if kind in TABLE[role].places)
