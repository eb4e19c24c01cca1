"""Which files of a folder are books, and what they are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cx_xl.errors import Explained
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.snapshot import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUFFIXES = (".xlsx", ".xlsm", ".ods")
# What cx-xl itself writes beside a book: it is the same book once more.
_COPY = re.compile(
    r"\.backup-\d{4}-\d\d-\d\d-\d{6}(?:-\d+)?$|-\d{4}-\d\d-(?:shared|rollup)$"
)


class NoFolder(FileRefused):
    """No folder."""

    en = "{file} is no folder; name the one that holds the books."
    it = "{file} non è una cartella; indica quella che contiene i file."


class NoBooks(Explained):
    """A folder without workbooks."""

    en = "{folder} holds no .xlsx, .xlsm or .ods; name the folder of the books."
    it = "{folder} non contiene .xlsx, .xlsm o .ods; indica la cartella dei file."


class Books(NamedTuple):
    """
    What a folder holds.

    Attributes:
        paths: the books by what they are called, in that order.
        skipped: what cx-xl itself wrote.
    """

    paths: dict[str, Path]
    skipped: tuple[str, ...]


def books_in(folder: Path, without: Path | None = None) -> Books:
    """
    Return the books of a folder and of the folders in it.

    A book is called by its path without the ending; with it, where two differ only so.

    Args:
        folder: where they are.
        without: a file that is none.

    Raises:
        NoFolder: there is none.
        NoBooks: it has no book.
    """
    if not folder.is_dir():
        raise NoFolder(file=shown_name(folder))
    found = sorted(_files(folder))
    made = without and without.resolve()
    copies = [p for p in found if _COPY.search(p.stem) or p.resolve() == made]
    books = [path for path in found if path not in set(copies)]
    if not books:
        raise NoBooks(folder=shown_name(folder.resolve()))
    short = [_called(path.with_suffix(""), folder) for path in books]
    folded = [name.casefold() for name in short]
    paths = {
        name if folded.count(name.casefold()) == 1 else _called(path, folder): path
        for name, path in zip(short, books, strict=True)
    }
    ordered = sorted(paths, key=lambda name: (name.casefold(), name))
    skipped = tuple(_called(path, folder) for path in copies)
    return Books({name: paths[name] for name in ordered}, skipped)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the workbooks; hidden ones and owner files of programs are none."""
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        is_hidden = any(part.startswith((".", "~$")) for part in inside)
        if path.suffix.lower() in SUFFIXES and not is_hidden and path.is_file():
            yield path


def _called(path: Path, folder: Path) -> str:
    inside = path.relative_to(folder).as_posix()
    return inside.encode(errors="surrogateescape").decode(errors="replace")
