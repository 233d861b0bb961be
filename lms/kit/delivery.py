"""What can go wrong when a message is handed to a mail server or an SMS gateway."""


class DeliveryProblem(Exception):  # noqa: N818  (it is a verdict that is acted on, not a mistake)
    """A message was not accepted, or perhaps was. It carries a code of our own, never the server's words."""

    def __init__(self, code: str, *, temporary: bool, unclear: bool = False):
        """Take a code; whether another try may help; and whether the message may have been accepted after all."""
        super().__init__(code)
        self.code, self.temporary, self.unclear = code, temporary, unclear
