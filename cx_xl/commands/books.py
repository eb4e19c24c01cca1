"""`cx-xl new`, `calc` and `demo`: the template workbook, and any saved workbook."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cx_xl.commands import computed
from cx_xl.commands.calc_model import Calculation
from cx_xl.commands.ending import DIFFERENT
from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import (
    AS_MONTH,
    BookPath,
    JsonPath,
    Region,
    Today,
    argument,
    command,
    day_of,
    option,
    output_option,
    this_month,
)
from cx_xl.commands.output import STDOUT, refuse_existing, refuse_output, write_json
from cx_xl.commands.show import console, plain, working, written
from cx_xl.errors import Language
from cx_xl.files.saving import refuse_special
from cx_xl.hosts.registry import EDITION_OF, EDITIONS, PORTABLE

DEMO = Path("cx_kpi_demo.xlsx")  # made up, so a second run may replace it


NewPath = Annotated[
    Path,
    argument("The file to write.", "Il file da scrivere.", metavar=say("out", "file")),
]
Demo = Annotated[
    bool,
    option(
        "--demo",
        "Fill it with twelve months of made-up answers.",
        "Lo riempie con dodici mesi di risposte inventate.",
    ),
]


def _editions(language: Language, last: str) -> str:
    """Return the editions, each with what it is for."""
    told = [f"{h.name} ({h.about.say(language)})" for h in EDITIONS.values() if h.about]
    return f" {last} ".join((", ".join(told[:-1]), told[-1]))


if TYPE_CHECKING:
    EditionName = str
else:
    EditionName = Literal[tuple(EDITIONS)]
Edition = Annotated[
    EditionName | None,
    option(
        "--edition",
        f"For whom: {_editions('en', 'or')}. Left out, the file's name decides.",
        f"Per chi: {_editions('it', 'o')}. Se la ometti, decide il nome.",
    ),
]
Start = Annotated[
    date | None,
    option(
        "--start",
        "First month of the workbook, such as 2026-01; left out, this month.",
        "Primo mese del file, per esempio 2026-01; se la ometti, questo mese.",
        **AS_MONTH,
    ),
]
Names = Annotated[
    bool,
    option(
        "--names/--no-names",
        "Define the functions as names in the .xlsx, to type them in Excel 365.",
        "Definisce nel .xlsx le funzioni come nomi, per usarle in Excel 365.",
    ),
]
Check = Annotated[
    bool,
    option(
        "--check",
        "Compare each CX_ formula with its stored value, that of the copy with -o; "
        "exit 1 if any differs.",
        "Confronta ogni formula CX_ col valore nel file (con -o, nella copia); "
        "esce con 1 se differisce.",
    ),
]
Full = Annotated[
    bool,
    option(
        "--full",
        "With --check: compare every formula, after evaluating all of them.",
        "Con --check: confronta tutte le formule, dopo averle ricalcolate.",
    ),
]
OutPath = Annotated[
    Path | None,
    output_option(
        "Write a copy (.xlsx, .xlsm) with fresh results; all else stays as it is.",
        "Scrive una copia (.xlsx, .xlsm) con i risultati aggiornati.",
    ),
]

SecondOpinion = Annotated[
    bool,
    option(
        "--second-opinion",
        "With --full: evaluate with a second engine too, and list the cells to "
        "which it gives another value.",
        "Con --full: ricalcola anche con un secondo motore ed elenca le celle a "
        "cui dà un altro valore.",
    ),
]


@command(
    "demo",
    "Build the demo workbook, compute it without Excel, show its KPIs.",
    "Crea la cartella di lavoro demo, la calcola senza Excel e mostra i KPI.",
)
def demo(out: NewPath = DEMO, lang: Lang = PREFERRED) -> None:
    """Build the demo workbook, compute it without Excel, show its KPIs."""
    from cx_xl import open_workbook  # noqa: PLC0415 - loads an engine

    if out != DEMO:
        refuse_existing(out)
    _create(out, lang, PORTABLE, demo=True, names=True)
    with working(say("Computing every formula", "Calcolo tutte le formule", lang)):
        book = open_workbook(out)
        evaluation = book.evaluate()
    computed.kpis(evaluation, computed.summary_of(book, evaluation), lang)
    computed.coverage(evaluation, lang)
    console.print(say("The workbook is in", "Il file è in", lang), end=" ")
    plain(str(out.resolve()), "bold")


@command(
    "new",
    "Write the template workbook, ready to be filled in.",
    "Crea il modello della cartella di lavoro, pronto da compilare.",
)
def new(  # noqa: PLR0913 - one per option
    out: NewPath,
    lang: Lang = PREFERRED,
    *,
    demo: Demo = False,
    start: Start = None,
    edition: Edition = None,
    names: Names = True,
) -> None:
    """Write the template workbook, ready to be filled in."""
    refuse_existing(out)
    _create(out, lang, edition, demo=demo, start=start, names=names)
    plain(written(out, lang))


def _create(  # noqa: PLR0913 - one per option
    out: Path,
    lang: Language,
    edition: Edition,
    *,
    demo: bool,
    start: date | None = None,
    names: bool,
) -> None:
    from cx_xl import workbooks  # noqa: PLC0415 - loads the builder

    if demo:
        filling = workbooks.demo(lang, start) if start else workbooks.demo(lang)
    else:
        filling = workbooks.Filling(first_month=start or this_month())
    chosen = edition or EDITION_OF.get(out.suffix.lower(), PORTABLE)
    with working(say("Building the workbook", "Creo la cartella di lavoro", lang)):
        workbooks.create(out, lang, filling, edition=chosen, names=names)


@command(
    "calc",
    "Compute a saved workbook, or check the values it holds.",
    "Calcola una cartella di lavoro salvata, o ne controlla i valori.",
)
def calc(  # noqa: PLR0913 - one per option
    book: BookPath,
    lang: Lang = PREFERRED,
    *,
    json_file: JsonPath = None,
    check: Check = False,
    full: Full = False,
    output: OutPath = None,
    today: Today = None,
    region: Region = None,
    second_opinion: SecondOpinion = False,
) -> None:
    """Compute a saved workbook, or check the values it holds."""
    refuse_output(json_file, book, output)
    if output:
        refuse_special(output)
    from cx_xl import open_workbook  # noqa: PLC0415 - loads an engine

    day = day_of(today)
    with working(say("Reading and computing", "Leggo e calcolo", lang)):
        opened = open_workbook(book)
        other = opened.second_opinion(day, region) if second_opinion else None
        evaluation = report = None
        checked = opened
        if output:
            evaluation = opened.save(output, day, region)
            checked = open_workbook(output) if check else opened
        elif not check:
            evaluation = opened.evaluate(day, region)
        if check:
            report = checked.check(full=full, today=day, region=region)
    found = Calculation(opened, evaluation, checked, report, other)
    if json_file != STDOUT:
        found.show(lang)
    if json_file:
        write_json(json_file, found.as_json())
    if report and not report.is_equal:
        raise typer.Exit(DIFFERENT)
