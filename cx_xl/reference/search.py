"""Functions found by a word, in any language, with or without accents."""

import re
import unicodedata
from collections.abc import Callable, Sequence

from cx_xl.catalog import CATALOG
from cx_xl.errors import LANGUAGES
from cx_xl.reference.text import section
from cx_xl.spec import Spec


def search(words: Sequence[str]) -> list[Spec]:
    """
    Return the functions that speak of all *words*, in either language.

    A word is found by its beginning: "promot" finds promoters and "promotori". First
    come those that have them in their name, then those that have them in their help
    or in the question of their family; only if there are none, all that is said counts.
    """
    wanted = _folded(" ".join(words).replace("_", " ")).split()
    found = [*_having(wanted, _name), *_having(wanted, _help)]
    return list(dict.fromkeys(found or _having(wanted, _details)))


def searched(spec: Spec) -> list[str]:
    """Return where `search` looks: name, help, and all that is said of *spec*."""
    return [_folded(place(spec)) for place in (_name, _help, _details)]


def _having(wanted: Sequence[str], place: Callable[[Spec], str]) -> list[Spec]:
    beginnings = [re.compile(rf"\b{re.escape(word)}") for word in wanted]
    texts = {name: _folded(place(spec)) for name, spec in CATALOG.items()}
    return [
        CATALOG[name]
        for name, text in texts.items()
        if all(beginning.search(text) for beginning in beginnings)
    ]


def _name(spec: Spec) -> str:
    return spec.name.replace("_", " ")


def _help(spec: Spec) -> str:
    questions = (spec.family.say(language) for language in LANGUAGES)
    return " ".join((_name(spec), spec.help.en, spec.help.it, *questions))


def _details(spec: Spec) -> str:
    arguments = (f"{p.arg.en} {p.arg.it}" for p in spec.parameters)
    returns = (section(spec, "Returns"), spec.returns_it)
    return " ".join((_help(spec), *arguments, *returns))


def _folded(text: str) -> str:
    """Return *text* without case, accents and line breaks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
