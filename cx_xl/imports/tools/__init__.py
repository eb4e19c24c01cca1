"""The survey tools we know, each in a file of its own."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from cx_xl.imports.import_refusals import BadImporter, NoSuchTool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.metadata import EntryPoint

    from cx_xl.imports.contract import Importer, Source

GROUP = "cx_xl.importers"


def _declared() -> Iterator[Importer]:
    """Yield the `IMPORTER` of each module here."""
    for found in iter_modules(__path__):
        module = import_module(f"{__name__}.{found.name}")
        if hasattr(module, "IMPORTER"):
            yield module.IMPORTER


OURS = tuple(sorted(_declared(), key=lambda importer: importer.key == "generic"))


def importers() -> tuple[Importer, ...]:
    """
    Return our importers and those that other packages registered.

    Raises:
        BadImporter: one of them can not be loaded.
    """
    return *OURS, *map(_loaded, entry_points(group=GROUP))


def recognised(source: Source) -> Importer:
    """
    Return the importer that is surest that the export is its own.

    Raises:
        BadImporter: one that another package registered fails.
    """
    return max(importers(), key=lambda importer: _sure(importer, source))


def _loaded(found: EntryPoint) -> Importer:
    try:
        importer: Importer = found.load()
    except Exception as error:
        raise BadImporter(name=found.name, reason=type(error).__name__) from error
    return importer


def _sure(importer: Importer, source: Source) -> float:
    try:
        return importer.knows(source)
    except Exception as error:
        if importer in OURS:
            raise
        raise BadImporter(name=importer.key, reason=type(error).__name__) from error


def importer_for(key: str) -> Importer:
    """
    Return the importer of that key.

    Raises:
        NoSuchTool: there is none.
    """
    known = {importer.key: importer for importer in importers()}
    if key not in known:
        raise NoSuchTool(tool=key, tools=", ".join(known))
    return known[key]
