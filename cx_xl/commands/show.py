"""How results look in a terminal."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cx_xl.commands.language import say
from cx_xl.errors import TRUTHS, Code, Language
from cx_xl.reference import shown

console = Console()
errors = Console(stderr=True)

LONGEST_FORMULA = 60
_PREFIXES = re.compile(r"\b_xl(?:fn|ws|pm|udf)\.", re.IGNORECASE)  # for files only
CONTROL = dict.fromkeys([*range(32), *range(127, 160)], "·")  # no file drives a screen


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show that something is going on, where someone is watching."""
    if errors.is_terminal:
        with errors.status(what):
            yield
    else:
        yield


def grid(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """Return a plain table; cells may carry markup."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def plain(line: str, style: str | None = None) -> None:
    """Print a line as it is, however long: a path in it can be copied."""
    console.print(line, style=style, markup=False, soft_wrap=True)


def written(target: Path | str, language: Language) -> str:
    """Say that a file was written."""
    return f"{say('Written:', 'Creato:', language)} {target}"


def nothing_written(language: Language) -> str:
    """Say that this was a dry run."""
    return say(
        "Dry run: nothing was written.", "Prova: non è stato scritto nulla.", language
    )


def cell(value: Any, language: Language) -> str:
    """Return a cell as text: errors in red, numbers short."""
    if value is None:
        return ""
    if isinstance(value, Code):
        return f"[red]{shown(value, language)}[/]"
    if isinstance(value, bool):
        return TRUTHS[language][value]
    return text(shown(value, language))


def formula(words: str, language: Language) -> str:
    """Return a formula as people there write it, short enough for a table."""
    words = _PREFIXES.sub("", words)
    if language == "it":
        from cx_xl.headless.engine.grammar import localized  # noqa: PLC0415 - loads an engine

        words = localized(words, "it_IT")
    is_short = len(words) <= LONGEST_FORMULA
    cut = words if is_short else words[: LONGEST_FORMULA - 1] + "…"
    return text(f"={cut}")


def text(words: str) -> str:
    """Return what stands in a file as plain text: no markup, no control characters."""
    return escape(words.translate(CONTROL))
