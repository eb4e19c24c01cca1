"""The template's columns by their headers: those of today, and those they had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.errors import LANGUAGES, Language
from cx_xl.workbooks.former import FORMER
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.writer import HEADER_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def language_of(headers: Iterable[str]) -> Language:
    """Return the language in which most of *headers* are the template's."""
    held = set(headers)

    def known(language: Language) -> int:
        texts = load_texts(language)
        return sum(
            header in held for table in HEADER_KEYS for header in _headers(texts, table)
        )

    return max(LANGUAGES, key=known)


def keys_of(language: Language, table: str) -> dict[str, str]:
    """Return the keys of a table's columns by their headers, *language* first."""
    keys: dict[str, str] = {}
    for each in (language, *LANGUAGES):
        keys = _headers(load_texts(each), table) | keys
    return keys


def headers_of(language: Language, table: str) -> dict[str, str]:
    """Return the keys of a table's columns by their headers of today."""
    return dict(_headers(load_texts(language), table, with_former=False))


def _headers(
    texts: Mapping[str, str], table: str, *, with_former: bool = True
) -> dict[str, str]:
    """Return the keys of a table's columns by their headers, also those they had."""
    return dict(_entries(texts, table, with_former=with_former))


def _entries(
    texts: Mapping[str, str], table: str, *, with_former: bool
) -> Iterator[tuple[str, str]]:
    before, after = HEADER_KEYS[table].split("{}")
    for name, text in texts.items():
        key = name.removeprefix(before).removesuffix(after)
        if name != f"{before}{key}{after}" or "." in key:
            continue
        yield text, key
        if with_former:
            yield from ((old, key) for old in FORMER.get(name, ()))
