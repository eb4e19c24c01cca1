"""`cx-xl upgrade`: an older book, another language or edition becomes the current."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cx_xl.commands.books import Edition
from cx_xl.commands.ending import DIFFERENT
from cx_xl.commands.language import PREFERRED, lang_option, say
from cx_xl.commands.options import (
    DryRun,
    JsonPath,
    Region,
    Replace,
    Today,
    argument,
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
from cx_xl.commands.show import console, grid, nothing_written, text, working, written
from cx_xl.errors import Language
from cx_xl.hosts.registry import EDITION_OF, EDITIONS, PORTABLE

if TYPE_CHECKING:
    from cx_xl.workbooks.upgrades import Change, Form, Left, Outcome

MOST = 12  # changed figures that are shown with one reason

OldPath = Annotated[
    Path,
    argument(
        "The filled workbook (.xlsx, .xlsm or .ods) of any earlier version.",
        "La cartella di lavoro compilata (.xlsx, .xlsm o .ods), anche vecchia.",
    ),
]
NewLang = Annotated[
    Language | None,
    lang_option(
        "Language of the new book: en or it. Left out, that of the old one.",
        "Lingua del nuovo file: en o it. Se la ometti, quella del vecchio.",
    ),
]
Out = Annotated[
    Path | None,
    output_option(
        "The file to write; left out, the book itself, with a dated backup beside.",
        "Il file da scrivere; se lo ometti, il file stesso, con una copia datata.",
    ),
]
Accept = Annotated[
    list[str] | None,
    option(
        "--accept",
        "A KPI whose figures may differ, such as NPS, or a sheet of your own that "
        "may show other results. Repeat it for more.",
        "Un KPI i cui valori possono cambiare, per esempio NPS, o un tuo foglio "
        "che può mostrare altri risultati. Ripetibile.",
        metavar="NAME",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        "upgrade",
        help=say(
            "Turn a filled book of an older template, another language or edition into "
            "the current one; exit 1 if a figure would change without a reason.",
            "Porta un file compilato con un vecchio modello, in un'altra lingua o "
            "edizione, al modello attuale; esce con 1 se un valore cambierebbe senza "
            "motivo.",
        ),
    )(upgrade)


def upgrade(  # noqa: PLR0913 - one per option
    book: OldPath,
    lang: NewLang = None,
    *,
    output: Out = None,
    edition: Edition = None,
    accept: Accept = None,
    replace: Replace = False,
    dry_run: DryRun = False,
    json_file: JsonPath = None,
    today: Today = None,
    region: Region = None,
) -> None:
    """Turn an older book into the current template."""
    chosen, target = _target(book, output, edition)
    is_other = target.resolve() != book.resolve()
    if is_other:
        refuse_existing(target, replace=replace)
    refuse_output(json_file, book, target)
    from cx_xl.workbooks.upgrades import planned  # noqa: PLC0415 - loads an engine

    language = lang or PREFERRED
    what = "Reading the book, filling the new template, computing both"
    cosa = "Leggo il file, compilo il nuovo modello e ricalcolo entrambi"
    with working(say(what, cosa, language)):
        plan = planned(
            book,
            day_of(today),
            language=lang,
            edition=chosen,
            accepted=accept or (),
            target=target.name,
            anew=is_other,
            region=region,
        )
    outcome = plan.outcome
    is_nothing = outcome.is_current and not is_other
    is_refused = bool(outcome.refused) and not is_nothing
    if not (dry_run or is_refused or is_nothing):
        with working(say("Writing", "Scrivo", language)):
            outcome = plan.write(target)
    if json_file != STDOUT:
        show(outcome, language, is_nothing=is_nothing)
    if json_file:
        write_json(json_file, outcome.model_dump(mode="json"))
    if is_refused:
        raise typer.Exit(DIFFERENT)


def _target(
    book: Path, output: Path | None, edition: str | None
) -> tuple[str | None, Path]:
    """Return the edition that is asked for, and the file to write."""
    asked = EDITION_OF.get(output.suffix.lower()) if output else None
    chosen = edition or asked
    suffix = EDITIONS[chosen].suffix if chosen else book.suffix.lower()
    if suffix not in EDITION_OF:  # a file of another program
        suffix = EDITIONS[PORTABLE].suffix
    target = output or (
        book if book.suffix.lower() == suffix else book.with_suffix(suffix)
    )
    refuse_suffix(target, suffix)
    return chosen, target


def show(outcome: "Outcome", language: Language, *, is_nothing: bool) -> None:
    """Print what is kept, what differs and what stays behind."""
    if is_nothing:
        line = say(
            f"{outcome.file} is a book of the current template already; nothing to do.",
            f"{outcome.file} è già un file del modello attuale; non c'è nulla da fare.",
            language,
        )
        console.print(f"[green]✓[/] {text(line)}", soft_wrap=True)
        return
    before, after = _form(outcome.before, language), _form(outcome.after, language)
    console.print(f"[bold]{text(outcome.file)}[/]: {text(before)}")
    console.print(f"[bold]{text(outcome.target)}[/]: {text(after)}\n", soft_wrap=True)
    for line in _kept(outcome, language):
        console.print(f"[green]✓[/] {text(line)}", soft_wrap=True)
    for left in outcome.left:
        console.print(_left(left, language), soft_wrap=True)
    if outcome.not_computed:
        line = say(
            f"{outcome.not_computed} formulas could not be computed; cx-xl calc "
            "names them",
            f"{outcome.not_computed} formule non calcolabili; cx-xl calc le elenca",
            language,
        )
        console.print(f"[yellow]![/] {line}", soft_wrap=True)
    _changes(outcome, language)
    for line in _ending(outcome, language).splitlines():
        console.print(text(line), soft_wrap=True)


def _form(form: "Form", language: Language) -> str:
    spoken = {
        "en": say("English", "inglese", language),
        "it": say("Italian", "italiano", language),
    }
    model = say("template", "modello", language)
    first, last = form.months
    suffix = EDITIONS[form.edition].suffix
    pieces = (
        f"{model} {form.template or '?'}",
        spoken[form.language],
        suffix,
        f"{first} … {last}",
    )
    return ", ".join(pieces)


def _kept(outcome: "Outcome", language: Language) -> Iterable[str]:
    """Yield what the new book has of the old one."""
    answers = outcome.rows.get("tblResponses", 0)
    yield say(
        f"{answers} answers, {outcome.inputs} inputs under their months, targets, "
        "settings and lists",
        f"{answers} risposte, {outcome.inputs} dati sotto il loro mese, obiettivi, "
        "impostazioni ed elenchi",
        language,
    )
    for name, rows in outcome.rows.items():
        if name not in {"tblResponses", "tblMonthly", "tblTargets"} and rows:
            yield say(f"{rows} rows of {name}", f"{rows} righe di {name}", language)
    if outcome.closed:
        yield say(
            f"{outcome.closed} frozen values of closed months, as they were",
            f"{outcome.closed} valori conservati dei mesi chiusi, com'erano",
            language,
        )
    if outcome.columns:
        listed = ", ".join(outcome.columns)
        yield say(f"your columns: {listed}", f"le tue colonne: {listed}", language)
    if outcome.sheets:
        listed = ", ".join(outcome.sheets)
        yield say(f"your sheets: {listed}", f"i tuoi fogli: {listed}", language)
    same = outcome.compared - len(outcome.changes)
    yield say(
        f"{same} of {outcome.compared} figures of the months are what they were",
        f"{same} valori dei mesi su {outcome.compared} sono rimasti uguali",
        language,
    )


def _left(left: "Left", language: Language) -> str:
    head = say("stays in the old file", "resta nel vecchio file", language)
    if left.kind == "formulas":
        head = say("now a value", "ora è un valore", language)
    name, why = text(left.name), text(left.reason.say(language))
    return f"[yellow]![/] {head}: [bold]{name}[/]: {why}"


def _changes(outcome: "Outcome", language: Language) -> None:
    """Print the figures side by side, those without a reason first."""
    if not outcome.changes:
        return
    headers = say(
        "Month,Figure,Before,After,Why", "Mese,Valore,Prima,Dopo,Perché", language
    )
    ordered = sorted(outcome.changes, key=lambda change: change.is_announced)
    shown = ordered[:MOST] if len(outcome.refused) <= MOST else outcome.refused
    rows = (
        (
            f"{change.month:%Y-%m}",
            text(change.name),
            *map(text, change.shown(language)),
            _why(change, language),
        )
        for change in shown
    )
    console.print()
    console.print(grid(headers.split(","), rows))
    hidden = len(ordered) - len(shown)
    if hidden:
        console.print(
            say(
                f"… and {hidden} more; all of them with --json.",
                f"… e altri {hidden}; tutti con --json.",
                language,
            )
        )
    console.print()


def _why(change: "Change", language: Language) -> str:
    if change.reason:
        return text(change.reason.say(language))
    if change.accepted:
        return say("accepted", "accettato", language)
    return f"[bold red]{say('not announced', 'non annunciato', language)}[/]"


def _ending(outcome: "Outcome", language: Language) -> str:
    if outcome.refused:
        names = ", ".join(dict.fromkeys(change.name for change in outcome.refused))
        return say(
            f"Nothing was written: {names} would change without a reason. Look at "
            "these months (a formula typed over?); if the new figure is right, repeat "
            "with --accept and the KPI's name.",
            f"Non è stato scritto nulla: {names} cambierebbe senza motivo. Controlla "
            "questi mesi (una formula sovrascritta?); se il nuovo valore è giusto, "
            "ripeti con --accept e il nome del KPI.",
            language,
        )
    if not outcome.written:
        return nothing_written(language)
    done = written(outcome.target, language)
    if outcome.backup:
        was = say("The book as it was:", "Il file com'era:", language)
        done += f"\n{was} {outcome.backup}"
    return done
