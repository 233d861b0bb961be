"""Measures diplomas from decision to stored file, the pack of a ceremony beside readers, and checks over the network.

`make bench-diplomas`, or `.venv/bin/python -m benchmarks.diplomas papers beside pack check` with the parts that are
wanted. DIPLOMAS makes it smaller (1,000). On SQLite as careful with the disk as an installation; the start of every
process of ours is counted, that of the engines beside is not. Beside the clock stands the processors' time, which other
work on the machine changes less. WeasyPrint and ReportLab have an environment of their own (`deploy/setup.py`).
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.report import line, load

if TYPE_CHECKING:
    from curriculum.models import CurriculumEdition
    from lms.people.models import User

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PARTS = ("papers", "beside", "pack", "check")
PROCESSES = 2
DIPLOMAS = int(os.environ.get("DIPLOMAS", "1000"))
SHARE, SIGNED_RATE, PACK_SECONDS, SLOWER, CHECKS = 0.6, 25, 5, 2, 200
FAILURES = 5_000
OTHERS = ("weasyprint", "reportlab")


def engine(
    name: str, facts: list[dict], count: int, python: str = sys.executable, processes: int = PROCESSES
) -> tuple[float, float]:
    """Let one library set the same pages; give how many a second, and milliseconds of a processor."""
    work = json.dumps({"with": name, "facts": facts, "count": count // processes})
    how = {"args": [python, str(HERE / "bare.py")], "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(**how) for _ in range(processes)]
    for process in running:
        process.stdin.write(work)
        process.stdin.close()
    told = [json.loads(process.stdout.read() or "{}") for process in running]
    if any(process.wait() for process in running):
        raise SystemExit(f"{name} has failed, see above.")
    rate = count / max(each["seconds"] for each in told)
    return rate, sum(each["processor"] for each in told) / count * 1000


def issued(kind: str, decisions: list[int], secretary: int) -> tuple[float, float]:
    """Let the site confirm and make diplomas; give how many a second, all starts counted, and milliseconds of the
    processors for one."""
    work = json.dumps({"kind": kind, "decisions": decisions, "secretary": secretary})
    begun = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.diplomas.issue"]
    how = os.environ | {"DJANGO_SETTINGS_MODULE": "benchmarks.diplomas.settings"}
    done = subprocess.run(command, input=work, stdout=subprocess.PIPE, text=True, check=True, env=how)
    taken = time.perf_counter() - begun
    told = json.loads(done.stdout)
    if told["made"] != len(decisions) or told["refused"]:
        raise SystemExit(f"Of {len(decisions)} diplomas {told['made']} were made.")
    line(f"  {kind}: confirmed, without the start", f"{len(decisions) / told['confirmed']:.0f}/s")
    return len(decisions) / taken, told["processor"] / len(decisions) * 1000


def said(seen: tuple[float, float]) -> str:
    """Write a rate with the processors' time."""
    return f"{seen[0]:.1f}/s ({seen[1]:.1f} ms of a processor)"


def papers(parts: list[str], edition: "CurriculumEdition", secretary: "User") -> None:
    """Measure diplomas from decision to stored file beside the engine alone, and that beside other libraries."""
    from benchmarks.diplomas.seed import proposed
    from cohorts.credentials.documents.diploma import layout_facts
    from cohorts.credentials.rules import facts_from
    from cohorts.models import Diploma

    first = proposed(edition, DIPLOMAS, 0).decisions
    unsigned = issued("unsigned", first, secretary.pk)
    facts = [layout_facts(facts_from(each), "") for each in Diploma.objects.values_list("facts", flat=True)[:50]]
    alone, both = engine("typst", facts, DIPLOMAS // 2, processes=1), engine("typst", facts, DIPLOMAS)
    line("typst alone, the same pages, in one process", said(alone))
    line("typst alone, the same pages, in two", said(both))
    if "papers" in parts:
        share = unsigned[0] / alone[0]
        line(
            "decision to stored file, unsigned (≥ 0.6 × typst in one)",
            f"{said(unsigned)} = {share:.2f} ×",
            share >= SHARE,
        )
        line("  beside typst in two processes", f"{unsigned[0] / both[0]:.2f} ×")
        signed = issued("signed", proposed(edition, DIPLOMAS, DIPLOMAS).decisions, secretary.pk)
        line("decision to stored file, signed (≥ 25/s)", said(signed), signed[0] >= SIGNED_RATE)
    if "beside" in parts:
        beside(facts)


def beside(facts: list[dict]) -> None:
    """Set the same words by other libraries, where they are installed."""
    python = HERE / ".venv" / "bin" / "python"
    for other in OTHERS:
        if python.exists():
            line(f"{other}, the same words", said(engine(other, facts, max(PROCESSES, DIPLOMAS // 5), str(python))))
        else:
            line(f"{other}, the same words", "not installed: `make bench-diplomas` does it")


def site(parts: list[str], edition: "CurriculumEdition", secretary: "User") -> None:
    """Measure what needs the site itself."""
    from django.core.management import call_command
    from django.db import connections

    from benchmarks.diplomas import site as measured
    from lms.people.models import FailedAttempt

    call_command("collectstatic", verbosity=0, interactive=False)
    cohorts, codes = measured.seed(edition, secretary)
    kind = FailedAttempt.Kind.CHECK
    FailedAttempt.objects.bulk_create(FailedAttempt(kind=kind, address=str(number)) for number in range(FAILURES))
    connections.close_all()
    with measured.serving() as port:
        if "pack" in parts:
            seconds, before, during = measured.packs(port, secretary, cohorts, codes)
            each = ", ".join(f"{taken:.1f}" for taken in seconds)
            line(
                f"packs of {measured.WOMEN} with cards, none drawn before (≤ 5 s)",
                f"{each} s",
                max(seconds) <= PACK_SECONDS,
            )
            told = f"{before:.0f} ms alone, {during:.0f} ms beside packs"
            line(f"p99 of {measured.A_SECOND} readers a second (less than doubled)", told, during < SLOWER * before)
        if "check" in parts:
            rate, written = measured.checks(port, codes)
            line("valid checks over the network (≥ 200/s)", f"{rate:.0f}/s, {written} rows written", rate >= CHECKS)


def main() -> None:
    """Measure in a database of its own, and leave nothing behind."""
    parts = sys.argv[1:] or list(PARTS)
    if unknown := set(parts) - set(PARTS):
        raise SystemExit(f"There is no part {', '.join(unknown)}: {', '.join(PARTS)}.")
    with tempfile.TemporaryDirectory(prefix="brobygger-diplomas-", ignore_cleanup_errors=True) as folder:
        os.environ |= {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{Path(folder) / 'db.sqlite3'}"}
        os.environ |= {"DJANGO_SETTINGS_MODULE": "lms.settings.dev", "BACKGROUND": "external"}
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installation keeps what it has compiled
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command

        settings.DEBUG = False
        print(f"{DIPLOMAS} diplomas")
        load("before")
        call_command("migrate", verbosity=0)
        from benchmarks.diplomas.seed import edition_and_secretary

        edition, secretary = edition_and_secretary()
        if {"papers", "beside"} & set(parts):
            papers(parts, edition, secretary)
        if {"pack", "check"} & set(parts):
            site(parts, edition, secretary)
        load("after")


if __name__ == "__main__":
    main()
