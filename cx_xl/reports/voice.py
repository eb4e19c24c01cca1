"""The language of a report: its texts and its numbers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cx_xl.workbooks import numbers
from cx_xl.workbooks.texts import Texts

if TYPE_CHECKING:
    from cx_xl.errors import Language
    from cx_xl.reports.model import Report
    from cx_xl.workbooks.template_model import Unit


@cache
def report_texts(language: Language) -> Texts:
    """Read the words of reports."""
    source = files("cx_xl.reports") / f"texts.{language}.toml"
    return Texts(language, tomllib.loads(source.read_text("utf-8")))


def plain(words: str) -> str:
    r"""
    Return text from a book on one line, without control or direction marks.

    No form can show them: XML forbids some, PowerPoint breaks lines at others, and
    others turn text around.

    >>> plain("a\x00b\u202ec\nd")
    'a b c d'
    """
    return "".join(c if c.isprintable() or c == "\u00a0" else " " for c in words)


@dataclass(frozen=True)
class Voice:
    """
    A report and how it is said.

    Attributes:
        report: what to say.
        language: in which language.
        minus: the sign of negative numbers; a terminal may know the plain one only.
    """

    report: Report
    language: Language
    minus: str = "-"

    def text(self, key: str, **values: object) -> str:
        """Return a text of the report with its numbers."""
        text = report_texts(self.language)[key]
        return text.format(**values) if values else text

    def typeset(self, number: str) -> str:
        """Return a number, or an interval, with the minus of the form."""
        return number if number == numbers.NONE else number.replace("-", self.minus)

    def shown(self, value: float | None, unit: Unit) -> str:
        """Return a value with its unit."""
        return self.typeset(numbers.shown(value, unit, self.language))

    def interval(self, low: float | None, high: float | None, unit: Unit) -> str:
        """Return an interval with its unit."""
        return self.typeset(numbers.interval(low, high, unit, self.language))

    def count(self, value: float | None) -> str:
        """Return how many there are."""
        return numbers.count(value, self.language)

    @property
    def confidence(self) -> str:
        """The level of the intervals, as in 95 %."""
        return numbers.percent(self.report.confidence, self.language)

    @property
    def month(self) -> str:
        """The month in words."""
        return numbers.month(self.report.month, self.language)

    @property
    def before(self) -> str:
        """The month before in words; nothing if there is none."""
        day = self.report.before
        return numbers.month(day, self.language) if day else ""
