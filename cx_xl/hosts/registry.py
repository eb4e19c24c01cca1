"""
The hosts: a row for each spreadsheet program, and one for files that need none.

A host is a package here and its row. What a row names as "module:function", below this
package, is imported when it is asked for: hosts bring heavy libraries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cx_xl.by_name import loaded
from cx_xl.errors import Text
from cx_xl.spec import Help

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cx_xl.hosts.findings import Finding

PORTABLE = "portable"  # the edition without calls: ordinary formulas stand for them

# What the list of add-ins of a program says about ours.
ABOUT = Help(
    en="Customer-experience KPIs as functions: NPS, CSAT, CES, churn, CLV.",
    it="I KPI della customer experience come funzioni: NPS, CSAT, CES, churn, CLV.",
)


@dataclass(frozen=True, slots=True)
class Host:
    """
    A spreadsheet program as the rest of cx_xl sees it; what is empty it has not.

    Attributes:
        name: as editions of the template are called.
        spelling: how its files store a call, made of {name} or {method}.
        suffix: of its edition of the template, and of the files that it converts.
        about: for whom its edition is.
        finish: makes that edition: (the built .xlsx) -> its bytes.
        convert: makes an .xlsx of a file of its own: (path) -> bytes.
        own_code: finds the code in a file that we have not put there: (path) -> names.
        program: what its group of commands is called.
        help: of that group.
        is_hidden: that group is not for people: a menu of the program calls it.
        install: puts the functions into the program: () -> the files written.
        then: what to do after that.
        doctor: looks for everything that the functions need: () -> findings.
        commands: the module in `cx_xl.commands` that adds others to the group.
    """

    name: str
    spelling: str = ""
    suffix: str = ""
    about: Text | None = None
    finish: str = ""
    convert: str = ""
    own_code: str = ""
    program: str = ""
    help: Text | None = None
    is_hidden: bool = False
    install: str = ""
    then: Text | None = None
    doctor: str = ""
    commands: str = ""

    def finished(self, built: Path) -> bytes:
        """Return the edition of the template that is made of *built*."""
        made: bytes = _load(self.finish)(built) if self.finish else built.read_bytes()
        return made

    def as_xlsx(self, path: Path) -> bytes:
        """Return a file of this program as an .xlsx."""
        made: bytes = _load(self.convert)(path)
        return made

    def code_of_the_user(self, path: Path) -> Iterable[str]:
        """Return the names of the code in a file that we have not put there."""
        found: Iterable[str] = _load(self.own_code)(path) if self.own_code else ()
        return found

    def put_in_place(self) -> Iterable[Path]:
        """Install the functions; return the files that were written, if any."""
        written: Iterable[Path] = _load(self.install)() or ()
        return written

    def examine(self) -> Iterable[Finding]:
        """Return what the functions need, and whether it is there."""
        found: Iterable[Finding] = _load(self.doctor)()
        return found


def _load(where: str) -> Any:
    return loaded(f"{__package__}.{where}")


_ROWS = (
    Host(
        PORTABLE,
        suffix=".xlsx",
        about=Text(".xlsx for every program", ".xlsx per ogni programma"),
    ),
    Host("plain", spelling="{name}"),  # VBA or a LAMBDA name in the workbook itself
    Host(
        "windows",  # of its edition; its package is called after the program
        spelling="{name}",  # the wrappers lie in the workbook itself
        suffix=".xlsm",
        about=Text(".xlsm that carries its functions", ".xlsm con le funzioni dentro"),
        finish="excel.addin:carrying_macros",
        own_code="excel.macros:foreign_modules",
        program="excel",
        help=Text(
            "The functions in Excel on Windows.", "Le funzioni in Excel su Windows."
        ),
        install="excel.here:install",
        then=Text(
            "Installed. Close Excel, open it again, and type =CX_NPS( in a cell.",
            "Installato. Chiudi Excel, riaprilo e digita =CX_NPS( in una cella.",
        ),
        doctor="excel.here:examine",
        commands="excel_group",
    ),
    Host(
        "libreoffice",
        spelling="ORG.CXXL.CX.{method}",  # the only one that Calc binds on load
        suffix=".ods",
        about=Text(".ods", ".ods"),
        finish="libreoffice.conversion:as_ods",
        convert="libreoffice.conversion:as_xlsx",
        program="libreoffice",
        help=Text(
            "The functions in LibreOffice Calc.", "Le funzioni in LibreOffice Calc."
        ),
        install="libreoffice:install",
        then=Text(
            "Installed. Restart LibreOffice and type =CX_NPS( in a cell.",
            "Installato. Riavvia LibreOffice e digita =CX_NPS( in una cella.",
        ),
        doctor="libreoffice:doctor",
    ),
    Host(
        "office",
        spelling="_xldudf_{name}",  # in a dynamic-array cell, or #NAME? for ever
        program="office",
        help=Text(
            "The functions in Excel on Mac and the web.",
            "Le funzioni in Excel su Mac e sul web.",
        ),
        commands="office_group",
    ),
    Host(
        "setup",
        program="menu",
        help=Text(
            "What the Start menu of Windows offers, in windows.",
            "Le voci del menu Start di Windows, in finestre.",
        ),
        is_hidden=True,
        commands="menu_group",
    ),
)
HOSTS: Mapping[str, Host] = {host.name: host for host in _ROWS}
EDITIONS: Mapping[str, Host] = {name: h for name, h in HOSTS.items() if h.suffix}
EDITION_OF: Mapping[str, str] = {h.suffix: name for name, h in EDITIONS.items()}
