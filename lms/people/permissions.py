"""Who may do what with people and roles, one sentence each."""

from .models import DataRequest, ProtectionReader, RoleAssignment, User
from .models.assignments import Place, covers, grantable_roles, has_right, has_right_at
from .roles import LEARNERS, TABLE, Right, Role


def can_invite(user: User) -> bool:
    """Allow whoever may give any role anywhere."""
    return has_right(user, Right.INVITE)


def can_grant_role(user: User, role: Role, place: Place) -> bool:
    """Allow a role that one of her roles may give, at her place or inside it."""
    return role in grantable_roles(user, place)


def can_answer_role(user: User, assignment: RoleAssignment) -> bool:
    """Allow the one who was asked to answer."""
    return assignment.person_id == user.pk


def can_end_role(user: User, assignment: RoleAssignment) -> bool:
    """Allow ending a running role of somebody else that she could give at that place."""
    return (
        assignment.is_running
        and assignment.person_id != user.pk
        and has_right_at(user, Right.END_ROLE, assignment.place)
        and Role(assignment.role) in grantable_roles(user, assignment.place)
    )


def can_change_person(user: User, person: User) -> bool:
    """Allow changing the name and number of somebody who has a role that she could give, and no office that she could
    not: whoever can change a number can sign in with it. Everyone changes her own languages elsewhere."""
    return (
        person != user
        and any(Role(held.role) in grantable_roles(user, held.place) for held in person.roles_with_places)
        and _could_give_every_office(user, person)
    )


def can_sign_in_for(user: User, person: User) -> bool:
    """Allow showing the sign-in code of a woman who is trainee or volunteer at the user's place, and has no office
    that the user could not give."""
    return (
        person != user
        and person.is_active
        and any(
            Role(held.role) in LEARNERS and has_right_at(user, Right.SIGN_IN_OTHERS, held.place)
            for held in person.roles_with_places
        )
        and _could_give_every_office(user, person)
    )


def can_protect(user: User, person: User) -> bool:
    """Allow protecting oneself, and a woman whose phone the user may sign in: who looks after her."""
    return person == user or can_sign_in_for(user, person)


def can_leave_off_lists(user: User, person: User) -> bool:
    """Allow leaving a name out of files to herself, and to who looks after her."""
    return person == user or can_sign_in_for(user, person)


def can_name_readers(user: User) -> bool:
    """Allow the list of who may read whether a woman is protected to whoever gives coordinators their role anywhere."""
    return any(Role.COORDINATOR in TABLE[Role(held.role)].grants for held in user.running_roles)


def can_name_readers_at(user: User, place: Place) -> bool:
    """Allow naming them for a place to whoever gives its coordinators their role."""
    return Role.COORDINATOR in grantable_roles(user, place)


def can_be_reader_at(person: User, place: Place) -> bool:
    """Allow only somebody who sees the women of the place anyway."""
    return has_right_at(person, Right.SEE_PEOPLE, place)


def can_read_protection(user: User, person: User) -> bool:
    """Allow reading whether a woman is protected to the two who are named for her place, as long as they work there."""
    if person == user:
        return False
    hers = [held.place for held in person.roles_with_places if Role(held.role) in LEARNERS]
    named = ProtectionReader.objects.with_places().filter(person=user) if hers else ()
    return any(
        can_be_reader_at(user, reader.place) and any(covers(reader.place, place) for place in hers) for reader in named
    )


def _could_give_every_office(user: User, person: User) -> bool:
    """Tell whether the user could give each office that the person holds or is about to hold. Being trainee or
    volunteer elsewhere as well takes nothing from those who look after her here."""
    return all(Role(held.role) in grantable_roles(user, held.place) for held in person.lasting_offices)


def can_sign_out(user: User, person: User) -> bool:
    """Allow ending all sessions of oneself, and of somebody whom she may sign in or change (a lost phone)."""
    return person == user or can_sign_in_for(user, person) or can_change_person(user, person)


def can_see_people(user: User) -> bool:
    """Allow the list of people to whoever sees others at all."""
    return has_right(user, Right.SEE_STAFF, Right.SEE_PEOPLE)


def can_answer_requests(user: User) -> bool:
    """Allow the list of what people ask about their own data to whoever answers them anywhere."""
    return has_right(user, Right.ANSWER_REQUESTS)


def can_answer_request(user: User, request: DataRequest) -> bool:
    """Allow answering what somebody else asks in the country of one's role."""
    return DataRequest.objects.to_answer(user).filter(pk=request.pk).exists()
