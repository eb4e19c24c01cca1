"""Plan an upgrade, look at it, write it."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cx_xl.errors import Explained
from cx_xl.files.addresses import Area
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.locks import refuse_locked
from cx_xl.files.saving import save
from cx_xl.files.snapshot import snapshot
from cx_xl.headless import Message
from cx_xl.hosts.registry import EDITIONS, HOSTS
from cx_xl.workbooks.keeping import ChangedMeanwhile, NotOurBook, dated_backup
from cx_xl.workbooks.upgrades.comparing import changes, figures_after, figures_before
from cx_xl.workbooks.upgrades.old_book import OldBook
from cx_xl.workbooks.upgrades.strays import MOST, parts_beside, strays
from cx_xl.workbooks.upgrades.upgrade_report import Left, Outcome
from cx_xl.workbooks.upgrades.verifying import FormulasGone, composed
from cx_xl.workbooks.upgrades.wanted import foretold, wanted_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from cx_xl.errors import Language
    from cx_xl.headless import Evaluation
    from cx_xl.workbooks.upgrades.composed import Composed
    from cx_xl.workbooks.upgrades.wanted import Wanted

MACROS = "xl/vbaProject.bin"


class OwnMacros(Explained):
    """Macros that are not ours."""

    en = "macros of your own are not in the new file; export and import them in Excel"
    it = "le tue macro non sono nel nuovo file; esportale e importale da Excel"


@dataclass(frozen=True)
class Upgrade:
    """
    An upgrade that is computed and not yet written.

    Attributes:
        old: the book as it was read.
        outcome: what it does.
        content: the new file.
    """

    old: OldBook
    outcome: Outcome
    content: bytes

    def write(self, target: Path) -> Outcome:
        """
        Write the new book, with a dated backup if it takes the old one's place.

        Raises:
            FileRefused: ChangedMeanwhile, Locked, CannotWrite.
        """
        backup = None
        path = self.old.path
        if target.resolve() == path.resolve():
            refuse_locked(path)
            held = self._held()
            backup = dated_backup(path.resolve())
            save(backup, held)
            with suppress(OSError):
                shutil.copystat(path, backup)
        save(target, self.content, like=path)
        name = backup.name if backup else None
        return self.outcome.model_copy(update={"written": True, "backup": name})

    def _held(self) -> bytes:
        """Return the bytes of the book if it still is what was read."""
        container = self.old.package.container
        now = snapshot(self.old.path, container.limits)
        if container.origin == self.old.path and now != container.data:
            raise ChangedMeanwhile(file=self.old.file)
        return now


def planned(  # noqa: PLR0913 - one per option
    path: Path,
    today: date,
    *,
    language: Language | None = None,
    edition: str | None = None,
    accepted: Collection[str] = (),
    target: str = "",
    anew: bool = True,
    region: str | None = None,
) -> Upgrade:
    """
    Return what becomes of a filled book; nothing is written.

    Args:
        path: the book.
        today: what TODAY() gives; the months reach at least to it.
        language: of the new book; by default that of the old one.
        edition: of the new book; by default that of the old one.
        accepted: KPIs or columns that may differ, and sheets that may show something
            else.
        target: the name of the new file, for the report.
        anew: also fill a fresh template where the book is current already.
        region: the regional settings; see `Workbook.evaluate`.

    Raises:
        NotOurBook, NewerBook, MonthsUnclear, Locked, or another FileRefused.
    """
    old = OldBook(path, today, region)
    if not {"tblResponses", "tblMonthly", "tblTargets"} <= set(old.tables):
        raise NotOurBook(file=old.file)
    wanted = wanted_of(old, today, language, edition)
    outcome = foretold(old, wanted, target)
    if outcome.is_current and not anew:
        return Upgrade(old, outcome, b"")
    taken = {name.casefold() for name in accepted}
    done, fresh = composed(old, wanted, today, region, taken)
    after = figures_after(done.package, fresh, wanted.language, wanted.first)
    before = figures_before(old)
    inputs = done.tables["tblMonthly"].cells.values()
    found = {
        "rows": {
            name: len(old.filled_rows(old.tables[name]) & set(moved.rows))
            for name, moved in done.tables.items()
        },
        "inputs": sum(value is not None for value in inputs),
        "columns": tuple(done.columns),
        "sheets": tuple(_seen(done, old)),
        "closed": len(old.history.rows) if old.history else 0,
        "compared": sum(len(figures) for figures in before.values()),
        "changes": tuple(changes(before, after, old.version, wanted.language, taken)),
        "left": (*done.left, *_more_left(old, done)),
        "not_computed": len(fresh.problems),
    }
    outcome = outcome.model_copy(update=found)
    content = b"" if outcome.refused else _finished(done, fresh, wanted)
    return Upgrade(old, outcome, content)


def _finished(done: Composed, fresh: Evaluation, wanted: Wanted) -> bytes:
    """Return the file: the user's own formulas with fresh results, too."""
    own = {*done.sheets.values()}
    fresh_own: dict[str, dict[tuple[int, int], object]] = {}
    for cell in fresh.cells:
        if cell.sheet in own or f"{cell.sheet}!{cell.address}" in done.formulas:
            place = next(iter(Area.of(cell.area).places()))
            fresh_own.setdefault(cell.sheet, {})[place] = cell.value
    with TemporaryDirectory() as folder:
        built = Path(folder) / "book.xlsx"
        write_copy(
            done.package,
            built,
            fresh_own,  # type: ignore[arg-type] # values of cells
            is_calculated=fresh.is_complete,
        )
        return EDITIONS[wanted.edition].finished(built)


def _seen(done: Composed, old: OldBook) -> list[str]:
    """Return the sheets of the user that are kept and shown."""
    history = old.history.sheet if old.history else ""
    shown = {i.name for i in old.package.sheets if i.state == "visible"}
    return [name for name in done.sheets if name in shown and name != history]


def _more_left(old: OldBook, done: Composed) -> list[Left]:
    """Return what stays behind besides sheets, columns and rows."""
    found = []
    inputs = [cell for moved in done.tables.values() for cell in moved.formulas]
    if inputs:
        listed = ", ".join(inputs[:MOST]) + (" …" if len(inputs) > MOST else "")
        reason = Message.of(FormulasGone())
        found.append(Left(kind="formulas", name=listed, reason=reason))
    hosts = HOSTS.values() if MACROS in old.package.parts else ()
    own = [name for host in hosts for name in host.code_of_the_user(old.path)]
    if own:
        reason = Message.of(OwnMacros())
        found.append(Left(kind="macros", name=", ".join(own), reason=reason))
    found += parts_beside(old, done.package)
    found += strays(old)
    return found
