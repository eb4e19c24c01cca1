"""The macros that a workbook carries besides ours."""

from pathlib import Path

from pyopenvba import ExcelFile  # type: ignore[import-untyped]  # ships no py.typed

from cx_xl.catalog import CATALOG
from cx_xl.hosts.excel import wrappers

_DOCUMENT = 'VB_Base = "0{000208'  # the code of the workbook or of a sheet
_CODE = ("sub ", "function ", "property ")


def foreign_modules(path: Path) -> list[str]:
    """
    Return the names of the modules in a workbook that we have not put there.

    Sheets without any procedure do not count; a project that cannot be read does, as a
    whole.
    """
    try:
        with ExcelFile(path) as workbook:
            modules = [(m.name, m.source) for m in workbook.vba_project().modules]
    except Exception:  # noqa: BLE001 - whatever such a file makes of its reader
        return ["VBA"]
    ours = set(wrappers.modules(CATALOG))
    own = _procedures(wrappers.workbook_code())
    return [
        name
        for name, source in modules
        if name not in ours and (_DOCUMENT not in source or _procedures(source) - own)
    ]


def _procedures(source: str) -> set[str]:
    """Return the lines that begin a procedure."""
    lines = (line.strip().lower() for line in source.splitlines())
    plain = (line.removeprefix("private ").removeprefix("public ") for line in lines)
    return {line for line in plain if line.startswith(_CODE)}
