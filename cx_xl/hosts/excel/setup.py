"""Put the add-in where Excel opens it, and take it away again."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cx_xl.errors import Explained
from cx_xl.files.saving import save
from cx_xl.hosts.excel import addin
from cx_xl.hosts.excel.machine import FromTheStore, Machine

XLWINGS = version("xlwings")  # not from itself: that would load NumPy
SETTINGS = "excel.conf"
BITS = (64, 32)


class NoLibrary(Explained):
    """The DLL of xlwings is not where pip puts it."""

    en = "{name} is missing beside Python. Run: pip install --force-reinstall xlwings"
    it = "Accanto a Python manca {name}: esegui pip install --force-reinstall xlwings"


class ExcelIsOpen(Explained):
    """Excel holds a file that must be replaced."""

    en = "Excel is using {name}. Close every Excel window and run the command again."
    it = "Excel sta usando {name}. Chiudi tutte le finestre di Excel e riprova."


class UnreadablePath(Explained):
    """VBA can not read the path of the interpreter."""

    en = (
        "Excel can not start a Python whose path has characters of another alphabet: "
        "{path}. Install Python in a folder such as C:\\Python and run this again."
    )
    it = (
        "Excel non può avviare un Python il cui percorso ha caratteri di un altro "
        "alfabeto: {path}. Installa Python in una cartella come C:\\Python e riprova."
    )


class Installed(NamedTuple):
    """What an installation has put in place."""

    addin: Path
    settings: Path
    libraries: tuple[Path, ...]


def dll_name(bits: int) -> str:
    """Return our name of the DLL; the wrappers ask for it, whatever the xlwings."""
    return f"cx_xl{bits}.dll"


def shipped_library(machine: Machine, bits: int) -> Path | None:
    """Return the DLL that came with the installed xlwings."""
    name = f"xlwings{bits}-{XLWINGS}.dll"
    found = (folder / name for folder in machine.libraries)
    return next(filter(Path.exists, found), None)


def install(machine: Machine) -> Installed:
    """
    Install the add-in for this user; a second time repairs or updates it.

    Raises:
        NotWindows: there is no such Excel here.
        FromTheStore: Excel would not see what this Python installs.
        NoLibrary: the DLL of xlwings is missing.
        ExcelIsOpen: Excel must be closed first.
        UnreadablePath: Excel could not start this Python.
    """
    machine.check()
    if machine.is_from_store:
        raise FromTheStore
    settings = _settings(machine)
    libraries = {bits: shipped_library(machine, bits) for bits in BITS}
    if not any(libraries.values()):
        raise NoLibrary(name=f"xlwings64-{XLWINGS}.dll")
    machine.folder.mkdir(parents=True, exist_ok=True)
    machine.start_folder.mkdir(parents=True, exist_ok=True)
    copies = [
        _replace(source, machine.folder / dll_name(bits))
        for bits, source in libraries.items()
        if source
    ]
    conf = machine.folder / SETTINGS
    save(conf, settings)
    with TemporaryDirectory() as folder:
        built = Path(folder) / addin.NAME
        addin.build(built)
        target = _replace(built, machine.start_folder / addin.NAME)
    return Installed(target, conf, tuple(copies))


def uninstall(machine: Machine) -> list[Path]:
    """
    Remove what `install` has put in place, but not the log; return what went.

    Raises:
        NotWindows: there is no such Excel here.
        ExcelIsOpen: Excel must be closed first.
    """
    machine.check()
    names = [SETTINGS, *map(dll_name, BITS)]
    ours = [machine.start_folder / addin.NAME, *(machine.folder / n for n in names)]
    templates = machine.folder.glob("*.xlsm")  # what the ribbon has opened
    present = [path for path in [*ours, *templates] if path.exists()]
    for path in present:
        with _closed(path):
            path.unlink()
    return present


def _settings(machine: Machine) -> bytes:
    python = machine.readable_interpreter
    if python is None:
        raise UnreadablePath(path=machine.interpreter)
    return f"python={python}\r\n".encode(machine.ansi)


def _replace(source: Path, target: Path) -> Path:
    with _closed(target):
        shutil.copyfile(source, target)
    return target


@contextmanager
def _closed(path: Path) -> Iterator[None]:
    """Say what to do when Windows refuses to touch a file in use."""
    try:
        yield
    except PermissionError:
        raise ExcelIsOpen(name=path.name) from None
