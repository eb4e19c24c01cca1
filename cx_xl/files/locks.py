"""Whether a spreadsheet program has a file open."""

from pathlib import Path

from cx_xl.files.refusals import Locked


def is_locked(path: Path) -> bool:
    """Tell whether Excel's or LibreOffice's owner file lies beside *path*."""
    owners = f"~${path.name}", f".~lock.{path.name}#"
    return any(path.with_name(owner).exists() for owner in owners)


def refuse_locked(path: Path) -> None:
    """
    Raise before writing to a file that is open elsewhere.

    On a Mac nothing but the owner file tells that Excel has it open.

    Raises:
        Locked: an owner file lies beside it.
    """
    if is_locked(path):
        raise Locked(file=path.name)
