"""`make check`, `make test` and `make prove`: every stage in order, and one closing line that sums them up."""

import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET  # it reads files that pytest wrote a moment ago
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import debian
import postgres

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
REPORTS = Path(os.environ.get("DATA_DIR") or ROOT / "var") / "test"
SETTINGS = "lms.settings.test"

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


def checks() -> list[tuple[str, list[str]]]:
    """Give the static checks: a name and a command each."""
    python = sys.executable
    return [
        ("ruff check", [str(BIN / "ruff"), "check", "."]),
        ("ruff format", [str(BIN / "ruff"), "format", "--check", "."]),
        ("djlint", [str(BIN / "djlint"), "--lint", "--quiet", "templates"]),
        ("import contracts", [str(BIN / "lint-imports")]),
        ("migrations complete", [python, "manage.py", "makemigrations", "--check", "--dry-run"]),
        ("types", [python, "-m", "mypy", "--follow-imports=silent", *shelves()]),
        ("translations complete", [python, "-m", "pytest", "-q", "--no-header", "tests/house/test_translations.py"]),
    ]


def run_check(name: str, command: list[str]) -> bool:
    """Run one static check; what it says is shown only when it fails."""
    start = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    word = "ok" if done.returncode == 0 else "FAILED"
    print(f"{name:<24} {word} ({time.monotonic() - start:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def environment(**more: str) -> dict[str, str]:
    """Give the environment of a stage: the test settings, and SQLite unless `more` names a database."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, "DJANGO_SETTINGS_MODULE": SETTINGS, **more}


class Tests:
    """One run of pytest. Of two that run at once, one on each core, the second speaks when the first has finished."""

    def __init__(self, name: str, *options: str, aloud: bool = True, **more: str) -> None:
        self.name = name
        REPORTS.mkdir(parents=True, exist_ok=True)
        stem = REPORTS / f"{os.getpid()}-{name.rsplit(maxsplit=1)[-1]}"
        self.report, self.words = stem.with_suffix(".xml"), stem.with_suffix(".txt")
        command = [sys.executable, "-m", "pytest", "-q", f"--junit-xml={self.report}", "-o", "junit_logging=no"]
        self.output = None if aloud else self.words.open("w")
        if aloud:
            print(f"\n{name}", flush=True)
        self.process = subprocess.Popen(
            [*command, *options], cwd=ROOT, env=environment(**more), stdout=self.output, stderr=subprocess.STDOUT
        )

    def finish(self) -> Counter:
        """Wait for the end and give the counts."""
        code = self.process.wait()
        if self.output:
            self.output.close()
            print(f"\n{self.name}\n{self.words.read_text()}", flush=True)
            self.words.unlink()
        counts: Counter = Counter()
        if self.report.exists():
            for suite in ET.parse(self.report).getroot().iter("testsuite"):  # noqa: S314  # our own file
                counts.update({word: int(suite.get(word, 0)) for word in ("tests", "failures", "errors", "skipped")})
            self.report.unlink()
        nothing_chosen = code == 5
        if code and not nothing_chosen and not (counts["failures"] or counts["errors"]):
            counts["errors"] += 1  # pytest itself broke
        return counts


def closing_line(total: Counter, seconds: float) -> str:
    """Give the sum in the shape of pytest's own closing line."""
    passed = total["tests"] - total["failures"] - total["errors"] - total["skipped"]
    parts = [(total["failures"], "failed"), (passed, "passed"), (total["skipped"], "skipped")]
    parts.append((total["errors"], "error" if total["errors"] == 1 else "errors"))
    said = ", ".join(f"{count} {word}" for count, word in parts if count > 0) or "no tests ran"
    return f" {said} in {seconds:.2f}s ".center(100, "=")


def run_all(target: str) -> Counter:
    """Run the stages of a target and give the sum of their counts. A static check that fails counts as one failure."""
    total: Counter = Counter()
    if target != "prove":
        broken = sum(not run_check(name, command) for name, command in checks())
        total.update({"tests": broken, "failures": broken})
    with ExitStack() as stack:
        if target == "test":
            url = stack.enter_context(postgres.server())
            chosen = ("-m", "not long and not flow")
            # Two cores, two databases: each has its own run.
            other = Tests(
                "What touches the database, on PostgreSQL",
                *chosen,
                "--touching-database",
                aloud=False,
                DATABASE_URL=url,
            )
            total += Tests("The suite on SQLite", *chosen).finish()
            total += other.finish()
            total += Tests("Each journey once, in the browser", "-m", "flow and not long").finish()
        if target == "prove":
            total += Tests("The long tests on SQLite", "-m", "long").finish()
            url = stack.enter_context(postgres.server())
            total += Tests("Everything on PostgreSQL", DATABASE_URL=url).finish()
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
