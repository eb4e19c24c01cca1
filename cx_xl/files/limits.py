"""How much is too much: what a workbook may need before it is refused."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from cx_xl.files.addresses import ROWS

MB = 1_000_000
SMALL = 1_000_000  # no ratio is suspect below this many bytes
TREE = 32_000_000  # bytes of a part read as a whole tree; sheets and texts are streamed


@dataclass(frozen=True, slots=True)
class Limits:
    """
    What a workbook may need: bytes, parts, cells.

    Attributes:
        file: bytes of the file.
        parts: entries of the container.
        part: unpacked bytes of one part.
        unpacked: unpacked bytes of all parts.
        ratio: unpacked over packed bytes of a part above 1 MB.
        extent: rows times columns of one sheet.
        grid: the same, of all sheets together.
        cells: cell elements of one sheet, and of all together, blank ones included.
        merge: cells of one sheet that lie in merged areas.
        arrays: cells of one sheet that array formulas claim to fill.
        names: defined names that one of them stands for, through others too.
        name_depth: how many of them in a row.
    """

    file: int = 50 * MB
    parts: int = 20_000
    part: int = 400 * MB
    unpacked: int = 800 * MB
    ratio: int = 200
    extent: int = 20_000_000
    grid: int = 60_000_000
    cells: int = 20_000_000
    merge: int = ROWS
    arrays: int = 2_000_000
    names: int = 100_000
    name_depth: int = 100


DEFAULT = Limits()


def limit_memory(kind: str, most: int) -> None:
    """Let this process have no more bytes of a *kind*, such as RLIMIT_DATA."""
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource  # noqa: PLC0415

        resource.setrlimit(getattr(resource, kind), (most, most))
