"""The bytes that the engine loads: the file's own, without what the engine trips on."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from cx_xl.files import ooxml
from cx_xl.files.addresses import Area
from cx_xl.files.package import Package
from cx_xl.files.tables import table_parts
from cx_xl.files.tidy import tidied


def engine_bytes(package: Package) -> bytes:
    """
    Return the very bytes that passed the preflight, stale table filters left out.

    cellrune 0.2.0 drops a table whose filter covers other rows than the table, as
    openpyxl writes it after a change of the table's extent. Excel does not mind.
    """
    mended = dict(_mended_tables(package))
    if not mended:
        return tidied(package)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for part in package.parts:
            target.writestr(part, mended.get(part) or package.read(part))
    return stream.getvalue()


def _mended_tables(package: Package) -> Iterator[tuple[str, bytes]]:
    for sheet in package.sheets:
        for part, root in table_parts(package.container, sheet):
            found = root.find("{*}autoFilter")
            if found is not None and found.get("ref") != _filtered(package, part, root):
                root.remove(found)
                yield part, etree.tostring(root, encoding="UTF-8", standalone=True)


def _filtered(package: Package, part: str, root: etree._Element) -> str:
    """Return what the filter of a table must cover: all rows but the totals."""
    with ooxml.damage(package.container, part):
        area = Area.of(root.get("ref", ""))
        totals = int(root.get("totalsRowCount", "0"))
    return str(area._replace(bottom=area.bottom - totals))
