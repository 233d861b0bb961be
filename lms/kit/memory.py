"""What a process keeps beside the database: bounded, and true for one version of it only."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any, ClassVar
from weakref import WeakSet


class Memory:
    """Keeps things under a key until the version changes or there are too many; then the least used go first.

    Nothing about a person belongs in here: whoever asks with the same key gets the same thing.
    """

    every: ClassVar[WeakSet["Memory"]] = WeakSet()

    def __init__(self, limit: int) -> None:
        """Take how much it may hold; each thing says what it weighs."""
        self.limit = limit
        self.weight = 0
        self._version: Hashable = None
        self._things: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = Lock()
        Memory.every.add(self)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._things

    def __len__(self) -> int:
        return len(self._things)

    def get(self, version: Hashable, key: Hashable) -> Any:
        """Give what was kept in this version, or None."""
        with self._lock:
            if version != self._version or key not in self._things:
                return None
            self._things.move_to_end(key)
            return self._things[key][0]

    def put(self, version: Hashable, key: Hashable, thing: Any, weight: int = 1) -> None:
        """Keep something; all of another version is let go."""
        with self._lock:
            if version != self._version:
                self._empty()
                self._version = version
            self.weight -= self._things.pop(key, (None, 0))[1]
            if weight > self.limit:
                return
            self.weight += weight
            self._things[key] = (thing, weight)
            while self.weight > self.limit:
                self.weight -= self._things.popitem(last=False)[1][1]

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._empty()

    def _empty(self) -> None:
        self._things.clear()
        self.weight = 0
        self._version = None
