"""What a user typed on the template's sheets beside its tables and inputs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.errors import LANGUAGES, Explained
from cx_xl.files.addresses import Area, address, parted
from cx_xl.files.graft import kinds
from cx_xl.headless import Message
from cx_xl.workbooks.former import former_texts
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.upgrades.upgrade_report import Left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.workbooks.template_model import SheetKey
    from cx_xl.workbooks.upgrades.old_book import OldBook

MOST = 8  # cells that are named
# Where numbers of the template's own stand in cells: nothing is told of them.
WORKINGS: tuple[SheetKey, ...] = ("lists",)
# What the template itself puts between cells and before lines.
SIGNS = {"\N{EN DASH}", "•"}
_PLACE = re.compile(r"\\\{\w*\\\}")


class TypedBeside(Explained):
    """Cells that no table and no input holds."""

    en = "typed beside the tables and inputs; the new file has it no more ({count})"
    it = "celle scritte accanto a tabelle e dati; nel nuovo file non ci sono ({count})"


class HangsThere(Explained):
    """A chart, a note or a picture on a sheet of the template."""

    en = "something of yours was put on this sheet ({what}); it is not in the new file"
    it = "su questo foglio c'è qualcosa di tuo ({what}) che nel nuovo file non c'è"


def strays(old: OldBook) -> Iterator[Left]:
    """Yield, sheet by sheet, what was typed where the template has nothing to type."""
    is_ours = _Known()
    held = _inputs(old)
    for key, sheet in old.template_sheets.items():
        if key in WORKINGS:
            continue
        formulas = old.workbook.sheet(sheet).formulas
        areas = held.get(sheet.casefold(), [])
        found = [
            address(*place)
            for place, value in old.workbook.sheet(sheet).cells()
            if place not in formulas
            and not is_ours(value)
            and not (key == "start" and isinstance(value, int))  # steps 1 to 5
            and not any(area.holds(*place) for area in areas)
        ]
        if found:
            listed = ", ".join(found[:MOST]) + (" …" if len(found) > MOST else "")
            reason = Message.of(TypedBeside(count=len(found)))
            yield Left(kind="cells", name=f"{sheet}!{listed}", reason=reason)


def _inputs(old: OldBook) -> dict[str, list[Area]]:
    """Return the areas of the tables, settings and lists, by sheet."""
    areas: dict[str, list[Area]] = {}
    for table in old.package.tables:
        areas.setdefault(table.sheet.casefold(), []).append(table.area)
    for text in old.workbook.names.values():
        sheet, cells = parted(text)
        try:
            area = Area.of(cells)
        except ValueError:  # a name that stands for a formula
            continue
        areas.setdefault(sheet.casefold(), []).append(area)
    return areas


def parts_beside(old: OldBook, new: Package) -> Iterator[Left]:
    """Yield what hangs on the template's sheets and is not the template's own."""
    names = {info.name for info in new.sheets}
    for key, sheet in old.template_sheets.items():
        called = (load_texts(language)[f"sheets.{key}"] for language in LANGUAGES)
        ours = kinds(new, next(name for name in called if name in names))
        for kind, count in kinds(old.package, sheet).items():
            if count > ours.get(kind, 0):
                reason = Message.of(HangsThere(what=kind))
                yield Left(kind="parts", name=sheet, reason=reason)


class _Known:
    """Tells the template's own words, of any version, from those of a user."""

    def __init__(self) -> None:
        texts = [text for lang in LANGUAGES for text in load_texts(lang).values()]
        texts += former_texts()
        self.plain = {"", *SIGNS, *texts}
        forms = (re.escape(text) for text in texts if "{" in text)
        self.forms = re.compile("|".join(_PLACE.sub(".*", form) for form in forms))

    def __call__(self, value: Value) -> bool:
        """Say whether the template writes such a text."""
        return isinstance(value, str) and (
            value in self.plain or bool(self.forms.fullmatch(value))
        )
