"""
The folder that a user gets: a Python of its own, the wheels, and what they need.

Every file has the same date, and `CONTENTS.sha256` lists them all, so that two builds
can be compared.
"""

import os
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from cx_xl.hosts.setup import ico_file, licences, parts

CONTENTS = "CONTENTS.sha256"
DATE = 946_684_800  # 2000-01-01: any other would do
SHORT = parts.VERSION.replace(".", "")
SITE = PurePosixPath("Lib/site-packages")
# What Python searches: this folder only, whatever else the computer has.
SEARCHED = (
    f"python{SHORT}.zip",
    ".",
    "Lib\\site-packages",
    "Lib\\site-packages\\win32",
    "Lib\\site-packages\\win32\\lib",
    "import site",
)
# Nothing at run time needs these. adodbapi is under the LGPL, and xlwings PRO must not
# be passed on: xlwings does without.
LEFT_OUT = re.compile(
    r"(^|/)(tests|Demos|demos|include)/"
    r"|^(adodbapi|isapi|pythonwin|win32comext)/"
    r"|^(PyWin32\.chm|win32com/HTML/.*|win32com/test/.*|win32/test/.*)$"
    r"|^xlwings/(pro|js|html)/|^xlwings/xlwingslib|/LICENSE_PRO"
    r"|\.(lib|a|h|pxd|pyx|pyi|whl)$"
)
# pywin32 keeps what it generates here if the folder exists, else in the folder for
# temporary files, which it can not read where the user's name is in another alphabet.
GENERATED = SITE / "win32com" / "gen_py" / "__init__.py"
BESIDE_PYTHON = "pywin32_system32"  # its DLLs are looked for beside python.exe
COMMAND = '@"%~dp0python\\python.exe" -m cx_xl %*\r\n'


def stage(folder: Path, python: ZipFile, wheels: Iterable[Path]) -> None:
    """Lay out *folder*, which is new, of the Windows Python and the wheels."""
    home = folder / "python"
    for name, data in _files(python):
        _write(home / PurePosixPath(name).name, data)
    search_path = home / f"python{SHORT}._pth"
    _write(search_path, "".join(f"{line}\r\n" for line in SEARCHED).encode())
    for wheel in wheels:
        with ZipFile(wheel) as archive:
            for name, data in _files(archive):
                _place(home, name, data)
    for library in sorted((home / SITE / BESIDE_PYTHON).glob("*.dll")):
        _write(home / library.name, library.read_bytes())
    _write(home / GENERATED, b"")
    _write(folder / "cx-xl.cmd", COMMAND.encode())
    _write(folder / "cx_xl.ico", ico_file.ico())
    _write(folder / licences.NAME, licences.page(home, home / SITE).encode())
    _write(folder / CONTENTS, contents(folder).encode())
    for path in folder.rglob("*"):
        os.utime(path, (DATE, DATE))


def contents(folder: Path) -> str:
    """Return the list of files in *folder* with their hashes, as sha256sum has it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = (f"{_digest(p)}  {p.relative_to(folder).as_posix()}\n" for p in paths)
    return "".join(lines)


def _files(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    for name in archive.namelist():
        if not name.endswith("/"):
            yield name, archive.read(name)


def _place(home: Path, name: str, data: bytes) -> None:
    """Put one file of a wheel where pip would: PEP 427, without the scripts."""
    first, *rest = PurePosixPath(name).parts
    if first.endswith(".data"):
        kind, *inner = rest
        if kind == "data":
            _write(home.joinpath(*inner), data)
        if kind not in {"purelib", "platlib"}:
            return
        name = str(PurePosixPath(*inner))
    if not LEFT_OUT.search(name):
        _write(home / SITE / name, data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
