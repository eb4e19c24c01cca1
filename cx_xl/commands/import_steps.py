"""What an import of answers and one of counts do alike."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Protocol, TypeVar

from cx_xl import imports
from cx_xl.commands import imported
from cx_xl.errors import Language
from cx_xl.files.saving import save
from cx_xl.imports import Profile
from cx_xl.workbooks.keeping import Rewritten
from cx_xl.workbooks.receiver import Receiver


class OfMonths(Protocol):
    """What was read, and how much of each month."""

    @property
    def months(self) -> dict[date, int]:
        """The months that were taken."""


Read = TypeVar("Read", bound=OfMonths)


def read_months(
    read: Callable[[Callable[[date], bool]], Read],
    book: Receiver,
    profile: Profile,
    chosen: frozenset[date],
) -> tuple[Read, date | None]:
    """
    Return what is read of the months that are taken, and where an empty book begins.

    Args:
        read: reads the months of which it is told to.
        book: where it goes.
        profile: whether all months are taken, or those of the book.
        chosen: the months that were asked for, if any.
    """
    begun = None
    if book.is_empty:
        everything = read(chosen.__contains__ if chosen else lambda _month: True)
        begun = book.begin_with(everything.months)
    if not chosen and profile.months == "all":
        return read(lambda _month: True), begun
    return read((chosen or frozenset(book.months)).__contains__), begun


def tell_received(
    received: Rewritten, report: dict[str, Any], language: Language, *, quiet: bool
) -> None:
    """Say what became of the book, on screen and in the report."""
    report["backup"] = received.backup.name
    report["not_computed"] = len(received.evaluation.problems)
    if not quiet:
        imported.received(received, language)


def keep_profile(path: Path, profile: Profile) -> None:
    """Keep what was settled for the next month."""
    text = imports.profile_text(profile).encode()
    if not path.exists() or path.read_bytes() != text:
        save(path, text)
