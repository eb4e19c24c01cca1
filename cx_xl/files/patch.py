"""A copy of a workbook with fresh results; whatever else is in the file survives."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from contextlib import contextmanager, suppress
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from cx_xl.files import ooxml, scan
from cx_xl.files.addresses import address
from cx_xl.files.calculation import calculated
from cx_xl.files.cells import read_sheet
from cx_xl.files.locks import refuse_locked
from cx_xl.files.package import Package, open_package
from cx_xl.files.preflight import inspect
from cx_xl.files.refusals import (
    CannotWrite,
    Locked,
    SameFile,
    SuffixDiffers,
    TextTooLong,
)
from cx_xl.files.rewrite import Rewriter
from cx_xl.files.values import Decoder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from os import PathLike
    from typing import IO

    from cx_xl.files.addresses import Area
    from cx_xl.files.formulas import Value

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
    parts = _changed_parts(package, changes, areas)
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
    """
    with _replacing(target, package) as stream:
        _write(package, parts, stream)


def _refuse_target(package: Package, target: Path) -> None:
    if target.resolve() == package.path.resolve():
        raise SameFile(file=target.name)
    if target.exists() and package.path.exists() and target.samefile(package.path):
        raise SameFile(file=target.name)
    if target.suffix.lower() != package.path.suffix.lower():
        raise SuffixDiffers(file=target.name, suffix=package.path.suffix)
    refuse_locked(target)


def _changed_parts(
    package: Package,
    changes: Mapping[str, Mapping[Place, Value]],
    areas: Mapping[str, Mapping[Place, Area]],
) -> dict[str, bytes]:
    """Return the new bytes of the sheets that change."""
    parts = {}
    decoder = Decoder(package)
    for name in dict.fromkeys([*changes, *areas]):
        info, extents = package.sheet(name), areas.get(name, {})
        wanted = _around(package, name, extents) | dict(changes.get(name, {}))
        _refuse_unfit(package, info.name, wanted)
        text = scan.readable(package.read(info.part))
        with ooxml.damage(package.container, info.part):
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


def _write(package: Package, parts: Mapping[str, bytes], stream: IO[bytes]) -> None:
    """Write all parts in their order, with their times, so that copies are equal."""
    with zipfile.ZipFile(stream, "w") as copy:
        for old in package.container.zip.infolist():
            info = zipfile.ZipInfo(old.filename, old.date_time)
            info.compress_type = old.compress_type
            info.comment, info.extra = old.comment, old.extra
            info.create_system = old.create_system
            info.external_attr = old.external_attr
            content = parts.get(old.filename)
            copy.writestr(
                info, package.read(old.filename) if content is None else content
            )


@contextmanager
def _replacing(target: Path, package: Package) -> Iterator[IO[bytes]]:
    """Give a file beside *target* that takes its place once it is whole and sound."""
    temporary: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=".", suffix=target.suffix, delete=False
        ) as stream:
            temporary = Path(stream.name)
            yield stream.file
            stream.flush()
            os.fsync(stream.fileno())
        inspect(temporary, package.container.limits)
        with suppress(FileNotFoundError):  # the source may be gone by now
            shutil.copymode(package.path, temporary)
        _move(temporary, target)
    except OSError as error:
        raise CannotWrite(file=target.name, reason=error.strerror) from error
    finally:
        if temporary:
            temporary.unlink(missing_ok=True)


def _move(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except PermissionError as error:  # Windows: another program holds the target
        raise Locked(file=target.name) from error
