"""What an outcome depends on: the result, and what can not be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cx_xl.errors import TooFew, TooManyDrivers, Undefined
from cx_xl.stats.normal import Interval

Method = Literal["relative", "shapley", "correlation"]
MOST_SHAPLEY = 15  # 2^15 regressions; twice as many for every driver more
MOST_RESAMPLED = 10  # drivers whose regressions can be repeated for every draw
CONSTANT = 1e-12  # standard deviation of a column whose largest value is 1


@dataclass(frozen=True, slots=True)
class Importance:
    """
    The weight of each driver.

    Attributes:
        raw: per driver; relative and Shapley weights add up to R squared.
        shares: the weights as shares of their sum.
        limits: 95 % limits of each share; None where they can not be told.
        correlations: of each driver with the outcome.
        means: of each driver.
        mean_limits: their 95 % limits.
        r_squared: of the regression on all drivers.
        n: how many complete rows there are.
        base: how many rows with equal weights they are worth (Kish).
    """

    raw: list[float]
    shares: list[float]
    limits: list[Interval] | None
    correlations: list[float]
    means: list[float]
    mean_limits: list[Interval]
    r_squared: float
    n: int
    base: float

    @property
    def adjusted_r_squared(self) -> float:
        """What R squared would be without the gain from sheer chance (Ezekiel)."""
        freedom = self.base - len(self.raw) - 1
        return 1 - (1 - self.r_squared) * (self.base - 1) / freedom


def refuse_few(argument: str, rows: int, drivers: int) -> None:
    """Refuse fewer rows than a regression needs."""
    if rows <= drivers + 1:
        raise TooFew(argument, n=rows, least=drivers + 2)


def refuse_many(drivers: int) -> None:
    """Refuse more drivers than Shapley's form can order."""
    if drivers > MOST_SHAPLEY:
        raise TooManyDrivers("drivers", given=drivers, most=MOST_SHAPLEY)


def unmoved(argument: str) -> Undefined:
    """Return the error of drivers without any weight."""
    return Undefined(
        argument,
        why_en="none of the columns moves with the outcome at all; add others.",
        why_it="nessuna colonna si muove insieme al risultato; aggiungine altre.",
    )


def weightless() -> Undefined:
    """Return the error of weights without a sum."""
    return Undefined("weights", why_en="they add up to 0.", why_it="la loro somma è 0.")


def constant(argument: str, column: str = "") -> Undefined:
    """Return the error of a column that never changes."""
    if not column:
        return Undefined(
            argument,
            why_en="every row holds the same value, so there is nothing to explain; "
            "choose a result that differs from person to person.",
            why_it="ha lo stesso valore in ogni riga: non c'è nulla da spiegare; "
            "scegli un risultato che cambi da persona a persona.",
        )
    return Undefined(
        argument,
        why_en=f'every row of column "{column}" holds the same value, so nothing can '
        "depend on it; check the column, or leave it out.",
        why_it=f'la colonna "{column}" ha lo stesso valore in ogni riga: nulla può '
        "dipenderne; controllala, oppure toglila.",
    )


def copied(argument: str, names: Iterable[str]) -> Undefined:
    """Return the error of columns of which one follows from the others."""
    said = ", ".join(f'"{name}"' for name in names)
    return Undefined(
        argument,
        why_en=f"one of the columns {said} follows from the others; leave it out.",
        why_it=f"una delle colonne {said} si ricava dalle altre: toglila.",
    )
