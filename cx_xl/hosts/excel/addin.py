"""
The files with VBA: the add-in, and a template with the same wrappers inside.

Both are built from text on any system, and the same text gives the same bytes.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from pyopenvba import ExcelFile  # type: ignore[import-untyped]  # ships no py.typed

from cx_xl.catalog import CATALOG
from cx_xl.files.content_types import TYPES
from cx_xl.files.packing import packed
from cx_xl.hosts.excel import wrappers

NAME = "cx_xl.xlam"
ENCODING = "cp1252"  # of a VBA project

_ROOT = "_rels/.rels"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_XLSM = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_RIBBON = "customUI/customUI.xml"
_RIBBON_TYPE = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
    'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>CX - Customer experience KPI</dc:title>"
    "<dc:creator>cx_xl</dc:creator></cp:coreProperties>"
)


def build(target: Path) -> None:
    """Build the add-in as *target*, which ends in `.xlam`."""
    modules = wrappers.modules(CATALOG) | {"CxRibbon": wrappers.ribbon_module()}
    with TemporaryDirectory() as folder:
        draft = Path(folder) / NAME
        with ExcelFile.create_new(draft) as workbook:
            workbook.vba_project().delete_module("Module1")
            _fill(workbook, modules)
            workbook.save()
        parts = _parts(draft)
    parts["docProps/core.xml"] = _CORE.encode()
    parts[_RIBBON] = wrappers.ribbon().encode()
    parts[_ROOT] = _related(parts[_ROOT], _RIBBON_TYPE, _RIBBON)
    # Stored, because another build of zlib would compress it to other bytes.
    target.write_bytes(packed(parts, plain=parts))


def with_macros(xlsx: Path, xlsm: Path) -> None:
    """
    Copy the workbook *xlsx* to *xlsm* with the wrappers inside.

    Its formulas are plain calls then (`CX_NPS(A2:A500)`), so the file can be mailed.
    Every part but those that name the macros stays as it is.
    """
    parts = _parts(xlsx)
    types = parts[TYPES].decode()
    if types.count(_XLSX) != 1:
        raise ValueError(f"{xlsx.name} is not a workbook without macros")
    parts[TYPES] = types.replace(_XLSX, _XLSM).encode()
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.xlsm"
        plain.write_bytes(packed(parts))
        with ExcelFile(plain) as workbook:
            workbook.add_vba_project()
            _fill(workbook, wrappers.modules(CATALOG))
            workbook.save()
        xlsm.write_bytes(packed(_parts(plain)))


def carrying_macros(built: Path) -> bytes:
    """Return the workbook *built* with the wrappers inside."""
    carrying = built.with_suffix(".xlsm")
    with_macros(built, carrying)
    return carrying.read_bytes()


def publish(folder: Path) -> None:
    """Build the add-in into *folder*, with its generated sources as readable text."""
    sources = folder / "generated"
    sources.mkdir(parents=True, exist_ok=True)
    for name, source in wrappers.generated(CATALOG).items():
        (sources / f"{name}.bas").write_text(source, "utf-8", newline="\n")
    build(folder / NAME)


def _fill(workbook: ExcelFile, modules: Mapping[str, str]) -> None:
    """Put *modules* and the code of the workbook into its VBA project."""
    project = workbook.vba_project()
    for name, source in modules.items():
        project.add_module(name, _lines(source))
    (book,) = [m for m in project.modules if 'VB_Base = "0{00020819' in m.source]
    book.body = _lines(wrappers.workbook_code())


def _lines(source: str) -> str:
    """Return *source* as VBA stores it; a character it can not hold is an error."""
    source.encode(ENCODING)
    return source.replace("\n", "\r\n")


def _related(relationships: bytes, kind: str, target: str) -> bytes:
    """Return the root *relationships* with one more."""
    end = "</Relationships>"
    more = f'<Relationship Id="rIdRibbon" Type="{kind}" Target="{target}"/>'
    return relationships.decode().replace(end, more + end).encode()


def _parts(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
