"""A real LibreOffice with our functions, for the tests and benchmarks."""

import os
import pickle
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

from cx_xl.dates import serial
from cx_xl.errors import Code
from cx_xl.files.addresses import address
from cx_xl.hosts.libreoffice import install
from cx_xl.hosts.libreoffice.soffice import Office, run, surroundings
from tests.hosts.cases import OMITTED, typed
from tests.hosts.driven import Driven, started
from tests.needs import lacking

DRIVER = Path(__file__).with_name("libreoffice_driver.py")
CORE = Path(__file__).with_name("libreoffice_core.py")
LIBRARIES = (
    "NumPy and SciPy are needed for LibreOffice's Python: "
    "sudo apt install python3-numpy python3-scipy"
)
HOW = (
    "LibreOffice with python3-uno is needed: "
    "sudo apt install libreoffice-calc libreoffice-script-provider-python python3-uno"
)
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale">
<value>{locale}</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooLocale">
<value>{language}</value></prop></item>
<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="UILocale">
<value>{language}</value></prop></item>
</oor:items>
"""
ODS, XLSX = "calc8", "Calc MS Excel 2007 XML"


class Calc(Driven):
    """A LibreOffice that answers calls of worksheet functions."""

    def call(self, name: str, arguments: Sequence[Any], like: Any) -> Any:
        """Type a call into cells, as many as *like* has, and return what they show."""
        formula = f"={name}({';'.join(map(self.typed, arguments))})"
        if not isinstance(like, list):
            return shown_value(self.do("formula", text=formula, rows=None)[0][0])
        shape = {"rows": len(like), "columns": len(like[0])}
        rows = self.do("formula", text=formula, **shape)
        return [[shown_value(cell) for cell in row] for row in rows]

    def formulas(self) -> dict[tuple[str, str], Any]:
        """Return what every formula shows, by (sheet, cell)."""
        return {
            (sheet, address(row + 1, column + 1)): shown_value(shown)
            for sheet, row, column, shown in self.do("formulas")
        }

    def typed(self, argument: Any) -> str:
        """Return *argument* as a user types it: constants, or the place of cells."""
        return typed(argument, self.put, "$Data.", "{}()")

    def put(self, rows: list[list[Any]]) -> tuple[str, str]:
        """Put *rows* into columns of their own; return the first and the last."""
        cells = [[_sent(cell) for cell in row] for row in rows]
        first, last = self.do("put", rows=cells)
        return first, last


@contextmanager
def running(
    folder: Path, locale: str | None = None, *, modules: Path | None = None
) -> Iterator[Calc]:
    """
    Start a LibreOffice of its own in *folder*, never that of the user.

    Args:
        folder: where its profile goes.
        locale: such as it-IT.
        modules: where its Python looks first.
    """
    office = Office.find(folder / "profile")
    python = office and office.python
    if not (office and python and run(str(python), "-c", "import uno").ok):
        lacking(HOW)
    if locale:
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS.format(locale=locale, language=locale[:2]))
    install(office.profile)
    first = {"PYTHONPATH": str(modules)} if modules else {}
    command = [python, DRIVER, office.programs / "soffice", f"cx{uuid4().hex}"]
    with (
        (folder / "stderr").open("w") as stderr,
        started(
            [*command, *office.environment],
            stderr=stderr,
            env=surroundings(os.environ) | first,
        ) as process,
    ):
        yield Calc(process)


def core_there(calls: Sequence[tuple[str, Sequence[Any]]]) -> list[Any]:
    """Answer *calls* with the core, in LibreOffice's own Python."""
    office = Office.find()
    python = office and office.python
    if not (python and run(str(python), "-c", "import numpy, scipy").ok):
        lacking(LIBRARIES)
    given = [  # pickled, OMITTED would come back as another object
        (name, [None if a is OMITTED else a for a in arguments])
        for name, arguments in calls
    ]
    done = subprocess.run(  # noqa: S603 - our own words
        [str(python), str(CORE)],
        input=pickle.dumps(given),
        stdout=subprocess.PIPE,
        check=True,
    )
    answers: list[Any] = pickle.loads(done.stdout)  # noqa: S301 - from our own script
    return answers


def _sent(cell: Any) -> tuple[str, Any]:
    if cell is None:
        return "blank", None
    if isinstance(cell, bool):
        return "logical", float(cell)
    if isinstance(cell, Code):
        return "formula", f"={cell}"
    if isinstance(cell, date):
        return "date", serial(cell)
    return ("text", cell) if isinstance(cell, str) else ("number", float(cell))


def shown_value(shown: tuple[str, Any]) -> Any:
    """Return what a cell shows; its error as a code."""
    kind, value = shown
    known = kind == "error" and value in set(Code)
    return Code(value) if known else value
