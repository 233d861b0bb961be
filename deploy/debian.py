"""The Debian packages that the tests need: a browser, gettext, and fonts for the languages of the screens."""

import os
import shutil
import subprocess
import sys

UPDATE = ["apt-get", "update", "-qq"]
INSTALL = ["apt-get", "install", "-qq", "-y", "--no-install-recommends"]


def has_fonts() -> bool:
    """Tell whether Arabic and Amharic can be drawn."""
    if not shutil.which("fc-list"):
        return False
    drawn = (subprocess.run(["fc-list", f":lang={code}"], capture_output=True, check=False) for code in ("ar", "am"))
    return all(answer.stdout.strip() for answer in drawn)


def missing() -> list[str]:
    """Give the packages that are needed and not there."""
    packages = []
    if not (os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")):
        packages.append("chromium")
    if not shutil.which("xgettext"):
        packages.append("gettext")
    if not has_fonts():
        packages += ["fontconfig", "fonts-noto-core"]
    return packages


def ensure() -> None:
    """Install what is missing, as root; anybody else is told the one line to run, and the program ends with 2."""
    packages = missing()
    if not packages:
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        print(f"The tests need: {' '.join(packages)}. Run this once, then again `make test`:", file=sys.stderr)
        print(f"sudo apt-get install -y --no-install-recommends {' '.join(packages)}", file=sys.stderr)
        sys.exit(2)
    print(f"Installing {' '.join(packages)} …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (UPDATE, [*INSTALL, *packages]):
        subprocess.run(command, env=environment, check=False)
    if still := missing():
        print(f"These could not be installed, see above: {' '.join(still)}", file=sys.stderr)
        sys.exit(2)
