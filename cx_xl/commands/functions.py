"""`cx-xl functions`: the catalogue, a search in it, and the help of one function."""

import re
from difflib import get_close_matches
from typing import Annotated

from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from cx_xl import reference
from cx_xl.catalog import CATALOG
from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import argument, command
from cx_xl.commands.show import console
from cx_xl.errors import Language, UnknownFunction
from cx_xl.spec import Spec

PREFIX = "CX_"
CODE = re.compile(r"`([^`]+)`")
WIDE = 5  # more columns than this are shown one below the other

Words = Annotated[
    list[str] | None,
    argument(
        "The function to explain, such as CX_NPS, or words to search for, such "
        "as churn; left out, all are listed.",
        "La funzione da spiegare, per esempio CX_NPS, o parole da cercare, per "
        "esempio abbandono; senza, l'elenco di tutte.",
        metavar=say("NAME or WORDS", "NOME o PAROLE"),
    ),
]


@command(
    "functions",
    "List the worksheet functions, find one by a word, or explain one.",
    "Elenca le funzioni del foglio, ne trova una da una parola, o la spiega.",
)
def functions(words: Words = None, lang: Lang = PREFERRED) -> None:
    """List the worksheet functions, find one by a word, or explain one."""
    found = _found(words) if words else list(CATALOG.values())
    if len(found) == 1:
        _explain(reference.page(found[0], lang), lang)
    else:
        _list(found, lang)


def _found(words: list[str]) -> list[Spec]:
    """Return the function of that name, or those that speak of all *words*."""
    name = "_".join(words).upper()
    name = name if name.startswith(PREFIX) else PREFIX + name
    if name in CATALOG:
        return [CATALOG[name]]
    found = reference.search(words)
    if not found:
        (near,) = get_close_matches(name, CATALOG, n=1, cutoff=0)
        raise UnknownFunction(" ".join(words), nearest=near)
    return found


def _list(specs: list[Spec], language: Language) -> None:
    """List functions under the questions that they answer."""
    families: dict[str, list[Spec]] = {}
    for spec in specs:
        families.setdefault(spec.family.say(language), []).append(spec)
    for asked, family in families.items():
        _heading(asked)
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        table.add_column(no_wrap=True, min_width=max(map(len, CATALOG)))
        for spec in family:
            table.add_row(f"[bold]{spec.name}[/]", spec.help.say(language))
        console.print(table)
    hint = say(
        "\n`cx-xl functions CX_NPS` explains one, `cx-xl functions churn` finds some.",
        "\n`cx-xl functions CX_NPS` ne spiega una, `cx-xl functions churn` le cerca.",
        language,
    )
    console.print(_styled(hint))


def _explain(page: reference.Page, language: Language) -> None:
    console.print(f"[bold]{page.name}[/]  {page.help}\n")
    _heading(say("Syntax", "Sintassi", language))
    _formula(page.syntax)
    _heading(say("In your sheet", "Nel tuo foglio", language))
    _formula(page.typical)
    _heading(say("Arguments", "Argomenti", language))
    console.print(_arguments(page, language))
    _heading(say("Result", "Risultato", language))
    for sentence in (f"{page.shape}. {page.returns}", page.unit):
        _paragraph(sentence)
    if page.missing:
        _heading(say("Missing data", "Dati mancanti", language))
        _paragraph(page.missing)
    heading = say(
        "Example, ready to type in Excel (LibreOffice takes ranges, as above)",
        "Esempio, pronto da digitare in Excel (LibreOffice vuole intervalli: sopra)",
        language,
    )
    _heading(heading)
    _formula(page.example)
    console.print(_cells(page, language))
    if page.errors:
        _heading(say("Errors", "Errori", language))
        console.print(_errors(page))
    if page.source:
        _heading(say("Source", "Fonte", language))
        _paragraph(page.source)


def _arguments(page: reference.Page, language: Language) -> Table:
    """Lay out name, default and meaning of each argument."""
    required = say("required", "obbligatorio", language)
    optional = say("optional", "facoltativo", language)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for each in page.arguments:
        default = each.default or (optional if each.is_optional else required)
        table.add_row(each.name, f"[dim]{escape(default)}[/]", each.help)
    return table


def _errors(page: reference.Page) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    table.add_column(no_wrap=True)
    for code, cause in page.errors:
        table.add_row(code, _styled(cause))
    return table


def _formula(text: str) -> None:
    """Print a formula on one line, however long, so that it can be copied."""
    console.print(f"  {text}", markup=False, highlight=False, soft_wrap=True)


def _paragraph(text: str) -> None:
    if text:
        console.print(Padding(_styled(text), (0, 0, 0, 2), expand=False))


def _styled(text: str) -> str:
    """Return *text* with what stands in backticks in bold."""
    return CODE.sub(r"[bold]\1[/]", escape(text))


def _heading(text: str) -> None:
    console.print(f"[dim]{escape(text)}[/]")


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
