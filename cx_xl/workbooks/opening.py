"""A saved workbook opened, whatever its format: the one door to its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cx_xl.files.package import open_package
from cx_xl.files.snapshot import shown_name
from cx_xl.headless import Workbook
from cx_xl.hosts.formats import readable
from cx_xl.workbooks.declaration import declaration_of

if TYPE_CHECKING:
    from os import PathLike


def open_workbook(
    path: str | PathLike[str], *, name: str = "", tells_region: bool = True
) -> Workbook:
    """
    Open a saved .xlsx or .xlsm, or what another program saved.

    An .ods is opened by the LibreOffice of this computer: the values that the workbook
    holds are those that LibreOffice shows, and `save` writes an .xlsx. Of an .xls, an
    .xlsb, an .ods without LibreOffice, and of CSV only the values are read; whatever
    needs formulas is refused then. In CSV whole numbers are numbers, all else is text.

    Args:
        path: its file.
        name: what messages call it; the name of its file by default.
        tells_region: see `Workbook`.

    Raises:
        FileRefused: a subclass per cause; its sentence says what to do.
    """
    with readable(path) as found:
        return Workbook(
            open_package(found.path, found.limits),
            name or shown_name(Path(path)),
            found.no_formulas,
            tells_region=tells_region,
            declares=declaration_of,
        )
