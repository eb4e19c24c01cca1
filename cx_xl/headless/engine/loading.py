"""The bytes that the engine loads: the file's own, or without their formulas."""

from __future__ import annotations

import io
import re
import zipfile
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from cx_xl.files.addresses import address, position
from cx_xl.files.minimal import bare_book
from cx_xl.files.packing import FAST, packed
from cx_xl.files.tidy import tidied
from cx_xl.files.xml_texts import content
from cx_xl.headless.engine.bulk import bare_sheets, without_values
from cx_xl.headless.syntax.tree import is_too_deep

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cx_xl.files.package import Package
    from cx_xl.headless.syntax.references import Place

Keep = Literal["all", "readable", "none"]

_FORMULA = re.compile(rb"<((?:\w+:)?f)(?:\s[^<>]*)?(?:/>|>[^<]*</\1>)")
_PLAIN = re.compile(  # of one cell, as all programs write most formulas
    rb'(<c\s(?:[^<>]*\s)?r="([A-Z]{1,3}[0-9]+)"[^<>]*>\s*<f>)[^<]*</f>'
)
_NAME = re.compile(
    rb"""<((?:\w+:)?definedName)\s[^<>]*?\bname="(?P<name>[^"]*)"[^<>]*>[^<]*</\1>"""
)


class Loadable(NamedTuple):
    """
    A workbook for the engine.

    Attributes:
        content: its bytes.
        said: where it holds formulas in other words.
    """

    content: bytes
    said: frozenset[Place] = frozenset()


def engine_bytes(
    package: Package,
    keep: Keep = "all",
    *,
    unused: Collection[str] = (),
    said: Mapping[Place, str] = MappingProxyType({}),
    anew: bool = False,
) -> Loadable:
    """
    Return the bytes that passed the preflight, put right where the engine is strict.

    Args:
        package: the workbook.
        keep: "all" formulas; "readable" leaves out those on which the engine would
            break; "none" leaves all out, so that their stored values stay.
        unused: names of the workbook that nothing in it uses. The engine reads all
            names again for every formula that is written: the functions that our
            template brings made that fifty times slower.
        said: formulas in other words. Only what stands plainly in its cell gets them:
            the rest is to be written later, which takes the engine twice as long.
        anew: write every part anew, for an engine that has refused the usual form.
    """
    data = tidied(package, anew=anew)
    bare = bare_sheets(package)
    is_deep = any(is_too_deep(name.text) for name in package.names)
    if keep == "all" and not (bare or unused or said or is_deep):
        return Loadable(data)
    tabs = (sheet for sheet in package.sheets if sheet.kind == "worksheet")
    kept = _if_readable if keep == "readable" else b""
    with zipfile.ZipFile(io.BytesIO(data)) as tidy:
        parts = {part: tidy.read(part) for part in tidy.namelist()}
    named = {sheet.part.replace("\\", "/"): sheet.name for sheet in tabs}
    for part in parts.keys() & named.keys():
        if named[part] in bare:
            parts[part] = without_values(parts[part]) or parts[part]
        if keep != "all":
            parts[part] = _FORMULA.sub(kept, parts[part])
    texts: dict[str, dict[bytes, str]] = {}
    for (sheet, *at), text in said.items():
        texts.setdefault(sheet, {})[address(*at).encode()] = text
    held: set[Place] = set()
    for part in parts.keys() & named.keys():
        own = texts.get(named[part])
        if own:
            parts[part], found = _said(parts[part], own)
            held |= {(named[part], *position(at.decode())) for at in found}
    if unused or is_deep:
        gone = {name.encode() for name in unused}
        for part in parts.keys() - named.keys():
            parts[part] = _NAME.sub(partial(_if_used, gone), parts[part])
    return Loadable(_packed(parts), frozenset(held))


def _said(xml: bytes, texts: Mapping[bytes, str]) -> tuple[bytes, set[bytes]]:
    """Return a sheet with formulas in other words, and the cells that have them."""
    held: set[bytes] = set()

    def say(found: re.Match[bytes]) -> bytes:
        text = texts.get(found[2])
        if text is None:
            return found[0]
        held.add(found[2])
        return b"%b%b</f>" % (found[1], content(text).encode())

    return _PLAIN.sub(say, xml), held


def _if_used(gone: Collection[bytes], found: re.Match[bytes]) -> bytes:
    start = found[0].partition(b">")[0]
    is_gone = found["name"] in gone and b"localSheetId" not in start
    is_deep = is_too_deep(found[0].decode("utf-8", "replace"))
    return b"" if is_gone or is_deep else found[0]


def _if_readable(found: re.Match[bytes]) -> bytes:
    return b"" if is_too_deep(found[0].decode("utf-8", "replace")) else found[0]


def one_sheet(formulas: Iterable[str]) -> bytes:
    """Return a workbook with *formulas* down the first column of its one sheet."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><f>{content(text)}</f></c></row>'
        for row, text in enumerate(formulas, start=1)
    )
    return bare_book({"S": rows})


def _packed(parts: Mapping[str, bytes]) -> bytes:
    return packed(parts, FAST)
