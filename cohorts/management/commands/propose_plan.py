"""Prints the plan of a course for scripts and tests: the same that a coordinator sees."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cohorts.roster.models.places import CoursePlace
from cohorts.schedule.figures.notes import PlanNote, notes_on
from cohorts.schedule.figures.words import reason_words, refusal_words
from cohorts.schedule.queries import proposal_at, school_days_known_until
from cohorts.schedule.rules import Asked, Proposal, Rhythm, one_each
from curriculum.models import CurriculumEdition
from lms.people.models import District, Municipality

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Command(BaseCommand):
    """`manage.py propose_plan --edition NO-17 --place oslo --start 2027-01-12 --json`."""

    help = "Propose the evenings of an edition at a place, and say why a date is skipped. Nothing is saved."

    def add_arguments(self, parser) -> None:
        """Take what a coordinator says in the form."""
        parser.add_argument("--edition", required=True, help="code of a released edition: NO-17")
        parser.add_argument("--place", required=True, help="municipality or district: oslo, oslo/alna")
        parser.add_argument("--start", required=True, type=date.fromisoformat, help="first date: 2027-01-12")
        parser.add_argument("--time", type=time.fromisoformat, default=time(17), help="local time, 17:00 if not said")
        parser.add_argument("--end", type=time.fromisoformat, help="by default what the edition says of an evening")
        parser.add_argument(
            "--weekdays", type=int, nargs="+", choices=range(1, 8), default=(), help="1 is Monday; that of --start"
        )
        parser.add_argument("--every-weeks", type=int, choices=range(1, 9), default=1, help="2: every second week")
        parser.add_argument("--per-week", type=int, choices=range(8), default=0, help="at most so many in a week")
        parser.add_argument("--dates", type=date.fromisoformat, nargs="+", default=(), help="these and no others")
        parser.add_argument("--json", action="store_true", help="for scripts")

    def handle(self, *args, **options) -> None:
        """Print the plan, or end with a sentence."""
        edition, place = _edition(options["edition"]), _place(options["place"])
        if not FIRST_YEAR <= options["start"].year <= LAST_YEAR:
            raise CommandError(f"Choose a first date between the years {FIRST_YEAR} and {LAST_YEAR}.")
        positions = dict(edition.places.order_by("position").values_list("pk", "position"))
        asked = Asked(
            first=options["start"],
            start=options["time"],
            end=options["end"] or _later(options["time"], edition.evening_minutes),
            rhythm=Rhythm(
                weekdays=frozenset(options["weekdays"]),
                every_weeks=options["every_weeks"],
                per_week=options["per_week"],
                dates=tuple(options["dates"]),
            ),
        )
        proposal = proposal_at(place, asked, one_each(positions))
        if proposal.refusal:
            raise CommandError(refusal_words(proposal.refusal))
        municipality = place.municipality if isinstance(place, District) else place
        notes = notes_on(proposal, municipality, school_days_known_until(place))
        if options["json"]:
            data = as_data(proposal, notes, positions)
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            self._write(proposal, notes, positions)

    def _write(self, proposal: Proposal, notes: list[PlanNote], positions: dict[int, int]) -> None:
        for evening in proposal.evenings:
            numbers = ", ".join(str(positions[module]) for module in evening.modules)
            self.stdout.write(f"{evening.day} {evening.slot.start:%H:%M}–{evening.slot.end:%H:%M}  {numbers}")
        for skipped in proposal.skipped:
            self.stdout.write(f"{skipped.day} –  {reason_words(skipped.closures)}")
        for note in notes:
            self.stdout.write(f"{note.day} *  {note.text}")


def as_data(proposal: Proposal, notes: list[PlanNote], positions: dict[int, int]) -> dict[str, Any]:
    """Give a plan as JSON has it: modules by their numbers in the edition, times by the local clock."""
    return {
        "evenings": [
            {
                "date": evening.day.isoformat(),
                "start": evening.slot.start.isoformat("minutes"),
                "end": evening.slot.end.isoformat("minutes"),
                "modules": [positions[module] for module in evening.modules],
            }
            for evening in proposal.evenings
        ],
        "skipped": [
            {
                "date": skipped.day.isoformat(),
                "reason": reason_words(skipped.closures),
                "codes": sorted({closure.reason.value for closure in skipped.closures}),
                "check": any(closure.to_check for closure in skipped.closures),
            }
            for skipped in proposal.skipped
        ],
        "notes": [_note_as_data(note) for note in notes],
    }


def _note_as_data(note: PlanNote) -> dict[str, Any]:
    found: dict[str, Any] = {"date": note.day.isoformat(), "code": note.code, "text": note.text, "about": note.about}
    if note.first and note.last:
        found |= {"first": note.first.isoformat(), "last": note.last.isoformat()}
    return found | ({"sunset": note.sunset.isoformat("minutes")} if note.sunset else {})


def _edition(code: str) -> CurriculumEdition:
    """Find the newest released edition of a code."""
    edition = CurriculumEdition.objects.released().filter(code=code).order_by("-valid_from", "-pk").first()
    if edition is None:
        known = ", ".join(
            CurriculumEdition.objects.released().values_list("code", flat=True).distinct().order_by("code")
        )
        raise CommandError(f"There is no released edition called {code}. There is: {known or 'none'}.")
    return edition


def _place(path: str) -> CoursePlace:
    """Find a municipality or a district by how it stands in addresses."""
    outer, _slash, inner = path.partition("/")
    found: CoursePlace | None = (
        District.objects.filter(municipality__slug=outer, slug=inner).select_related("municipality__country").first()
        if inner
        else Municipality.objects.filter(slug=outer).select_related("country").first()
    )
    if found is None:
        known = ", ".join(Municipality.objects.values_list("slug", flat=True).order_by("slug"))
        raise CommandError(f"There is no place called {path}. There is: {known or 'none'}.")
    return found


def _later(start: time, minutes: int) -> time:
    """Give the clock so many minutes later, at most the last minute of the day."""
    end = datetime.combine(date.min, start) + timedelta(minutes=minutes)
    return end.time() if end.date() == date.min else time(23, 59)
