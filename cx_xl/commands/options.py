"""How commands are declared, and what several take: books, months, places."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from inspect import Signature, signature
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

import typer

from cx_xl.commands.language import lang_option, say
from cx_xl.errors import Explained, Language, Text

F = TypeVar("F", bound=Callable[..., None])

_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")


class BadMonth(Explained):
    """Not a month."""

    en = "{text!r} is no month; write it like 2026-10."
    it = "{text!r} non è un mese; scrivilo come 2026-10."


def month_of(text: str) -> date:
    """
    Return the first day of a month.

    Raises:
        BadMonth: it is none.

    >>> month_of("2026-10")
    datetime.date(2026, 10, 1)
    """
    found = _MONTH.fullmatch(text.strip())
    if not found:
        raise BadMonth(text=text)
    return date(int(found[1]), int(found[2]), 1)


class BadDay(Explained):
    """Not a day."""

    en = "{text!r} is no day; write it like 2026-10-31."
    it = "{text!r} non è un giorno; scrivilo come 2026-10-31."


def day_typed(text: str) -> date:
    """
    Return a day as it is typed.

    Raises:
        BadDay: it is none.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadDay(text=text) from None


def this_month() -> date:
    """Return the first day of the user's current month."""
    return date.today().replace(day=1)  # noqa: DTZ011 - the user's own day


def day_of(day: date | None) -> date:
    """Return the day of an option, by default the user's own."""
    return day or date.today()  # noqa: DTZ011


def command(name: str, en: str, it: str) -> Callable[[F], F]:
    """Declare a command with its help; `add` gives it to the application."""

    def declare(function: F) -> F:
        vars(function)["__command__"] = {"name": name, "help": say(en, it)}
        return function

    return declare


def add(group: typer.Typer, *commands: Callable[..., None]) -> None:
    """Add declared commands to a group, or to the application."""
    for function in commands:
        group.command(**vars(function)["__command__"])(function)


def argument(en: str, it: str, **how: Any) -> Any:
    """Return an argument with its help; *how* typer is to read it."""
    return typer.Argument(help=say(en, it), **how)


def option(name: str, en: str, it: str, *others: str, **how: Any) -> Any:
    """Return an option with its help; *how* typer is to read it."""
    return typer.Option(name, *others, help=say(en, it), **how)


def output_option(en: str, it: str) -> Any:
    """Return the option that names the file to write."""
    return typer.Option("-o", "--output", help=say(en, it))


def one_flag_each(parameter: str, flags: Mapping[str, Text]) -> Callable[[F], F]:
    """
    Show a flag for each of *flags*, with its help, in the place of a parameter.

    The command is handed the names of those that were given.
    """
    shown = {
        name: Annotated[bool, option(f"--{name}", help_.en, help_.it)]
        for name, help_ in flags.items()
    }

    def declare(function: F) -> F:
        @wraps(function)
        def called(**given: Any) -> None:
            chosen = [name for name in shown if given.pop(name)]
            function(**given, **{parameter: chosen})

        parameters = []
        for own in signature(function).parameters.values():
            if own.name != parameter:
                parameters.append(own)
                continue
            for name, how in shown.items():
                flag = own.replace(name=name, annotation=how, default=False)
                parameters.append(flag)
        vars(called)["__signature__"] = Signature(parameters)
        return cast("F", called)

    return declare


AS_MONTH = {"parser": month_of, "metavar": say("<month>", "<mese>")}


BookPath = Annotated[
    Path,
    argument(
        "A saved .xlsx, .xlsm or .ods file.",
        "Un file .xlsx, .xlsm o .ods salvato.",
        metavar=say("book", "file"),
    ),
]
OwnBook = Annotated[
    Path,
    argument(
        "A workbook that was made with cx-xl new.",
        "Una cartella di lavoro creata con cx-xl new.",
        metavar=say("book", "file"),
    ),
]
Month = Annotated[
    date | None,
    option(
        "--month",
        "The month, such as 2026-10; left out, the one that sheet KPI shows.",
        "Il mese, come 2026-10; se lo ometti, quello scelto nel foglio KPI.",
        **AS_MONTH,
    ),
]
Today = Annotated[
    date | None,
    option(
        "--today",
        "What TODAY() gives.",
        "Che cosa restituisce OGGI().",
        parser=day_typed,
        metavar=say("<day>", "<giorno>"),
    ),
]
Region = Annotated[
    str | None,
    option(
        "--region",
        "Regional settings of the workbook, such as it, en-US, en-GB or de. Left "
        "out: those of the document's language, else yours.",
        "Impostazioni internazionali del file, come it, en-US, en-GB o de. Se la "
        "ometti: quelle della lingua del documento, altrimenti le tue.",
    ),
]
JsonPath = Annotated[
    Path | None,
    option(
        "--json",
        "Write the results as JSON to this file; - for standard output.",
        "Scrive i risultati in JSON in questo file; con - li mostra a video.",
    ),
]
DryRun = Annotated[
    bool,
    option(
        "--dry-run", "Show all, write nothing.", "Mostra tutto senza scrivere nulla."
    ),
]
Replace = Annotated[
    bool,
    option(
        "--replace",
        "Replace a file that is there already.",
        "Sostituisce un file già esistente.",
    ),
]
DespiteErrors = Annotated[
    bool,
    option(
        "--despite-errors",
        "Go on although cx-xl check finds errors.",
        "Prosegue anche se cx-xl check trova errori.",
    ),
]
BookLang = Annotated[
    Language | None,
    lang_option(
        "Language of the report: en or it. Left out, that of the book.",
        "Lingua del report: en o it. Se la ometti, quella del file.",
    ),
]
