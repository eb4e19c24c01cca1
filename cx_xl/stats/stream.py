"""
NumPy's random numbers for seed 0, without NumPy.

The same cells must give the same limits in a browser and on a desk, so this draws what
`numpy.random.default_rng(0)` draws.

References:
    O'Neill (2014), "PCG: A Family of Simple Fast Space-Efficient Statistically Good
    Algorithms for Random Number Generation": PCG XSL RR 128/64; Kachitvichyanukul,
    Schmeiser (1988), "Binomial Random Variate Generation": inversion.
"""

from math import exp, log1p, sqrt

_MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645
_STATE = 0x1AA1B5345996452D09585EB7A69561E3
_INCREMENT = 0x418DDADB3AF71A82588133BC447873A9
_WORD, _HALF = (1 << 64) - 1, (1 << 32) - 1
_WHOLE = (1 << 128) - 1


class Stream:
    """The draws of one computation, from the first on."""

    def __init__(self) -> None:
        self._state = _STATE
        self._half: int | None = None  # of a word whose lower half was used

    def permutation(self, n: int) -> list[int]:
        """Return the numbers from 0 to *n* - 1 in random order."""
        found = list(range(n))
        for last in range(n - 1, 0, -1):
            other = self._at_most(last)
            found[last], found[other] = found[other], found[last]
        return found

    def evenly(self, n: int) -> list[int]:
        """Return how many of *n* throws fall into each of *n* equal boxes."""
        counts = [0] * n
        left, chance, rest = n, 1 / n, 1.0
        for box in range(n - 1):
            counts[box] = count = self._binomial(left, chance / rest)
            left -= count
            if not left:
                return counts
            rest -= chance
        counts[-1] = left
        return counts

    def _word(self) -> int:
        """Return 64 random bits."""
        self._state = state = (self._state * _MULTIPLIER + _INCREMENT) & _WHOLE
        mixed, turn = (state >> 64) ^ (state & _WORD), state >> 122
        return (mixed >> turn | mixed << (64 - turn)) & _WORD

    def _fraction(self) -> float:
        return (self._word() >> 11) * 2.0**-53

    def _half_word(self) -> int:
        if self._half is None:
            word = self._word()
            self._half = word >> 32
            return word & _HALF
        half, self._half = self._half, None
        return half

    def _at_most(self, highest: int) -> int:
        """Return a whole number from 0 to *highest*."""
        mask = (1 << highest.bit_length()) - 1
        while (found := self._half_word() & mask) > highest:
            pass
        return found

    def _binomial(self, n: int, p: float) -> int:
        if p > 0.5:
            return n - self._inverted(n, 1 - p)
        return self._inverted(n, p)

    def _inverted(self, n: int, p: float) -> int:
        """Return the successes of *n* chances *p*, by adding up their probabilities."""
        q = 1 - p
        none = exp(n * log1p(-p))
        most = min(n, int(n * p + 10 * sqrt(n * p * q + 1)))
        successes, probability, left = 0, none, self._fraction()
        while left > probability:
            successes += 1
            if successes > most:
                successes, probability, left = 0, none, self._fraction()
            else:
                left -= probability
                probability *= (n - successes + 1) * p / (successes * q)
        return successes
