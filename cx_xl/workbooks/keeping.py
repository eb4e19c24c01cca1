"""A filled book is written anew: with a backup, and whole at any moment."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.locks import refuse_locked
from cx_xl.files.package import open_package
from cx_xl.files.saving import save
from cx_xl.files.snapshot import snapshot
from cx_xl.headless import Workbook
from cx_xl.workbooks.declaration import declaration_of
from cx_xl.workbooks.summary import is_template

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from os import PathLike

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.tables import Table
    from cx_xl.headless import Evaluation

    Changes = Mapping[str, Mapping[tuple[int, int], Value]]  # by sheet and place


class NotOurBook(FileRefused):
    """A workbook that was not made from our template."""

    en = "{file} is no workbook of cx_xl; make one with cx-xl new."
    it = "{file} non è una cartella di lavoro di cx_xl; creane una con cx-xl new."


class OpenDocumentBook(FileRefused):
    """An .ods cannot be filled without rewriting all of it."""

    en = "{file} is an .ods; save it in LibreOffice as .xlsx, and go on with that one."
    it = "{file} è un .ods; salvalo in LibreOffice come .xlsx e continua con quello."


class ChangedMeanwhile(FileRefused):
    """Somebody saved the book while it was being written anew."""

    en = "{file} was saved by someone else meanwhile; run the command again."
    it = "{file} è stato salvato da altri nel frattempo; ripeti il comando."


@dataclass(frozen=True)
class Rewritten:
    """What became of a book: its backup, and all its fresh results."""

    backup: Path
    evaluation: Evaluation


class BookFile:
    """
    The file of a workbook that was made from our template, read once, written whole.

    Raises:
        NotOurBook, OpenDocumentBook, Locked, or another FileRefused.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = Path(path)
        if self.path.suffix.lower() == ".ods":
            raise OpenDocumentBook(file=self.path.name)
        refuse_locked(self.path)
        self.package = open_package(self.path)
        self.workbook = Workbook(
            self.package, self.path.name, tells_region=False, declares=declaration_of
        )
        if not is_template(self.workbook):
            raise NotOurBook(file=self.path.name)

    def table_called(self, name: str) -> Table:
        """
        Return a table of the template.

        Raises:
            NotOurBook: the book has it no more.
        """
        tables = {table.name: table for table in self.package.tables}
        if name not in tables:
            raise NotOurBook(file=self.path.name)
        return tables[name]

    def rewrite(
        self,
        parts: Mapping[str, bytes],
        changes: Changes,
        today: date,
        *,
        filled: Callable[[Package], None] = lambda _package: None,
        computed: Callable[[Evaluation], None] = lambda _evaluation: None,
    ) -> Rewritten:
        """
        Put a new book with other parts and cells, computed anew, in place of the old.

        A dated backup lies beside it. Whenever the run ends, the book is the old one or
        the new one, whole.

        Args:
            parts: other or further parts.
            changes: other or further cells.
            today: what TODAY() gives.
            filled: looks at the book before it is computed, and may refuse it.
            computed: looks at its results, and may refuse them.

        Raises:
            FileRefused: ChangedMeanwhile, Locked, CannotWrite, or what is refused.
        """
        package = self.package.with_parts(parts)
        package = package.with_parts(changed_parts(package, changes))
        filled(package)
        fresh = Workbook(package, self.path.name, tells_region=False)
        evaluation = fresh.evaluate(today)
        computed(evaluation)
        self._require_unchanged()
        backup = self._backed_up()
        fresh.save(self.path.resolve(), today)  # a link stays a link
        return Rewritten(backup, evaluation)

    def _backed_up(self) -> Path:
        """Copy the book as it was read to a dated file beside it."""
        place = self.path.resolve()
        backup = dated_backup(place)
        save(backup, self.package.container.data)
        with suppress(OSError):
            shutil.copystat(place, backup)
        return backup

    def _require_unchanged(self) -> None:
        """Raise if someone opened or saved the book meanwhile."""
        refuse_locked(self.path)
        held = self.package.container
        if snapshot(self.path, held.limits) != held.data:
            raise ChangedMeanwhile(file=self.path.name)


def dated_backup(place: Path) -> Path:
    """Return a free name of a backup beside the file at *place*, with day and time."""
    from datetime import datetime  # noqa: PLC0415 - the clock, here only

    now = datetime.now().strftime("%Y-%m-%d-%H%M%S")  # noqa: DTZ005 - the user's
    stem = f"{place.stem}.backup-{now}"
    # Two within a second, or in the hour that comes twice in autumn.
    numbered = chain([stem], (f"{stem}-{number}" for number in count(2)))
    names = (place.with_name(f"{name}{place.suffix}") for name in numbered)
    return next(name for name in names if not name.exists())
