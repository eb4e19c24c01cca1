"""Pyodide, the Python that runs in a browser: what of it the add-in needs."""

import json
import tarfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from cx_xl.errors import Explained

VERSION = "314.0.7"  # that the tests run
FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
LOCK = "pyodide-lock.json"
WANTED = ("numpy", "scipy", "pandas")  # of the full distribution, if they are there
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


def pyodide(path: Path | None) -> tuple[dict[str, bytes], list[str]]:
    """
    Return the files of Pyodide that the add-in serves, and the libraries among them.

    Args:
        path: the npm package or the full distribution, as a folder or an archive.

    Raises:
        PyodideMissing: *path* is None.
        PyodideRefused: it holds something else.
    """
    if path is None:
        raise PyodideMissing(version=VERSION)
    names, read = _opened(path)
    lacking = [name for name in FILES if name not in names]
    if lacking:
        raise PyodideRefused(path=path, lacking=lacking[0], version=VERSION)
    lock = json.loads(read(LOCK))
    wheels, libraries = _wheels(lock["packages"], names)
    return {f"{FOLDER}/{name}": read(name) for name in [*FILES, *wheels]}, libraries


def _wheels(
    packages: Mapping[str, Any], names: set[str]
) -> tuple[list[str], list[str]]:
    """Return the files of each wanted library that is complete, and its name."""
    files: list[str] = []
    libraries = []
    for library in WANTED:
        needed = [packages[name]["file_name"] for name in _closure(packages, library)]
        if needed and names.issuperset(needed):
            files += needed
            libraries.append(library)
    return list(dict.fromkeys(files)), libraries


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
        is_wanted = name in FILES or name.endswith((".whl", ".zip"))
        file = archive.extractfile(member) if is_wanted else None
        if file is not None:
            yield name, file.read()
