"""Hands pages out to the processes that set them, and takes back what they made."""

import itertools
import os
import socket
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait

from ..confined import KEPT, ROOT
from .jobs import Job, Made, PressError, made

PROCESSES = min(4, os.cpu_count() or 1)
FEW = 2  # pages that are set before a process would have started
TRIES = 2  # of a page whose process ended over it
AHEAD = 2  # pages that a process holds, so that it does not wait for the next one


def pressed(jobs: Iterable[Job | PressError]) -> Iterator[tuple[int, Made]]:
    """Set pages as fast as this machine can, and give each with its place in the order, or why there is none. They come
    as they are ready, not in their order. Jobs are fetched as they are begun; one that failed before comes back."""
    waiting = _Waiting(jobs)
    if waiting.are_few:
        yield from ((number, made(job)) for number, job in waiting)
        return
    hands = [_hand() for _ in range(PROCESSES)]
    try:
        yield from _shared(waiting, hands)
    finally:
        _idle.extend(hand for hand in hands if not hand.held)  # one that still works for nobody ends by itself


def _shared(waiting: "_Waiting", hands: list["_Hand"]) -> Iterator[tuple[int, Made]]:
    for hand in hands:
        yield from hand.take(waiting)
    while busy := {hand.line: hand for hand in hands if hand.held}:
        told = wait(list(busy))
        for hand in [hand for line, hand in busy.items() if line in told]:
            try:
                found = hand.line.recv()
            except (EOFError, OSError):  # it has ended, while idle or over a page: another one takes what it held
                hands[hands.index(hand)] = new = _Hand()
                yield from waiting.again(hand.held)
                yield from new.take(waiting)
                continue
            number, _job = hand.held.popleft()
            yield from hand.take(waiting)  # before the one that is made is looked at: nobody waits
            yield number, found


class _Waiting:
    """Pages in their order, and those that have to be tried again."""

    def __init__(self, jobs: Iterable[Job | PressError]) -> None:
        rest = iter(jobs)
        first = list(itertools.islice(rest, FEW + 1))
        self.are_few = len(first) <= FEW
        self.jobs = enumerate(itertools.chain(first, rest))
        self.back: list[tuple[int, Job]] = []
        self.tried: Counter[int] = Counter()

    def __iter__(self) -> Iterator[tuple[int, Job | PressError]]:
        return self

    def __next__(self) -> tuple[int, Job | PressError]:
        return self.back.pop() if self.back else next(self.jobs)

    def again(self, held: Iterable[tuple[int, Job]]) -> Iterator[tuple[int, PressError]]:
        """Take back what an ended process held; the one that several have ended over is given up."""
        for place, (number, job) in enumerate(held):
            self.tried[number] += not place  # only the first one was begun
            if self.tried[number] < TRIES:
                self.back.append((number, job))
            else:
                yield number, PressError("process ended")


class _Hand:
    """One process that sets pages, and those that it holds at the moment."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "lms.kit.press.child"],
                cwd=ROOT,
                env=kept,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
            )
        self.line = Connection(ours.detach())
        self.held: deque[tuple[int, Job]] = deque()

    def take(self, waiting: _Waiting) -> Iterator[tuple[int, PressError]]:
        """Take the next pages, and give back what is none."""
        for number, job in waiting:
            if isinstance(job, PressError):
                yield number, job
                continue
            if self.held and not job.is_small:
                waiting.back.append((number, job))
                return
            self.held.append((number, job))
            with suppress(OSError):  # it has ended, which is found out where its answers are read
                self.line.send(job)
            if len(self.held) == AHEAD:
                return


_idle: list[_Hand] = []


def _hand() -> _Hand:
    """Give a process that has nothing to do, or a new one."""
    while _idle:
        try:
            hand = _idle.pop()
        except IndexError:  # somebody else took the last one
            break
        if hand.process.poll() is None:
            return hand
    return _Hand()
