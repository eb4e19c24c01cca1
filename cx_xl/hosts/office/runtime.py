"""Pyodide, the Python that runs in a browser: what of it the add-in needs."""

import json
import tarfile
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from cx_xl.errors import Explained

VERSION = "314.0.7"  # that the tests run
LOCK = "pyodide-lock.json"
FILES = ("pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip", LOCK)
ENGINES = ("pyodide.asm.mjs", "pyodide.asm.js")  # since 314; before
WANTED = ("numpy", "scipy")  # of the full distribution, if they are there
FOLDER = "pyodide"


class PyodideMissing(Explained):
    """Nobody said where Pyodide is."""

    en = (
        "Pyodide, the Python of the browser, is missing: run npm pack "
        "pyodide@{version} "
        "(it needs Node.js) and say --pyodide pyodide-{version}.tgz"
    )
    it = (
        "Manca Pyodide, il Python del browser: esegui npm pack pyodide@{version} "
        "(serve "
        "Node.js) e indica --pyodide pyodide-{version}.tgz"
    )


class PyodideRefused(Explained):
    """What was given is no Pyodide."""

    en = (
        "{path} is no Pyodide ({lacking} is not in it): give the folder or the archive "
        "that npm pack pyodide@{version} writes."
    )
    it = (
        "{path} non è Pyodide (non contiene {lacking}): indica la cartella o "
        "l'archivio "
        "che scrive npm pack pyodide@{version}."
    )


class LibraryRefused(Explained):
    """A file is called like a library of this Pyodide, but is another one."""

    en = (
        "{file} is not the one that {lock} of this Pyodide names: its SHA-256 is "
        "{found}, not {expected}. Take it from the distribution of the same version."
    )
    it = (
        "{file} non è quello indicato da {lock} di questo Pyodide: il suo SHA-256 è "
        "{found}, non {expected}. Prendilo dalla distribuzione della stessa versione."
    )


def pyodide(path: Path | None) -> tuple[dict[str, bytes], list[str]]:
    """
    Return the files of Pyodide that the add-in serves, and the libraries among them.

    Args:
        path: the npm package or the full distribution, as a folder or an archive.

    Raises:
        PyodideMissing: *path* is None.
        PyodideRefused: it holds something else.
        LibraryRefused: a library in it is of another version.
    """
    if path is None:
        raise PyodideMissing(version=VERSION)
    names, read = _opened(path)
    engines = [name for name in ENGINES if name in names] or [ENGINES[0]]
    own = [*FILES, *engines]
    lacking = [name for name in own if name not in names]
    if lacking:
        raise PyodideRefused(path=path, lacking=lacking[0], version=VERSION)
    try:
        packages = json.loads(read(LOCK))["packages"]
        wheels, libraries = _wheels(packages, names)
    except (ValueError, KeyError, TypeError):
        raise PyodideRefused(path=path, lacking=LOCK, version=VERSION) from None
    files = {f"{FOLDER}/{name}": read(name) for name in own}
    files |= {f"{FOLDER}/{name}": data for name, data in _checked(wheels, read)}
    return files, libraries


def integrity(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the checksum of each file of the libraries, as browsers ask for it."""
    own = {*FILES, *ENGINES}
    named = {path.rpartition("/")[2]: data for path, data in files.items()}
    return {
        name: f"sha256-{b64encode(sha256(data).digest()).decode()}"
        for name, data in named.items()
        if name not in own
    }


def _wheels(
    packages: Mapping[str, Any], names: set[str]
) -> tuple[dict[str, str], list[str]]:
    """Return the files of each wanted library that is complete, and its name."""
    files: dict[str, str] = {}
    libraries = []
    for library in WANTED:
        needed = [packages[name] for name in _closure(packages, library)]
        hashes = {package["file_name"]: package["sha256"] for package in needed}
        if hashes and names.issuperset(hashes):
            files |= hashes
            libraries.append(library)
    return files, libraries


def _checked(
    wheels: Mapping[str, str], read: Callable[[str], bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield each file of a library; in the browser another one would be refused."""
    for name, expected in wheels.items():
        data = read(name)
        found = sha256(data).hexdigest()
        if found != expected:
            raise LibraryRefused(file=name, lock=LOCK, found=found, expected=expected)
        yield name, data


def _closure(packages: Mapping[str, Any], name: str) -> list[str]:
    """Return *name* and all that it depends on; nothing if it is unknown."""
    found: list[str] = []
    waiting = [name] if name in packages else []
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.append(one)
            waiting += packages[one]["depends"]
    return found


def _opened(path: Path) -> tuple[set[str], Callable[[str], bytes]]:
    """Return the names of the files in *path*, and how to read one."""
    if path.is_dir():
        return {p.name for p in path.iterdir()}, lambda name: (path / name).read_bytes()
    try:
        with tarfile.open(path) as archive:
            contents = dict(_members(archive))
    except (OSError, tarfile.TarError):
        contents = {}
    return set(contents), contents.__getitem__


def _members(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    """Yield the files that may be served, by name: they lie in one folder."""
    for member in archive:
        name = Path(member.name).name
        is_wanted = name in {*FILES, *ENGINES} or name.endswith((".whl", ".zip"))
        file = archive.extractfile(member) if is_wanted else None
        if file is not None:
            yield name, file.read()
