"""What a measurement prints."""

import os


def line(name: str, value: str, met: bool | None = None) -> None:
    """Print one figure and, where it has a target, whether it meets it."""
    print(f"{name:<58} {value:<46} {'' if met is None else 'met' if met else 'MISSED'}".rstrip(), flush=True)


def load(when: str) -> None:
    """Print how busy the machine is: figures of a busy one say little."""
    print(f"load of the machine {when}: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
