"""Answers that an engine has counted already: a tally per segment and period."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cx_xl.errors import CxError, Undefined
from cx_xl.tally import Tally, total

PERIOD = "period"  # what the dates are called among the names
# Into which periods those of a unit can be pooled: a week may lie in two months.
POOLS: Mapping[str, str] = {"D": "DWMQY", "W": "W", "M": "MQY", "Q": "QY", "Y": "Y"}

Key = tuple[Hashable, ...]


class Refused(NamedTuple):
    """
    Rows that a cell would have refused.

    Attributes:
        n: how many there are.
        error: what a cell would have said of one of them.
    """

    n: int
    error: CxError


class Customers(ABC):
    """A customer base that an engine has counted: `cx_xl.histories` returns one."""

    @abstractmethod
    def columns(self, names: Sequence[str]) -> Mapping[str, Any]:
        """Return the columns that a model is fitted to, a row per distinct history."""


class Tallies(Mapping[Hashable, Tally]):
    """
    A tally per group, as `cx_xl.tallies` returns them.

    The key of a group is its label, or the first day of its period; where groups have
    several names, it is a tuple of them in their order.

    Attributes:
        names: of what the groups are: columns, then "period" if there are dates.
        unit: of the periods: D, W, M, Q or Y; None without dates.
        gaps: rows without an answer, a label, a date or a weight: not counted, as in a
            sheet.
        refused: rows that a cell would have refused, by reason.
    """

    def __init__(
        self,
        groups: Mapping[Key, Tally],
        names: Sequence[str] = (),
        *,
        unit: str | None = None,
        gaps: int = 0,
        refused: Sequence[Refused] = (),
    ) -> None:
        self.groups = groups
        self.names = tuple(names)
        self.unit = unit
        self.gaps = gaps
        self.refused = tuple(refused)

    @classmethod
    def of(cls, groups: Mapping[Any, Tally]) -> "Tallies":
        """Return tallies that a caller has grouped: by day, or by a label."""
        keyed: dict[Key, Tally] = {(key,): tally for key, tally in groups.items()}
        if all(isinstance(key, date) for key in groups):
            return cls(keyed, (PERIOD,), unit="D")
        return cls(keyed, ("segment",))

    def __getitem__(self, key: Hashable) -> Tally:
        is_whole = isinstance(key, tuple) and len(self.names) != 1
        return self.groups[key if is_whole else (key,)]  # type: ignore[index]  # a tuple

    def __iter__(self) -> Iterator[Hashable]:
        return iter(key[0] if len(self.names) == 1 else key for key in self.groups)

    def __len__(self) -> int:
        return len(self.groups)

    def __repr__(self) -> str:
        names = ", ".join(self.names) or "no groups"
        rest = f"gaps={self.gaps}, refused={sum(r.n for r in self.refused)}"
        return f"Tallies({len(self)} by {names}, n={self.total().n}, {rest})"

    def total(self) -> Tally:
        """Return all groups as one."""
        return total(self.groups.values())

    def by(self, *names: str) -> "Tallies":
        """
        Return the tallies of fewer names, the others pooled.

        Raises:
            Undefined: the groups have no such name.
        """
        for name in names:
            if name not in self.names:
                has = ", ".join(self.names) or "-"
                raise Undefined(
                    name,
                    why_en=f"the answers are not counted by it, but by: {has}.",
                    why_it=f"le risposte non sono contate così, ma per: {has}.",
                )
        places = [self.names.index(name) for name in names]
        pooled: dict[Key, Tally] = {}
        for key, tally in self.groups.items():
            fewer = tuple(key[place] for place in places)
            pooled[fewer] = pooled[fewer] + tally if fewer in pooled else tally
        unit = self.unit if PERIOD in names else None
        rest = {"gaps": self.gaps, "refused": self.refused}
        return Tallies(pooled, names, unit=unit, **rest)  # type: ignore[arg-type]  # each its own

    def by_label(self, argument: str) -> "Tallies":
        """
        Return the tallies of the one name that is no period.

        Raises:
            Undefined: there is none, or a choice.
        """
        labels = [name for name in self.names if name != PERIOD]
        if len(labels) != 1:
            names = ", ".join(self.names) or "-"
            raise Undefined(
                argument,
                why_en=f"these tallies are by {names}; choose the segment with "
                "tallies.by(name).",
                why_it=f"questi conteggi sono per {names}; scegli il segmento con "
                "tallies.by(nome).",
            )
        return self.by(*labels)

    def by_period(self, argument: str, unit: str) -> "Mapping[date, Tally]":
        """
        Return the tallies by the first day of their periods.

        Raises:
            Undefined: they have no dates, or their periods do not make up a *unit*.
        """
        if self.unit is None:
            raise Undefined(
                argument,
                why_en="these tallies have no dates; count them with day=.",
                why_it="questi conteggi non hanno date; contali con day=.",
            )
        if unit not in POOLS[self.unit]:
            raise Undefined(
                "period",
                why_en=f'tallies of period "{self.unit}" do not make up "{unit}"; '
                "count the answers by day.",
                why_it=f"i conteggi per «{self.unit}» non si sommano in «{unit}»; "
                "conta le risposte per giorno.",
            )
        found: Any = self.by(PERIOD)
        return found  # type: ignore[no-any-return]  # its keys are dates
