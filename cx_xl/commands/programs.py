"""`cx-xl excel` and `cx-xl libreoffice`: the functions in a spreadsheet program."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.show import console
from cx_xl.errors import Language
from cx_xl.hosts.findings import Finding

INSTALL = say(
    "Put the functions into the program, or bring them up to date.",
    "Installa le funzioni nel programma, o aggiornale.",
)
DOCTOR = say(
    "Check everything the functions need, and say what to do.",
    "Controlla tutto quello che serve alle funzioni e di' che cosa fare.",
)

MARKS = {
    "fine": "[green]✓[/]",
    "warning": "[yellow]![/]",
    "problem": "[red]✗[/]",
    "unknown": "[blue]?[/]",
}

excel = typer.Typer(
    no_args_is_help=True,
    help=say("The functions in Excel on Windows.", "Le funzioni in Excel su Windows."),
)
libreoffice = typer.Typer(
    no_args_is_help=True,
    help=say("The functions in LibreOffice Calc.", "Le funzioni in LibreOffice Calc."),
)


def add_to(app: typer.Typer) -> None:
    """Add both groups of commands to *app*."""
    app.add_typer(excel, name="excel")
    app.add_typer(libreoffice, name="libreoffice")


@excel.command("install", help=INSTALL)
def install_in_excel(lang: Lang = PREFERRED) -> None:
    """Put the add-in where Excel opens it."""
    from cx_xl.hosts.excel import setup  # noqa: PLC0415 - loads xlwings
    from cx_xl.hosts.excel.machine import this_machine  # noqa: PLC0415

    done = setup.install(this_machine())
    text = say(
        "Installed. Close Excel, open it again, and type =CX_NPS( in a cell.",
        "Installato. Chiudi Excel, riaprilo e digita =CX_NPS( in una cella.",
        lang,
    )
    console.print(text, markup=False)
    for path in (done.addin, done.settings, *done.libraries):
        console.print(f"  {path}", markup=False, soft_wrap=True)


@excel.command(
    "uninstall",
    help=say("Take the add-in away again.", "Togli il componente aggiuntivo."),
)
def uninstall_from_excel(lang: Lang = PREFERRED) -> None:
    """Take the add-in away again."""
    from cx_xl.hosts.excel import setup  # noqa: PLC0415 - loads xlwings
    from cx_xl.hosts.excel.machine import this_machine  # noqa: PLC0415

    for path in setup.uninstall(this_machine()):
        console.print(say("Removed:", "Rimosso:", lang), str(path), markup=False)


@excel.command(
    "names",
    help=say(
        "Define the functions in a workbook, for Excel 365 or 2024 without an add-in.",
        "Definisce le funzioni in una cartella di lavoro, per Excel 365 o 2024 senza "
        "componente aggiuntivo.",
    ),
)
def put_names_into(
    book: Annotated[
        Path,
        typer.Argument(
            help=say("A saved .xlsx or .xlsm file.", "Un file .xlsx o .xlsm salvato.")
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            help=say(
                "Write a copy to this file; left out, the workbook itself changes.",
                "Scrivi una copia in questo file; se la ometti cambia il file stesso.",
            ),
        ),
    ] = None,
    lang: Lang = PREFERRED,
) -> None:
    """Define the functions as names in a workbook that people already have."""
    from cx_xl.workbooks.names import put_names  # noqa: PLC0415 - loads the builder

    count = put_names(book, lang, out)
    text = say(
        f"{count} functions defined. In Excel 365 or 2024, type =CX_NPS( in a cell of",
        f"{count} funzioni definite. In Excel 365 o 2024 digita =CX_NPS( in una cella "
        "di",
        lang,
    )
    console.print(text, str(out or book), markup=False, soft_wrap=True)


@excel.command("doctor", help=DOCTOR)
def examine_excel(lang: Lang = PREFERRED) -> None:
    """Check everything the functions need in Excel."""
    from cx_xl.hosts.excel import doctor  # noqa: PLC0415 - loads xlwings
    from cx_xl.hosts.excel.machine import this_machine  # noqa: PLC0415

    _report(doctor.examine(this_machine()), lang)


@libreoffice.command("install", help=INSTALL)
def install_in_libreoffice(lang: Lang = PREFERRED) -> None:
    """Put the extension into the user's LibreOffice."""
    from cx_xl.hosts.libreoffice import install  # noqa: PLC0415 - loads the builder

    install()
    text = say(
        "Installed. Restart LibreOffice and type =CX_NPS( in a cell.",
        "Installato. Riavvia LibreOffice e digita =CX_NPS( in una cella.",
        lang,
    )
    console.print(text, markup=False)


@libreoffice.command("doctor", help=DOCTOR)
def examine_libreoffice(lang: Lang = PREFERRED) -> None:
    """Check everything the functions need in LibreOffice."""
    from cx_xl.hosts.libreoffice import doctor  # noqa: PLC0415 - loads the builder

    _report(doctor(), lang)


def _report(findings: Iterable[Finding], language: Language) -> None:
    """Print what was found, a tick or a cross before each; exit 1 if a cross."""
    found = list(findings)
    for finding in found:
        console.print(MARKS[finding.verdict], end=" ")
        console.print(finding.say(language), markup=False)
    if not all(finding.is_fine for finding in found):
        raise typer.Exit(1)
