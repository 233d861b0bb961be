"""Measures marks from many phones at once, and the page of an evening.

`make bench-attendance`, or `.venv/bin/python -m benchmarks.attendance`.

Both databases in one run, SQLite first; `python -m benchmarks.attendance sqlite` (or `postgresql`) takes one of them.
PHONES, MARKS, OFFLINE_PHONES and OFFLINE_MARKS make it smaller. PostgreSQL is that of DATABASE_URL, else a throw-away
server that is as careful with what it writes as an installation's."""

import os
import subprocess
import sys

from deploy import postgres

ENGINES = ("sqlite", "postgresql")


def main() -> None:
    """Measure each database in a process of its own, and the page of an evening."""
    for engine in sys.argv[1:] or ENGINES:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        measure = [sys.executable, "-m", "benchmarks.attendance.measure"]
        if engine == "sqlite":
            subprocess.run(measure, env=kept, check=True)
        else:
            with postgres.server(careful=True) as url:
                subprocess.run(measure, env=kept | {"DATABASE_URL": url}, check=True)
    subprocess.run([sys.executable, "-m", "benchmarks.attendance.evening"], check=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
