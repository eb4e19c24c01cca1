"""What an argument of a model may be, checked once for whole columns."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cx_xl.errors import CxError, NotWhole, OutOfRange, ShapesDiffer, Text, Undefined

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def numbers(argument: str, values: ArrayLike) -> Array:
    """Return *values* as floats, all of them finite."""
    array = np.asarray(values, dtype=np.float64)
    require(argument, array, np.isfinite(array), "a finite number", "un numero finito")
    return array


def at_least_zero(argument: str, values: ArrayLike) -> Array:
    """Return *values* as floats >= 0."""
    array = numbers(argument, values)
    require(argument, array, array >= 0, "0 or more", "0 o più")
    return array


def above_zero(argument: str, values: ArrayLike) -> Array:
    """Return *values* as floats > 0."""
    array = numbers(argument, values)
    require(argument, array, array > 0, "more than 0", "maggiore di 0")
    return array


def counts(argument: str, values: ArrayLike) -> Array:
    """Return *values* as whole floats >= 0."""
    array = at_least_zero(argument, values)
    whole = array == np.floor(array)
    if not whole.all():
        raise _place(NotWhole(argument, value=array[~whole].flat[0]), ~whole)
    return array


def require(argument: str, values: Array, holds: Mask, en: str, it: str) -> None:
    """Raise OutOfRange at the first of *values* for which *holds* is false."""
    if not holds.all():
        value = values[~holds].flat[0]
        raise _place(OutOfRange(argument, value=value, domain=Text(en, it)), ~holds)


def finite(argument: str, found: Array) -> Array:
    """Return what was *found* with *argument*, if it is a number at all."""
    if not np.isfinite(found).all():
        raise Undefined(
            argument,
            why_en="these numbers are too extreme to compute with; check their units.",
            why_it="numeri troppo estremi per il calcolo; controlla le unità.",
        )
    return found


def parameters(params: Sequence[float], names: Sequence[str]) -> tuple[float, ...]:
    """Return *params*, one positive number for each of *names*."""
    if len(params) != len(names):
        raise ShapesDiffer(
            "params", size=len(params), other=", ".join(names), other_size=len(names)
        )
    return tuple(
        float(above_zero(name, value))
        for name, value in zip(names, params, strict=True)
    )


def paired(columns: dict[str, ArrayLike]) -> list[Array]:
    """Return *columns* (name -> values) as one-dimensional arrays of one length."""
    arrays = {name: np.ravel(numbers(name, values)) for name, values in columns.items()}
    (first, head), *rest = arrays.items()
    for name, array in rest:
        if array.size != head.size:
            raise ShapesDiffer(name, size=array.size, other=first, other_size=head.size)
    return list(arrays.values())


class History:
    """
    Purchase histories, one per customer, checked.

    Attributes:
        frequency: x, repeat purchases: whole, >= 0.
        recency: t_x, time from the first to the last purchase; 0 when x = 0.
        age: T, time from the first purchase to today; never less than t_x.
    """

    __slots__ = ("age", "frequency", "recency")

    def __init__(self, frequency: Array, recency: Array, age: Array) -> None:
        self.frequency, self.recency, self.age = frequency, recency, age

    @classmethod
    def of(cls, frequency: ArrayLike, recency: ArrayLike, age: ArrayLike) -> Self:
        """
        Check scalars or arrays that broadcast against each other.

        Raises:
            NotWhole: a frequency has a fraction.
            OutOfRange: a negative number, recency > age, or recency > 0 when x = 0.
        """
        x, t_x, total = np.broadcast_arrays(
            counts("frequency", frequency),
            at_least_zero("recency", recency),
            at_least_zero("age", age),
        )
        require("recency", t_x, t_x <= total, "at most the age", "al massimo l'età")
        require_repeats(x, t_x)
        return cls(x, t_x, total)

    def at(self, customers: slice | NDArray[np.int64]) -> "History":
        """Return those of some *customers*."""
        columns = (self.frequency, self.recency, self.age)
        return History(*(column[customers] for column in columns))


def require_repeats(frequency: Array, recency: Array) -> None:
    """
    Make sure that a recency above 0 has a repeat purchase.

    Raises:
        OutOfRange: it has none.
    """
    require(
        "recency",
        recency,
        (frequency > 0) | (recency == 0),
        "0 when there is no repeat purchase",
        "0 quando non ci sono riacquisti",
    )


def _place(error: CxError, wrong: Mask) -> CxError:
    if wrong.ndim == 0:
        return error
    place = np.argwhere(wrong)[0]
    return error.at(int(place[0]) + 1, int(place[1]) + 1 if wrong.ndim > 1 else 1)
