import numpy as np
import pytest

from cx_xl.models.bgnbd import bgnbd
from cx_xl.models.cache import Cache
from cx_xl.models.grouping import Histories


class TestCache:
    def test_once(self):
        """Equal numbers are computed once, whichever array holds them."""
        cache = Cache()
        calls = []
        for _ in range(3):
            cache.get(("m",), (np.array([1.0, 2.0]),), lambda: calls.append(1))

        assert [1] == calls
        assert (2, 1) == (cache.hits, cache.misses)

    def test_bounded(self):
        """The least recently used result goes first."""
        cache = Cache(size=2)
        for value in (1.0, 2.0, 1.0, 3.0, 1.0, 2.0):
            cache.get(("m",), (np.array([value]),), lambda: None)

        assert 2 == len(cache)
        assert (2, 4) == (cache.hits, cache.misses)

    def test_clear(self):
        """A cleared cache computes again."""
        cache = Cache()
        for _ in range(2):
            cache.get(("m",), (np.ones(3),), lambda: None)
            cache.clear()

        assert (0, 0, 0) == (len(cache), cache.hits, cache.misses)

    def test_failures_are_not_kept(self):
        """What raised is tried again."""
        cache = Cache()
        with pytest.raises(ZeroDivisionError):
            cache.get(("m",), (), lambda: 1 // 0)

        assert 7 == cache.get(("m",), (), lambda: 7)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ((("a",), (np.ones(2),)), (("b",), (np.ones(2),))),
            ((("a",), (np.ones(1), np.ones(2))), (("a",), (np.ones(2), np.ones(1)))),
            (((0.95, 0), ()), ((0.9, 50), ())),  # "0.950" if they were joined
            ((("a",), (np.ones(1),)), (("a",), (np.ones(1).view(np.int64),))),
        ],
    )
    def test_options_and_arrays_stay_apart(self, one, other):
        """The same letters or bytes mean another result when they are cut otherwise."""
        cache = Cache()
        cache.get(*one, lambda: "one")

        assert "other" == cache.get(*other, lambda: "other")

    def test_fit(self, cdnow):
        """A recalculated range is not refitted; a changed cell is."""
        x, t_x, age = cdnow.history
        again = Histories.of(x.copy(), t_x.copy(), age.copy())
        other = Histories.of(x, t_x, np.append(age[:-1], age[-1] + 1))

        assert bgnbd.fit(cdnow.histories) is bgnbd.fit(again)
        assert bgnbd.fit(cdnow.histories) is not bgnbd.fit(other)
