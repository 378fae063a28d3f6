"""The working copies that this process read or wrote last, unpacked: an act needs all lines of one.

A copy is known by the episode, its version and the moment it was kept. Whoever changes a copy gives
it a moment of its own, so that a change that was undone with its transaction is never found here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """The last few values by their keys; safe for threads."""

    def __init__(self, most: int) -> None:
        """Keep `most` of them."""
        self._most = most
        self._held: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable) -> T | None:
        """The value of a key, which is the last one used now."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Hashable, value: T) -> None:
        """Keep a value; the one that was not used for longest goes."""
        with self._lock:
            self._held[key] = value
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
