"""Formulas said anew throughout a workbook: cells, names, charts, rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.files import scan
from cx_xl.files.xml_texts import escape, from_xml, unescape

if TYPE_CHECKING:
    from collections.abc import Callable

    from cx_xl.files.package import Package

    # From the sheet and the address of a formula, and its text, to its new text.
    Change = Callable[[str, str, str], str]

_FORMULA = re.compile(r"(<(?:[\w.-]+:)?f(?:\s[^>]*[^>/])?>)([^<]+)(?=</)")
_EMPTY = re.compile(r"<((?:[\w.-]+:)?f)></\1>")
_RULE = re.compile(r"(<(?:[\w.-]+:)?(?:f|formula[12]?)(?:\s[^>]*)?>)([^<]+)(?=</)")
_NAME = re.compile(r"(<(?:[\w.-]+:)?definedName\s[^>]*>)([^<]+)(?=</)")


def with_formulas(
    package: Package, parts: dict[str, bytes], change: Change
) -> dict[str, bytes]:
    """
    Return *parts* and those in which formulas read as *change* says.

    Cells, defined names and charts; a formula of no characters leaves its result alone.
    Other results stay until they are computed.
    """
    changed = dict(parts)
    for sheet in package.sheets:
        if sheet.kind != "worksheet":
            continue
        old = parts.get(sheet.part) or package.read(sheet.part)
        new = _cells_changed(scan.readable(old), sheet.name, change).encode()
        if new != scan.readable(old).encode():
            changed[sheet.part] = new
    main = package.report.main

    def other(found: re.Match[str]) -> str:
        return found[1] + _changed(found[2], "", "", change)

    charts = ((name, _FORMULA) for name in package.parts if _is_chart(name))
    for part, pattern in ((main, _NAME), *charts):
        text = scan.readable(changed.get(part) or package.read(part))
        new_text = pattern.sub(other, text)
        if new_text != text:
            changed[part] = new_text.encode()
    return changed


def _is_chart(part: str) -> bool:
    return "/charts/chart" in part and part.endswith(".xml")


def _cells_changed(text: str, sheet: str, change: Change) -> str:
    """Return a sheet's XML with other formulas."""
    start, end = scan.data_span(text)

    def cell(found: re.Match[str]) -> str:
        body = found[9]
        if body is None or "f" not in body:
            return found[0]
        place = scan.address_of(found)
        before = found[0][: found.start(9) - found.start()]

        def formula(old: re.Match[str]) -> str:
            return old[1] + _changed(old[2], sheet, place, change)

        new = _EMPTY.sub("", _FORMULA.sub(formula, body))
        return found[0] if new == body else f"{before}{new}{scan.end_tag(found[0])}"

    def rule(old: re.Match[str]) -> str:  # of validation, formats, sparklines
        return old[1] + _changed(old[2], sheet, "", change)

    rows = scan.CELL.sub(cell, text[start:end])
    return text[:start] + rows + _RULE.sub(rule, text[end:])


def _changed(xml: str, sheet: str, place: str, change: Change) -> str:
    old = unescape(from_xml(xml))
    new = change(sheet, place, old)
    return xml if new == old else escape(new)
