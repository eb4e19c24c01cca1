"""Whether a spreadsheet program has a file open."""

import os
from pathlib import Path

from cx_xl.files.file_refusals import Locked


def is_locked(path: Path) -> bool:
    """Tell whether Excel's or LibreOffice's owner file lies beside *path*."""
    owners = f"~${path.name}", f".~lock.{path.name}#"
    # Unlike a Path, this is false, and no error, for names that are too long.
    return any(os.path.exists(path.with_name(owner)) for owner in owners)  # noqa: PTH110


def refuse_locked(path: Path) -> None:
    """
    Raise before writing to a file that is open elsewhere.

    On a Mac nothing but the owner file tells that Excel has it open.

    Raises:
        Locked: an owner file lies beside it.
    """
    if is_locked(path):
        raise Locked(file=path.name)
