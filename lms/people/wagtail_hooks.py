"""What people hang into Wagtail: the wording of their entries in its audit log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def name_what_staff_do(actions: LogActionRegistry) -> None:
    """Give every entry of `AUDITED` its label and sentence. Both are without names: the entry has a pseudonym."""
    actions.register_action("people.account_ended", _("End an account"), _("Account ended after long silence"))
    actions.register_action("people.data_request_answered", _("Answer a request"), _("Request answered"))
    actions.register_action("people.person_added", _("Add a person"), _("Added"))
    actions.register_action("people.person_changed", _("Change a person"), _("Changed"))
    actions.register_action("people.role_asked", _("Ask somebody to take a role"), _("Asked to take a role"))
    actions.register_action("people.role_granted", _("Give a role"), _("Role given"))
    actions.register_action("people.role_ended", _("End a role"), _("Role ended"))
    actions.register_action("people.sign_in_link_made", _("Show a sign-in code"), _("Sign-in code shown"))
    actions.register_action("people.signed_out_everywhere", _("Sign out everywhere"), _("Signed out everywhere"))
    actions.register_action("people.second_keys_forgotten", _("Forget second keys"), _("Second keys forgotten"))
    actions.register_action(
        "people.protection_reader_named", _("Name who may read a mark"), _("Named to read marks of protection")
    )
    actions.register_action(
        "people.protection_reader_ended", _("End that somebody may read a mark"), _("Does not read marks any more")
    )
