"""What nobody sees: hidden sheets, columns, rows, and texts outside the cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.checks.checklist import check
from cx_xl.checks.examination import Place
from cx_xl.checks.places import outside_cells
from cx_xl.errors import Text
from cx_xl.files.addresses import COLUMNS, Area, address
from cx_xl.imports.personal import is_personal
from cx_xl.workbooks.ledger import SHEET as LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cx_xl.checks.subject import Subject
    from cx_xl.files.package import Package
    from cx_xl.files.preflight import SheetInfo
    from cx_xl.files.shared_formulas import Value

OURS = {LEDGER}
# Hidden, or no wider than nothing.
_UNSEEN = (
    rb"<(?:\w+:)?%s\b[^>]*\b"
    rb"(?:hidden\s*=\s*[\"'](?:1|true)|(?:width|ht)\s*=\s*[\"']0(?:\.0*)?)[\"'][^>]*>"
)
_COLUMNS, _ROWS = (re.compile(_UNSEEN % tag) for tag in (b"col", b"row"))
_NUMBERS = re.compile(rb'\b(min|max|r)\s*=\s*["\'](\d+)["\']')
# An area some column of which has a condition, and not only a button.
_FILTERS = re.compile(
    rb"<(?:\w+:)?autoFilter\b[^>]{0,299}?\bref=[\"']([^\"']*)[\"'][^>]*>\s*"
    rb"(?:<(?:\w+:)?filterColumn\b[^>]*/>\s*)*<(?:\w+:)?filterColumn\b[^>]*[^/]>"
)
# One character before the @ is enough: a run of them would be read from each anew.
_MAIL = re.compile(rb"[\w.+-]@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
# Their texts stand in cells, or have a check of their own.
_CELLS = ("sharedStrings", "omments", "persons/", "pivotCacheRecords", "tables/")


@check(
    "hidden_data",
    "warning",
    what=Text(
        "Hidden sheets, columns and rows that look like personal data",
        "Fogli, colonne e righe nascosti che sembrano contenere dati personali",
    ),
    remedy=Text(
        "Unhide and delete them before the file leaves your hands.",
        "Scoprili ed eliminali prima di far uscire il file.",
    ),
    any_book=True,
)
def hidden_data(subject: Subject) -> Iterator[Place]:
    """What is hidden from the eye is not hidden from the reader of the file."""
    for info in subject.book.package.sheets:
        if info.kind != "worksheet" or info.name in OURS:
            continue
        sheet = subject.book.sheet(info.name)
        hidden, rows = set(sheet.columns), set[int]()
        if info.state == "visible":
            columns, rows = _unseen(subject.book.package.read(info.part))
            hidden &= columns
            rows = rows and _unfiltered(rows, subject.book.package, info)
        for number, column in sorted(sheet.columns.items()):
            if number in hidden:
                texts = [value for value in column.values if isinstance(value, str)]
            else:
                texts = _texts_in(column.values, rows)
            if texts and is_personal(texts[0], texts[1:]):
                yield Place(sheet=info.name, cell=address(1, number))


@check(
    "hidden_texts",
    "warning",
    what=Text(
        "E-mail addresses outside the cells: in names, properties, headers, charts",
        "Indirizzi e-mail fuori dalle celle: in nomi, proprietà, intestazioni, grafici",
    ),
    remedy=Text(
        "File, Info, Inspect Document finds most of them; or send out the copy of "
        "cx-xl share, which holds none.",
        "File, Informazioni, Controlla documento ne trova la maggior parte; oppure "
        "invia la copia di cx-xl share, che non ne contiene.",
    ),
    any_book=True,
)
def hidden_texts(subject: Subject) -> Iterator[Place]:
    """What travels with a file and is shown in no cell; nothing of it is repeated."""
    package = subject.book.package
    sheets = {info.part: info.name for info in package.sheets}
    for name in package.names:
        if _MAIL.search(name.text.encode()):
            yield Place(held=name.name)
    for part in package.parts:
        is_text = part.endswith((".xml", ".rels", ".vml"))
        if not is_text or part == "xl/workbook.xml" or any(w in part for w in _CELLS):
            continue
        if part in sheets:
            if _MAIL.search(outside_cells(package.read(part))):
                yield Place(sheet=sheets[part])
        elif _MAIL.search(package.read(part)):
            yield Place(held=part)


@check(
    "hidden_sheets",
    "warning",
    what=Text(
        "Hidden sheets that are not the template's",
        "Fogli nascosti che non sono del modello",
    ),
    remedy=Text(
        "Look at them (right-click a tab, Unhide): they travel with the file.",
        "Guardali (tasto destro su una scheda, Scopri): viaggiano insieme al file.",
    ),
    any_book=True,
)
def hidden_sheets(subject: Subject) -> Iterator[Place]:
    """Sheets that somebody hid."""
    lists = subject.template.texts["sheets.lists"] if subject.template else None
    for info in subject.book.package.sheets:
        if info.state != "visible" and info.name not in {*OURS, lists}:
            yield Place(sheet=info.name)


def _unseen(sheet: bytes) -> tuple[set[int], set[int]]:
    """Return the hidden columns and rows of a sheet."""
    columns = set[int]()
    for found in _COLUMNS.findall(outside_cells(sheet)):
        ends = {key: int(number) for key, number in _NUMBERS.findall(found)}
        if b"min" in ends and b"max" in ends:
            columns |= {*range(ends[b"min"], min(ends[b"max"], COLUMNS) + 1)}
    numbers = (dict(_NUMBERS.findall(found)) for found in _ROWS.findall(sheet))
    return columns, {int(held[b"r"]) for held in numbers if b"r" in held}


def _unfiltered(rows: set[int], package: Package, info: SheetInfo) -> set[int]:
    """Leave out the *rows* that filters at work hide: their buttons say so."""
    links = package.container.links(info.part).values()
    tables = (link.target for link in links if link.kind == "table")
    parts = (info.part, *(part for part in tables if part in package.container))
    areas = []
    for part in parts:
        with package.container.damage(part):
            found = _FILTERS.findall(outside_cells(package.read(part)))
            areas += [Area.of(area.decode()) for area in found]
    return {row for row in rows if not any(a.top < row <= a.bottom for a in areas)}


def _texts_in(values: Sequence[Value], rows: set[int]) -> list[str]:
    """Return the heading of a column, and what stands in its hidden *rows*; or []."""
    places = sorted(row for row in rows if row <= len(values))
    held = [value for row in places if isinstance(value := values[row - 1], str)]
    if not held:
        return []
    seen = (
        value
        for row, value in enumerate(values, start=1)
        if isinstance(value, str) and row not in rows
    )
    return [next(seen, ""), *held]
