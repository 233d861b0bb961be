"""A real mail server for tests: it keeps what it accepts, and can be told to misbehave."""

import asyncio
import threading
from email import message_from_bytes
from email.message import Message
from email.policy import default

from aiosmtpd.controller import Controller

OK = "250 kept"
LATER = "451 try again later"
NEVER = "550 no such mailbox"
KEEP_AND_HANG_UP = "keep the message, close the connection without a word"
DROP_AND_HANG_UP = "drop the message, close the connection without a word"
KEEP_AND_SAY_NOTHING = "keep the message, say nothing for 30 seconds"
SAY_NOTHING = "say nothing for 30 seconds when greeted"


class MailServer:
    """Listens on a free port while it is entered. `script` holds its answers to DATA, the last one for ever."""

    def __init__(self, *script: str, recipients: str = OK) -> None:
        self.script = list(script) or [OK]
        self.recipients = recipients
        self.kept: list[Message] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.asked = threading.Event()  # somebody is waiting for an answer that will not come
        self.controller = Controller(self, hostname="127.0.0.1", port=0)

    def __enter__(self) -> "MailServer":
        # The controller looks at the port before the kernel has chosen one, so it is started by hand.
        self.controller._thread = threading.Thread(target=self._serve, daemon=True)
        self._ready = threading.Event()
        self.controller._thread.start()
        self._ready.wait(5)
        return self

    def __exit__(self, *error: object) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.controller._thread.join(5)

    def _serve(self) -> None:
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        server = self.loop.run_until_complete(self.loop.create_server(self.controller.factory, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self.loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0.05))
        self.loop.close()

    def use(self, settings) -> None:
        """Let Django (pytest's `settings`) send through this server."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", self.port, 1
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802  (aiosmtpd's name)
        """Greet, or not."""
        if self.script[0] == SAY_NOTHING:
            self._next()
            self.asked.set()
            await asyncio.sleep(30)
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  (aiosmtpd's name)
        """Accept the recipient, or not."""
        if self.recipients == OK:
            envelope.rcpt_tos.append(address)
        return self.recipients

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  (aiosmtpd's name)
        """Do what the script says."""
        answer = self._next()
        if answer in (OK, KEEP_AND_HANG_UP, KEEP_AND_SAY_NOTHING):
            self.kept.append(message_from_bytes(envelope.content, policy=default))
            self.envelopes.append((envelope.mail_from, list(envelope.rcpt_tos)))
        if answer == KEEP_AND_SAY_NOTHING:
            self.asked.set()
            await asyncio.sleep(30)
        if answer in (KEEP_AND_HANG_UP, DROP_AND_HANG_UP):
            server.transport.abort()
        return answer

    def _next(self) -> str:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]
