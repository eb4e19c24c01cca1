"""A filled book is written anew: with a backup, and whole at any moment."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from cx_xl.files.amend import write_amended
from cx_xl.files.locks import refuse_locked
from cx_xl.files.package import open_package
from cx_xl.files.patch import write_copy
from cx_xl.files.refusals import CannotWrite, FileRefused, Locked
from cx_xl.files.replacing import is_running
from cx_xl.hosts.headless import Workbook, open_workbook
from cx_xl.workbooks.summary import is_template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from cx_xl.files.formulas import Value
    from cx_xl.files.tables import Table
    from cx_xl.hosts.headless import Evaluation

    Changes = Mapping[str, Mapping[tuple[int, int], Value]]  # by sheet and place


class NotOurBook(FileRefused):
    """A workbook that was not made from our template."""

    en = "{file} is no workbook of cx_xl; make one with cx-xl new."
    it = "{file} non è una cartella di lavoro di cx_xl; creane una con cx-xl new."


class OpenDocumentBook(FileRefused):
    """An .ods cannot be filled without rewriting all of it."""

    en = "{file} is an .ods; this works on the .xlsx edition (cx-xl new name.xlsx)."
    it = "{file} è un .ods; qui serve l'edizione .xlsx (cx-xl new nome.xlsx)."


class ChangedMeanwhile(FileRefused):
    """Somebody saved the book while it was being written anew."""

    en = "{file} was saved by someone else meanwhile; run the command again."
    it = "{file} è stato salvato da altri nel frattempo; ripeti il comando."


@dataclass(frozen=True)
class Rewritten:
    """What became of a book: its backup, and all its fresh results."""

    backup: Path
    evaluation: Evaluation


class FilledBook:
    """
    A filled workbook, read once.

    Raises:
        NotOurBook, OpenDocumentBook, Locked, or another FileRefused.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        if self.path.suffix.lower() == ".ods":
            raise OpenDocumentBook(file=self.path.name)
        refuse_locked(self.path)
        self.package = open_package(self.path)
        self.workbook = Workbook(self.package, self.path.name)
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
        filled: Callable[[Path], None] = lambda _path: None,
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
        place = self.path.resolve()  # a link stays a link
        try:
            with _workplace(place.parent) as folder:
                amended, typed, fresh = (
                    folder / f"{step}{place.suffix}" for step in "123"
                )
                write_amended(self.package, amended, parts)
                write_copy(amended, typed, changes)
                filled(typed)
                evaluation = open_workbook(typed).save(fresh, today=today)
                computed(evaluation)
                shutil.copymode(place, fresh)
                self._require_unchanged()
                backup = self._backed_up(place)
                self._replace(fresh, place)
        except OSError as error:
            raise CannotWrite(file=self.path.name, reason=error.strerror) from error
        return Rewritten(backup, evaluation)

    def _backed_up(self, place: Path) -> Path:
        """Copy the book as it was read to a dated file beside it."""
        from datetime import datetime  # noqa: PLC0415 - the clock, here only

        now = datetime.now().strftime("%Y-%m-%d-%H%M%S")  # noqa: DTZ005 - the user's
        backup = place.with_name(f"{place.stem}.backup-{now}{place.suffix}")
        with backup.open("wb") as stream:
            stream.write(self.package.container.data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(OSError):
            shutil.copystat(place, backup)
        return backup

    def _require_unchanged(self) -> None:
        """Raise if someone opened or saved the book meanwhile."""
        refuse_locked(self.path)
        if self.path.read_bytes() != self.package.container.data:
            raise ChangedMeanwhile(file=self.path.name)

    def _replace(self, fresh: Path, place: Path) -> None:
        """Put the new book in the place of the old one."""
        try:
            fresh.replace(place)
        except PermissionError as error:  # Windows: a program holds the book
            raise Locked(file=self.path.name) from error


@contextmanager
def _workplace(beside: Path) -> Iterator[Path]:
    """
    Yield a folder for what is not whole yet, on the disk of the book.

    What runs that were killed have left is removed: it holds answers.
    """
    ours = f".cx_xl-work-{crc32(socket.gethostname().encode()):08x}-"
    if os.name == "posix":  # elsewhere nobody says which process is no more
        for left in beside.glob(f"{ours}*"):
            number, _, _ = left.name.removeprefix(ours).partition("-")
            if number.isdecimal() and not is_running(int(number)):
                shutil.rmtree(left, ignore_errors=True)
    prefix = f"{ours}{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=beside) as folder:
        yield Path(folder)
