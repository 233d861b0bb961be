"""Measures diplomas from decision to stored file, and the pack of a ceremony.

`make bench-diplomas`, or `.venv/bin/python -m benchmarks.diplomas`. DIPLOMAS makes it smaller (1,000). On SQLite, in
two processes; the start of every process is counted. WeasyPrint and ReportLab are measured where they are installed
(nothing of ours needs them), without a database and without a credential.
"""

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

PROCESSES = 2
DIPLOMAS = int(os.environ.get("DIPLOMAS", "1000"))
SHARE, SIGNED_RATE, PACK, PACK_SECONDS = 0.6, 25, 25, 5
OTHERS = ("weasyprint", "reportlab")


def line(what: str, value: str, met: bool | None = None) -> None:
    """Print one measure and, where something was asked for, whether it is met."""
    print(f"{what:<58} {value:<34} {'' if met is None else 'met' if met else 'NOT MET'}", flush=True)


def rate(kind: str, works: list[dict], count: int, *, warm: bool = False) -> float:
    """Let processes work side by side, and give how many papers they made a second: their start included, or `warm`."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.diplomas.worker", kind]
    running = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in works]
    for process, work in zip(running, works, strict=True):
        process.stdin.write(json.dumps(work))
        process.stdin.close()
    inside = [json.loads(process.stdout.read())["seconds"] for process in running]
    if any(process.wait() for process in running):
        raise SystemExit("A process has failed, see above.")
    line(f"  {kind}: without the start of the processes", f"{count / max(inside):.1f}/s")
    return count / (max(inside) if warm else time.perf_counter() - begun)


def seed() -> tuple[int, list[int], object]:
    """Make a cohort with proposals that wait; give who confirms, the proposals, and a cohort for a pack."""
    from django.utils import timezone

    from cohorts.models import Cohort, CompletionDecision, DiplomaWishes, Enrolment
    from lms.people.models import User
    from lms.people.roles import Role
    from tests.factories.cohorts import CohortFactory, planned_weekly
    from tests.factories.curriculum import make_module, make_released
    from tests.factories.people import OrganisationFactory, person_with

    edition = make_released([make_module(f"Modul {number}", "frame") for number in range(1, 18)])
    made: list[int] = []
    cohorts = []
    for count in (2 * DIPLOMAS, PACK):
        cohort = CohortFactory(edition=edition, state=Cohort.State.RUNNING)
        planned_weekly(cohort, timezone.localdate() - timedelta(weeks=20))
        people = User.objects.bulk_create(
            User(name=f"Amina Prøve {n}", phone=f"+47{40_000_000 + len(made) + n}") for n in range(count)
        )
        places = Enrolment.objects.bulk_create(Enrolment(cohort=cohort, person=each) for each in people)
        now = timezone.now()
        DiplomaWishes.objects.bulk_create(
            DiplomaWishes(enrolment=each, name=each.person.name, languages=["nb"], name_confirmed_at=now)
            for each in places
        )
        coordinator = person_with(Role.COORDINATOR, cohort.district)
        credited = list(range(1, 18))
        rows = CompletionDecision.objects.bulk_create(
            CompletionDecision(enrolment=each, credited=credited, needed=17, fulfilled=True, proposed_by=coordinator)
            for each in places
        )
        made += [row.pk for row in rows]
        cohorts.append(cohort)
    secretary = person_with(Role.SECRETARIAT, OrganisationFactory())
    return secretary.pk, made, cohorts[1]


def pack_of(cohort: object, decisions: list[int], secretary: int) -> float:
    """Confirm a cohort, and give how many seconds its pack takes, from the question to the file, cards included."""
    from django.utils import timezone

    from cohorts.credentials.actions import confirm_completion, issue_card
    from cohorts.credentials.actions.packs import ask_for_pack, make_pack
    from cohorts.models import CompletionDecision
    from lms.people.models import User

    by = User.objects.get(pk=secretary)
    for decision in CompletionDecision.objects.filter(pk__in=decisions):
        confirm_completion(by=by, decision=decision, given_at="Oslo", given_on=timezone.localdate())
        issue_card(by=by, enrolment=decision.enrolment)
    begun = time.perf_counter()
    pack = ask_for_pack(by=by, cohort=cohort, language="nb", given_at="Oslo", given_on=timezone.localdate(), spares=2)
    make_pack.func(str(pack.public_id))
    pack.refresh_from_db()
    if not pack.file or pack.failed:
        raise SystemExit("The pack is not whole.")
    return time.perf_counter() - begun


def main() -> None:
    """Seed a database of its own, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{Path(folder) / 'db.sqlite3'}"}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
        call_command("migrate", verbosity=0)
        settings.DEBUG = False
        measure()


def measure() -> None:
    """Measure the engine, our drawing, and both ways from decision to stored file, in one run."""
    secretary, decisions, cohort = seed()
    half = DIPLOMAS // PROCESSES
    bare = rate("engine", [{"count": half}] * PROCESSES, DIPLOMAS, warm=True)  # the harder one to compare with
    line("bare typst engine, the same page", f"{bare:.1f}/s")
    drawn = rate("draw", [{"count": half}] * PROCESSES, DIPLOMAS)
    line("drawn with its own QR code, hashed", f"{drawn:.1f}/s = {drawn / bare:.2f} ×")
    for kind, mine in (("unsigned", decisions[:DIPLOMAS]), ("signed", decisions[DIPLOMAS : 2 * DIPLOMAS])):
        works = [{"decisions": mine[n::PROCESSES], "secretary": secretary} for n in range(PROCESSES)]
        seen = rate(kind, works, len(mine))
        if kind == "unsigned":
            line(
                "decided to stored file, unsigned (≥ 0.6 × bare)",
                f"{seen:.1f}/s = {seen / bare:.2f} ×",
                seen >= SHARE * bare,
            )
        else:
            line("decided to stored file, signed (≥ 25/s)", f"{seen:.1f}/s", seen >= SIGNED_RATE)
    for other in OTHERS:
        if importlib.util.find_spec(other) is None:
            line(f"{other}, the same words", "not installed, not measured")
        else:
            count = max(PROCESSES, DIPLOMAS // 5)
            line(f"{other}, the same words", f"{rate(other, [{'count': count // PROCESSES}] * PROCESSES, count):.1f}/s")
    seconds = pack_of(cohort, decisions[2 * DIPLOMAS :], secretary)
    line(f"a pack of {PACK}, with cards (≤ 5 s)", f"{seconds:.1f} s", seconds <= PACK_SECONDS)


if __name__ == "__main__":
    main()
