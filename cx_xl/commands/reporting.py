"""`cx-xl report`: a month of a book for the board, as page, PDF, deck or data."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cx_xl.commands.language import PREFERRED, say
from cx_xl.commands.options import (
    BookLang,
    BookPath,
    JsonPath,
    Month,
    Region,
    Replace,
    Today,
    command,
    day_of,
    one_flag_each,
    output_option,
)
from cx_xl.commands.output import STDOUT, refuse_existing, refuse_output, write_json
from cx_xl.commands.show import console, grid, plain, text, working, written
from cx_xl.errors import Explained, Language, Text
from cx_xl.files.saving import save
from cx_xl.reports.forms import FORMS, rendered, require

if TYPE_CHECKING:
    from cx_xl.reports.model import Report
    from cx_xl.reports.story import Story

COLOURS = {
    "good": "green",
    "watch": "yellow",
    "bad": "red",
    "error": "red",
    "better": "green",
    "worse": "red",
    "higher": "green",
    "lower": "red",
    "hint": "yellow",
}


class TwoForms(Explained):
    """One name cannot be two files."""

    en = "-o names one file; choose one of {options}, or leave it out."
    it = "-o indica un solo file; scegli tra {options}, oppure omettilo."


Out = Annotated[
    Path | None,
    output_option(
        "The file to write; left out, BOOK-2026-10.html beside the book.",
        "Il file da scrivere; se lo ometti, FILE-2026-10.html accanto al file.",
    ),
]


@command(
    "report",
    "One page for the board: KPIs with intervals, trend, segments, what changed and "
    "what may be chance.",
    "Una pagina per la direzione: KPI con intervalli, andamento, segmenti, che cosa è "
    "cambiato e che cosa può essere un caso.",
)
@one_flag_each("forms", {name: form.help for name, form in FORMS.items()})
def report(  # noqa: PLR0913 - one per option
    book: BookPath,
    lang: BookLang = None,
    *,
    month: Month = None,
    forms: list[str],
    output: Out = None,
    replace: Replace = False,
    json_file: JsonPath = None,
    today: Today = None,
    region: Region = None,
) -> None:
    """Write what a book says about a month."""
    from cx_xl.reports.collect import report_of  # noqa: PLC0415 - loads an engine

    wanted = _wanted(forms, output)
    refuse_output(output, book)
    refuse_output(json_file, book, output)

    def targets_in(when: date | None) -> dict[str, Path]:
        targets = {form: output or _beside(book, when, form) for form in wanted}
        for target in targets.values():
            refuse_existing(target, replace=replace)
        return targets

    for form in wanted:
        require(form)
    if output or month:  # else the book says which month it is, once it is computed
        targets_in(month)
    with working(say("Reading and computing", "Leggo e calcolo", lang or PREFERRED)):
        found = report_of(book, month, day_of(today), region)
    language = lang or found.language
    targets = targets_in(found.month)
    if json_file != STDOUT and not wanted:
        show(found, language)
    for form, target in targets.items():
        with working(say("Drawing", "Disegno", language)):
            save(target, rendered(found, form, language))
        if json_file != STDOUT:
            plain(written(target, language))
    write_json(json_file, found)


def _wanted(chosen: list[str], output: Path | None) -> list[str]:
    """Return the forms that are asked for, or that the name of the file says."""
    if not output:
        return chosen
    suffix = output.suffix.lower().lstrip(".")
    forms = chosen or [form for form in FORMS if form == suffix]
    if len(forms) != 1:
        raise TwoForms(options=_listed([f"--{form}" for form in FORMS]))
    return forms


def _listed(options: list[str]) -> Text:
    *others, last = options
    return Text(*(f"{', '.join(others)} {word} {last}" for word in ("and", "e")))


def show(found: "Report", language: Language) -> None:
    """Print the report."""
    from cx_xl.reports.story import Story  # noqa: PLC0415 - loads the model

    story = Story(found, language)
    console.print(f"[bold]{text(story.text('title'))}, {text(story.month)}[/]\n")
    for place, sentence in enumerate(story.headlines):
        is_alarm = found.errors and not place
        console.print(f"[bold red]{text(sentence)}[/]" if is_alarm else text(sentence))
    console.print()
    _kpis(story)
    for rows, title, first in (
        (story.segments, "segments", "segment"),
        (story.channels, "channels", "channel"),
    ):
        if rows:
            _groups(story, title, first)
    console.print(f"[bold]{story.labels['quality']}[/]")
    for finding in story.findings:
        where = f" [cyan]{text(finding.where)}[/]" if finding.where else ""
        colour = "red" if finding.severity == "error" else "yellow"
        console.print(f"[{colour}]{text(finding.what)}[/]{where}")
        console.print(f"  → {text(finding.remedy)}")
    for sentence in (*story.quality, "", *story.notes[:4]):
        console.print(f"[dim]{text(sentence)}[/]")


def _kpis(story: "Story") -> None:
    """Print two tables: one is too wide for a terminal."""
    labels = story.labels
    keys = ("kpi", "value", "interval", "base", "target", "status")
    values = (
        (
            text(kpi.name),
            f"[bold]{text(kpi.value)}[/]",
            text(kpi.interval),
            text(kpi.base),
            text(kpi.target),
            _coloured(kpi.status_key, f"{kpi.mark} {kpi.status}"),
        )
        for kpi in story.kpis
    )
    console.print(grid([labels[key] for key in keys], values))
    console.print()
    changes = (
        (
            text(kpi.name),
            text(kpi.change),
            text(kpi.change_interval),
            _coloured(kpi.verdict_key, kpi.verdict),
        )
        for kpi in story.kpis
    )
    headers = [labels[key] for key in ("kpi", "change", "interval", "verdict")]
    console.print(grid(headers, changes))
    console.print()


def _groups(story: "Story", title: str, first: str) -> None:
    labels = story.labels
    shown = story.segments if first == "segment" else story.channels
    headers = [labels[key] for key in (first, "nps", "interval", "base", "rest")]
    rows = (
        (
            text(row.name),
            f"[bold]{text(row.nps)}[/]",
            text(row.interval),
            text(row.base),
            _coloured(row.verdict_key, row.verdict),
        )
        for row in shown
    )
    console.print(f"[bold]{labels[title]}[/]")
    console.print(grid(headers, rows))
    console.print()


def _coloured(key: str, words: str) -> str:
    colour = COLOURS.get(key)
    return f"[{colour}]{text(words)}[/]" if colour else text(words)


def _beside(book: Path, month: date | None, form: str) -> Path:
    return book.with_name(f"{book.stem}-{month:%Y-%m}.{form}")
