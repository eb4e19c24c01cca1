"""The function reference as pages: an index by question, one page each family."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from cx_xl.errors import Language
from cx_xl.reference.notation import shown
from cx_xl.reference.page import Argument, Page, page
from cx_xl.reference.phrases import WORDS
from cx_xl.spec import Spec

INDEX = "index"
FOLDER = "functions"
OTHER: dict[Language, Language] = {"en": "it", "it": "en"}


def documents(catalog: Mapping[str, Spec], language: Language) -> dict[str, str]:
    """
    Return the reference of *catalog* in *language*.

    Returns:
        The text of each page under its path in the folder of the documentation: the
        index first, then one page each family.
    """
    families = [
        (f, list(specs)) for f, specs in groupby(catalog.values(), attrgetter("page"))
    ]
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
    asked = f'<a id="{name}"></a>**[{specs[0].family.say(language)}]({target})**'
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
    yield from (f"# {specs[0].family.say(language)}", "", f"{other} · {back}", "")
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
