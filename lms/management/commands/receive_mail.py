"""`manage.py receive_mail`: takes mail for the calendar's address and puts it into the Maildir of INBOX_URL."""

import asyncio
from email.utils import parseaddr

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms.kit.ics import address_of
from lms.kit.inbox import LARGEST, put


class Receiver:
    """Answers an SMTP client: one address, mails of a size, nothing passed on."""

    def __init__(self, address: str, url: str) -> None:
        self.address = address_of(address)
        self.url = url

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802  (aiosmtpd's name)
        """Take mail for the one address only: this is no relay."""
        if address_of(address) != self.address:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        """Say that it was taken once it is on the disk."""
        try:
            await asyncio.to_thread(put, self.url, envelope.content)
        except OSError:
            return "451 4.3.0 try again later"
        return "250 2.0.0 kept"


class Command(BaseCommand):
    """Receive answers to invitations by SMTP."""

    help = "Receive mail for CALENDAR_ADDRESS by SMTP and put it into the Maildir of INBOX_URL."

    def add_arguments(self, parser) -> None:
        """Take where to listen."""
        parser.add_argument("--host", default="0.0.0.0", help="address to listen at")  # noqa: S104  (mail comes from outside)
        parser.add_argument("--port", type=int, default=2525)

    def handle(self, *args, **options) -> None:
        """Listen until it is stopped."""
        if not settings.INBOX_URL.startswith("maildir:///"):
            raise CommandError("Set INBOX_URL to a Maildir first, for example maildir:///srv/brobygger/replies.")
        try:
            from aiosmtpd.smtp import SMTP
        except ImportError:
            raise CommandError("This needs one more package: pip install aiosmtpd") from None
        address = settings.CALENDAR_ADDRESS or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        receiver = Receiver(address, settings.INBOX_URL)
        self.stdout.write(f"Mail for {address} is taken at {options['host']}:{options['port']}.")
        asyncio.run(listen(lambda: SMTP(receiver, data_size_limit=LARGEST), options["host"], options["port"]))


async def listen(protocol, host: str, port: int) -> None:
    """Serve until the task is cancelled."""
    server = await asyncio.get_running_loop().create_server(protocol, host, port)
    async with server:
        await server.serve_forever()
