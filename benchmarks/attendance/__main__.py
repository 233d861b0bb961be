"""Measures marks from many phones at once, and the page of an evening.

`make bench-attendance`, or `.venv/bin/python -m benchmarks.attendance`.

All parts on both databases in one run, SQLite first. Named databases (`sqlite`, `postgresql`) and parts (`marks`,
`offline`, `check-ins`, `back`, `evening`) leave out the others: `python -m benchmarks.attendance postgresql marks`.
PHONES, MARKS, OFFLINE_PHONES, OFFLINE_MARKS and CHECK_INS make it smaller. PostgreSQL is that of DATABASE_URL, else a
throw-away server that is as careful with what it writes as an installation's."""

import os
import subprocess
import sys
import time

from deploy import postgres

ENGINES = ("sqlite", "postgresql")
PARTS = ("marks", "offline", "check-ins", "back")
EVENING = "evening"
MISSED = "NOT MET"


def run(module: str, environment: dict[str, str], *parts: str) -> list[str]:
    """Let a process of its own measure, show its lines as they come, and give those that are not met."""
    command = [sys.executable, "-m", f"benchmarks.attendance.{module}", *parts]
    missed = []
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            print(line, end="")
            if line.rstrip().endswith(MISSED):
                missed.append(line.strip())
    if process.returncode:
        raise SystemExit(process.returncode)
    return missed


def main(asked: list[str]) -> None:
    """Measure each database in a process of its own, and the page of an evening; say at the end what is not met."""
    if unknown := {*asked} - {*ENGINES, *PARTS, EVENING}:
        raise SystemExit(f"Unknown: {', '.join(unknown)}. There are {', '.join((*ENGINES, *PARTS, EVENING))}.")
    engines = [each for each in ENGINES if each in asked] or ENGINES
    parts = [each for each in PARTS if each in asked] or (() if EVENING in asked else PARTS)
    began = time.monotonic()
    missed = []
    for engine in engines if parts else ():
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        if engine == "sqlite":
            missed += [f"{engine}: {line}" for line in run("measure", kept, *parts)]
        else:
            with postgres.server(careful=True) as url:
                missed += [f"{engine}: {line}" for line in run("measure", kept | {"DATABASE_URL": url}, *parts)]
    if EVENING in asked or not {*asked} & {*PARTS}:
        missed += run("evening", dict(os.environ))
    print(f"took {time.monotonic() - began:.0f} s; {'all is met' if not missed else 'not met:'}")
    print(*missed, sep="\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main(sys.argv[1:])
