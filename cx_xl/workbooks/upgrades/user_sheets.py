"""The tabs of the user, on their way into the new book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.cells import is_number
from cx_xl.errors import Explained
from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.graft import grafted
from cx_xl.files.moved_sheet import CannotMove, Move
from cx_xl.files.wider import renamed
from cx_xl.headless import Message
from cx_xl.workbooks.history import HEADERS, SHEET, history_table
from cx_xl.workbooks.layout import SHEET_ORDER
from cx_xl.workbooks.ledger import SHEET as LEDGER
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.upgrades.upgrade_report import Left

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cx_xl.errors import Language
    from cx_xl.files.looks import Looks
    from cx_xl.files.moved_sheet import Change
    from cx_xl.files.shared_formulas import Value
    from cx_xl.workbooks.upgrades.composed import Composed
    from cx_xl.workbooks.upgrades.old_book import OldBook


class NotWorksheet(Explained):
    """A tab without cells."""

    en = "it is a chart sheet"
    it = "è un foglio grafico"


class HistoryStays(FileRefused):
    """Closed months or imported ids that would not be in the new book."""

    en = "{file}: sheet {sheet!r} has to move and cannot: {reason}; mend it first."
    it = "{file}: il foglio {sheet!r} deve passare e non può: {reason}; sistemalo."


class UserSheets:
    """
    The sheets of *old*, and what each of them is called in a book in *language*.

    Attributes:
        names: the new names of all sheets, the template's too, by the old ones.
    """

    def __init__(self, old: OldBook, language: Language) -> None:
        self.old, self.language = old, language
        self.texts = load_texts(language)
        names = {
            sheet: self.texts[f"sheets.{key}"]
            for key, sheet in old.template_sheets.items()
        }
        self.names = names | {
            sheet: self._free(sheet, names) for sheet in old.own_sheets
        }
        if old.history:
            self.names[old.history.sheet] = SHEET[language]

    def put(
        self,
        done: Composed,
        change: Change,
        looks: Looks,
        without: Mapping[str, Message],
    ) -> None:
        """
        Put the user's sheets behind the others, the history among them.

        Args:
            done: the new book.
            change: how formulas read in it.
            looks: where the looks of the old book lie in it.
            without: the sheets that do not show what they showed, and why.

        Raises:
            HistoryStays: closed months or imported ids cannot move.
        """
        for number, name in enumerate(self.old.own_sheets, start=1):
            reason = without.get(name) or self._sheet(
                done, Move(name, self.names[name], f"cx_xl_kept{number}", change), looks
            )
            if reason and name in {LEDGER, self.old.history and self.old.history.sheet}:
                raise HistoryStays(file=self.old.file, sheet=name, reason=reason.en)
            if reason:
                done.left.append(Left(kind="sheet", name=name, reason=reason))
            else:
                done.sheets[name] = self.names[name]
        history = self.old.history
        new = history_table(done.package)
        if history and new:
            words = dict(
                pair
                for headers in HEADERS.values()
                for pair in zip(headers, HEADERS[self.language], strict=True)
            )
            cells: dict[tuple[int, int], Value] = {
                (new.area.top, place): words.get(header, header)
                for place, header in enumerate(new.columns, start=new.area.left)
            }
            parts = changed_parts(done.package, {new.sheet: cells})
            done.put(parts | renamed(done.package, new, words))

    def _sheet(self, done: Composed, move: Move, looks: Looks) -> Message | None:
        """Put one sheet of the user behind the others; return why not."""
        info = next(i for i in self.old.package.sheets if i.name == move.sheet)
        if info.kind != "worksheet":
            return Message.of(NotWorksheet())
        try:
            parts = grafted(done.package, self.old.package, move, looks)
        except CannotMove as error:
            return Message.of(error)
        done.put(parts)
        if self.old.package.date1904:  # its days count from another one there
            cells = self.old.workbook.sheet(move.sheet).cells()
            days = {place: value for place, value in cells if is_number(value)}
            done.put(changed_parts(done.package, {move.name: days}))
        return None

    def _free(self, sheet: str, names: Mapping[str, str]) -> str:
        """Return a name for a user's sheet that no sheet of the template has."""
        taken = {name.casefold() for name in names.values()}
        taken |= {self.texts[f"sheets.{key}"].casefold() for key in SHEET_ORDER}
        taken.add(SHEET[self.language].casefold())
        tries = (sheet, *(f"{sheet[:28]} {n}" for n in range(2, 100)))
        return next(name for name in tries if name.casefold() not in taken)
