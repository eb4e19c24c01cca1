"""`cx-xl excel`: what Excel has beside `install` and `doctor`."""

from pathlib import Path
from typing import Annotated

import typer

from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import add, argument, command, option
from cx_xl.commands.show import console


def add_to(group: typer.Typer) -> None:
    """Add the commands to *group*."""
    add(group, uninstall, names)


@command("uninstall", "Take the add-in away again.", "Togli il componente aggiuntivo.")
def uninstall(lang: Lang = PREFERRED) -> None:
    """Take the add-in away again."""
    from cx_xl.hosts.excel import here  # noqa: PLC0415 - loads xlwings

    for path in here.uninstall():
        console.print(say("Removed:", "Rimosso:", lang), str(path), markup=False)


@command(
    "names",
    "Define the functions in a workbook, for Excel 365 or 2024 without an add-in.",
    "Definisce le funzioni in una cartella di lavoro, per Excel 365 o 2024 senza "
    "componente aggiuntivo.",
)
def names(
    book: Annotated[
        Path,
        argument(
            "A saved .xlsx or .xlsm file.",
            "Un file .xlsx o .xlsm salvato.",
            metavar=say("book", "file"),
        ),
    ],
    out: Annotated[
        Path | None,
        option(
            "-o",
            "Write a copy to this file; left out, the workbook itself changes.",
            "Scrivi una copia in questo file; se la ometti cambia il file stesso.",
            "--out",
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
