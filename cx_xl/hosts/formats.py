"""Formats that are not ours: of each an .xlsx is made first, whole or values only."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory

from cx_xl.files import foreign
from cx_xl.files.file_refusals import FileRefused, NoFormulas, ValuesOnly
from cx_xl.files.foreign.delimited import text_as_xlsx
from cx_xl.files.limits import DEFAULT, Limits
from cx_xl.files.snapshot import shown_name
from cx_xl.hosts.registry import HOSTS


class ProgramMissing(FileRefused):
    """The program that could make an .xlsx is not installed."""

    en = "{file} needs a program that is missing; save it there as .xlsx."
    it = "{file} richiede un programma che manca; salvalo lì in .xlsx."


@dataclass(frozen=True, slots=True)
class Readable:
    """
    A file that our reader takes.

    Attributes:
        path: where it lies.
        limits: how much of it is too much.
        no_formulas: what to raise where its formulas are needed; None if it has them.
    """

    path: Path
    limits: Limits = DEFAULT
    no_formulas: FileRefused | None = None


@contextmanager
def readable(path: str | PathLike[str]) -> Iterator[Readable]:
    """
    Yield the file at *path*, or an .xlsx made of it that lives as long as the block.

    Raises:
        FileRefused: no .xlsx can be made of it.
    """
    source = Path(path)
    kind = foreign.kind_of(source)
    if kind is None:
        yield Readable(source)
        return
    content, no_formulas = _as_xlsx(source, kind)
    limits = foreign.LIMITS if no_formulas else DEFAULT
    with TemporaryDirectory() as folder:
        made = Path(folder, "book.xlsx")
        made.write_bytes(content)
        yield Readable(made, limits, no_formulas)


def _as_xlsx(source: Path, kind: foreign.Kind) -> tuple[bytes, FileRefused | None]:
    """Return the .xlsx, and why it has no formulas, if it has none."""
    file = shown_name(source)
    if kind == ".csv":
        return text_as_xlsx(source), NoFormulas(file=file)
    missing: FileRefused = ValuesOnly(file=file)
    for host in HOSTS.values():
        if host.convert and host.suffix == kind:
            try:
                return host.as_xlsx(source), None
            except ProgramMissing as error:
                missing = error
    return foreign.values_as_xlsx(source, kind), missing
