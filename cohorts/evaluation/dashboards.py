"""What the screens of feedback show."""

from dataclasses import dataclass

from cohorts.schedule.models import CourseSession

from . import queries
from .models import SessionFeedback
from .rules import SHOWN_FROM, Faces, State, is_shown


@dataclass(frozen=True)
class Feedback:
    """The feedback of an evening. `faces` and `words` are empty as long as they are not shown."""

    state: State
    received: int
    faces: Faces | None = None
    words: tuple[SessionFeedback, ...] = ()

    @property
    def shown_from(self) -> int:
        """Give from how many answers on they are shown."""
        return SHOWN_FROM

    @property
    def is_open(self) -> bool:
        """Tell whether it takes answers."""
        return self.state is State.OPEN

    @property
    def is_ahead(self) -> bool:
        """Tell whether the evening is still to begin."""
        return self.state is State.AHEAD

    @property
    def may_close(self) -> bool:
        """Tell whether closing it would show something."""
        return self.is_open and self.received >= SHOWN_FROM


def feedback_of(session: CourseSession, *, with_words: bool = False) -> Feedback:
    """Give the feedback of an evening; sentences only for whoever may read them. At most four queries."""
    window = queries.window_of(session)
    state = queries.state_of(session, window)
    if not is_shown(state, window.received):
        return Feedback(state, window.received)
    words = queries.words_of(session) if with_words else []
    return Feedback(state, window.received, queries.faces_of([session]).get(session.pk), tuple(words))
