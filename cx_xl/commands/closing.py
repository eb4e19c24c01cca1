"""`cx-xl close`: a month is frozen, and what changed in it since is told."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cx_xl.commands.ending import DIFFERENT
from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import (
    AS_MONTH,
    BookPath,
    DespiteErrors,
    DryRun,
    JsonPath,
    Region,
    Today,
    argument,
    command,
    day_of,
    option,
)
from cx_xl.commands.output import STDOUT, refuse_output, write_json
from cx_xl.commands.show import console, grid, nothing_written, text, working
from cx_xl.errors import Language

if TYPE_CHECKING:
    from cx_xl.checks.close_month import Closing
    from cx_xl.workbooks.keeping import Rewritten

Month = Annotated[
    date,
    argument(
        "The month, such as 2026-10.", "Il mese, per esempio 2026-10.", **AS_MONTH
    ),
]
Again = Annotated[
    bool,
    option(
        "--again",
        "Freeze a closed month again, as a further revision; the first one stays.",
        "Richiude un mese già chiuso con una nuova revisione; la prima resta.",
    ),
]


@command(
    "close",
    "Freeze the KPIs of a month in the workbook; exit 1 if a closed month is no longer "
    "what was frozen.",
    "Chiude un mese: ne conserva i KPI nel file; esce con 1 se un mese chiuso non è "
    "più com'era.",
)
def close(  # noqa: PLR0913 - one per option
    book: BookPath,
    month: Month,
    lang: Lang = PREFERRED,
    *,
    again: Again = False,
    despite_errors: DespiteErrors = False,
    dry_run: DryRun = False,
    json_file: JsonPath = None,
    today: Today = None,
    region: Region = None,
) -> None:
    """Freeze the KPIs of a month in the workbook."""
    refuse_output(json_file, book)
    from cx_xl.checks.close_month import CloseResult, ClosingBook  # noqa: PLC0415 - loads an engine

    day = day_of(today)
    with working(say("Reading and computing", "Leggo e calcolo", lang)):
        held = ClosingBook(book, day, region)
        planned = held.plan(month, again=again, despite_errors=despite_errors)
    is_wanted = not planned.before or (again and planned.differences)
    done = None
    if is_wanted and not dry_run:
        with working(say("Freezing the month", "Chiudo il mese", lang)):
            done = held.close(planned)
    if json_file != STDOUT:
        _show(planned, done, again=again, dry_run=dry_run, language=lang)
    write_json(json_file, CloseResult.of(book.name, planned, done))
    if planned.differences and not again:
        raise typer.Exit(DIFFERENT)


def _show(
    planned: "Closing",
    done: "Rewritten | None",
    *,
    again: bool,
    dry_run: bool,
    language: Language,
) -> None:
    """Print what is frozen, or what is no longer as it was."""
    from cx_xl.workbooks import numbers  # noqa: PLC0415 - loads the model

    month = numbers.month(planned.month, language)
    if planned.before and not planned.differences:
        day = numbers.in_words(planned.before[0].closed, language)
        line = say(
            f"{month} was closed on {day}; nothing has changed since.",
            f"{month} è stato chiuso il {day}; da allora non è cambiato nulla.",
            language,
        )
        console.print(f"[green]✓[/] {text(line)}")
        return
    if planned.differences:
        _differences(planned, month, language)
    if not planned.before or again:
        _rows(planned, month, language)
    console.print(
        text(_ending(planned, done, dry_run=dry_run, language=language)), soft_wrap=True
    )


def _differences(planned: "Closing", month: str, language: Language) -> None:
    from cx_xl.workbooks import numbers  # noqa: PLC0415 - loads the model

    day = numbers.in_words(planned.before[0].closed, language)
    line = say(
        f"{month} is no longer what was frozen on {day}:",
        f"{month} non è più com'era alla chiusura del {day}:",
        language,
    )
    console.print(f"[bold red]{text(line)}[/]")
    for one in planned.differences:
        console.print(f"  {text(one.sentence(language))}")
    console.print()


def _rows(planned: "Closing", month: str, language: Language) -> None:
    """Print the KPIs that are frozen."""
    from cx_xl.workbooks import numbers  # noqa: PLC0415 - loads the model
    from cx_xl.workbooks.frozen import units  # noqa: PLC0415

    headers = say("KPI,Value,Interval,n", "KPI,Valore,Intervallo,n", language)
    known = units()
    rows = (
        (
            text(row.name),
            f"[bold]{text(numbers.shown(row.value, known[row.kpi], language))}[/]",
            text(numbers.interval(row.low, row.high, known[row.kpi], language)),
            text(numbers.count(row.base, language)),
        )
        for row in planned.rows
    )
    console.print(f"[bold]{text(month)}[/]")
    console.print(grid(headers.split(","), rows))


def _ending(
    planned: "Closing", done: "Rewritten | None", *, dry_run: bool, language: Language
) -> str:
    if done:
        revision = planned.rows[0].revision
        return say(
            f"Frozen in the sheet History (revision {revision}). The book as it was: "
            f"{done.backup.name}",
            f"Conservato nel foglio Storico (revisione {revision}). Il file com'era: "
            f"{done.backup.name}",
            language,
        )
    if dry_run:
        return nothing_written(language)
    return say(
        "Nothing was written: the frozen values stay. If the change is right, freeze "
        "the month again with --again.",
        "Non è stato scritto nulla: restano i valori conservati. Se la modifica è "
        "giusta, richiudi il mese con --again.",
        language,
    )
