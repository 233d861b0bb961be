"""`make check`, `make test` and `make prove`: every stage in order, and one closing line that sums them up."""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET  # it reads files that pytest wrote a moment ago
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import debian
import postgres

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
REPORTS = Path(os.environ.get("DATA_DIR") or ROOT / "var") / "test"
SETTINGS = "lms.settings.test"
BOTH_CORES = ("--numprocesses", "auto", "--dist", "loadfile")
"""A file's tests share what it loads once, so that they stay together."""
JOURNEYS = ("tests/flows", "--numprocesses", "auto", "--dist", "worksteal")
"""Journeys are few and long, and share nothing but the state they begin with."""

# The shelves that others call; a wrong type there is somebody else's bug.
TYPED = ["actions", "permissions", "queries", "rules"]
FLOORS = ["lms/people", "modules", "curriculum", "cohorts", "home"]


def shelves() -> list[str]:
    """Give the files and packages that mypy reads."""
    found = [
        path.relative_to(ROOT)
        for floor in FLOORS
        for shelf in TYPED
        for path in [*(ROOT / floor).rglob(f"{shelf}.py"), *(ROOT / floor).rglob(f"{shelf}/")]
        if "migrations" not in path.parts
    ]
    return ["lms/kit", *sorted({str(path) for path in found})]


PYTEST = [sys.executable, "-m", "pytest", "-q", "--no-header"]
MAKES_DATABASES = [*PYTEST, "tests/house/test_databases.py"]


@dataclass(frozen=True)
class Check:
    """A command that ends well or not, and what it needs in its environment."""

    name: str
    command: list[str]
    more: dict[str, str] = field(default_factory=dict)


def static_checks() -> list[Check]:
    """Give the checks that read and do not run, the longest first."""
    return [
        Check("types", [sys.executable, "-m", "mypy", "--follow-imports=silent", *shelves()]),
        Check("migrations complete", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]),
        Check("djlint", [str(BIN / "djlint"), "--lint", "--quiet", "templates"]),
        Check("import contracts", [str(BIN / "lint-imports")]),
        Check("ruff check", [str(BIN / "ruff"), "check", "."]),
        Check("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
    ]


def makers(url: str) -> list[Check]:
    """Give what makes the databases that tests copy, for SQLite and for PostgreSQL. One worker alone would make them
    while the other waits."""
    return [
        Check("databases: SQLite", MAKES_DATABASES),
        Check("databases: PostgreSQL", [*MAKES_DATABASES, "-k", "migrations"], {"DATABASE_URL": url}),
    ]


def run_checks(checks: list[Check]) -> Counter:
    """Run checks, two at a time. Each that fails counts as one failure."""
    with ThreadPoolExecutor(max_workers=2) as two:
        broken = list(two.map(run_check, checks)).count(False)
    return Counter({"tests": broken, "failures": broken})


def run_check(check: Check) -> bool:
    """Run one check; what it says is shown only when it fails."""
    start = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env=environment(**check.more),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    word = "ok" if done.returncode == 0 else "FAILED"
    said = f"\n{done.stdout}" if done.returncode else ""
    print(f"{check.name:<24} {word} ({time.monotonic() - start:.1f} s){said}", flush=True)
    return done.returncode == 0


def environment(**more: str) -> dict[str, str]:
    """Give the environment of a stage: the test settings, and SQLite unless `more` names a database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "DJANGO_SETTINGS_MODULE": SETTINGS, **more}


def run_tests(name: str, *options: str, **more: str) -> Counter:
    """Run pytest once and give the counts."""
    print(f"\n{name}", flush=True)
    REPORTS.mkdir(parents=True, exist_ok=True)
    report = REPORTS / f"{os.getpid()}.xml"
    command = [sys.executable, "-m", "pytest", "-q", f"--junit-xml={report}", "-o", "junit_logging=no"]
    code = subprocess.run([*command, *options], cwd=ROOT, env=environment(**more), check=False).returncode
    counts: Counter = Counter()
    if report.exists():
        for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314  # our own file
            counts.update({word: int(suite.get(word, 0)) for word in ("tests", "failures", "errors", "skipped")})
        report.unlink()
    nothing_chosen = code == 5
    if code and not nothing_chosen and not (counts["failures"] or counts["errors"]):
        counts["errors"] += 1  # pytest itself broke
    return counts


def files_marked(word: str) -> list[str]:
    """Give the files in which a test carries this mark; reading the others would take longer than the tests."""
    return [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if f"mark.{word}" in path.read_text(encoding="utf-8")
    ]


def closing_line(total: Counter, seconds: float) -> str:
    """Give the sum in the shape of pytest's own closing line."""
    passed = total["tests"] - total["failures"] - total["errors"] - total["skipped"]
    parts = [(total["failures"], "failed"), (passed, "passed"), (total["skipped"], "skipped")]
    parts.append((total["errors"], "error" if total["errors"] == 1 else "errors"))
    said = ", ".join(f"{count} {word}" for count, word in parts if count > 0) or "no tests ran"
    return f" {said} in {seconds:.2f}s ".center(100, "=")


def run_all(target: str) -> Counter:
    """Run the stages of a target and give the sum of their counts. A check that fails counts as one failure."""
    total: Counter = Counter()
    if target == "check":
        translations = Check("translations complete", [*PYTEST, "tests/house/test_translations.py"])
        return run_checks([translations, *static_checks()])
    with postgres.server() as url:
        if target == "test":
            total += run_checks([*makers(url), *static_checks()])
            total += run_tests("The suite on SQLite", "-m", "not long and not flow", *BOTH_CORES)
            differs = (*files_marked("database"), "-m", "database and not long and not flow", *BOTH_CORES)
            total += run_tests("What differs between databases, on PostgreSQL", *differs, DATABASE_URL=url)
            total += run_tests("Each journey once, in the browser", "-m", "flow and not long", *JOURNEYS)
        if target == "prove":
            total += run_checks(makers(url))
            total += run_tests("The long tests on SQLite, journeys apart", "-m", "long and not flow", *BOTH_CORES)
            rest = ("-m", "not flow", *BOTH_CORES)
            total += run_tests("Everything on PostgreSQL", *rest, DATABASE_URL=url)
            total += run_tests("Each journey on PostgreSQL", "-m", "flow", *JOURNEYS, DATABASE_URL=url)
    return total


def main() -> None:
    """Run the target, close with the sum, and end with 1 if anything failed."""
    target = sys.argv[1] if len(sys.argv) > 1 else "test"
    if target != "check":
        debian.ensure()
    start = time.monotonic()
    total = run_all(target)
    print()
    if target != "check":
        print(closing_line(total, time.monotonic() - start))
    sys.exit(1 if total["failures"] or total["errors"] else 0)


if __name__ == "__main__":
    main()
