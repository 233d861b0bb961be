"""The demo after an evening: a note with its flip chart, what was sent to the women, and what they think."""

import io

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from cohorts.attendance.actions import add_photo, tell_after, write_note
from cohorts.attendance.queries import is_careful
from cohorts.attendance.rules import Change
from cohorts.evaluation.actions import give_feedback
from cohorts.evaluation.rules import Face
from cohorts.models import Cohort, CourseSession
from lms.kit import pdf
from lms.people.models import User

WORKED = "Rollespillet i par. Alle kom til orde da vi delte oss i to."
CHANGE = "Kortere innledning. Mer tid til spørsmål før pausen."
TASK = "Spør en nabo hva hun savner i bydelen. Ta med svaret neste gang."
CHART = (
    "Et godt råd:",
    "– lytte først",
    "– spørre, ikke fortelle",
    "– vite hvem som kan mer",
    "– følge med en gang til",
)
SAID = (
    (Face.GOOD, "Fint at vi øvde to og to."),
    (Face.GOOD, ""),
    (Face.SO_SO, "Litt mye snakk før maten."),
    (Face.GOOD, "الطعام كان لذيذًا"),
    (Face.GOOD, "Jeg turte å si noe høyt."),
    (Face.BAD, "Det var for varmt i rommet."),
    (Face.GOOD, ""),
)


def look_back(by: User, cohort: Cohort) -> None:
    """Give one evening that is over all of it; for the newest three women have answered, and its note is missing."""
    past = list(cohort.sessions.held().filter(date__lt=timezone.localdate()).order_by("-date"))
    noted = next((session for session in past[1:] if not is_careful(session)), None)
    if noted is None:
        return
    _answer(past[0], SAID[:3])
    words = {"worked": WORKED, "change": CHANGE, "home_task": TASK}
    write_note(by=by, session=noted, changes={name: Change("", text) for name, text in words.items()})
    note = add_photo(by=by, session=noted, photo=_flip_chart())
    note.refresh_from_db()
    tell_after(by=by, session=noted, seen=note.revision)
    _answer(noted, SAID)


def _answer(session: CourseSession, said: tuple[tuple[Face, str], ...]) -> None:
    for number, (face, sentence) in enumerate(said):
        give_feedback(session=session, face=face, sentence=sentence, device=f"demo-{number}", at=session.ends)


def _flip_chart() -> ContentFile:
    """Draw a sheet of a flip chart."""
    sheet = Image.new("RGB", (1200, 1600), "#f4f1ea")
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((60, 60, 1140, 1540), fill="white", outline="#b9b2a3", width=6)
    font = ImageFont.truetype(pdf.FONTS / "NotoSans_700Bold.ttf", 68)
    for line, text in enumerate(CHART):
        draw.text((120, 160 + line * 220), text, font=font, fill="#1d4e89" if line else "#b3261e")
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=85)
    return ContentFile(out.getvalue(), name="tavle.jpg")
