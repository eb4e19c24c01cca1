"""The function reference as a page of documentation."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from cx_xl.errors import Language
from cx_xl.reference.families import question
from cx_xl.reference.notation import shown
from cx_xl.reference.page import Page, page
from cx_xl.spec import Spec

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "Worksheet functions",
        "intro": "Generated from the catalogue; every example below is run by a test. "
        "`cx-xl functions NAME` shows the same in a terminal.",
        "argument": "argument",
        "meaning": "what it is",
        "optional": "optional",
        "result": "Result",
        "example": "Example",
        "sheet": "In a sheet",
        "errors": "Errors",
        "source": "Source",
    },
    "it": {
        "title": "Funzioni del foglio di calcolo",
        "intro": "Pagina generata dal catalogo; ogni esempio è verificato da un test. "
        "`cx-xl functions NOME --lang it` mostra lo stesso nel terminale.",
        "argument": "argomento",
        "meaning": "che cos'è",
        "optional": "facoltativo",
        "result": "Risultato",
        "example": "Esempio",
        "sheet": "In un foglio",
        "errors": "Errori",
        "source": "Fonte",
    },
}


def markdown(catalog: Mapping[str, Spec], language: Language) -> str:
    """Return the reference of *catalog* in *language*, family by family."""
    words = WORDS[language]
    lines = [f"# {words['title']}", "", words["intro"], ""]
    for family, specs in groupby(catalog.values(), lambda s: question(s, language)):
        lines += [f"## {family}", ""]
        for spec in specs:
            lines += [*_function(page(spec, language), language), ""]
    return "\n".join(lines).rstrip() + "\n"


def _function(this: Page, language: Language) -> Iterator[str]:
    words = WORDS[language]
    yield f"### {this.name}"
    yield ""
    yield this.help
    yield ""
    yield from ("```", this.syntax, "```", "")
    yield from (f"| {words['argument']} | {words['meaning']} |", "|---|---|")
    for argument in this.arguments:
        note = f" ({words['optional']})" if argument.is_optional else ""
        yield f"| `{argument.name}`{note} | {_plain(argument.help)} |"
    yield ""
    yield f"{words['result']}: {this.result}"
    yield ""
    yield f"{words['sheet']}: `{this.typical}`. {words['example']}: `{this.example}`"
    yield ""
    yield from _result(this, language)
    for code, cause in this.errors:
        yield f"- `{code}` {_plain(cause)}"
    if this.errors:
        yield ""
    if this.source:
        yield f"{words['source']}: {this.source}"


def _result(this: Page, language: Language) -> Iterator[str]:
    """Yield what the example answers: a value, or the cells as a table."""
    result = this.example_result
    rows = result if isinstance(result, list) else [[result]]
    rows = [list(this.fields), *rows] if this.fields else rows
    first, *others = [[_plain(shown(cell, language)) for cell in row] for row in rows]
    yield f"| {' | '.join(first)} |"
    yield f"|{'---|' * len(first)}"
    for row in others:
        yield f"| {' | '.join(row)} |"
    yield ""


def _plain(text: str) -> str:
    """Return *text* for a cell of a table."""
    return text.replace("|", "\\|")
