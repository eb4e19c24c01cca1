"""What a workbook says of itself: the custom properties of our template."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cx_xl.files.package import Package

PART = "docProps/custom.xml"
ROLLUP = "cx_xl.rollup"  # of a sum of books


def template_version(package: Package) -> str:
    """Return the version of the template a workbook was made from, "" without one."""
    return _own(package, "cx_xl.template_version")


def schema(package: Package) -> str:
    """Return the number of the contract on its tables and names, "" without one."""
    return _own(package, "cx_xl.schema")


def is_rollup(package: Package) -> bool:
    """Say whether a workbook is a sum of others."""
    return bool(_own(package, ROLLUP))


def _own(package: Package, name: str) -> str:
    """Return a property of ours."""
    if PART not in package.container:
        return ""
    for entry in package.container.xml(PART).iterfind("{*}property"):
        if entry.get("name") == name:
            return "".join(map(str, entry.itertext())).strip()
    return ""
