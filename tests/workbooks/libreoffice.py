"""LibreOffice without our extension, as a second opinion on every formula."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell

from cx_xl.hosts.libreoffice.soffice import run
from tests.workbooks.books import read


def recalculate(book: Path, folder: Path) -> dict[tuple[str, str], object]:
    """Return every formula cell's value as LibreOffice computes it, from nothing."""
    bare = without_results(book, folder / "bare")
    convert(bare, folder / "recalculated", "xlsx")
    done = read(folder / "recalculated" / book.name, data_only=True)
    formulas = formula_cells(read(bare))
    return {(s, c.coordinate): done[s][c.coordinate].value for s, c in formulas}


def without_results(book: Path, folder: Path) -> Path:
    """Return a copy of *book* whose formulas hold no results, and no names of ours."""
    folder.mkdir(parents=True, exist_ok=True)
    workbook = read(book)  # its save drops all cached results
    for name in [name for name in workbook.defined_names if name.startswith("CX_")]:
        del workbook.defined_names[name]
    workbook.save(folder / book.name)
    return folder / book.name


def formula_cells(workbook: openpyxl.Workbook) -> Iterator[tuple[str, Cell]]:
    """Give every cell that holds a formula, with its sheet's name."""
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell


def convert(book: Path, folder: Path, kind: str) -> None:
    """Convert *book* with LibreOffice, in a profile of its own."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind]
    said = run(*command, "--outdir", str(folder), str(book))
    assert said.ok, said.text
