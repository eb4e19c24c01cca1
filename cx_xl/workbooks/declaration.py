"""What our template declares about a saved workbook that was made from it."""

from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO

from cx_xl.errors import LANGUAGES, Language
from cx_xl.files.addresses import parted
from cx_xl.files.file_refusals import FileRefused
from cx_xl.headless import Declaration, Workbook
from cx_xl.hosts.registry import PORTABLE
from cx_xl.workbooks.build import write
from cx_xl.workbooks.former import FORMER, version_of
from cx_xl.workbooks.properties import template_version
from cx_xl.workbooks.summary import is_template
from cx_xl.workbooks.template_model import SheetKey, load_template
from cx_xl.workbooks.texts import Texts, load_texts
from cx_xl.workbooks.writer import HEADER_KEYS, Book

# Tables of the first version; a book may lack the columns that came since.
OF_EVERY_VERSION = ("tblResponses", "tblTargets", "tblMonthly")
# A name on each sheet with formulas finds it, whatever it is called by now.
LANDMARKS: Mapping[SheetKey, str] = {
    "kpi": "sel_Month",
    "monthly": "lst_Months",
    "targets": "set_Confidence",
    "checks": "chk_Problems",
    "lists": "sel_Row",
}
# And a table those without.
TABLES: Mapping[SheetKey, str] = {"responses": "tblResponses", "counts": "tblCounts"}


class NewerBook(FileRefused):
    """A book of a version that this program does not know yet."""

    en = "{file} has template {version}, newer than this cx-xl; update cx-xl first."
    it = "{file} ha il modello {version}, più nuovo di cx-xl; aggiorna prima cx-xl."


def declaration_of(book: Workbook) -> Declaration:
    """
    Return the formulas that *book* has from our template, by sheet and address.

    Nothing if it was not made from it, or by another version.
    """
    texts = texts_of(book) if is_template(book) else None
    if texts is None:
        return {}
    if is_older(book, texts):
        return {}  # its formulas are others
    months = len(book.values(f"tblMonthly[{texts['monthly.headers.month']}]"))
    return declared(texts, months)


def declared(texts: Texts, months: int) -> Declaration:
    """Return the formulas of a template that is *months* long, in these words."""
    return _declared(texts.language, tuple(texts.items()), months)


@lru_cache(maxsize=8)  # a roll-up reads a thousand books that are alike
def _declared(
    language: Language, words: tuple[tuple[str, str], ...], months: int
) -> Declaration:
    texts = Texts(language, dict(words))
    template = load_template().model_copy(update={"months": months})
    declaring = Book(
        BytesIO(), template, texts, edition=PORTABLE, results={}, has_names=False
    )
    write(declaring)
    return declaring.declared


def is_older(book: Workbook, texts: Texts) -> bool:
    """Say whether *book* is of another version, or has not all the columns of this."""
    version = template_version(book.package)
    is_other = version not in {"", load_template().version}
    return is_other or bool(lacking(book, texts))


def is_of_today(book: Workbook) -> bool:
    """Say whether *book* says that it is of the current version."""
    return template_version(book.package) == load_template().version


def is_newer(book: Workbook) -> bool:
    """Say whether *book* is of a version that is not known here."""
    held, known = template_version(book.package), load_template().version
    return version_of(held) > version_of(known)


def refuse_newer(book: Workbook) -> None:
    """
    Raise before months or formulas of a later program's book are written.

    Raises:
        NewerBook: it is of a version that is not known here.
    """
    if is_newer(book):
        raise NewerBook(file=book.file, version=template_version(book.package))


def lacking(book: Workbook, texts: Texts) -> list[str]:
    """Return the template's columns that *book* does not have: tblMonthly[NPS]."""
    return [
        f"{table}[{header}]"
        for table in HEADER_KEYS
        for header in sorted(_lacking(book, texts, table))
    ]


def texts_of(book: Workbook) -> Texts | None:
    """
    Return the words of *book*: those of a language, under its own sheet names.

    It may have headers of earlier versions, and lack the columns that came since.
    """
    found = sheets_of(book)
    if set(found) != set(LANDMARKS):
        return None
    sheets = {f"sheets.{key}": sheet for key, sheet in found.items()}
    since = set(HEADER_KEYS) - set(OF_EVERY_VERSION)  # as a whole, or not at all
    held = {name.casefold(): name for name in book.tables}
    for key, table in TABLES.items():
        if table.casefold() in held:
            sheets[f"sheets.{key}"] = book.sheet_of(held[table.casefold()])
    tables = (*OF_EVERY_VERSION, *(name for name in since if name.casefold() in held))
    for language in LANGUAGES:
        texts = load_texts(language)
        newer = {
            texts[HEADER_KEYS["tblMonthly"].format(column.key)]
            for column in load_template().monthly
            if column.since
        }
        if not any(_lacking(book, texts, table) - newer for table in tables):
            return texts.with_changes(sheets)
    return None


def sheets_of(book: Workbook) -> dict[SheetKey, str]:
    """Return what the sheets of *book* on which landmarks stand are called, by key."""
    names = {name.casefold(): text for name, text in book.names.items()}
    found = {key: names.get(mark.casefold(), "") for key, mark in LANDMARKS.items()}
    return {key: parted(text)[0] for key, text in found.items() if "!" in text}


def _lacking(book: Workbook, texts: Texts, table: str) -> set[str]:
    """Return the headers of ours that a table of *book* does not have."""
    found = {name.casefold(): name for name in book.tables}.get(table.casefold())
    held = set(book.columns(found) if found else ())
    return {
        text
        for key, text in _headers(texts, table).items()
        if held.isdisjoint((text, *FORMER.get(key, ())))
    }


def _headers(texts: Texts, table: str) -> dict[str, str]:
    """Return the headers that a table of the template has, by the keys of the texts."""
    before, after = HEADER_KEYS[table].split("{}")
    return {
        key: text
        for key, text in texts.items()
        if key.startswith(before)
        and key.endswith(after)
        and len(key.split(".")) == len(HEADER_KEYS[table].split("."))
    }
