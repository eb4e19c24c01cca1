"""`cx-xl functions`: the catalogue, and the help of one function."""

from typing import Annotated

import typer
from rich.table import Table

from cx_xl import reference
from cx_xl.catalog import CATALOG
from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.show import console
from cx_xl.edge import find
from cx_xl.errors import Language

WIDE = 5  # more columns than this are shown one below the other

Name = Annotated[
    str | None,
    typer.Argument(
        help=say(
            "The function to explain, such as CX_NPS; left out, all are listed.",
            "La funzione da spiegare, per esempio CX_NPS; senza, l'elenco di tutte.",
        )
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        "functions",
        help=say(
            "List the worksheet functions, or explain one with an example.",
            "Elenca le funzioni del foglio, o ne spiega una con un esempio.",
        ),
    )(functions)


def functions(name: Name = None, lang: Lang = PREFERRED) -> None:
    """List the worksheet functions, or explain one with an example."""
    if name is None:
        _list(lang)
    else:
        _explain(reference.page(find(name), lang), lang)


def _list(language: Language) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for spec in CATALOG.values():
        table.add_row(f"[bold]{spec.name}[/]", spec.help.say(language))
    console.print(table)


def _explain(page: reference.Page, language: Language) -> None:
    console.print(f"[bold]{page.name}[/]  {page.help}\n")
    _heading(say("Syntax", "Sintassi", language))
    console.print(f"  {page.syntax}", markup=False)
    _heading(say("In your sheet", "Nel tuo foglio", language))
    console.print(f"  {page.typical}", markup=False)
    _heading(say("Arguments", "Argomenti", language))
    arguments = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for argument in page.arguments:
        shown = f"[{argument.name}]" if argument.is_optional else argument.name
        arguments.add_row(shown.replace("[", r"\["), argument.help)
    console.print(arguments)
    _heading(say("Result", "Risultato", language))
    console.print(f"  {page.result}", markup=False)
    heading = say(
        "Example, ready to type in Excel (LibreOffice takes ranges, as above)",
        "Esempio, pronto da digitare in Excel (LibreOffice vuole intervalli: sopra)",
        language,
    )
    _heading(heading)
    console.print(f"  {page.example}", markup=False)
    console.print(_cells(page, language))
    if page.errors:
        _heading(say("Errors", "Errori", language))
        for code, cause in page.errors:
            console.print(f"  {code:8} {cause}", markup=False)
    if page.source:
        _heading(say("Source", "Fonte", language))
        console.print(f"  {page.source}", markup=False)


def _heading(text: str) -> None:
    console.print(f"[dim]{text}[/]")


def _cells(page: reference.Page, language: Language) -> Table:
    """Lay out the result of an example as the sheet would; turned if it is wide."""
    result = page.example_result
    rows = result if isinstance(result, list) else [[result]]
    rows = [list(page.fields), *rows] if page.fields else rows
    if len(rows[0]) > WIDE:
        rows = [list(column) for column in zip(*rows, strict=True)]
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for row in rows:
        table.add_row(*(reference.shown(cell, language) for cell in row))
    return table
