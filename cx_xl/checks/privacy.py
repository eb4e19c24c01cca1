"""Personal data where nobody looks: hidden sheets and columns, notes, caches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.checks.checklist import check
from cx_xl.checks.examination import Place
from cx_xl.errors import Text
from cx_xl.files.addresses import COLUMNS, address
from cx_xl.imports.personal import is_personal
from cx_xl.workbooks.ledger import SHEET as LEDGER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.checks.subject import Subject
    from cx_xl.files.package import Package

OURS = {LEDGER}
PROGRAMS = {"", "cx_xl", "openpyxl"}
_HIDDEN = re.compile(rb"<(?:\w+:)?col\b[^>]*\bhidden\s*=\s*[\"'](?:1|true)[\"'][^>]*>")
_RANGE = re.compile(rb'\b(min|max)\s*=\s*["\'](\d+)["\']')


@check(
    "personal_columns",
    "error",
    what=Text(
        "Columns that look like personal data",
        "Colonne che sembrano contenere dati personali",
    ),
    remedy=Text(
        "Delete them: the KPIs need no names, addresses or telephone numbers, and "
        "this file travels.",
        "Eliminale: ai KPI non servono nomi, indirizzi o numeri di telefono, e questo "
        "file viaggia.",
    ),
)
def personal_columns(subject: Subject) -> Iterator[Place]:
    """Names and addresses beside answers and counts, or in any table."""
    filled = subject.filled
    kinds = {
        "tblResponses": filled.responses,
        "tblCounts": filled.counts,
        "tblMonthly": filled.monthly,
        "tblTargets": filled.targets,
    }
    ours = {name: {*kind.columns.values()} for name, kind in kinds.items()}
    for table in subject.package.tables:
        cells = subject.sheet(table.sheet)
        for column, name in enumerate(table.columns, start=table.area.left):
            if column in ours.get(table.name, ()):
                continue
            values = cells.column(column, table.area.top + 1, table.area.bottom)
            held = [value for value in values if value is not None]
            if held and is_personal(name, held):
                yield Place(sheet=table.sheet, cell=address(table.area.top, column))


@check(
    "hidden_data",
    "warning",
    what=Text(
        "Hidden sheets and columns that look like personal data",
        "Fogli e colonne nascosti che sembrano contenere dati personali",
    ),
    remedy=Text(
        "Unhide and delete them before the file leaves your hands.",
        "Scoprili ed eliminali prima di far uscire il file.",
    ),
    any_book=True,
)
def hidden_data(subject: Subject) -> Iterator[Place]:
    """What is hidden from the eye is not hidden from the reader of the file."""
    for info in subject.package.sheets:
        if info.kind != "worksheet" or info.name in OURS:
            continue
        sheet = subject.sheet(info.name)
        hidden = set(sheet.columns)
        if info.state == "visible":
            hidden &= set(_hidden_columns(subject, info.part))
        for column in sorted(hidden):
            values = sheet.columns[column].values
            texts = [value for value in values if isinstance(value, str)]
            head = texts[0] if texts else ""
            if texts and is_personal(head, texts[1:]):
                yield Place(sheet=info.name, cell=address(1, column))


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
    for info in subject.package.sheets:
        if info.state != "visible" and info.name not in {*OURS, lists}:
            yield Place(sheet=info.name)


@check(
    "comments",
    "warning",
    what=Text("Comments and notes", "Commenti e note"),
    remedy=Text(
        "Read them once: they hold their author's name, and often a customer's.",
        "Rileggili: contengono il nome di chi li ha scritti, e spesso quello di un "
        "cliente.",
    ),
    any_book=True,
)
def comments(subject: Subject) -> Iterator[Place]:
    """Notes and threaded comments, sheet by sheet."""
    return (Place(sheet=name) for name in commented(subject.package))


@check(
    "caches",
    "warning",
    what=Text(
        "Pivot tables keep a copy of their data",
        "Le tabelle pivot conservano una copia dei dati",
    ),
    remedy=Text(
        "Even if you delete the source, it stays in the file: use cx-xl share, or "
        "switch off “Save source data with file”.",
        "Anche se elimini l'origine, i dati restano nel file: usa cx-xl share, o "
        "disattiva «Salva dati di origine con il file».",
    ),
    any_book=True,
)
def caches(subject: Subject) -> Iterator[Place]:
    """The records of pivot caches."""
    for part in subject.package.parts:
        if "pivotCacheRecords" in part:
            yield Place(held=part)


@check(
    "author",
    "note",
    what=Text(
        "The file's properties name people",
        "Le proprietà del file contengono nomi di persone",
    ),
    remedy=Text(
        "File, Info, Inspect Document removes them where the file goes outside.",
        "Se il file esce dall'azienda: File, Informazioni, Controlla documento.",
    ),
    any_book=True,
)
def author(subject: Subject) -> Iterator[Place]:
    """Who wrote and who saved it last; the names are not repeated here."""
    return (Place(held=tag) for tag in people(subject.package))


def commented(package: Package) -> Iterator[str]:
    """Yield the sheets with notes or threaded comments."""
    for info in package.sheets:
        if info.part:
            kinds = {link.kind for link in package.container.links(info.part).values()}
            if kinds & {"comments", "threadedComment"}:
                yield info.name


def people(package: Package) -> Iterator[str]:
    """Yield the properties of the file that name people, and not a program."""
    part = "docProps/core.xml"
    if part not in package.container:
        return
    root = package.container.xml(part)
    for tag in ("creator", "lastModifiedBy"):
        name = root.findtext(f"{{*}}{tag}")
        if name and name.strip() not in PROGRAMS:
            yield tag


def _hidden_columns(subject: Subject, part: str) -> Iterator[int]:
    head = subject.package.read(part)[:200_000].partition(b"<sheetData")[0]
    for column in _HIDDEN.findall(head):
        ends = {key: int(number) for key, number in _RANGE.findall(column)}
        if b"min" in ends and b"max" in ends:
            yield from range(ends[b"min"], min(ends[b"max"], COLUMNS) + 1)
