"""
What the buttons of the ribbon ask of Python, through xlwings like any function.

The language is "en" or "it"; its hint is Any because xlwings takes hints for orders to
convert.
"""

import sys
from importlib.resources import as_file, files
from typing import Any

import xlwings

from cx_xl import __version__
from cx_xl.catalog import CATALOG
from cx_xl.hosts.excel import addin, journal

TEMPLATE = "cx_kpi.{}.xlsx"


@xlwings.func
def function_list(language: Any) -> list[list[str]]:
    """Return every function with its help and an example, under a header."""
    header = ["Function", "What it does", "Example"]
    if language == "it":
        header = ["Funzione", "Che cosa calcola", "Esempio"]
    rows = [[s.name, s.help.say(language), s.example] for s in CATALOG.values()]
    return [header, *rows]


@xlwings.func
def template_path(language: Any) -> str:
    """Return the path of the KPI template in *language*, with macros put inside."""
    name = TEMPLATE.format(language)
    folder = journal.folder()
    folder.mkdir(parents=True, exist_ok=True)
    target = (folder / name).with_suffix(".xlsm")
    with as_file(files("workbook_templates") / name) as plain:
        addin.with_macros(plain, target)
    return str(target)


@xlwings.func
def about(language: Any) -> str:
    """Return the versions, and where settings and log live."""
    python = sys.version.split()[0]
    label = "Impostazioni e log" if language == "it" else "Settings and log"
    return (
        f"cx_xl {__version__}\nPython {python}\nxlwings {xlwings.__version__}\n"
        f"{label}: {journal.folder()}"
    )
