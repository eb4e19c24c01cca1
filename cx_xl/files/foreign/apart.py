"""The reader of foreign formats, started in a process of its own with limits."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cx_xl.files.file_refusals import BinaryXlsb, Encrypted, OldXls, TooLarge, UnreadOds
from cx_xl.files.limits import MB, Limits
from cx_xl.files.own_python import run_apart
from cx_xl.files.snapshot import shown_name

if TYPE_CHECKING:
    from cx_xl.files.file_refusals import FileRefused
    from cx_xl.files.foreign.kinds import Kind

# What the reader makes is ours: it may be longer, and pack better, than a file that
# comes from elsewhere.
LIMITS = Limits(file=1_000 * MB, part=1_000 * MB, unpacked=2_000 * MB, ratio=100_000)
READER = "cx_xl.files.foreign.reader"
SECONDS = 120
MEMORY = 3 << 30  # bytes of address space
HAS_PASSWORD = 3  # the exit code of `reader.main`

_REFUSALS: dict[Kind, type[FileRefused]] = {
    ".xls": OldXls,
    ".xlsb": BinaryXlsb,
    ".ods": UnreadOds,
}


def values_as_xlsx(path: Path, kind: Kind) -> bytes:
    """
    Return an .xlsx with the values of a foreign workbook.

    Args:
        path: the workbook.
        kind: its format.

    Raises:
        Encrypted: it needs a password.
        TooLarge: more bytes than any workbook should have.
        FileRefused: it cannot be read; the sentence says how to save it.
    """
    file = shown_name(path)
    size, most = path.stat().st_size, Limits().file
    if size > most:
        raise TooLarge(file=file, size=size / MB, limit=most / MB)
    with TemporaryDirectory() as folder:
        target = Path(folder, "values.xlsx")
        code = run_apart(READER, kind, str(path), str(target), seconds=SECONDS)
        if code == HAS_PASSWORD:
            raise Encrypted(file=file)
        if code != 0 or not target.exists():
            raise _REFUSALS[kind](file=file)
        return target.read_bytes()
