"""
What the buttons of the ribbon ask of Python, through xlwings like any function.

The language is "en" or "it"; its hint is Any because xlwings takes hints for orders to
convert.
"""

import sys
from datetime import date
from importlib import import_module
from typing import Any

import xlwings

from cx_xl import __version__
from cx_xl.catalog import CATALOG
from cx_xl.hosts.excel import journal

TEMPLATE = "cx_kpi.{}.xlsm"
BUILDER = "cx_xl.workbooks"  # it builds on the hosts, so it is loaded when asked for


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
    """Return the path of a new KPI template that carries its functions."""
    folder = journal.folder()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / TEMPLATE.format(language)
    builder = import_module(BUILDER)
    this_month = date.today().replace(day=1)  # noqa: DTZ011 - the user's own day
    filling = builder.Filling(first_month=this_month)
    builder.create(target, language, filling, edition="windows")
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
