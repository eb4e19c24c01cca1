"""`cx-xl menu`: the entries of the Start menu, which answer in boxes."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from cx_xl.commands import ending
from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.errors import Explained, Language
from cx_xl.hosts.excel import journal
from cx_xl.hosts.setup import dialogs
from cx_xl.reference import shown

if TYPE_CHECKING:
    from cx_xl.headless import CellCheck, CheckReport

NAME = "KPI"
MOST = 12  # a box has no scroll bar
SIGNS = {"fine": "✓", "warning": "!", "problem": "✗", "unknown": "?"}


class Recorded(Explained):
    """Whatever nobody thought of."""

    en = "cx_xl made a mistake, not you. It is written, without data, in {log}."
    it = "L'errore è di cx_xl, non tuo. È annotato, senza dati, in {log}."


def add_to(group: typer.Typer) -> None:
    """Add the commands to *group*."""
    for command in (new, check, doctor):
        group.command(command.__name__)(command)


def new(lang: Lang = PREFERRED) -> None:
    """Write the template into the documents and open it."""
    with _in_a_box(lang):
        from cx_xl import workbooks  # noqa: PLC0415 - loads the builder

        book = free(dialogs.documents())
        workbooks.create(book, lang)
        if not dialogs.show(book):
            en = f"The workbook is in\n{book}\n\nNo program is set up to open it."
            it = f"Il file è in\n{book}\n\nNessun programma è impostato per aprirlo."
            dialogs.tell(say(en, it, lang))


def check(lang: Lang = PREFERRED) -> None:
    """Compare what a chosen workbook shows with what it should show."""
    with _in_a_box(lang):
        book = dialogs.choose(lang)
        if book is None:
            return
        from cx_xl import open_workbook  # noqa: PLC0415 - an engine

        report = open_workbook(book).check()
        dialogs.tell(verdict(report, lang), trouble=not report.is_equal)


def doctor(lang: Lang = PREFERRED) -> None:
    """Check everything the functions need in Excel."""
    with _in_a_box(lang):
        from cx_xl.hosts.excel import here  # noqa: PLC0415 - seldom needed

        found = here.examine()
        lines = [f"{SIGNS[f.verdict]}  {f.say(lang)}" for f in found]
        trouble = not all(f.is_fine for f in found)
        dialogs.tell("\n\n".join(lines), trouble=trouble)


def free(folder: Path) -> Path:
    """Return the first of KPI.xlsx, KPI 2.xlsx, … that is not in *folder* yet."""
    names = (f"{NAME} {n}.xlsx" if n > 1 else f"{NAME}.xlsx" for n in count(1))
    return next(p for name in names if not (p := folder / name).exists())


def verdict(report: "CheckReport", language: Language) -> str:
    """Return what a check has found, as short as a box."""
    wrong = (*report.different, *report.not_computable)
    if not report.cells:
        return say(
            f"{report.file} has no formulas with CX_ functions: nothing to check.",
            f"{report.file} non contiene formule con funzioni CX_: niente da "
            "controllare.",
            language,
        )
    equal = say(
        f"{report.file}: {len(report.cells) - len(wrong)} of {len(report.cells)} "
        "formulas show what they should.",
        f"{report.file}: {len(report.cells) - len(wrong)} formule su "
        f"{len(report.cells)} mostrano il valore giusto.",
        language,
    )
    lines = [equal, *(_wrong(found, language) for found in wrong[:MOST])]
    if len(wrong) > MOST:
        rest = len(wrong) - MOST
        lines.append(say(f"… and {rest} more.", f"… e altre {rest}.", language))
    return "\n\n".join(lines)


def _wrong(found: "CellCheck", language: Language) -> str:
    place = f"{found.sheet}!{found.address}"
    if found.verdict == "not computable":
        why = found.reason.say(language) if found.reason else ""
        return f"{place}: {why}"
    empty = say("nothing", "nulla", language)
    stored, fresh = (
        empty if value is None else shown(value, language)
        for value in (found.stored, found.fresh)
    )
    return say(
        f"{place} shows {stored} and should show {fresh}",
        f"{place} mostra {stored} e dovrebbe mostrare {fresh}",
        language,
    )


@contextmanager
def _in_a_box(language: Language) -> Iterator[None]:
    """Show whatever goes wrong in a box, since nobody sees a console."""
    try:
        yield
    except dialogs.NotInTheStartMenu:
        raise
    except (Explained, OSError, MemoryError) as refusal:
        said, code = ending.of(refusal)
        dialogs.tell(said.say(language), trouble=True)
        raise typer.Exit(code) from refusal
    except Exception as bug:
        told = Recorded(log=journal.record("menu", (), bug))
        dialogs.tell(told.say(language), trouble=True)
        raise typer.Exit(ending.BUG) from bug
