"""`make lock`: rebuilds the lock files from what `requirements*.in` allow. They hold hashes and no addresses."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMPILE = [
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"),
]


def main() -> None:
    """Lock the running site first; the tests' lock may not differ from it. `--upgrade` takes the newest versions."""
    beside = "benchmarks/diplomas/requirements.in"  # what is measured beside the site, installed apart from it
    ours = ["--constraint", "requirements.lock"]
    for source, limits in [("requirements.in", []), ("requirements-test.in", ours), (beside, [])]:
        target = Path(source).with_suffix(".lock")
        arguments = [*COMPILE, source, *limits, "--output-file", target, *sys.argv[1:]]
        subprocess.run(arguments, cwd=ROOT, check=True)
        if "://" in (ROOT / target).read_text():
            sys.exit(f"{target} holds an address; a lock file names versions and hashes only.")
        print(target)


if __name__ == "__main__":
    main()
