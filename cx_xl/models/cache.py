"""A fit is made once: recalculating a sheet must not refit an unchanged range."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import blake2b
from threading import Lock
from typing import Generic, TypeVar

from cx_xl.models.domain import Array

SIZE = 128
Result = TypeVar("Result")


class Cache(Generic[Result]):
    """
    The last *size* results, by content: equal numbers give the same object back.

    Only digests and results are kept, never the data.
    """

    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._results: OrderedDict[Hashable, Result] = OrderedDict()
        self._lock = Lock()
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self._results)

    def get(
        self, model: str, arrays: tuple[Array, ...], compute: Callable[[], Result]
    ) -> Result:
        """Return what *compute* returned for *model* on equal *arrays*, or call it."""
        key = digest(model, arrays)
        with self._lock:
            if key in self._results:
                self.hits += 1
                self._results.move_to_end(key)
                return self._results[key]
            self.misses += 1
        # Outside the lock: two threads may fit the same data, but none waits.
        result = compute()
        with self._lock:
            self._results[key] = result
            while len(self._results) > self._size:
                self._results.popitem(last=False)
        return result

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._results.clear()
            self.hits = self.misses = 0


def digest(model: str, arrays: tuple[Array, ...]) -> bytes:
    """Return a key for *model* fitted on *arrays*: values, shapes and order count."""
    content = blake2b(model.encode(), digest_size=16)
    for array in arrays:
        content.update(repr(array.shape).encode())
        content.update(array.tobytes())
    return content.digest()
