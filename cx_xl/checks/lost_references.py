"""References to cells that are gone, or in another file."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from cx_xl.checks.checklist import check
from cx_xl.checks.examination import Place
from cx_xl.checks.places import held, outside_cells
from cx_xl.errors import Text
from cx_xl.files.addresses import LINKED_BOOK, TEXT
from cx_xl.headless.syntax.tree import kpi_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.checks.subject import Subject

_BROKEN = re.compile(r"#REF!|#RIF!")
_OTHER_FILE = re.compile(rf"{LINKED_BOOK.pattern}|\.xls[xmb]?\]", re.IGNORECASE)
_HOLDERS = re.compile(rb"<(?:\w+:)?(?:f|formula[12]?)\b[^>]*>([^<]+)<")


@check(
    "broken_reference",
    "error",
    what=Text(
        "Formulas whose cells were deleted (#REF!)",
        "Formule le cui celle sono state eliminate (#RIF!)",
    ),
    remedy=Text(
        "Undo the deletion, or write the reference anew.",
        "Annulla l'eliminazione, o riscrivi il riferimento.",
    ),
    any_book=True,
)
def broken_reference(subject: Subject) -> Iterator[Place]:
    """References to cells that are gone: in cells, names, charts, rules."""
    return (place for place, text in _formulas(subject) if _finds(_BROKEN, text))


@check(
    "other_workbooks",
    "warning",
    what=Text("Formulas that read other workbooks", "Formule che leggono altri file"),
    remedy=Text(
        "Copy those cells into this file: elsewhere the links break in silence.",
        "Copia quelle celle in questo file: altrove i collegamenti si rompono senza "
        "che nessuno se ne accorga.",
    ),
    any_book=True,
)
def other_workbooks(subject: Subject) -> Iterator[Place]:
    """Links out of the file; a call of ours that reads one says so itself."""
    for place, text in _formulas(subject):
        if _finds(_OTHER_FILE, text) and not (place.cell and kpi_calls(text)):
            yield place


def _finds(pattern: re.Pattern[str], formula: str) -> bool:
    """Tell whether *formula* refers to what *pattern* describes."""
    return pattern.search(TEXT.sub("", formula)) is not None


def _formulas(subject: Subject) -> Iterator[tuple[Place, str]]:
    """Yield the formulas of cells, names, charts and rules, and where each stands."""
    for address, text in subject.book.formulas().items():
        sheet, _, cell = address.rpartition("!")
        yield Place(sheet=sheet, cell=cell, held=held(text)), text
    for name in subject.book.package.names:
        yield Place(held=f"{name.name} = {name.text}"[:80]), name.text
    sheets = {info.part: info.name for info in subject.book.package.sheets}
    for part in subject.book.package.parts:
        if part in sheets or part.startswith("xl/charts/chart"):
            content = subject.book.package.read(part)
            content = outside_cells(content) if part in sheets else content
            where = sheets.get(part, part.rpartition("/")[2])
            for found in dict.fromkeys(_HOLDERS.findall(content)):
                text = unescape(found.decode(errors="replace"))
                yield Place(held=f"{where}: {text}"[:80]), text
