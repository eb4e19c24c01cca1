"""Whose each part of the setup is, and under which licence."""

from email.message import Message
from email.parser import HeaderParser
from html import escape
from pathlib import Path

from cx_xl.hosts.setup import parts

NAME = "licences.html"
PYTHON = "LICENSE.txt"
TEXTS = ("LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*")
LONGEST = 80  # some packages put the whole text where its name belongs
# What the packages' own data do not say in a form that can be read.
NAMED = {
    "Python": "PSF-2.0",
    "scipy": "BSD-3-Clause",
    "NSIS (the setup program)": "Zlib; its LZMA module CPL-1.0 with exception",
}
NOTES = """
OpenBLAS inside NumPy and SciPy (BSD-3-Clause) contains the GCC runtime library, whose \
exception (GCC-exception-3.1) lets any program carry it.
Microsoft's Visual C++ runtime comes with Python, NumPy and pandas and may be passed on.
Left out of pywin32: adodbapi (LGPL), pythonwin, isapi.
Left out of xlwings: everything that is xlwings PRO.
"""


def page(home: Path, site: Path) -> str:
    """Return whose Python in *home* and the packages in *site* are, as HTML."""
    rows = [("Python", parts.VERSION, NAMED["Python"], [home / PYTHON])]
    for described in sorted(site.glob("*.dist-info/METADATA"), key=_as_listed):
        metadata = HeaderParser().parsestr(described.read_text("utf-8"))
        name, version = metadata["Name"], metadata["Version"]
        licence = NAMED.get(name) or _licence(metadata)
        rows.append((name, version, licence, _texts(described.parent)))
    setup = "NSIS (the setup program)"
    rows.append((setup, "", NAMED[setup], []))
    table = "\n".join(
        f"<tr><td>{escape(name)} {escape(version)}<td>{escape(licence)}<td>"
        + "<br>".join(_link(path, home.parent) for path in texts)
        for name, version, licence, texts in rows
    )
    notes = "\n".join(f"<li>{escape(note)}" for note in NOTES.strip().splitlines())
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        "<title>cx_xl: licences</title>\n<h1>Licences of all parts</h1>\n"
        f"<table>\n<tr><th>Part<th>Licence<th>Text\n{table}\n</table>\n"
        f"<ul>\n{notes}\n</ul>\n"
    )


def _licence(metadata: Message) -> str:
    """Return what a package says of its licence: expression, name, or class."""
    classes = metadata.get_all("Classifier", [])
    stated = (
        metadata["License-Expression"],
        metadata["License"],
        *(c.rpartition(" :: ")[2] for c in classes if c.startswith("License")),
    )
    return next((said for said in stated if said and len(said) <= LONGEST), "")


def _texts(described: Path) -> list[Path]:
    """Return the files in which a package keeps the words of its licence."""
    return sorted({path for form in TEXTS for path in described.rglob(form)})


def _link(path: Path, folder: Path) -> str:
    target = path.relative_to(folder).as_posix()
    return f'<a href="{escape(target)}">{escape(path.name)}</a>'


def _as_listed(described: Path) -> str:
    return described.parent.name.lower()
