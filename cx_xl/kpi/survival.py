"""Survival: what share of the customers is still there after a month, after a year?"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, date
from math import floor, inf
from typing import Annotated, Any, Literal

from cx_xl.dates import month_number
from cx_xl.errors import NoAnswers, Undefined
from cx_xl.kpi.shared.arguments import Confidence
from cx_xl.spec import Arg, Family, Kind, Role, Table, worksheet
from cx_xl.stats.kaplan_meier import Curve

FAMILY = Family.of(
    __doc__, "Permanenza: quanti clienti restano dopo un mese, dopo un anno?"
)

MOST_ROWS = 10_000  # 27 years of days; more is a wrong year

Start = Annotated[
    Sequence[date | None],
    Arg(
        en="The day on which each customer began: real dates, not text.",
        it="Il giorno in cui ogni cliente ha iniziato: date vere, non testo.",
        role=Role.DAYS,
    ),
]
End = Annotated[
    Sequence[date | None],
    Arg(
        en="The day on which each customer left; blank for those still there.",
        it="Il giorno in cui ogni cliente se n'è andato; vuoto se è ancora cliente.",
        role=Role.DAYS,
    ),
]
AsOf = Annotated[
    date,
    Arg(
        en="The day up to which you know who left: that of the data, not later.",
        it="Il giorno fino a cui sai chi se n'è andato: quello dei dati, non oltre.",
    ),
]
UnitOfTime = Annotated[
    Literal["D", "W", "M", "Y"],
    Arg(
        en='One row per "M" month (default), "D" day, "W" week or "Y" year of stay.',
        it='Una riga per "M" mese (predefinito), "D" giorno, "W" settimana, "Y" anno.',
    ),
]


@worksheet(
    "CX_SURVIVAL",
    it="Curva di sopravvivenza (Kaplan-Meier): quota di clienti ancora presenti.",
    kind=Kind.SHARE,
    example="=CX_SURVIVAL({46023;46023;46040;46054;46060},"
    '{46100;"";46120;46090;""},46204)',
    returns_it="Una riga per ogni unità di tempo intera dall'inizio, da 0 fino a dove "
    "almeno un cliente è stato osservato: il tempo; quanti erano ancora osservati "
    "quando l'unità comincia; quanti se ne sono andati entro la sua fine; la quota di "
    "clienti che resta fin oltre quel momento, con minimo e massimo. Chi è ancora "
    "cliente conta finché è osservato, non come se restasse per sempre.",
    raises_it={
        "NoAnswers": "nessuna riga ha un inizio",
        "Undefined": (
            "una fine precede il suo inizio, un inizio è successivo ad *as_of*, o le "
            "righe sono troppe"
        ),
    },
)
def survival(
    start: Start,
    end: End,
    as_of: AsOf,
    unit: UnitOfTime = "M",
    confidence: Confidence = 0.95,
) -> Table:
    """
    Survival curve (Kaplan-Meier): share of customers still there over time.

    Args:
        start: the first day of each customer; rows without one are left out.
        end: the day on which each left; None while still a customer. An end after
            *as_of* has not happened yet: until then the customer is still there.
        as_of: the last day on which it is known who left.
        unit: of the rows. Months and years are those of the calendar: from 15
            January to 15 March there are two, and from 31 January to 28 February one.
        confidence: the level of the intervals, in (0, 1).

    Returns:
        A row per whole unit since the start, from 0 up to the last one that anybody
        was observed for: the time; how many were still observed as the unit begins;
        how many left by its end; the share of customers who stay beyond it, with low
        and high (log-log, from Greenwood's error). The share uses the exact days.
        Customers still there count as long as they were observed, not as if they
        stayed for ever. While nobody has left, or once everybody has, the interval
        is Wilson's.

    Raises:
        NoAnswers: no row has a start.
        Undefined: an end before its start, a start after *as_of*, or too many rows.
        NotADate: a date is text.

    References:
        Kaplan, Meier (1958), Journal of the American Statistical Association 53,
        457-481; Kalbfleisch, Prentice (2002), "The Statistical Analysis of Failure
        Time Data", 1.4.
    """
    length = _LENGTHS[unit]
    stays: list[float] = []
    losses: list[float] = []
    for first, last, has_left in _histories(start, end, as_of):
        stays.append(length(first, last))
        if has_left:
            losses.append(stays[-1])
    if not stays:
        raise NoAnswers("start")
    curve = Curve(stays, losses)
    times = range(floor(curve.stays[-1]) + 1)
    if len(times) > MOST_ROWS:
        raise Undefined(
            "start",
            why_en=f"the first of them is {len(times) - 1} units before the last day"
            " observed; look for a wrong year or take a longer unit.",
            why_it=f"la prima data è {len(times) - 1} unità prima dell'ultimo giorno"
            " osservato; cerca un anno sbagliato o usa un'unità più lunga.",
        )
    rows = [_row(curve, time, confidence) for time in times]
    return Table(("time", "at risk", "lost", "survival", "low", "high"), rows)


def _row(curve: Curve, time: int, confidence: float) -> tuple[Any, ...]:
    before = time - 1 if time else -inf  # those who left on their first day too
    limits = curve.interval(time, confidence)
    lost = curve.lost(before, time)
    return time, curve.beyond(before), lost, curve.at(time).survival, *limits


def _histories(
    start: Sequence[date | None], end: Sequence[date | None], as_of: date
) -> Iterator[tuple[date, date, bool]]:
    """Yield the first and last day on which each customer was seen, and if lost."""
    for row, (first, last) in enumerate(zip(start, end, strict=True), start=1):
        if first is None:
            continue
        if first > as_of:
            raise Undefined(
                "start",
                why_en=f"{first} is later than as_of, {as_of}; correct the date, or"
                " leave customers out who have not begun.",
                why_it=f"il {first} è successivo ad as_of, il {as_of}; correggi la"
                " data, o escludi i clienti che non hanno ancora iniziato.",
            ).at(row, 1)
        if last is not None and last < first:
            raise Undefined(
                "end",
                why_en=f"{last} is earlier than the start, {first}; correct one of"
                " them.",
                why_it=f"il {last} viene prima dell'inizio, il {first}; correggi una"
                " delle due date.",
            ).at(row, 1)
        has_left = last is not None and last <= as_of
        yield first, last if last is not None and has_left else as_of, has_left


def _months(first: date, last: date) -> float:
    """Return the calendar months from *first* to *last*, with the part of the last."""
    whole = month_number(last) - month_number(first)
    if _later(first, whole) > last.toordinal():
        whole -= 1
    begins, ends = (_later(first, months) for months in (whole, whole + 1))
    return whole + (last.toordinal() - begins) / (ends - begins)


def _later(day: date, months: int) -> int:
    """Return the ordinal of the same day *months* later, as a sheet's EDATE."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > MAXYEAR:  # the month behind the last one that dates have
        return date.max.toordinal() + 1
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).toordinal()


_LENGTHS: Mapping[str, Callable[[date, date], float]] = {
    "D": lambda first, last: (last - first).days,
    "W": lambda first, last: (last - first).days / 7,
    "M": _months,
    "Y": lambda first, last: _months(first, last) / 12,
}
