"""References to cells that are gone, or in another file."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from cx_xl.checks.checklist import check
from cx_xl.checks.examination import Place
from cx_xl.checks.places import held, outside_cells
from cx_xl.errors import Text
from cx_xl.files.addresses import TEXT
from cx_xl.headless.syntax.tree import kpi_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.checks.subject import Subject

_BROKEN = re.compile(r"#REF!|#RIF!")
_OTHER_FILE = re.compile(r"\[\d+\]|\.xls[xmb]?\]", re.IGNORECASE)
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
    for place, text in subject.book.formulas().items():
        if _BROKEN.search(TEXT.sub("", text)):
            sheet, _, cell = place.rpartition("!")
            yield Place(sheet=sheet, cell=cell, held=held(text))
    yield from _names(subject, _BROKEN)
    sheets = {info.part: info.name for info in subject.package.sheets}
    for part in subject.package.parts:
        if part in sheets or part.startswith("xl/charts/chart"):
            content = subject.package.read(part)
            content = outside_cells(content) if part in sheets else content
            for found in dict.fromkeys(_HOLDERS.findall(content)):
                text = unescape(found.decode(errors="replace"))
                if _BROKEN.search(TEXT.sub("", text)):
                    where = sheets.get(part, part.rpartition("/")[2])
                    yield Place(held=f"{where}: {text}"[:80])


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
    """Links out of the file."""
    for place, text in subject.book.formulas().items():
        if _OTHER_FILE.search(TEXT.sub("", text)) and not kpi_calls(text):
            sheet, _, cell = place.rpartition("!")
            yield Place(sheet=sheet, cell=cell, held=held(text))
    yield from _names(subject, _OTHER_FILE)


def _names(subject: Subject, pattern: re.Pattern[str]) -> Iterator[Place]:
    for name in subject.package.names:
        if pattern.search(TEXT.sub("", name.text)):
            yield Place(held=f"{name.name} = {name.text}"[:80])
