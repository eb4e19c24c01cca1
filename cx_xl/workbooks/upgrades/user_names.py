"""Settings, lists and the user's own names, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.errors import Explained
from cx_xl.files import scan
from cx_xl.files.addresses import Area, parted
from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.name_writer import NewName, with_names
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.headless import Message
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.upgrades.upgrade_report import Left

if TYPE_CHECKING:
    from collections.abc import Callable

    from cx_xl.files.package import DefinedName
    from cx_xl.files.shared_formulas import Value
    from cx_xl.workbooks.upgrades.composed import Composed
    from cx_xl.workbooks.upgrades.old_book import OldBook


class NoRoomInList(Explained):
    """The list of the new template is shorter."""

    en = "the list has {room} places"
    it = "l'elenco ha {room} posti"


class NamesWhatStays(Explained):
    """A name of a single sheet, or of one that stays behind."""

    en = "the name belongs to one sheet, or to something that is not in the new file"
    it = "il nome appartiene a un solo foglio o a qualcosa che nel nuovo file non c'è"


def put_settings(old: OldBook, done: Composed) -> None:
    """Put what is typed in settings and lists under their names."""
    names = {name.name: name.text for name in done.package.names}
    before = {name.casefold(): text for name, text in old.workbook.names.items()}
    lists = [column.source for column in load_template().responses if column.source]
    changes: dict[str, dict[tuple[int, int], Value]] = {}
    for name in (*(n for n in names if n.startswith("set_")), *lists):
        if name.casefold() not in before:
            continue
        sheet, places = _places(names[name])
        if places[0] in read_sheet(done.package, sheet).formulas:
            continue
        source, cells = _places(before[name.casefold()])
        values = [old.value(source, *place) for place in cells]
        if len(values) > len(places):  # then without the gaps between them
            values = [value for value in values if value is not None]
        if more := values[len(places) :]:
            listed = f"{name}: {', '.join(map(str, more))}"
            reason = Message.of(NoRoomInList(room=len(places)))
            done.left.append(Left(kind="cells", name=listed, reason=reason))
        padded = [*values, *[None] * len(places)]
        into = changes.setdefault(sheet, {})
        into |= dict(zip(places, padded, strict=False))
    done.put(changed_parts(done.package, changes))


def put_names(old: OldBook, done: Composed, change: Callable[[str], str]) -> None:
    """Define the user's names; those of sheets that stay behind stay, too."""
    held = {name.name.casefold() for name in done.package.names}
    behind = {left.name.casefold() for left in done.left if left.kind == "sheet"}
    kept = []
    for name in old.package.names:
        is_ours = name.name.casefold() in held or name.name.startswith(("_xl", "CX_"))
        if is_ours or name.is_hidden:
            continue
        if name.sheet or _reads(name, behind):
            reason = Message.of(NamesWhatStays())
            done.left.append(Left(kind="name", name=name.name, reason=reason))
        else:
            kept.append(NewName(name.name, change(name.text), name.comment))
    if kept:
        main = done.package.report.main
        text = scan.readable(done.package.read(main))
        done.put({main: with_names(text, kept).encode()})


def _reads(name: DefinedName, behind: set[str]) -> bool:
    """Say whether a name reads a sheet that stays, or another workbook."""
    sheet = parted(name.text)[0].casefold()
    return sheet in behind or "[" in sheet or "#REF!" in name.text


def _places(text: str) -> tuple[str, list[tuple[int, int]]]:
    sheet, cells = parted(text)
    return sheet, list(Area.of(cells).places())
