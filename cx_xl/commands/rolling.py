"""`cx-xl roll`: a filled workbook goes on into the next year."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import (
    AS_MONTH,
    DryRun,
    JsonPath,
    OwnBook,
    command,
    day_of,
    option,
)
from cx_xl.commands.output import STDOUT, refuse_output, write_json
from cx_xl.commands.show import console, plain, working
from cx_xl.errors import Language

if TYPE_CHECKING:
    from cx_xl.workbooks.keeping import Rewritten
    from cx_xl.workbooks.roll import Roll

YEAR = 12

Months = Annotated[
    int | None,
    option(
        "--months",
        "How many months to add; left out, a year.",
        "Quanti mesi aggiungere; se la ometti, un anno.",
        min=0,
        max=120,
    ),
]
Start = Annotated[
    date | None,
    option(
        "--start",
        "Another first month, such as 2025-01; inputs stay under their months.",
        "Un altro primo mese, per esempio 2025-01; i dati seguono il loro mese.",
        **AS_MONTH,
    ),
]


@command(
    "roll",
    "Carry a filled workbook on into the next year.",
    "Continua nell'anno nuovo una cartella di lavoro già compilata.",
)
def roll(  # noqa: PLR0913 - one per option
    book: OwnBook,
    lang: Lang = PREFERRED,
    *,
    months: Months = None,
    start: Start = None,
    dry_run: DryRun = False,
    json_file: JsonPath = None,
) -> None:
    """Carry a filled workbook on into the next year."""
    refuse_output(json_file, book)
    from cx_xl.workbooks.keeping import BookFile  # noqa: PLC0415 - loads an engine
    from cx_xl.workbooks.roll import Months as Held  # noqa: PLC0415

    more = months if months is not None else 0 if start else YEAR
    with working(say("Reading the workbook", "Leggo il file", lang)):
        filled = Held(BookFile(book))
        planned = filled.plan(more, start)
    done = None
    if not dry_run:
        what = "Writing the months and computing the workbook"
        with working(say(what, "Scrivo i mesi e ricalcolo il file", lang)):
            done = filled.roll(planned, day_of(None))
    if json_file != STDOUT:
        _show(planned, done, filled.file, lang)
    write_json(json_file, _as_json(planned, done, filled.file))


def _show(
    planned: "Roll", done: "Rewritten | None", file: str, language: Language
) -> None:
    """Print what becomes of the months, and where the old book is."""

    def span(months: tuple[date, date]) -> str:
        return f"{months[0]:%Y-%m} … {months[1]:%Y-%m}"

    before, after = span(planned.before), span(planned.after)
    console.print(say(f"Months: {before}", f"Mesi: {before}", language) + f" → {after}")
    console.print(
        say(
            f"{planned.inputs} inputs stay under their months; no month is dropped.",
            f"{planned.inputs} dati restano sotto il loro mese; nessun mese va perso.",
            language,
        )
    )
    if done is None:
        line = say(
            f"Dry run: nothing was written to {file}.",
            f"Prova: in {file} non è stato scritto nulla.",
            language,
        )
    else:
        cells, problems = len(done.evaluation.cells), len(done.evaluation.problems)
        line = say(
            f"{cells} formulas computed, {problems} could not be; every figure of the "
            f"months that were there is what it was.\nThe book as it was: "
            f"{done.backup.name}",
            f"{cells} formule calcolate, {problems} non calcolabili; ogni valore dei "
            f"mesi che c'erano è rimasto uguale.\nIl file com'era: {done.backup.name}",
            language,
        )
    plain(line)


def _as_json(planned: "Roll", done: "Rewritten | None", file: str) -> dict[str, Any]:
    return {
        "format": 1,
        "file": file,
        "before": [f"{month:%Y-%m}" for month in planned.before],
        "after": [f"{month:%Y-%m}" for month in planned.after],
        "inputs": planned.inputs,
        "written": done is not None,
        "backup": done.backup.name if done else None,
        "not_computed": len(done.evaluation.problems) if done else None,
    }
