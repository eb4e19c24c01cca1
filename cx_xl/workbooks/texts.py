"""Every word of an edition, by its dotted key, from one file per language."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from cx_xl.errors import Language


class Texts(Mapping[str, str]):
    """
    The texts of one language.

    >>> load_texts("it")["sheets.monthly"]
    'Mensile'
    """

    def __init__(self, language: Language, tree: Mapping[str, Any]) -> None:
        self.language = language
        self._texts = dict(_flatten(tree))

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def with_changes(self, texts: Mapping[str, str]) -> "Texts":
        """Return a copy in which *texts* stand for some of them."""
        return Texts(self.language, {**self._texts, **texts})

    def under(self, key: str) -> tuple[str, ...]:
        """Return the texts whose keys start with *key* and a dot, in file order."""
        return tuple(v for k, v in self._texts.items() if k.startswith(f"{key}."))


@cache
def load_texts(language: Language) -> Texts:
    """Read the texts of *language*."""
    source = files("workbook_templates") / f"texts.{language}.toml"
    return Texts(language, tomllib.loads(source.read_text("utf-8")))


def _flatten(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield f"{path}{key}", value
        else:
            yield from _flatten(value, f"{path}{key}.")
