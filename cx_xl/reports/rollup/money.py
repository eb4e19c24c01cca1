"""In which currency a book shows its costs: its cells' number formats say so."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cx_xl.files.table_writer import looks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml import etree

    from cx_xl.files.package import Package

_LOCALIZED = re.compile(r"\[\$([^\]-]+)(?:-[^\]]*)?\]")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_QUOTED = re.compile(r'"([^"]*)"')
_WORD = re.compile(r"(?:[A-Z]{3}|kr|zł|Kč|Ft|lei|Fr\.?)")


def currencies(
    package: Package, sheet: str, places: Iterable[tuple[int, int]]
) -> set[str]:
    """Return the currencies that some cells are shown in."""
    part = package.container.linked(package.report.main, "styles")
    if part is None:
        return set()
    codes = _codes(package.container.xml(part))
    looks = set(looks_of(package, sheet, places).values())
    return {
        currency
        for look in looks
        if look < len(codes)
        for currency in shown_in(codes[look])
    }


def shown_in(code: str) -> Iterator[str]:
    """
    Yield the currencies in a number format.

    >>> [*shown_in("€#,##0")], [*shown_in("#,##0 [$CHF-807]")], [*shown_in("0.0")]
    (['€'], ['CHF'], [])
    >>> [*shown_in('#,##0 "kr"')], [*shown_in("[$-410]#,##0")]
    (['kr'], [])
    """
    first = code.partition(";")[0]
    yield from (found.strip() for found in _LOCALIZED.findall(first))
    rest = _BRACKETS.sub("", first)
    for quoted in _QUOTED.findall(rest):
        if _WORD.fullmatch(quoted.strip()):
            yield quoted.strip()
    yield from (sign for sign in rest if unicodedata.category(sign) == "Sc")


def _codes(styles: etree._Element) -> list[str]:
    """Return the number format of each look; what every program knows has none."""
    custom = {
        code.get("numFmtId", ""): code.get("formatCode", "")
        for code in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    looks = styles.iterfind("{*}cellXfs/{*}xf")
    return [custom.get(look.get("numFmtId", ""), "") for look in looks]
