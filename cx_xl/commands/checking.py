"""`cx-xl check`: what is wrong with a workbook, where, and what to do about it."""

from typing import TYPE_CHECKING, Annotated

import typer

from cx_xl.commands.ending import DIFFERENT
from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import (
    BookPath,
    JsonPath,
    Region,
    Today,
    command,
    day_of,
    option,
)
from cx_xl.commands.output import STDOUT, refuse_output, write_json
from cx_xl.commands.show import console, text, working
from cx_xl.errors import Language

if TYPE_CHECKING:
    from cx_xl.checks import Examination, Finding, Place

MARKS = {"error": "[red]✗[/]", "warning": "[yellow]![/]", "note": "[dim]·[/]"}
MOST_AREAS = 4
MOST_REASONS = 3

Strict = Annotated[
    bool,
    option(
        "--strict",
        "Exit with 1 for warnings, too.",
        "Esce con 1 anche per gli avvertimenti.",
    ),
]


@command(
    "check",
    "Examine the data and the formulas of a workbook; exit 1 if a number is wrong.",
    "Esamina dati e formule di una cartella di lavoro; esce con 1 se un numero è "
    "sbagliato.",
)
def check(  # noqa: PLR0913 - one per option
    book: BookPath,
    lang: Lang = PREFERRED,
    *,
    json_file: JsonPath = None,
    strict: Strict = False,
    today: Today = None,
    region: Region = None,
) -> None:
    """Examine the data and the formulas of a workbook."""
    refuse_output(json_file, book)
    from cx_xl.checks import examine  # noqa: PLC0415 - loads an engine

    day = day_of(today)
    with working(say("Reading and checking", "Leggo e controllo", lang)):
        found = examine(book, day, region)
    if json_file != STDOUT:
        show(found, lang)
    write_json(json_file, found)
    if found.of("error") or (strict and found.of("warning")):
        raise typer.Exit(DIFFERENT)


def show(found: "Examination", language: Language) -> None:
    """Print the findings, errors first, and their number."""
    for finding in found.findings:
        _finding(finding, language)
    counts = {kind: len(found.of(kind)) for kind in ("error", "warning")}
    file, made = text(found.file), len(found.checks)
    if found.is_empty and not counts["error"]:
        console.print(_where_to_start(file, language))
    elif not found.findings:
        fine = say(
            f"{made} checks, nothing found.",
            f"{made} controlli, nessun problema.",
            language,
        )
        console.print(f"[green]✓[/] {file}: {fine}")
    else:
        style = "bold red" if counts["error"] else "bold"
        console.print(f"[{style}]{file}: {_count(counts, made, language)}[/]")


def _finding(finding: "Finding", language: Language) -> None:
    what = f"[bold]{text(finding.what.say(language))}[/]"
    many = f" ({finding.count})" if finding.count > 1 else ""
    console.print(f"{MARKS[finding.severity]} {what}{many}")
    where = _where(finding, language)
    if where:
        console.print(f"  [cyan]{where}[/]", soft_wrap=True)
    reasons = dict.fromkeys(
        place.reason.say(language) for place in finding.places if place.reason
    )
    for reason in list(reasons)[:MOST_REASONS]:
        console.print(f"  {text(reason)}")
    console.print(f"  [dim]→[/] {text(finding.remedy.say(language))}\n")


def _where(finding: "Finding", language: Language) -> str:
    """Say where: the first areas, what stands in the first cell, and other places."""
    areas, cells = finding.areas, {_cell(p): p for p in reversed(finding.places)}
    others = [name for p in finding.places if not p.cell and (name := _name(p))]
    if not areas:
        return text(", ".join(others)[:200])
    shown = text(", ".join(areas[:MOST_AREAS]))
    hidden = len(areas) - MOST_AREAS
    if hidden > 0:
        altre = "un'altra" if hidden == 1 else f"altre {hidden}"
        shown += say(f" and {hidden} more", f" e {altre}", language)
    first = cells.get(areas[0].partition(":")[0])
    if first and first.held:
        shown += f": {text(_local(first.held, language))}"
    return ", ".join([shown, *map(text, others)])


def _cell(place: "Place") -> str:
    """Return the cell of a place as an area has it."""
    return f"{place.sheet}!{place.cell}" if place.sheet else f"{place.cell}"


def _local(held: str, language: Language) -> str:
    """Return what a cell holds; a number with the decimal mark of the reader."""
    is_fraction = held.removeprefix("-").replace(".", "", 1).isdecimal()
    return held.replace(".", ",") if language == "it" and is_fraction else held


def _name(place: "Place") -> str | None:
    return place.held or place.sheet


def _where_to_start(file: str, language: Language) -> str:
    return say(
        f"{file} is still empty: paste answers into its sheet Responses, or run "
        f"cx-xl import EXPORT {file}.",
        f"{file} è ancora vuoto: incolla le risposte nel foglio Risposte, o esegui "
        f"cx-xl import ESPORTAZIONE {file}.",
        language,
    )


def _count(counts: dict[str, int], made: int, language: Language) -> str:
    errors, warnings = counts["error"], counts["warning"]
    english = f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}"
    errori = "1 errore" if errors == 1 else f"{errors} errori"
    avvisi = "1 avvertimento" if warnings == 1 else f"{warnings} avvertimenti"
    return say(
        f"{english} ({made} checks).",
        f"{errori}, {avvisi} ({made} controlli).",
        language,
    )


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
