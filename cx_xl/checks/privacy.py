"""Personal data that travels with a file: columns, notes, caches, properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.checks.checklist import check
from cx_xl.checks.examination import Place
from cx_xl.errors import Text
from cx_xl.files.addresses import address
from cx_xl.imports.personal import is_personal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.checks.subject import Subject
    from cx_xl.files.package import Package

PROGRAMS = {"", "cx_xl", "openpyxl"}


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
    for table in subject.book.package.tables:
        cells = subject.book.sheet(table.sheet)
        for column, name in enumerate(table.columns, start=table.area.left):
            if column in ours.get(table.name, ()):
                continue
            values = cells.column(column, table.area.top + 1, table.area.bottom)
            held = [value for value in values if value is not None]
            if held and is_personal(name, held):
                yield Place(sheet=table.sheet, cell=address(table.area.top, column))


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
    return (Place(sheet=name) for name in commented(subject.book.package))


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
    for part in subject.book.package.parts:
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
    return (Place(held=tag) for tag in people(subject.book.package))


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
