"""Which foreign format a file has, by what is in it rather than by its name."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Literal

from cx_xl.files.snapshot import OLE, SECRET, ZIP

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal[".xls", ".xlsb", ".ods", ".csv"]

_TEXTS = {".csv", ".tsv", ".tab"}
_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"  # or its template


def kind_of(path: Path) -> Kind | None:
    """Return the foreign format of a file; None for ours, and for all else."""
    try:
        if not path.is_file():
            return None
        with path.open("rb") as stream:
            start = stream.read(len(OLE))
            if start == OLE:
                return None if SECRET in stream.read() else ".xls"
        if start.startswith(ZIP):
            return _zipped(path)
    except OSError:
        return None  # whoever opens it next says why
    return ".csv" if path.suffix.lower() in _TEXTS else None


def _zipped(path: Path) -> Kind | None:
    try:
        with zipfile.ZipFile(path) as container:
            names = container.namelist()
            if "xl/workbook.bin" in names:
                return ".xlsb"
            if "mimetype" in names:
                with container.open("mimetype") as stream:
                    if stream.read(len(_DOCUMENT)) == _DOCUMENT:
                        return ".ods"
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError):
        return None
    return None
