"""`make messages`: brings the catalogues (.po) up to date with the texts in code and templates."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ["nb", "da", "sv", "fi", "ar"]


def main() -> None:
    """Run Django's makemessages for the five languages, and for any other that has a catalogue."""
    if not shutil.which("xgettext"):
        sys.exit("There is no gettext on this machine: sudo apt-get install gettext")
    folder = ROOT / "lms/locale"
    folder.mkdir(exist_ok=True)
    present = {path.name for path in folder.iterdir() if path.is_dir()}
    locales = [part for code in sorted({*LANGUAGES, *present}) for part in ("--locale", code)]
    ignored = [part for name in (".venv", "var", "tests", "benchmarks", "deploy") for part in ("--ignore", name)]
    options = ["--no-obsolete", "--add-location", "file", "--no-wrap"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
    command = [sys.executable, "manage.py", "makemessages", *locales, *ignored, *options]
    sys.exit(subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode)


if __name__ == "__main__":
    main()
