"""What has to be true before the site can serve, and one plain sentence for each thing that is not."""

import errno
import hashlib
import os
import shutil
import socket
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

LEAST_SPACE = 100 * 1024 * 1024  # bytes: the database, its journal and the collected static files


class NotReadyError(Exception):
    """Something has to be put right first; the message says what to do."""


def check_disk(folder: Path) -> None:
    """Raise NotReadyError unless the data folder can be made and its disk has room."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sentence = explain(error) or f"The folder {folder} cannot be made: set DATA_DIR to another one."
        raise NotReadyError(sentence) from error
    free = shutil.disk_usage(folder).free
    if free < LEAST_SPACE:
        raise NotReadyError(
            f"The disk with {folder} is full ({free // 1024 // 1024} MB left): "
            f"free at least {LEAST_SPACE // 1024 // 1024} MB, or set DATA_DIR to a folder on another disk."
        )


def check_port(host: str, port: int) -> None:
    """Raise NotReadyError when something else listens on the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise NotReadyError(f"Port {port} needs an administrator: choose one above 1024.") from error
        except OSError as error:
            raise NotReadyError(
                f"Port {port} is taken: stop what runs there, or choose another with `make run PORT={port + 1}`."
            ) from error


def pending_migrations() -> bool:
    """Tell whether the database lacks migrations. Raises NotReadyError when it comes from newer code."""
    executor = MigrationExecutor(connection)
    loader = executor.loader
    known = set(loader.disk_migrations) | {old for new in loader.replacements.values() for old in new.replaces}
    newer = {(app, name) for app, name in loader.applied_migrations if app in loader.migrated_apps} - known
    if newer:
        app, name = min(newer)
        raise NotReadyError(
            f"The database comes from a newer version of Brobygger (it has {app}.{name}): "
            "take the newest code, or name another database in DATA_DIR or DATABASE_URL."
        )
    return bool(executor.migration_plan(loader.graph.leaf_nodes()))


def storage_works() -> bool:
    """Tell whether files can be kept: the folder is there and may be written, or the bucket answers."""
    try:
        if not isinstance(default_storage, FileSystemStorage):
            default_storage.exists("readyz")
            return True
        folder = Path(default_storage.location)
        folder.mkdir(parents=True, exist_ok=True)
        return os.access(folder, os.W_OK | os.X_OK)
    except Exception:  # each kind of storage has errors of its own
        return False


def explain(error: BaseException) -> str | None:
    """Give the sentence for a full or locked disk and for a database that does not answer; None for a real bug."""
    text = str(error).lower()
    folder = settings.DATA_DIR
    if (isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)) or (
        isinstance(error, DatabaseError) and ("is full" in text or "no space left" in text)
    ):
        return f"The disk with {folder} is full: free some space, or set DATA_DIR to a folder on another disk."
    if (
        isinstance(error, PermissionError | NotADirectoryError)
        or "readonly database" in text
        or "unable to open" in text
    ):
        return f"{folder} cannot be written: give yourself the right to, or set DATA_DIR to another folder."
    if isinstance(error, OperationalError):
        if connection.vendor == "sqlite":
            return f"The database in {folder} cannot be used ({error}): docs/operate.md says how to restore a backup."
        return "The database at DATABASE_URL does not answer: start it, or correct DATABASE_URL."
    return None


def name_of_database() -> str:
    """Give what tells this database from another one, without its password."""
    where = connection.settings_dict
    return f"{where['ENGINE']} {where['HOST']} {where['PORT']} {where['NAME']}"


def fingerprint(paths: Iterable[str], *more: str) -> str:
    """Give a hash of these files and folders of the project, and of the words beside them."""
    digest = hashlib.sha256("\n".join(more).encode())
    for start in paths:
        root = settings.ROOT / start
        for path in [root] if root.is_file() else sorted(root.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(settings.ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


class Stamps:
    """Small files that remember in which version something was done."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def holds(self, name: str, version: str) -> bool:
        """Tell whether it was done in this version."""
        path = self.folder / name
        return path.exists() and path.read_text() == version

    def write(self, name: str, version: str) -> None:
        """Remember that it is done."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(version)
