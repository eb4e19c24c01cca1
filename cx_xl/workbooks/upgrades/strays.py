"""What a user typed on the template's sheets beside its tables and inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.errors import Explained
from cx_xl.files.addresses import Area, address
from cx_xl.headless import Message
from cx_xl.workbooks.upgrades.results import Left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.errors import Language
    from cx_xl.workbooks.upgrades.old import OldBook

MOST = 8  # cells that are named


class TypedBeside(Explained):
    """Cells outside of the tables."""

    en = "{count} cells were typed beside the table; the new book does not have them"
    it = "{count} celle scritte accanto alla tabella; nel nuovo file non ci sono"


def strays(old: OldBook, _language: Language) -> Iterator[Left]:
    """Yield the cells beside the tables of answers, months and targets."""
    for table in old.package.tables:
        if table.name not in old.tables:
            continue
        reach = table.area
        if table.name == "tblTargets":  # settings and lists stand below it
            reach = table.area._replace(bottom=1_048_576)
        found = [
            address(*place)
            for place, value in old.sheet(table.sheet).cells()
            if place[0] >= table.area.top and value != "" and not _in(reach, *place)
        ]
        if found:
            listed = ", ".join(found[:MOST]) + (" …" if len(found) > MOST else "")
            reason = Message.of(TypedBeside(count=len(found)))
            name = f"{table.sheet}!{listed}"
            yield Left(kind="cells", name=name, reason=reason)


def _in(area: Area, row: int, column: int) -> bool:
    return area.holds(row, column)
