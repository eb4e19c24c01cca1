"""The computer, as far as installing into Excel needs to know it."""

import os
import platform
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cx_xl.errors import Explained
from cx_xl.hosts.excel import journal

Registry = Callable[[str], Mapping[str, Any]]


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
    """

    system: str
    python: Path
    libraries: tuple[Path, ...]
    roaming: Path
    folder: Path
    ansi: str
    registry: Registry

    @property
    def start_folder(self) -> Path:
        """
        Where Excel opens every file at its start.

        Excel trusts this folder, and formulas keep a link to it that fits every user.
        """
        return self.roaming / "Microsoft" / "Excel" / "XLSTART"

    @property
    def interpreter(self) -> Path:
        """The interpreter without a console window, where there is one."""
        quiet = self.python.with_name("pythonw.exe")
        return quiet if quiet.exists() else self.python

    def check(self) -> None:
        """Raise NotWindows anywhere else."""
        if self.system != "Windows":
            raise NotWindows(system=self.system)


def this_machine() -> Machine:
    """Return the computer this runs on."""
    python = Path(sys.executable)
    return Machine(
        system=platform.system(),
        python=python,
        libraries=(Path(sys.prefix), Path(sys.base_prefix), python.parent),
        roaming=Path(os.environ.get("APPDATA", Path.home())),
        folder=journal.folder(),
        ansi="mbcs",
        registry=read_registry,
    )


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
    except FileNotFoundError:
        return {}
    return {name: value for name, value, _ in values}
