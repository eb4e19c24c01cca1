"""A month of a filled book: its points, targets and answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date  # noqa: TC003 - pydantic reads it
from functools import cached_property
from typing import TYPE_CHECKING

from pydantic import Field

import cx_xl
from cx_xl.cells import is_number
from cx_xl.dates import serial
from cx_xl.errors import Code, CxError, Explained
from cx_xl.record import Record
from cx_xl.tally import Mass, Tally
from cx_xl.workbooks.cell_values import month_in
from cx_xl.workbooks.template_model import SCORES, Kpi, Settings, load_template

if TYPE_CHECKING:
    from cx_xl.files.shared_formulas import Value
    from cx_xl.workbooks.filled import FilledBook

TREND = 12  # months
USUAL: Settings = load_template().settings


class NoSuchMonth(Explained):
    """The book does not have the month that was asked for."""

    en = (
        "{file} has no month {month}; it has {first} to {last}: name one of them, or "
        "add months with cx-xl roll."
    )
    it = (
        "{file} non ha il mese {month}; va da {first} a {last}: indica uno di questi, "
        "o aggiungi mesi con cx-xl roll."
    )


class NoMonths(Explained):
    """The first month of the book is missing."""

    en = "{file} has no months; type the first one in its sheet Monthly."
    it = "{file} non ha mesi; scrivi il primo nel foglio Mensile."


class MonthIsEmpty(Explained):
    """The month that sheet KPI shows has no data; another one has."""

    en = "{file}: sheet KPI shows {month}, which has no data; name one: --month {last}."
    it = (
        "{file}: il foglio KPI mostra {month}, che non ha dati; indica un mese: "
        "--month {last}."
    )


class Point(Record):
    """A KPI in one month."""

    month: date = Field(description="The first day of the month.")
    value: float | None = None
    low: float | None = Field(default=None, description="Lower end of its interval.")
    high: float | None = Field(default=None, description="Upper end of its interval.")
    base: float | None = Field(
        default=None, description="How many answers or customers."
    )


@dataclass(frozen=True)
class Answer:
    """One row of Responses; a score that is no number is None."""

    segment: str
    channel: str
    nps: float | None
    csat: float | None
    ces: float | None

    def score(self, key: str) -> float | None:
        """Return one of the scores."""
        return {"nps": self.nps, "csat": self.csat, "ces": self.ces}[key]


@dataclass(frozen=True)
class Counted:
    """One row of Counts."""

    segment: str
    channel: str
    question: str
    score: float
    mass: Mass


@dataclass(frozen=True)
class Goal:
    """What a KPI should be; None where the book does not say."""

    name: str
    target: float | None
    amber: float | None
    higher_is_better: bool | None


@dataclass(frozen=True)
class MonthOfBook:
    """
    A month of a filled book.

    Attributes:
        book: the book.
        month: its first day; one that the book has.
    """

    book: FilledBook
    month: date

    @cached_property
    def months(self) -> list[date]:
        """The months of the trend, this one last."""
        until = [month for month in sorted(self.book.months) if month <= self.month]
        return until[-TREND:]

    @property
    def before(self) -> date | None:
        """The month before, if the book has it."""
        return self.months[-2] if len(self.months) > 1 else None

    @cached_property
    def confidence(self) -> float:
        """The level of all intervals; the usual one where the book has none."""
        level = self.book.setting("set_Confidence", USUAL.confidence)
        return level if 0 < level < 1 else USUAL.confidence

    @cached_property
    def min_base(self) -> int:
        """The base below which scores are not shown or tested."""
        return max(1, int(self.book.setting("set_MinBase", USUAL.min_base)))

    @cached_property
    def careful_base(self) -> int:
        """The base below which scores are read with care."""
        return max(1, int(self.book.setting("set_CarefulBase", USUAL.careful_base)))

    @cached_property
    def answers(self) -> dict[date, list[Answer]]:
        """The answers of each month."""
        found: dict[date, list[Answer]] = {}
        keys = ("date", "segment", "channel", *SCORES)
        for day, segment, channel, *scores in self.book.responses.records(*keys):
            month = month_in(day)
            if month is not None:
                numbers = map(number, scores)
                answer = Answer(_word(segment), _word(channel), *numbers)
                found.setdefault(month, []).append(answer)
        return found

    @cached_property
    def counts(self) -> dict[date, list[Counted]]:
        """The counts of each month, those that can be read, as sheet Monthly does."""
        found: dict[date, list[Counted]] = {}
        keys = ("month", "segment", "channel", "question", "score")
        sums = ("n", "weight", "squares")
        for month, *names, score, n, weight, squares in self.book.counts.records(
            *keys, *sums
        ):
            when, answer, people = _exactly_first(month), number(score), number(n)
            if when is None or answer is None or not people:
                continue
            weights = number(weight) or people, number(squares) or people
            mass = Mass(int(people), *weights)
            segment, channel, question = map(_word, names)
            counted = Counted(segment, channel, question, answer, mass)
            found.setdefault(when, []).append(counted)
        return found

    def tallies(self, key: str, month: date, by: str = "") -> dict[str, Tally]:
        """
        Return the answers to a question by segment or channel: single and counted.

        Those without a name are under "", and so is the whole without *by*.
        """
        found: dict[str, Tally] = {}
        spellings: dict[str, str] = {}
        rows = [
            (getattr(answer, by) if by else "", score, Mass(1, 1, 1))
            for answer in self.answers.get(month, [])
            if (score := answer.score(key)) is not None
        ]
        rows += [
            (getattr(one, by) if by else "", one.score, one.mass)
            for one in self.counts.get(month, [])
            if one.question.casefold() == key
        ]
        for name, score, mass in rows:
            shown = spellings.setdefault(name.casefold(), name)
            found[shown] = found.get(shown, Tally({})) + Tally({score: mass})
        return found

    def people(self, month: date) -> int:
        """
        Return how many people answered at all, as column responses of Monthly does.

        Of counts those of the question "Respondents", or the most to one question.
        """
        book, counted = self.book, Counter[str]()
        questions = {*SCORES, *map(str.casefold, book.questions)}
        for day, question, score, n in book.counts.records(
            "month", "question", "score", "n"
        ):
            key, people = _word(question).casefold(), number(n)
            is_counted = key not in SCORES or number(score) is not None
            is_of_month = key in questions and _exactly_first(day) == month
            if people and is_counted and is_of_month:
                counted[key] += int(people)
        return len(self.answers.get(month, [])) + max(counted.values(), default=0)

    def cell(self, key: str, month: date) -> Value:
        """Return a cell of Monthly."""
        table = self.book.monthly
        return table.value(self.book.months[month], table.columns[key])

    def number(self, key: str | None, month: date) -> float | None:
        """Return the number in a cell of Monthly, None if there is none."""
        if key is None or key not in self.book.monthly.columns:  # of a later version
            return None
        return number(self.cell(key, month))

    def point(self, kpi: Kpi, month: date) -> Point:
        """Return a KPI in a month, with its interval and base."""
        value = self.number(kpi.key, month)
        base = self.number(kpi.base, month)
        low, high = self.number(kpi.low, month), self.number(kpi.high, month)
        hits = self.number(kpi.successes, month)
        effective = self.number(kpi.effective, month) or base
        if hits is not None and value is not None and effective:
            low, high = self._interval(hits, effective)
        if value is None:
            low = high = None
        return Point(month=month, value=value, low=low, high=high, base=base)

    def error(self, kpi: Kpi) -> str | None:
        """Return the error that the book shows for a KPI; #N/A is no data yet."""
        value = self.cell(kpi.key, self.month)
        is_error = isinstance(value, Code) and value is not Code.NA
        return str(value.value) if is_error and isinstance(value, Code) else None

    def goal(self, kpi: Kpi) -> Goal:
        """Return what Targets says about a KPI."""
        table, code = self.book.targets, self.book.texts[f"kpis.{kpi.key}.code"]
        name = self.book.texts[f"kpis.{kpi.key}.name"]
        keys = ("kpi", "name", "target", "amber", "better")
        for held, called, target, amber, better in table.records(*keys):
            if held == code:
                return Goal(
                    _word(called) or name,
                    number(target),
                    number(amber),
                    self._directions.get(_word(better).casefold()),
                )
        return Goal(name, None, None, None)

    @cached_property
    def _directions(self) -> dict[str, bool]:
        higher, lower = self.book.directions
        return {_word(higher).casefold(): True, _word(lower).casefold(): False}

    def _interval(self, hits: float, base: float) -> tuple[float | None, float | None]:
        try:
            low, high = cx_xl.rate_ci(hits, base, self.confidence)
        except CxError:
            return None, None
        return low, high


def number(value: Value) -> float | None:
    """Return the number in a cell, None for anything else."""
    return float(value) if is_number(value) and value is not None else None


def month_of(book: FilledBook, asked: date | None) -> MonthOfBook:
    """
    Return the month that was asked for, by default the one that sheet KPI shows.

    Raises:
        NoMonths: the book has none.
        NoSuchMonth: it does not have this one.
        MonthIsEmpty: nobody asked for one, and the one that is shown holds nothing.
    """
    file = book.book.file
    if not book.months:
        raise NoMonths(file=file)
    month = asked or month_in(book.named("sel_Month")) or max(book.months)
    month = month.replace(day=1)
    if month not in book.months:
        first, last = f"{min(book.months):%Y-%m}", f"{max(book.months):%Y-%m}"
        raise NoSuchMonth(file=file, month=f"{month:%Y-%m}", first=first, last=last)
    filled = () if asked else [m for m in book.months if _has_kpis(book, m)]
    if filled and month not in filled:
        last = f"{max(filled):%Y-%m}"
        raise MonthIsEmpty(file=file, month=f"{month:%Y-%m}", last=last)
    return MonthOfBook(book, month)


def _has_kpis(book: FilledBook, month: date) -> bool:
    """Say whether a month shows any KPI, be it an error; #N/A is no data yet."""
    held = MonthOfBook(book, month)
    cells = (held.cell(kpi.key, month) for kpi in load_template().kpis)
    return any(cell not in {None, "", Code.NA} for cell in cells)


def _exactly_first(value: Value) -> date | None:
    """Return the month of a cell that holds its first day, as counts have it."""
    month = month_in(value)
    return month if month and value == serial(month) else None


def _word(value: Value) -> str:
    """Return the text of a cell; errors and blanks are none."""
    is_blank = value is None or isinstance(value, Code)
    return "" if is_blank else " ".join(str(value).split())
