"""
Saved books, each with more rows in its tables and a further sheet; prints what changed.

    python tests/slow/slow_amendments.py FOLDER

Every book of FOLDER gets what an import and a roll do to a workbook: a hidden sheet,
ten rows more in each table that can grow, a number in a free cell. All other parts must
be the same bytes, and openpyxl and calamine must open the copy. Exits with 1 if
anything else happened.
"""

import sys
import tempfile
import warnings
from collections import Counter
from pathlib import Path

from cx_xl.errors import Explained
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.filling_down import continued
from cx_xl.files.new_sheet import with_hidden_sheet
from cx_xl.files.package import Package, open_package
from cx_xl.files.sheet_reader import read_sheet

ROWS = 10
LISTED = {"[Content_Types].xml"}


def main() -> int:
    """Amend every book; return the exit code."""
    books = sorted(p for p in Path(sys.argv[1]).iterdir() if p.suffix in _SUFFIXES)
    outcomes = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for book in books:
            try:
                outcome = _amended(book, Path(folder, book.name))
            except Explained as refusal:
                outcome = f"refused: {type(refusal).__name__}"
            outcomes[outcome] += 1
            if outcome not in _SOUND:
                print(f"{book.name}: {outcome}")  # noqa: T201 - the result
    for outcome, count in outcomes.most_common():
        print(f"{count:5} {outcome}")  # noqa: T201 - the result
    return int(any(outcome not in _SOUND for outcome in outcomes))


_SUFFIXES = {".xlsx", ".xlsm"}
_SOUND = {"kept, no tables", "kept, tables grown"}


def _amended(book: Path, target: Path) -> str:
    """Amend one book; say what became of it."""
    package = open_package(book)
    parts, grown = with_hidden_sheet(package, "cx_xl_imports"), 0
    step = package
    for table in package.tables:
        if table.has_totals:
            continue
        more = continued(step, table, table.area.bottom + ROWS)
        step, grown = step.with_parts(more), grown + 1
    amended = step.with_parts(with_hidden_sheet(step, "cx_xl_imports"))
    sheet = next(sheet.name for sheet in package.sheets if sheet.kind == "worksheet")
    row, column = read_sheet(package, sheet).used
    write_copy(amended, target, {sheet: {(row + 1, max(column, 1)): 1.5}})
    wrong = _changed(package, open_package(target), set(parts))
    if wrong:
        return f"changed: {', '.join(wrong)}"
    _open(target)
    return "kept, tables grown" if grown else "kept, no tables"


def _changed(before: Package, after: Package, expected: set[str]) -> list[str]:
    """Return the parts that should have stayed and did not."""
    sheets = {sheet.part for sheet in before.sheets}
    allowed = expected | sheets | LISTED
    return [
        part
        for part in before.parts
        if part not in after.parts
        or (
            before.read(part) != after.read(part)
            and part not in allowed
            and "/tables/" not in part
            and not part.endswith("calcChain.xml")
        )
    ]


def _open(path: Path) -> None:
    import openpyxl  # noqa: PLC0415 - of the tests
    import python_calamine  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        openpyxl.load_workbook(path)
    theirs = python_calamine.CalamineWorkbook.from_path(path)
    for name in theirs.sheet_names:
        theirs.get_sheet_by_name(name).to_python()


if __name__ == "__main__":
    sys.exit(main())
