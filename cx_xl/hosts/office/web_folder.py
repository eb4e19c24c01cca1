"""
Make the add-in: a folder of static files for a company's own web server.

The same inputs give the same bytes, and `SHA256SUMS` lists them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

import cx_xl
from cx_xl.catalog import CATALOG
from cx_xl.errors import LANGUAGES, Explained, Language
from cx_xl.files.packing import packed
from cx_xl.hosts.icons import SIZES, icon
from cx_xl.hosts.office import functions_json, manifests, runtime
from cx_xl.hosts.office.page_texts import TEXTS

PACKAGE = Path(cx_xl.__file__).parent
STATIC = Path(__file__).with_name("static")
CORE = ("", "edge", "kpi", "kpi/customers", "kpi/shared", "models", "stats", "hosts")
ANSWERING = ("hosts/office/__init__.py", "hosts/office/calls.py")
# Microsoft asks that office.js comes from there, where Excel itself has it from.
MICROSOFT = "https://appsforoffice.microsoft.com"
OFFICE_JS = f"{MICROSOFT}/lib/1/hosted/office.js"
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
    files |= dict(_office(site.office_js))
    files["core.zip"] = packed(dict(_core()))
    for language in LANGUAGES:
        told = functions_json.metadata(CATALOG, url, language)
        files[f"functions.{language}.json"] = told.encode()
        spoken = json.dumps(site.help.get(language, {}), ensure_ascii=False)
        files[f"help.{language}.json"] = spoken.encode()
    files |= {f"icon-{size}.png": icon(size) for size in SIZES}
    files |= {name: _static(name) for name in ("pane.css", "pane.js", "worker.js")}
    files["functions.js"] = _static("functions.js")
    identity = _identity(files)
    files["functions.js"] = _settings(identity, libraries) + files["functions.js"]
    office = "office/office.js" if site.office_js else OFFICE_JS
    files |= _pages(url, identity, office, libraries)
    files |= _manifests(url)
    files["SHA256SUMS"] = _sums(files)
    return files, libraries


def policy(office: str) -> str:
    """Return the content security policy: own files, and office.js where it lies."""
    theirs = f" {MICROSOFT}" if office.startswith(MICROSOFT) else ""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval'{theirs}",
            "worker-src 'self'",
            "connect-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _pages(
    url: str, identity: str, office: str, libraries: list[str]
) -> dict[str, bytes]:
    """Return what names the address or the policy: pages and server settings."""
    facts = {
        "url": url,
        "id": identity,
        "office": office,
        "csp": policy(office),
        "version": cx_xl.__version__,
        "pyodide": runtime.VERSION,
        "libraries": ", ".join(libraries) or "-",
        "functions": str(len(CATALOG)),
    }
    names = ("pane.html", "readme.en.html", "readme.it.html", "web.config")
    pages = {name: _filled(name, facts) for name in names}
    return pages | {
        ".htaccess": _filled("htaccess", facts),
        "licenses.txt": _static("licenses.txt"),
    }


def _filled(name: str, facts: Mapping[str, str]) -> bytes:
    text = _static(name).decode()
    for key, value in facts.items():
        is_markup = not name.startswith("ht")
        filled = escape(value) if is_markup else value
        text = text.replace(f"{{{key}}}", filled)
    return text.encode()


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


def _settings(identity: str, libraries: list[str]) -> bytes:
    """Return the first line of `functions.js`."""
    settings = {
        "id": identity,
        "functions": list(CATALOG),
        "dated": functions_json.dated(CATALOG),
        "libraries": libraries,
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


def _core() -> Iterator[tuple[str, bytes]]:
    """Yield our own modules that answer calls."""
    paths = [p for part in CORE for p in sorted((PACKAGE / part).glob("*.py"))]
    for path in [*paths, *(PACKAGE / name for name in ANSWERING)]:
        yield path.relative_to(PACKAGE.parent).as_posix(), path.read_bytes()


def _static(name: str) -> bytes:
    return (STATIC / name).read_bytes()
