"""What is frozen of a month, and what has changed in it since."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Literal

import cx_xl
from cx_xl.errors import LANGUAGES, Language
from cx_xl.headless.compare import equal
from cx_xl.record import Record
from cx_xl.workbooks import numbers
from cx_xl.workbooks.history import Closed
from cx_xl.workbooks.template_model import Unit, load_template
from cx_xl.workbooks.texts import load_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cx_xl.workbooks.month import MonthOfBook


What = Literal["value", "base", "low", "high", "answers"]


class Difference(Record):
    """
    Something that is no longer what was frozen.

    Attributes:
        kpi: the short name of the KPI; empty for the answers as a whole.
        name: as the book calls it.
        unit: of the KPI.
        what: value, base, an end of the interval; or the answers, where another segment
            or channel, or scores that outweigh one another, leave each KPI alone.
        was: what was frozen.
        now: what the book says today.
    """

    kpi: str
    name: str
    unit: Unit
    what: What
    was: float | None
    now: float | None

    def sentence(self, language: Language) -> str:
        """Say what was frozen and what it is now."""
        if self.what == "answers":
            return SAME[language]
        if self.what == "base":
            was, now = (numbers.count(n, language) for n in (self.was, self.now))
        else:
            was, now = numbers.told_apart(self.was, self.now, self.unit, language)
        what = f"{self.name} ({WORDS[language][self.what]})"
        if language == "it":
            return f"{what}: era {was}, ora è {now}."
        return f"{what}: was {was}, is {now} now."


SAME: dict[Language, str] = {
    "en": "the answers are others, though each KPI is the same.",
    "it": "le risposte sono altre, anche se ogni KPI è uguale.",
}
WORDS: dict[Language, dict[What, str]] = {
    "en": {"value": "value", "base": "n", "low": "low", "high": "high"},
    "it": {"value": "valore", "base": "n", "low": "minimo", "high": "massimo"},
}


def frozen(
    month: MonthOfBook, today: date, version: str, revision: int
) -> tuple[Closed, ...]:
    """Return what the KPIs of a month are now, as rows of the history."""
    texts, print_of = month.book.texts, fingerprint(month)
    rows = []
    for kpi in load_template().kpis:
        point = month.point(kpi, month.month)
        row = Closed(
            month=month.month,
            kpi=texts[f"kpis.{kpi.key}.code"],
            name=month.goal(kpi).name,
            value=point.value,
            low=point.low,
            high=point.high,
            base=point.base,
            confidence=month.confidence,
            closed=today,
            template=version,
            program=cx_xl.__version__,
            revision=revision,
            answers=print_of,
        )
        rows.append(row)
    return tuple(rows)


def fingerprint(month: MonthOfBook) -> str:
    """
    Return 16 digits that change with any answer or count of the month.

    The order of the rows does not count; segment and channel do.
    """
    answers = month.answers.get(month.month, [])
    lines = sorted(
        repr((one.segment, one.channel, one.nps, one.csat, one.ces)) for one in answers
    )
    lines += sorted(
        repr((one.segment, one.channel, one.question, one.score, *one.mass))
        for one in month.counts.get(month.month, [])
    )
    return blake2b("\n".join(lines).encode(), digest_size=8).hexdigest()


def differences(
    before: Sequence[Closed], now: Sequence[Closed]
) -> Iterator[Difference]:
    """
    Yield where a month is no longer what was frozen.

    Intervals of another level are not compared: they say nothing about the answers.
    """
    current = {row.kpi: row for row in now}
    known = units()
    has_moved = False
    for old in before:
        new = current.get(old.kpi)
        if new is None:  # a KPI that the template no longer has
            continue
        unit = known[old.kpi]
        keys: tuple[What, ...] = ("value", "base")
        if old.confidence == new.confidence:
            keys += ("low", "high")
        for key in keys:
            was, held = getattr(old, key), getattr(new, key)
            if not equal(was, held):
                has_moved = True
                yield Difference(
                    kpi=old.kpi, name=new.name, unit=unit, what=key, was=was, now=held
                )
    if not has_moved and before and now and before[0].answers != now[0].answers:
        yield Difference(
            kpi="", name="", unit="points", what="answers", was=None, now=None
        )


def units() -> dict[str, Unit]:
    """Return the units of the KPIs by their short names, in every language."""
    return {
        load_texts(language)[f"kpis.{kpi.key}.code"]: kpi.unit
        for language in LANGUAGES
        for kpi in load_template().kpis
    }
