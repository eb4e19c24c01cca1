"""The computer, as far as installing into Excel needs to know it."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from cx_xl.errors import Explained
from cx_xl.hosts.excel import journal

Registry = Callable[[str], Mapping[str, Any]]

# Not platform.system(): it asks a service of Windows, which can take seconds or hang.
SYSTEMS = {"win32": "Windows", "darwin": "Darwin"}
FOLDERS = "HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Common\\General"
STORE = "windowsapps"
# What Excel's Python must load before it can answer.
SERVED = "import xlwings, win32com.server, cx_xl.hosts.excel.udfs"
PATIENCE = 60  # seconds: a first start behind a virus scanner is slow


def _as_it_is(path: Path) -> Path:
    return path


def _without_fault(_: Path) -> str:
    return ""


class NotWindows(Explained):
    """Classic xlwings functions exist on Windows only."""

    en = (
        "These Excel functions need Windows, and this is {system}. Here you can use "
        "LibreOffice (cx-xl libreoffice install) or compute saved files (cx-xl calc)."
    )
    it = (
        "Queste funzioni di Excel richiedono Windows, e questo è {system}. Qui puoi "
        "usare LibreOffice (cx-xl libreoffice install) o calcolare i file salvati "
        "(cx-xl calc)."
    )


class FromTheStore(Explained):
    """The Store's Python writes where no other program looks."""

    en = (
        "This Python is from the Microsoft Store: Excel can not see what it installs. "
        "Use cx_xl-setup.exe, or the Python of python.org."
    )
    it = (
        "Questo Python viene dal Microsoft Store: Excel non vede quello che installa. "
        "Usa cx_xl-setup.exe, oppure il Python di python.org."
    )


@dataclass(frozen=True, slots=True)
class Machine:
    """
    Everything that differs between computers, so that tests can make one up.

    Attributes:
        system: "Windows", "Darwin" or "Linux".
        python: the interpreter that has cx_xl.
        libraries: folders where pip may have put the DLLs of xlwings.
        roaming: %APPDATA%, where Excel looks for files to open at its start.
        folder: where our settings, DLLs and log live.
        ansi: the encoding that VBA reads text files in.
        registry: gives the values of a key, nothing if there is no such key.
        short: gives the name of a path in the letters of DOS, if it has one.
        fault: starts a Python as Excel would; says why it can not serve, or nothing.
    """

    system: str
    python: Path
    libraries: tuple[Path, ...]
    roaming: Path
    folder: Path
    ansi: str
    registry: Registry
    short: Callable[[Path], Path] = _as_it_is
    fault: Callable[[Path], str] = _without_fault

    @property
    def start_folder(self) -> Path:
        """
        Where Excel opens every file at its start; IT may have chosen another folder.

        Excel trusts XLSTART from the beginning, and formulas keep a link to it that
        fits every user.
        """
        chosen = self.registry(FOLDERS).get("Xlstart") or "XLSTART"
        return self.roaming / "Microsoft" / "Excel" / os.path.expandvars(chosen)

    @property
    def interpreter(self) -> Path:
        """The interpreter without a console window, where there is one."""
        quiet = self.python.with_name("pythonw.exe")
        return quiet if quiet.exists() else self.python

    @property
    def readable_interpreter(self) -> Path | None:
        """The interpreter by a name that VBA can read; None if it has none."""
        for name in (self.interpreter, self.short(self.interpreter)):
            try:
                str(name).encode(self.ansi)
            except UnicodeEncodeError:
                continue
            return name
        return None

    @property
    def is_from_store(self) -> bool:
        """Whether Python is that of the Microsoft Store, which hides what it writes."""
        homes = [self.python, *self.libraries]
        return any(STORE in str(home).lower() for home in homes)

    @property
    def has_setup(self) -> bool:
        """Whether all this came with our setup, and the setup repairs it."""
        return (self.python.parents[1] / "uninstall.exe").exists()

    def check(self) -> None:
        """Raise NotWindows anywhere else."""
        if self.system != "Windows":
            raise NotWindows(system=self.system)


def this_machine() -> Machine:
    """Return the computer this runs on."""
    python = Path(sys.executable)
    return Machine(
        system=SYSTEMS.get(sys.platform, "Linux"),
        python=python,
        libraries=(Path(sys.prefix), Path(sys.base_prefix), python.parent),
        roaming=Path(os.environ.get("APPDATA", Path.home())),
        folder=journal.folder(),
        ansi="mbcs",
        registry=read_registry,
        short=short_name,
        fault=fault,
    )


def short_name(path: Path) -> Path:
    """Return *path* in the letters of DOS, where Windows still gives such names."""
    if sys.platform != "win32":
        return path
    import ctypes  # noqa: PLC0415 - only here

    room = ctypes.create_unicode_buffer(1024)
    length = ctypes.windll.kernel32.GetShortPathNameW(str(path), room, len(room))
    return Path(room.value) if length else path


def fault(python: Path) -> str:
    """Start *python* as Excel would; return why it can not serve, or nothing."""
    command = (str(python), "-B", "-c", SERVED)
    with TemporaryFile() as words:  # not a pipe: whatever it starts would keep it open
        try:
            code = subprocess.call(  # noqa: S603 - the interpreter that we installed
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=words,
                timeout=PATIENCE,
            )
        except (OSError, subprocess.TimeoutExpired) as refused:
            return type(refused).__name__
        words.seek(0)
        last = words.read().decode(errors="replace").strip().splitlines()[-1:]
    return "".join(last) or str(code) if code else ""


def read_registry(key: str) -> dict[str, Any]:
    """Return the values of *key*; it starts with the name of its hive."""
    if sys.platform != "win32":
        return {}
    import winreg  # noqa: PLC0415 - exists on Windows only

    hive, path = key.split("\\", 1)
    try:
        with winreg.OpenKey(getattr(winreg, hive), path) as opened:
            count = winreg.QueryInfoKey(opened)[1]
            values = [winreg.EnumValue(opened, index) for index in range(count)]
    except OSError:  # there is no such key, or it is not for us to read
        return {}
    return {name: value for name, value, _ in values}
