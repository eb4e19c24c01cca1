"""
What the buttons of the ribbon ask of Python, through xlwings like any function.

The language is "en" or "it"; its hint is Any because xlwings takes hints for orders to
convert.
"""

import sys
from datetime import date
from functools import partial
from typing import Any

import xlwings

from cx_xl import __version__, by_name
from cx_xl.catalog import CATALOG
from cx_xl.hosts.excel import journal

TEMPLATE = "cx_kpi.{}.xlsm"


@xlwings.func
def function_list(language: Any, marks: Any) -> list[list[str]]:
    """
    Return every function with its help and an example, under a header.

    The examples are written as this Excel takes them; *marks* are its separators of
    arguments, decimals, and the columns and rows of an array: ",.,;".
    """
    separators = by_name.loaded(by_name.MARKS)(*marks)
    localised = by_name.loaded(by_name.LOCALISED)
    typed = partial(localised, language=language, marks=separators)
    header = ["Function", "What it does", "Example"]
    if language == "it":
        header = ["Funzione", "Che cosa calcola", "Esempio"]
    rows = [[s.name, s.help.say(language), typed(s.example)] for s in CATALOG.values()]
    return [header, *rows]


@xlwings.func
def template_path(language: Any) -> str:
    """Return the path of a new KPI template that carries its functions."""
    folder = journal.folder()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / TEMPLATE.format(language)
    this_month = date.today().replace(day=1)  # noqa: DTZ011 - the user's own day
    filling = by_name.loaded(by_name.FILLING)(first_month=this_month)
    by_name.loaded(by_name.TEMPLATE)(target, language, filling, edition="windows")
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
