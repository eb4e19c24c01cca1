"""
A book whose inputs are typed: what it counts is in its tables, nothing is evaluated.

Formulas of the template are not read at all: whoever adds books counts anew. Where an
answer or an input is a formula of the user's own, the whole book is computed.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cx_xl.checks.subject import Subject
from cx_xl.files.addresses import address
from cx_xl.headless import Evaluation
from cx_xl.reports.rollup.why_left_out import NotComputed
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cx_xl.headless import Workbook
    from cx_xl.workbooks.filled import FilledTable

SETTINGS = ("set_Confidence", "set_MinBase", "set_CarefulBase", "set_SatisfiedFrom")
COUNTS = tuple(column.key for column in load_template().counts)
INPUTS = ("month", *(column.key for column in load_template().group("inputs")))


class Typed(Subject):
    """A subject of which the file's own values are taken."""

    @cached_property
    def fresh(self) -> Evaluation:
        """No fresh value at all."""
        return Evaluation(file=self.book.file, today=self.today, cells=(), problems=())


def subject_of(book: Workbook, today: date) -> Subject:
    """
    Return a book to read, computed only if its inputs are not typed.

    Raises:
        NotComputed: an input is a formula that has no value.
        FileRefused: it must be computed, and cannot be.
    """
    typed = Typed(book, today)
    if typed.template is None:
        return typed
    formulas = set(_formulas(typed))
    if not formulas:
        return typed
    computed = Subject(book, today)
    for problem in computed.fresh.problems:
        place = f"{problem.sheet}!{problem.address}"
        if place in formulas:
            raise NotComputed(cell=place)
    return computed


def _formulas(typed: Subject) -> Iterator[str]:
    """Yield the places of formulas where answers, inputs or settings belong."""
    answers, months = typed.filled.responses, typed.filled.monthly
    yield from _in_table(typed, answers, tuple(answers.columns))
    if typed.filled.counts.sheet:  # none in books of an older version
        yield from _in_table(typed, typed.filled.counts, COUNTS)
    yield from _in_table(typed, months, INPUTS)
    for name in SETTINGS:
        if typed.book.formula(name):
            yield typed.book.names[name].replace("$", "")


def _in_table(
    typed: Subject, table: FilledTable, keys: tuple[str, ...]
) -> Iterator[str]:
    columns = {table.columns[key] for key in keys}
    for row, column in typed.book.sheet(table.sheet).formulas:
        if row in table.rows and column in columns:
            yield f"{table.sheet}!{address(row, column)}"
