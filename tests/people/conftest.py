"""What the tests of people share."""

import pytest

from lms.kit import sms
from tests.people.town import Town


@pytest.fixture
def wording(settings, tmp_path):
    """Write a message's template for one test: `wording("moved", "Subject: …")`."""
    templates = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**templates, "DIRS": [*templates["DIRS"], tmp_path / "wordings"]}]

    def write(event: str, text: str) -> None:
        path = tmp_path / "wordings/people/notices" / f"{event}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    write(
        "moved", "Subject: {{ subject|default:'Kurskveld 5' }}\n\nHei {{ name }}.\nKurskveld 5 er flyttet.\n{{ link }}"
    )
    return write


@pytest.fixture
def sms_outbox() -> list[sms.TextMessage]:
    """Give what was sent by SMS, beginning with nothing."""
    sms.outbox.clear()
    return sms.outbox


# --- places and people -----------------------------------------------------------------------------------------------


@pytest.fixture
def town(db) -> Town:
    """Give a municipality with two districts, a group in each, and the national organisation."""
    return Town()


# --- ways in ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def without_demo(settings) -> None:
    """Ask for second keys, as outside the demo."""
    settings.DEMO = False
