"""How allauth talks to our people and our mailbox."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from selection: nobody signs up."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """TOTP, passkeys and recovery codes."""
