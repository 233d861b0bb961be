"""What every target of the Makefile does first: a virtual environment with exactly the locked packages."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
RUN = "requirements.lock"
TEST = "requirements-test.lock"
BESIDE = ROOT / "benchmarks" / "diplomas"
"""What is measured beside the site has a lock file and a virtual environment of its own, and never comes into ours."""
NODE_TOOLS = ROOT / "tests" / "node"
FITS = "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))"


def stop(sentence: str) -> None:
    """End with one sentence that says what to do."""
    print(sentence, file=sys.stderr)
    sys.exit(1)


def python_of(venv: Path) -> Path:
    """Give the interpreter of a virtual environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def ensure_environment(venv: Path) -> None:
    """Make a virtual environment unless there is one whose Python works and fits."""
    python = python_of(venv)
    if python.exists() and subprocess.run([python, "-c", FITS], check=False).returncode == 0:
        return
    try:
        import ensurepip  # noqa: F401  # Debian packs it apart
        import venv as making
    except ImportError:
        name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        stop(f"This Python cannot make a virtual environment: install it with `sudo apt-get install {name}`.")
    print(f"Making {venv.relative_to(ROOT)} …", flush=True)
    shutil.rmtree(venv, ignore_errors=True)
    making.create(venv, with_pip=True)


def stamp_of(lock: str, venv: Path | None = None) -> Path:
    """Give the file that remembers which version of a lock file is installed."""
    return (venv or VENV) / f"installed-{Path(lock).name}.sha256"


def is_installed(lock: str, venv: Path | None = None) -> bool:
    """Tell whether exactly this version of the lock file is installed."""
    stamp = stamp_of(lock, venv)
    return stamp.exists() and stamp.read_text() == hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def install(lock: str, venv: Path | None = None) -> None:
    """Install a lock file, every package checked against its hash; nothing happens if that was done before."""
    venv = venv or VENV
    ensure_environment(venv)
    if is_installed(lock, venv):
        return
    print(f"Installing {lock} …", flush=True)
    pip = [python_of(venv), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--no-input"]
    done = subprocess.run([*pip, "--require-hashes", "--requirement", ROOT / lock], check=False)
    if done.returncode:
        stop(f"Installing {lock} failed, see above: check the network and the space on the disk, then run it again.")
    stamp_of(lock, venv).write_text(hashlib.sha256((ROOT / lock).read_bytes()).hexdigest())


def install_for_tests() -> None:
    """Install what runs the site and what tests it. The second lock file holds the first one's versions."""
    install(RUN)
    install(TEST)
    install_node_tools()


def install_node_tools() -> None:
    """Install the readers that tests run in Node, where npm is there. Without them those tests say why they skip."""
    lock, installed = NODE_TOOLS / "package-lock.json", NODE_TOOLS / "node_modules" / ".installed.sha256"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    npm = shutil.which("npm")
    if not npm or (installed.exists() and installed.read_text() == digest):
        return
    print("Installing tests/node …", flush=True)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=NODE_TOOLS, check=False).returncode == 0:
        installed.write_text(digest)
    else:
        print("That failed. The tests that need it are skipped.", file=sys.stderr)


def become(*command: object) -> None:
    """Hand this process over to a command inside `.venv`, so that Ctrl-C meets nothing in between."""
    os.chdir(ROOT)
    arguments = [str(python_of(VENV)), *map(str, command)]
    os.execv(arguments[0], arguments)  # noqa: S606  # our own interpreter


def main() -> None:
    """`setup.py run`, `setup.py test [prove|check]`, `setup.py bench`, `setup.py lock`, `setup.py messages`, …"""
    target, *rest = sys.argv[1:] or ["run"]
    match target:
        case "install":
            install(RUN)
        case "run":
            install(RUN)
            become("manage.py", "serve", *rest)
        case "manage":
            install(RUN)
            become("manage.py", *rest)
        case "test" | "prove" | "check":
            install_for_tests()
            become("deploy/test.py", target, *rest)
        case "bench-reading":
            install_for_tests()
            become("-m", "benchmarks.reading", *rest)
        case "bench-calendar":
            install_for_tests()
            become("-m", "benchmarks.calendar", *rest)
        case "bench-attendance":
            install_for_tests()
            become("-m", "benchmarks.attendance", *rest)
        case "bench-diplomas":
            install_for_tests()
            install(str(BESIDE.relative_to(ROOT) / "requirements.lock"), BESIDE / ".venv")
            become("-m", "benchmarks.diplomas", *rest)
        case "bench-phone":
            install_for_tests()
            become("-m", "benchmarks.phone", *rest)
        case "lock" | "messages":
            install_for_tests()
            become(f"deploy/{target}.py", *rest)
        case _:
            stop(f"There is no target {target}: see the Makefile.")


if __name__ == "__main__":
    main()
