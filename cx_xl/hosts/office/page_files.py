"""The pages of the add-in and the settings of its server, with address and policy."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

import cx_xl
from cx_xl.catalog import CATALOG
from cx_xl.hosts.office import runtime

STATIC = Path(__file__).with_name("static")
# Microsoft asks that office.js comes from there: learn.microsoft.com/office/dev/
# add-ins/develop/referencing-the-javascript-api-for-office-library-from-its-cdn
MICROSOFT = "https://appsforoffice.microsoft.com"
OFFICE_JS = f"{MICROSOFT}/lib/1/hosted/office.js"


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


def pages(
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
        "licenses.txt": static("licenses.txt"),
    }


def _filled(name: str, facts: Mapping[str, str]) -> bytes:
    text = static(name).decode()
    for key, value in facts.items():
        is_markup = not name.startswith("ht")
        filled = escape(value) if is_markup else value
        text = text.replace(f"{{{key}}}", filled)
    return text.encode()


def static(name: str) -> bytes:
    """Return a file that is the same in every add-in."""
    return (STATIC / name).read_bytes()
