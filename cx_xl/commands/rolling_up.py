"""`cx-xl rollup`: many filled books, stores or countries, added up into one."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from cx_xl.commands.ending import DIFFERENT
from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import (
    AS_MONTH,
    JsonPath,
    Replace,
    Today,
    argument,
    command,
    day_of,
    option,
    output_option,
)
from cx_xl.commands.output import (
    STDOUT,
    refuse_existing,
    refuse_output,
    refuse_suffix,
    write_json,
)
from cx_xl.commands.show import console, errors, grid, plain, text, written
from cx_xl.errors import Language
from cx_xl.files.saving import save
from cx_xl.workbooks.rows import month_after

if TYPE_CHECKING:
    from cx_xl.reports.rollup import KpiTotal, LeftOut, Rollup

MOST_LEFT_OUT = 10

Folder = Annotated[
    Path,
    argument(
        "The folder of the books; those in folders inside count, too.",
        "La cartella dei file; contano anche quelli nelle sottocartelle.",
        metavar=say("folder", "cartella"),
    ),
]
Month = Annotated[
    date | None,
    option(
        "--month",
        "The month, such as 2026-10; left out, the last one that is over.",
        "Il mese, come 2026-10; se lo ometti, l'ultimo concluso.",
        **AS_MONTH,
    ),
]
Out = Annotated[
    Path | None,
    output_option(
        "The file to write; left out, FOLDER-2026-10-rollup.xlsx beside the folder.",
        "Il file da scrivere; se lo ometti, CARTELLA-2026-10-rollup.xlsx accanto "
        "alla cartella.",
    ),
]
Processes = Annotated[
    int | None,
    option(
        "--processes",
        "How many books are read at a time; left out, one per processor.",
        "Quanti file si leggono insieme; se lo ometti, uno per processore.",
        min=1,
        max=64,
    ),
]


@command(
    "rollup",
    "Add up many books, stores or countries, into one workbook; exit 1 if one was left "
    "out.",
    "Somma molti file, negozi o paesi, in una sola cartella di lavoro; esce con 1 se "
    "ne esclude.",
)
def rollup(  # noqa: PLR0913 - one per option
    folder: Folder,
    lang: Lang = PREFERRED,
    *,
    month: Month = None,
    output: Out = None,
    replace: Replace = False,
    processes: Processes = None,
    json_file: JsonPath = None,
    today: Today = None,
) -> None:
    """Add up many books into one workbook."""
    if output:
        refuse_suffix(output, ".xlsx")
    day = day_of(today)
    chosen = month or month_after(day.replace(day=1), -1)
    place = folder.resolve()
    name = f"{place.name}-{chosen:%Y-%m}-rollup.xlsx"
    target = output or place.with_name(name)
    refuse_output(target)
    refuse_output(json_file, target)
    refuse_existing(target, replace=replace)
    from cx_xl.reports.rollup import roll_up, sum_workbook  # noqa: PLC0415 - loads pandas

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=errors,
        transient=True,
        disable=not errors.is_terminal,
    )
    with bar:
        task = bar.add_task(say("Reading the books", "Leggo i file", lang), total=None)
        found = roll_up(
            folder,
            chosen,
            day,
            processes=processes,
            without=target,
            progress=lambda n, all_: bar.update(task, completed=n, total=all_),
        )
    save(target, sum_workbook.written(found, lang))
    if json_file != STDOUT:
        show(found, lang)
        plain(written(target, lang))
    write_json(json_file, found)
    if found.left_out:
        raise typer.Exit(DIFFERENT)


def show(found: "Rollup", language: Language) -> None:
    """Print the totals, and what is not in them."""
    from cx_xl.reports.rollup.pages import rollup_words  # noqa: PLC0415
    from cx_xl.workbooks import numbers  # noqa: PLC0415

    words = rollup_words(language)
    month = numbers.month(found.month, language)
    title = words["title"].format(folder=found.folder, month=month)
    added = len(found.books)
    intro = words["intro_one" if added == 1 else "intro"]
    console.print(f"[bold]{text(title)}[/]")
    console.print(text(intro.format(added=added, found=found.found)) + "\n")
    keys = ("kpi", "value", "base", "added", "higher", "lower")
    headers = [words[f"columns.{key}"] for key in keys]
    headers.insert(2, numbers.percent(found.confidence, language))
    lines = (_line(kpi, found.currency, language) for kpi in found.kpis)
    console.print(grid(headers, lines))
    for out in found.left_out[:MOST_LEFT_OUT]:
        _left_out(out, language)
    hidden = len(found.left_out) - MOST_LEFT_OUT
    if hidden > 0:
        console.print(
            say(
                f"{hidden} more on the sheet Left out.",
                f"Altri {hidden} nel foglio Esclusi.",
                language,
            )
        )


def _line(kpi: "KpiTotal", currency: str, language: Language) -> tuple[str, ...]:
    from cx_xl.workbooks import numbers  # noqa: PLC0415
    from cx_xl.workbooks.texts import load_texts  # noqa: PLC0415

    total, verdicts = kpi.total, [book.verdict for book in kpi.books]
    value = numbers.shown(total.value, kpi.unit, language).replace("€", currency)
    return (
        text(load_texts(language)[f"kpis.{kpi.key}.name"]),
        f"[bold]{text(value)}[/]",
        text(numbers.interval(total.low, total.high, kpi.unit, language)),
        numbers.count(total.base, language),
        str(kpi.added),
        str(verdicts.count("higher")),
        str(verdicts.count("lower")),
    )


def _left_out(out: "LeftOut", language: Language) -> None:
    what = f" ({', '.join(out.kpis)})" if out.kpis else ""
    console.print(f"\n[red]✗[/] [bold]{text(out.book)}[/]{what}")
    console.print(f"  {text(out.reason.say(language))}")
    console.print(f"  [dim]→[/] {text(out.remedy.say(language))}")
