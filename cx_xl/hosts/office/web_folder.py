"""
Make the add-in: a folder of static files for a company's own web server.

The same inputs give the same bytes, and `SHA256SUMS` lists them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import cx_xl
from cx_xl.catalog import CATALOG
from cx_xl.errors import LANGUAGES, Explained, Language
from cx_xl.files.packing import packed
from cx_xl.hosts.carried import carried
from cx_xl.hosts.icons import SIZES, icon
from cx_xl.hosts.office import functions_json, manifests, runtime
from cx_xl.hosts.office.page_files import OFFICE_JS, pages, static
from cx_xl.hosts.office.page_texts import TEXTS

ANSWERING = ("hosts/office/__init__.py", "hosts/office/calls.py")
UNIFIED = "manifest.zip"


class UrlRefused(Explained):
    """The address is none that Excel would load an add-in from."""

    en = "{url}: Excel loads add-ins from https:// addresses only, without ? and #."
    it = (
        "{url}: Excel carica i componenti aggiuntivi solo da indirizzi https://, senza "
        "? e #."
    )


class OfficeJsRefused(Explained):
    """The folder is no copy of office.js."""

    en = (
        "{path} holds no office.js: give the folder dist of the npm package "
        "@microsoft/office-js, or the word microsoft."
    )
    it = (
        "{path} non contiene office.js: indica la cartella dist del pacchetto npm "
        "@microsoft/office-js, o la parola microsoft."
    )


class OfficeJsNotChosen(Explained):
    """Nobody said where office.js comes from; only a company can decide that."""

    en = (
        "Say where office.js comes from: --office-js with the folder dist of the npm "
        "package @microsoft/office-js, or --office-js microsoft to have each page load "
        "it from Microsoft, the one thing that then comes from elsewhere."
    )
    it = (
        "Indica da dove viene office.js: --office-js con la cartella dist del "
        "pacchetto npm @microsoft/office-js, oppure --office-js microsoft "
        "perché ogni pagina lo carichi da Microsoft, l'unica cosa che allora viene "
        "da fuori."
    )


@dataclass(frozen=True, slots=True)
class Site:
    """
    What the add-in is made of.

    Attributes:
        url: where the folder will be served.
        pyodide: the npm package or the full distribution, a folder or an archive.
        help: the help of every function, as the pane shows it.
        office_js: an own copy of office.js; None takes Microsoft's.
    """

    url: str
    pyodide: Path | None
    help: Mapping[Language, Any] = field(default_factory=dict)
    office_js: Path | None = None


def write(folder: Path, site: Site) -> list[str]:
    """
    Write the add-in into *folder*; return the libraries that it has.

    Raises:
        UrlRefused: Excel would not load it from there.
        PyodideMissing: Pyodide was not given.
        PyodideRefused: what was given is something else.
        LibraryRefused: a library in it is of another version.
        OfficeJsRefused: the copy of office.js is none.
    """
    files, libraries = contents(site)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return libraries


def contents(site: Site) -> tuple[dict[str, bytes], list[str]]:
    """Return every file of the add-in, by its path, and its libraries."""
    url = site.url.rstrip("/")
    if not url.startswith("https://") or len(url) < 10 or set(url) & set("?# \"'<>"):
        raise UrlRefused(url=site.url)
    files, libraries = runtime.pyodide(site.pyodide)
    hashes = runtime.integrity(files)
    files |= dict(_office(site.office_js))
    files["core.zip"] = packed(dict(carried(*ANSWERING)))
    for language in LANGUAGES:
        told = functions_json.metadata(CATALOG, url, language)
        files[f"functions.{language}.json"] = told.encode()
        spoken = json.dumps(site.help.get(language, {}), ensure_ascii=False)
        files[f"help.{language}.json"] = spoken.encode()
    files |= {f"icon-{size}.png": icon(size) for size in SIZES}
    files |= {name: static(name) for name in ("pane.css", "pane.js", "worker.js")}
    files["functions.js"] = static("functions.js")
    identity = _identity(files)
    settings = _settings(identity, libraries, hashes)
    files["functions.js"] = settings + files["functions.js"]
    office = "office/office.js" if site.office_js else OFFICE_JS
    files |= pages(url, identity, office, libraries)
    files |= _manifests(url)
    files["SHA256SUMS"] = _sums(files)
    return files, libraries


def _manifests(url: str) -> dict[str, bytes]:
    """Return the XML manifest, and the unified one as the package that IT uploads."""
    version = cx_xl.__version__
    major, rest = version.split(".", 1)
    version = f"{int(major) + 1}.{rest}"  # Office refuses versions below 1
    package = {
        name: text.encode() for name, text in manifests.unified(url, version).items()
    }
    package |= {"icon-192.png": icon(192), "outline-32.png": icon(32, outline=True)}
    return {
        "manifest.xml": manifests.xml(url, version).encode(),
        UNIFIED: packed(package),
    }


def _settings(identity: str, libraries: list[str], hashes: Mapping[str, str]) -> bytes:
    """Return the first line of `functions.js`."""
    settings = {
        "id": identity,
        "functions": list(CATALOG),
        "dated": functions_json.dated(CATALOG),
        "libraries": libraries,
        "files": hashes,
        "texts": TEXTS,
    }
    return f"const CX_BUILD = {json.dumps(settings)};\n".encode()


def _identity(files: Mapping[str, bytes]) -> str:
    """Return a name for these contents, so that no old copy is taken for them."""
    return sha256(_sums(files)).hexdigest()[:12]


def _sums(files: Mapping[str, bytes]) -> bytes:
    """Return the checksums as `sha256sum --check` reads them."""
    lines = (f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return "".join(lines).encode()


def _office(folder: Path | None) -> Iterator[tuple[str, bytes]]:
    """Yield an own copy of office.js."""
    if folder is None:
        return
    if not (folder / "office.js").is_file():
        raise OfficeJsRefused(path=folder)
    for path in sorted(folder.rglob("*.js")):
        yield f"office/{path.relative_to(folder).as_posix()}", path.read_bytes()
