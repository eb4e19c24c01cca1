"""What `cx-xl upgrade` prints: what is kept, what differs, what stays behind."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cx_xl.commands.language import say
from cx_xl.commands.show import console, grid, nothing_written, text, written
from cx_xl.errors import Language
from cx_xl.hosts.registry import EDITIONS

if TYPE_CHECKING:
    from cx_xl.workbooks.upgrades import Change, Form, Left, Outcome

MOST = 12  # changed figures that are shown with one reason


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
