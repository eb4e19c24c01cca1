"""Words in every language we serve, and how each writes a number, a text, a truth."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

Language = Literal["en", "it"]
LANGUAGES: tuple[Language, ...] = ("en", "it")

QUOTES: Mapping[Language, str] = {"en": '"{}"', "it": "«{}»"}
TRUTHS: Mapping[Language, Mapping[bool, str]] = {
    "en": {True: "TRUE", False: "FALSE"},
    "it": {True: "VERO", False: "FALSO"},
}


class Bilingual:
    """Whatever is said in every language we serve."""

    __slots__ = ()
    if TYPE_CHECKING:  # whoever inherits orders its fields itself
        en: str
        it: str

    def say(self, language: Language) -> str:
        """Return it in *language*."""
        return self.en if language == "en" else self.it


@dataclass(frozen=True, slots=True)
class Text(Bilingual):
    """Some words in every language we serve."""

    en: str
    it: str


def decimal(value: float, language: Language, form: str = "g") -> str:
    """Return *value* with the decimal mark of *language*: 0.5 or 0,5."""
    text = f"{value:{form}}"
    return text.replace(".", ",") if language == "it" else text


def whole(number: int) -> Text:
    """
    Return a number with its thousands marked.

    >>> whole(9186).en, whole(9186).it
    ('9,186', '9.186')
    """
    text = f"{number:,}"
    return Text(text, text.replace(",", "."))
