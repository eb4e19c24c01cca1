"""Build the template workbook: one file, one language, one edition."""

import tempfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from cx_xl.errors import Language
from cx_xl.files.file_refusals import SuffixDiffers
from cx_xl.files.locks import refuse_locked
from cx_xl.files.package import open_package
from cx_xl.files.saving import save
from cx_xl.headless import Workbook
from cx_xl.hosts.registry import EDITIONS, PORTABLE
from cx_xl.workbooks.finish import finish
from cx_xl.workbooks.names import new_names
from cx_xl.workbooks.rows import EMPTY, Filling, month_after
from cx_xl.workbooks.sheets import (
    checks,
    counts_sheet,
    dashboard,
    lists,
    monthly,
    responses_sheet,
    start,
    targets_sheet,
)
from cx_xl.workbooks.template_model import Template, load_template
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.writer import Book, Results

CREATED = datetime(2026, 1, 1, tzinfo=UTC)  # fixed: the same input gives the same bytes


class NotComputed(RuntimeError):
    """A formula of the template has no result: a bug of ours, not of the user."""


def create(
    path: Path,
    language: Language,
    filling: Filling = EMPTY,
    *,
    edition: str = PORTABLE,
    names: bool = True,
) -> None:
    """
    Write the template to *path* with the true result of each formula.

    Args:
        path: the file to write; replaced if it exists, whole or not at all.
        language: of every text and header.
        filling: what stands in the yellow cells.
        edition: for whom, one of `EDITIONS`: "portable" is an .xlsx without our calls;
            "libreoffice" is an .ods that the LibreOffice of this computer makes.
        names: whether the portable edition defines our functions as names.

    Raises:
        SuffixDiffers: *path* does not end as files of the edition do.
        OfficeMissing: there is no LibreOffice to make an .ods.
        Locked: the file is open in a spreadsheet program.
        CannotWrite: the folder is missing, full or closed to us.
    """
    host = EDITIONS[edition]
    if path.suffix.lower() != host.suffix:  # a spreadsheet program would refuse it
        raise SuffixDiffers(file=path.name, suffix=host.suffix)
    refuse_locked(path)
    results = evaluate(language, filling)
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "template.xlsx"
        build(built, language, filling, results=results, edition=edition, names=names)
        save(path, host.finished(built))


def evaluate(language: Language, filling: Filling = EMPTY) -> Results:
    """
    Return the result of every formula of the template by (sheet, cell).

    Raises:
        NotComputed: the headless host cannot evaluate a formula.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        build(path, language, filling)
        region = load_texts(language)["document.language"]
        book = Workbook(open_package(path), path.name, tells_region=False)
        evaluation = book.evaluate(CREATED.date(), region)
    if evaluation.problems:
        raise NotComputed(evaluation.problems)
    return {(cell.sheet, cell.address): cell.value for cell in evaluation.cells}


def build(  # noqa: PLR0913 - one per option
    path: Path,
    language: Language,
    filling: Filling = EMPTY,
    *,
    results: Results | None = None,
    edition: str = "plain",
    names: bool = False,
) -> None:
    """
    Write an .xlsx to *path*; formulas show *results*, and nothing without them.

    Raises:
        BadFormula: a formula breaks the lint.
        NotExpandable: the portable edition has no ordinary formula for a call.
        Locked: the file is open in a spreadsheet program.
        CannotWrite: the folder is missing, full or closed to us.
    """
    save(
        path,
        xlsx_of(
            load_template(),
            language,
            filling,
            results=results,
            edition=edition,
            names=names,
        ),
    )


def xlsx_of(  # noqa: PLR0913 - one per option
    template: Template,
    language: Language,
    filling: Filling = EMPTY,
    *,
    results: Results | None = None,
    edition: str = "plain",
    names: bool = False,
) -> bytes:
    """
    Return the .xlsx that `build` writes, of a template that may be longer than ours.

    Raises:
        BadFormula: a formula breaks the lint.
        NotExpandable: the portable edition has no ordinary formula for a call.
    """
    texts = load_texts(language)
    content = BytesIO()
    has_names = names and edition == PORTABLE
    results = results or {}
    book = Book(
        content, template, texts, edition=edition, results=results, has_names=has_names
    )
    write(book, filling)
    book.workbook.close()
    return finish(
        content,
        language=texts["document.language"],
        results=results,
        names=new_names(language) if has_names else (),
    )


def write(book: Book, filling: Filling = EMPTY) -> None:
    """Write all sheets; the workbook stays open."""
    template = book.template
    _describe(book, template)
    start.write(book)
    responses_sheet.write(book, filling.answers)
    counts_sheet.write(book, filling.counts)
    first = filling.first_month or template.first_month
    monthly.write(book, filling.months, first)
    targets_sheet.write(book)
    last_filled = month_after(first, max(len(filling.months) - 1, 0))
    dashboard.write(book, filling.chosen_month or last_filled)
    checks.write(book)
    lists.write(book)
    book.sheet("kpi" if filling.months else "start").raw.activate()


def _describe(book: Book, template: Template) -> None:
    texts = book.texts
    book.workbook.set_properties(
        {
            "title": texts["document.title"],
            "subject": texts["document.subject"],
            "keywords": texts["document.keywords"],
            "author": "cx_xl",
            "created": CREATED.replace(tzinfo=None),
        }
    )
    book.workbook.set_custom_property("cx_xl.template_version", template.version)
    book.workbook.set_custom_property("cx_xl.schema", template.schema_version)
