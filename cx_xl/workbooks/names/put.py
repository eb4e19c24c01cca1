"""Our names put into a workbook that people already have."""

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from cx_xl.errors import Language
from cx_xl.files import scan
from cx_xl.files.copy_writer import write_parts
from cx_xl.files.file_refusals import FileRefused, SuffixDiffers
from cx_xl.files.locks import refuse_locked
from cx_xl.files.name_writer import with_names
from cx_xl.files.package import Package, open_package
from cx_xl.workbooks.names.definitions import new_names

MACROS = "xl/vbaProject.bin"
PROPERTIES = "docProps/custom.xml"
MARK = b"cx_xl.template_version"


class NamesClash(FileRefused):
    """Names of ours that mean something else in the workbook."""

    en = "{file} already has {names} with another content; rename or delete it there."
    it = "{file} ha già {names} con un altro contenuto; rinominalo o eliminalo."


class HasFunctions(FileRefused):
    """A workbook that carries the functions as macros needs no names."""

    en = "{file} carries the functions as macros; names of the same spelling clash."
    it = "{file} contiene già le funzioni come macro; i nomi sarebbero in conflitto."


def put_names(
    source: str | PathLike[str],
    language: Language,
    target: str | PathLike[str] | None = None,
) -> int:
    """
    Define our functions in a workbook; every other part of it stays byte for byte.

    Args:
        source: an .xlsx or .xlsm.
        language: of the comments that Excel shows while a name is typed.
        target: the copy to write; the workbook itself by default.

    Returns:
        How many names the workbook has of us.

    Raises:
        NamesClash: a name or table of that spelling holds something else.
        HasFunctions: the workbook carries our functions as macros.
        SuffixDiffers: the copy must end as the workbook does.
        Locked: the target is open in a spreadsheet program.
        CannotWrite: the folder is missing, full or closed to us.
        FileRefused: the source does not pass the preflight.
    """
    package = open_package(source)
    target = Path(source if target is None else target)
    if target.suffix.lower() != package.path.suffix.lower():
        raise SuffixDiffers(file=target.name, suffix=package.path.suffix)
    refuse_locked(target)
    if MACROS in package.parts and _is_ours(package):
        raise HasFunctions(file=package.container.file)
    clashing = ", ".join(dict.fromkeys(_clashes(package)))
    if clashing:
        raise NamesClash(file=package.container.file, names=clashing)
    names = new_names(language)
    main = package.report.main
    text = with_names(scan.readable(package.read(main)), names)
    write_parts(package, target, {main: text.encode()})
    return len(names)


def _is_ours(package: Package) -> bool:
    return PROPERTIES in package.parts and MARK in package.read(PROPERTIES)


def _clashes(package: Package) -> Iterator[str]:
    """Yield what has the spelling of one of our names but another content."""
    ours = {name.name.casefold(): name.text.casefold() for name in new_names("en")}
    for name in package.names:
        text = ours.get(name.name.casefold())
        # LibreOffice writes the functions of our names in lower case.
        if text and (name.sheet or name.text.casefold() != text):
            yield name.name
    for table in package.tables:
        if table.name.casefold() in ours:
            yield table.name
