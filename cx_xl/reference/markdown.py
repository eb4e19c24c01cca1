"""The function reference as pages: an index by question, one page each family."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from cx_xl.errors import Language
from cx_xl.reference.families import family, question
from cx_xl.reference.notation import shown
from cx_xl.reference.page import Argument, Page, page
from cx_xl.spec import Spec

INDEX = "index"
FOLDER = "functions"
OTHER: dict[Language, Language] = {"en": "it", "it": "en"}
WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "Worksheet functions",
        "other": "Italiano",
        "intro": "Generated from the catalogue, one page each family; every example "
        "is run by a test. `cx-xl functions NAME` shows the same in a terminal, and "
        "`cx-xl functions WORD` finds a function by a word, such as `churn`.",
        "index": "What do you want to know?",
        "question": "question",
        "function": "function",
        "answer": "what it answers",
        "all": "What holds for all functions",
        "rules": "- Arguments in brackets may be left out. To skip one in the middle, "
        "leave its place empty: `=CX_CSAT_CI(A2:A500,,0.9)`.\n"
        '- Options such as `"wald"` are typed in quotes, the same in every language.\n'
        "- A blank cell is a gap, not a 0. A number stored as text counts, words such "
        "as `n/a` are gaps; text with digits that is no number (`€ 100`) is an error "
        "that names the cell.\n"
        "- A header row may be selected with its column: text in which nothing can be "
        "read is taken for one. Where only you can know, the function asks.\n"
        "- A cell that shows an error hands it on if it is used: mend it first.\n"
        "- Nothing is rounded: how many decimals you see is the format of the cell.",
        "argument": "argument",
        "default": "default",
        "meaning": "what it is",
        "required": "required",
        "optional": "optional",
        "result": "Result",
        "missing": "Missing data",
        "example": "Example",
        "gives": "gives",
        "sheet": "In a sheet",
        "errors": "Errors",
        "source": "Source",
        "back": "All functions",
        "docs": "All pages",
    },
    "it": {
        "title": "Funzioni del foglio di calcolo",
        "other": "English",
        "intro": "Generato dal catalogo, una pagina per famiglia; ogni esempio è "
        "verificato da un test. `cx-xl functions NOME --lang it` mostra lo stesso nel "
        "terminale, e `cx-xl functions PAROLA --lang it` trova una funzione da una "
        "parola, per esempio `churn`.",
        "index": "Che cosa vuoi sapere?",
        "question": "domanda",
        "function": "funzione",
        "answer": "a che cosa risponde",
        "all": "Che cosa vale per tutte le funzioni",
        "rules": "- Gli argomenti tra parentesi quadre si possono omettere. Per "
        "saltarne uno in mezzo, lascia vuoto il suo posto: `=CX_CSAT_CI(A2:A500;;0,9)`."
        '\n- Le opzioni come `"wald"` si scrivono tra virgolette, uguali in tutte le '
        "lingue.\n"
        "- Una cella vuota è un vuoto, non uno 0. Un numero scritto come testo conta, "
        "parole come `n/d` sono vuoti; un testo con cifre che non è un numero "
        "(`€ 100`) è un errore che indica la cella.\n"
        "- Puoi selezionare una colonna con l'intestazione: un testo in cui non si "
        "legge nulla vale come tale. Dove solo tu puoi saperlo, la funzione lo chiede."
        "\n"
        "- Una cella che mostra un errore lo trasmette se viene usata: correggi prima "
        "quella cella.\n"
        "- Nulla viene arrotondato: quanti decimali vedi dipende dal formato della "
        "cella.",
        "argument": "argomento",
        "default": "predefinito",
        "meaning": "che cos'è",
        "required": "obbligatorio",
        "optional": "facoltativo",
        "result": "Risultato",
        "missing": "Dati mancanti",
        "example": "Esempio",
        "gives": "dà",
        "sheet": "In un foglio",
        "errors": "Errori",
        "source": "Fonte",
        "back": "Tutte le funzioni",
        "docs": "Tutte le pagine",
    },
}


def documents(catalog: Mapping[str, Spec], language: Language) -> dict[str, str]:
    """
    Return the reference of *catalog* in *language*.

    Returns:
        The text of each page under its path in the folder of the documentation: the
        index first, then one page each family.
    """
    families = [(f, list(specs)) for f, specs in groupby(catalog.values(), family)]
    found = {_path(INDEX, language): _text(_index(families, language))}
    for name, specs in families:
        found[_path(name, language)] = _text(_family(name, specs, language))
    return found


def _path(name: str, language: Language) -> str:
    """Return where the page of a family stands, or the index."""
    folder = FOLDER if name == INDEX else f"{FOLDER}/{name}"
    return f"{folder}.{language}.md"


def _text(lines: Iterator[str]) -> str:
    return "\n".join(lines).rstrip() + "\n"


def _index(families: list[tuple[str, list[Spec]]], language: Language) -> Iterator[str]:
    """Yield the index: each question, the functions that answer it, the rules."""
    words = WORDS[language]
    other = f"[{words['other']}]({_path(INDEX, OTHER[language])})"
    docs = f"[{words['docs']}](README.md)"
    yield from (f"# {words['title']}", "", f"{other} · {docs}", "", words["intro"], "")
    yield from (f'<a id="{INDEX}"></a>', "", f"## {words['index']}", "")
    yield f"| {words['question']} | {words['function']} | {words['answer']} |"
    yield "|---|---|---|"
    for name, specs in families:
        yield from _entries(name, specs, language)
    yield from ("", f"## {words['all']}", "", words["rules"])


def _entries(name: str, specs: list[Spec], language: Language) -> Iterator[str]:
    """Yield the lines of the index for one family; older links find their function."""
    target = _path(name, language)
    asked = f'<a id="{name}"></a>**[{question(specs[0], language)}]({target})**'
    for spec in specs:
        anchor = spec.name.lower()
        link = f'<a id="{anchor}"></a>[{spec.name}]({target}#{anchor})'
        yield f"| {asked} | {link} | {_plain(spec.help.say(language))} |"
        asked = ""


def _family(name: str, specs: list[Spec], language: Language) -> Iterator[str]:
    """Yield the page of one family: what it asks, what is in it, each function."""
    words = WORDS[language]
    other = f"[{words['other']}]({name}.{OTHER[language]}.md)"
    back = f"[{words['back']}](../{_path(INDEX, language)})"
    yield from (f"# {question(specs[0], language)}", "", f"{other} · {back}", "")
    yield f"| {words['function']} | {words['answer']} |"
    yield "|---|---|"
    for spec in specs:
        link = f"[{spec.name}](#{spec.name.lower()})"
        yield f"| {link} | {_plain(spec.help.say(language))} |"
    yield ""
    for spec in specs:
        yield from _function(page(spec, language), language)
    yield back


def _function(this: Page, language: Language) -> Iterator[str]:
    words = WORDS[language]
    yield from (f"## {this.name}", "", this.help, "")
    yield from ("```", this.syntax, "```", "")
    yield f"| {words['argument']} | {words['default']} | {words['meaning']} |"
    yield "|---|---|---|"
    for argument in this.arguments:
        default = _default(argument, words)
        yield f"| `{argument.name}` | {default} | {_plain(argument.help)} |"
    yield ""
    result = " ".join(filter(None, (f"{this.shape}.", this.returns, this.unit)))
    yield from (f"**{words['result']}.** {result}", "")
    if this.missing:
        yield from (f"**{words['missing']}.** {this.missing}", "")
    yield from (f"**{words['sheet']}.** `{this.typical}`", "")
    yield from _example(this, language)
    if this.errors:
        yield from (f"**{words['errors']}**", "")
        yield from (f"- `{code}` {cause}" for code, cause in this.errors)
        yield ""
    if this.source:
        yield from (f"**{words['source']}.** {this.source}", "")


def _default(argument: Argument, words: Mapping[str, str]) -> str:
    if not argument.is_optional:
        return words["required"]
    return f"`{argument.default}`" if argument.default else words["optional"]


def _example(this: Page, language: Language) -> Iterator[str]:
    """Yield the example and what it answers: a value, or the cells as a table."""
    words, result = WORDS[language], this.example_result
    example = f"**{words['example']}.** `{this.example}` {words['gives']}"
    if not isinstance(result, list):
        yield from (f"{example} **{shown(result, language)}**.", "")
        return
    yield from (f"{example}", "")
    header = list(this.fields) or (result[0] if this.has_header else [""])
    for number, row in enumerate([header, *result[this.has_header :]]):
        yield f"| {' | '.join(_plain(shown(cell, language)) for cell in row)} |"
        if not number:
            yield f"|{'---|' * len(row)}"
    yield ""


def _plain(text: str) -> str:
    """Return *text* for a cell of a table."""
    return text.replace("|", "\\|")
