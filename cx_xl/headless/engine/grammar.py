"""What the engine knows of formulas as text: functions, languages, grammar."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

from formulon import FormulonError
from formulon import Workbook as Book

from cx_xl.headless.engine.loading import one_sheet
from cx_xl.headless.engine.wasm import MACHINE, handle_of, profile

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("it_IT", "de_DE", "fr_FR", "es_ES", "pt_BR", "nl_NL", "ru_RU")

_AVAILABLE = 0
_TEXT = '"(?:[^"]|"")*"'
_ARRAY = re.compile(rf'{_TEXT}|(?P<array>\{{(?:{_TEXT}|[^{{}}"])*\}})')
_POINT = re.compile(rf"{_TEXT}|\.")


def knows(function: str) -> bool:
    """Tell whether the engine evaluates *function* (without prefixes)."""
    found = _metadata(function.upper())
    return found is not None and found.availability == _AVAILABLE


def english_name(function: str) -> str:
    """Return the English name of a function of another language; nothing if unknown."""
    MACHINE.start()
    for settings in LANGUAGES:
        with suppress(FormulonError):
            name = Book.canonicalize_function_name(function, profile(settings))
            return name if name != function else ""
    return ""


def explicit(formulas: Iterable[str]) -> list[str]:
    """
    Return formulas of ordinary cells with an `@` where Excel takes one cell of many.

    What is written into a cell later may spill, as in Excel 365; a formula that the
    file keeps in an ordinary cell may not.
    """
    texts = list(formulas)
    if not texts:
        return []
    MACHINE.start()
    with Book.load(one_sheet(texts)) as book:
        read = MACHINE.formulas(handle_of(book), len(texts))
    pairs = zip(read, texts, strict=True)
    return [found.removeprefix("=") or text for found, text in pairs]


def is_malformed(formula: str) -> bool:
    """Tell whether the text cannot be a formula of Excel's."""
    MACHINE.start()
    with Book.create_default() as book:
        try:
            book.set_formula(0, 0, 0, f"={formula}")
        except FormulonError:
            return True
    return False


def localized(formula: str, settings: str) -> str:
    """Return *formula* as people of a region write it: names, separators, words."""
    MACHINE.start()
    said = Book.localize_formula(formula, profile(settings))
    return _ARRAY.sub(_in_rows, said) if settings == "it_IT" else said


def _in_rows(found: re.Match[str]) -> str:
    """Return an array constant of Italy's; formulon 0.18.0 has a point between rows."""
    array = found["array"]
    if not array:
        return found[0]  # a text
    return _POINT.sub(lambda f: ";" if f[0] == "." else f[0], array)


@cache
def _metadata(function: str) -> Any:
    MACHINE.start()
    return Book.function_metadata(function)
