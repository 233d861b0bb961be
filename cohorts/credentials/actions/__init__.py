"""What is done about completion: say how a name is spelt, propose, decide, issue."""

from .deciding import confirm_completion, propose_completion, return_completion
from .issuing import issue_diploma
from .wishes import say_wishes

__all__ = ["confirm_completion", "issue_diploma", "propose_completion", "return_completion", "say_wishes"]
