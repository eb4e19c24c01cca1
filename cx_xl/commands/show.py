"""How results look in a terminal."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cx_xl.commands.language import say
from cx_xl.errors import Code, Language
from cx_xl.reference import shown

console = Console()
errors = Console(stderr=True)

LONGEST_FORMULA = 60


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


def cell(value: Any, language: Language) -> str:
    """Return a cell as text: errors in red, numbers short."""
    if value is None:
        return ""
    if isinstance(value, Code):
        return f"[red]{shown(value, language)}[/]"
    if isinstance(value, bool):
        return say(str(value).upper(), "VERO" if value else "FALSO", language)
    return escape(shown(value, language))


def formula(text: str) -> str:
    """Return a formula short enough for a table."""
    cut = text if len(text) <= LONGEST_FORMULA else text[: LONGEST_FORMULA - 1] + "…"
    return escape(f"={cut}")
