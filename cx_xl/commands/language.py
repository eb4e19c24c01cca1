"""Which language the command line speaks: the user's own, unless asked otherwise."""

import locale
import os
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from cx_xl.errors import Language


def preferred() -> Language:
    """Return Italian where the machine is Italian, else English."""
    asked = os.environ.get("CX_XL_LANG")
    system = asked or os.environ.get("LC_ALL") or os.environ.get("LANG")
    name = system or locale.getlocale()[0] or ""
    return "it" if name.lower().startswith("it") else "en"


PREFERRED: Language = preferred()


@dataclass(slots=True)
class Run:
    """One run of the command line; its language, as far as options have been read."""

    language: Language = PREFERRED


def choose(context: typer.Context, language: Language | None) -> Language | None:
    """Remember what was asked for, so that a refusal speaks it too."""
    if language:
        context.ensure_object(Run).language = language
    return language


def say(en: str, it: str, language: Language = PREFERRED) -> str:
    """Return the sentence in *language*."""
    return en if language == "en" else it


def lang_option(en: str, it: str) -> Any:
    """Return the option that chooses the language, read before all others."""
    return typer.Option("--lang", callback=choose, is_eager=True, help=say(en, it))


Lang = Annotated[
    Language,
    lang_option(
        "Language of the output: en or it. CX_XL_LANG sets it for good.",
        "Lingua dei messaggi: en o it. CX_XL_LANG la imposta una volta per tutte.",
    ),
]
