"""What the entries of the Start menu need of Windows: boxes, files, folders."""

import os
import sys
from pathlib import Path

from cx_xl.errors import Explained, Language

TITLE = "cx_xl"
OK, WARNING, INFORMATION = 0x00, 0x30, 0x40  # MessageBox, in Microsoft's reference
PERSONAL = 5  # CSIDL_PERSONAL: the documents, wherever they lie
MUST_EXIST, HIDE_READ_ONLY, EXPLORER = 0x1000, 0x0004, 0x80000
BOOKS = "*.xlsx;*.xlsm;*.ods"


class NotInTheStartMenu(Explained):
    """These entries belong to the Start menu of Windows."""

    en = "This command shows windows of Windows; elsewhere use cx-xl new, calc, excel."
    it = "Questo comando apre finestre di Windows; altrove usa cx-xl new, calc, excel."


def tell(text: str, *, trouble: bool = False) -> None:
    """Show *text* in a box, and wait until it is read."""
    if sys.platform != "win32":
        raise NotInTheStartMenu
    import ctypes  # noqa: PLC0415 - only here

    look = OK | (WARNING if trouble else INFORMATION)
    ctypes.windll.user32.MessageBoxW(None, text, TITLE, look)


def choose(language: Language) -> Path | None:
    """Let the user choose a workbook; None if the dialog was cancelled."""
    if sys.platform != "win32":
        raise NotInTheStartMenu
    import pywintypes  # noqa: PLC0415 - only here
    import win32gui  # noqa: PLC0415 - only here

    books, title = {
        "en": ("Workbooks", "Which workbook shall be checked?"),
        "it": ("Cartelle di lavoro", "Quale file vuoi controllare?"),
    }[language]
    try:
        name, _, _ = win32gui.GetOpenFileNameW(
            InitialDir=str(documents()),
            Title=title,
            Filter=f"{books}\0{BOOKS}\0",
            Flags=MUST_EXIST | HIDE_READ_ONLY | EXPLORER,
        )
    except pywintypes.error:
        return None
    return Path(name)


def documents() -> Path:
    """Return the user's folder for documents."""
    if sys.platform != "win32":
        raise NotInTheStartMenu
    import ctypes  # noqa: PLC0415 - only here

    room = ctypes.create_unicode_buffer(1024)
    failed = ctypes.windll.shell32.SHGetFolderPathW(None, PERSONAL, None, 0, room)
    return Path.home() if failed else Path(room.value)


def show(path: Path) -> bool:
    """Open *path* in the program that it belongs to; False if there is none."""
    if sys.platform != "win32":
        raise NotInTheStartMenu
    try:
        os.startfile(path)  # noqa: S606 - what a double click does
    except OSError:
        return False
    return True
