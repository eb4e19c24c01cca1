"""A copy of a workbook with fresh results; whatever else is in the file survives."""

from __future__ import annotations

from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cx_xl.files import scan
from cx_xl.files.addresses import address
from cx_xl.files.calculation import calculated
from cx_xl.files.container import Container
from cx_xl.files.file_refusals import SameFile, SuffixDiffers, TextTooLong
from cx_xl.files.locks import refuse_locked
from cx_xl.files.package import Package, open_package
from cx_xl.files.packing import repacked
from cx_xl.files.preflight import survey
from cx_xl.files.saving import is_same, save
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.sheet_writer import Rewriter
from cx_xl.files.snapshot import shown_name
from cx_xl.files.values import Decoder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from cx_xl.files.addresses import Area
    from cx_xl.files.shared_formulas import Value

    Place = tuple[int, int]

LONGEST_TEXT = 32_767
NO_AREAS: Mapping[str, Mapping[tuple[int, int], Area]] = MappingProxyType({})


def write_copy(
    source: Package | str | PathLike[str],
    target: str | PathLike[str],
    changes: Mapping[str, Mapping[Place, Value]],
    areas: Mapping[str, Mapping[Place, Area]] = NO_AREAS,
    *,
    is_calculated: bool = False,
) -> None:
    """
    Write a copy in which some cells show other results.

    Formulas, styles, charts, macros and unknown parts stay byte for byte; so does the
    sheet's XML around the changed cells. The target appears whole or not at all.

    Args:
        source: the workbook, as a path or already open; never touched.
        target: the copy; replaced if it exists.
        changes: by sheet, the new values by (row, column). None clears a result;
            cells that the file does not have are added. Dates are 1900 serial numbers.
        areas: by sheet, the new extent of array formulas by their anchor; cells that
            fall out of the extent are cleared. Sheets are spelt as in *changes*.
        is_calculated: every result is true then: Excel need not calculate on opening.

    Raises:
        SameFile: the target is the source.
        Locked: the target is open in a spreadsheet program.
        SuffixDiffers: an .xlsm must stay an .xlsm.
        CannotWrite: the folder is missing, full or closed to us.
        TextTooLong: a text of more than 32,767 characters.
        FileRefused: the source does not pass the preflight.
        ValueError: a number that no cell can hold, such as NaN, or an extent for a
            formula that is no array.
    """
    package = source if isinstance(source, Package) else open_package(source)
    target = Path(target)
    _refuse_target(package, target)
    parts = changed_parts(package, changes, areas)
    if is_calculated:
        main = package.report.main
        parts[main] = calculated(scan.readable(package.read(main))).encode()
    write_parts(package, target, parts)


def write_parts(package: Package, target: Path, parts: Mapping[str, bytes]) -> None:
    """
    Write a copy with other *parts*; the rest of the file stays byte for byte.

    The target appears whole or not at all; it may be the source itself.

    Raises:
        Locked: the target is open in a spreadsheet program.
        CannotWrite: the folder is missing, full or closed to us.
        FileRefused: the copy would not pass the preflight.
    """
    data = repacked(package.container, parts)
    survey(Container(target, package.container.limits, data))
    save(target, data, like=package.path)


def _refuse_target(package: Package, target: Path) -> None:
    origin = package.container.origin
    if origin and is_same(target, origin):
        raise SameFile(file=shown_name(target))
    if target.suffix.lower() != package.path.suffix.lower():
        raise SuffixDiffers(file=shown_name(target), suffix=package.path.suffix)
    refuse_locked(target)


def changed_parts(
    package: Package,
    changes: Mapping[str, Mapping[Place, Value]],
    areas: Mapping[str, Mapping[Place, Area]] = NO_AREAS,
) -> dict[str, bytes]:
    """Return the new bytes of the sheets that change; see `write_copy`."""
    parts = {}
    decoder = Decoder(package)
    for name in dict.fromkeys([*changes, *areas]):
        info, extents = package.sheet(name), areas.get(name, {})
        wanted = _around(package, name, extents) | dict(changes.get(name, {}))
        _refuse_unfit(package, info.name, wanted)
        text = scan.readable(package.read(info.part))
        with package.container.damage(info.part):
            new = Rewriter(text, wanted, extents, decoder).result()
        parts[info.part] = new.encode()
    return parts


def _around(
    package: Package, name: str, extents: Mapping[Place, Area]
) -> dict[Place, Value]:
    """Return what a new extent alone changes: cells that fall out of it are cleared."""
    if not extents:
        return {}
    formulas = read_sheet(package, name).formulas
    wanted: dict[Place, Value] = {}
    for anchor, extent in extents.items():
        old = formulas[anchor].area
        if old is None:
            raise ValueError(anchor)
        wanted |= {place: None for place in old.places() if not extent.holds(*place)}
        wanted[anchor] = formulas[anchor].value
    return wanted


def _refuse_unfit(package: Package, name: str, wanted: Mapping[Place, Value]) -> None:
    """Raise for values that no cell can hold, before anything is written."""
    for place, value in wanted.items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            file, cell = package.container.file, address(*place)
            raise TextTooLong(file=file, sheet=name, cell=cell)
        if isinstance(value, float) and not isfinite(value):
            raise ValueError(value)
