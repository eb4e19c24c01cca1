"""A fit is made once: recalculating a sheet must not refit an unchanged range."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from array import array

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
        self,
        options: tuple[Hashable, ...],
        arrays: "tuple[Array | array[float], ...]",
        compute: Callable[[], Result],
    ) -> Result:
        """Return what *compute* gave for equal *options* and *arrays*, or call it."""
        key = (options, *map(_content, arrays))
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


def _content(numbers: "Array | array[float]") -> tuple[tuple[int, ...], str, bytes]:
    """Return what makes two arrays equal: shape, type and a digest of the values."""
    from hashlib import blake2b  # noqa: PLC0415 - loads OpenSSL

    view = memoryview(cast("bytes", numbers))  # both are buffers
    digest = blake2b(view.tobytes(), digest_size=16).digest()
    return view.shape or (), view.format, digest
