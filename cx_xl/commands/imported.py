"""What `cx-xl import` prints: what it understood, what it took, what it left."""

from datetime import date
from pathlib import Path
from typing import Any

from rich.table import Table

from cx_xl.commands.language import say
from cx_xl.commands.show import console, grid, plain, text
from cx_xl.errors import Language, Text
from cx_xl.imports import Reading, Understanding
from cx_xl.imports.understood import ROLES
from cx_xl.workbooks import numbers
from cx_xl.workbooks.history import read_history
from cx_xl.workbooks.keeping import Rewritten
from cx_xl.workbooks.receive import Book

FORMAT = 1
MOST_NAMES = 8
MOST_LABELS = 12
SEPARATORS = {"\t": "tab", ",": ",", ";": ";", "|": "|"}
ORDERS = {
    "day": Text("day first", "prima il giorno"),
    "month": Text("month first", "prima il mese"),
    "year": Text("year first", "prima l'anno"),
}


def understanding(found: Understanding, language: Language) -> None:
    """Print what was understood of the export."""
    source, layout, profile = found.source, found.layout, found.profile
    console.print(f"[bold]{text(source.file)}[/]: {text(found.importer.name)}\n")
    rows = [(say("File", "File", language), _file(found, language))]
    head = layout.header_rows
    where = (
        f"{layout.first}" if head == 1 else f"{layout.first}-{layout.first + head - 1}"
    )
    rows.append((say("Header rows", "Righe d'intestazione", language), where))
    for role, column in found.columns.items():
        rows.append((_role(role, language), text(layout.names[column])))
    for role in ("segment", "channel"):
        constant = getattr(profile, f"{role}_is")
        if constant:
            rows.append((_role(role, language), f"= {text(constant)}"))
    rows.append((say("Dates", "Formato date", language), _dates(found, language)))
    for role, scores in found.scores.items():
        if scores.labels:
            labels = sorted(scores.labels.items(), key=lambda item: item[1])
            shown = ", ".join(
                f"{label} = {points:g}" for label, points in labels[:MOST_LABELS]
            )
            more = " …" if len(labels) > MOST_LABELS else ""
            name = f"{role.upper()}, {say('points', 'punti', language)}"
            rows.append((name, text(shown + more)))
    if found.personal:
        rows.append(
            (
                say("Left out, personal", "Esclusi, personali", language),
                _names(found.personal),
            )
        )
    if found.others:
        rows.append((say("Left out", "Escluse", language), _names(found.others)))
    console.print(_pairs(rows))
    console.print()


def _pairs(rows: list[tuple[str, str]]) -> Table:
    """Return what is said of each thing, without a header."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _role(role: str, language: Language) -> str:
    name = ROLES[role].say(language)
    return name if name.isupper() else name.capitalize()


def _file(found: Understanding, language: Language) -> str:
    source = found.source
    if source.format == "workbook":
        return f"{say('sheet', 'foglio', language)} «{text(source.sheet)}»"
    separator = SEPARATORS[source.separator]
    mark = say("separator", "separatore", language)
    decimal = say("decimal mark", "separatore decimale", language)
    marks = f'{mark} "{separator}", {decimal} "{_decimal(found)}"'
    return f"{source.encoding}, {marks}"


def _decimal(found: Understanding) -> str:
    """Return the decimal mark that the scores use; "." where none shows."""
    cells = [cell for scores in found.scores.values() for _, cell in scores.found]
    return "," if any(isinstance(cell, str) and "," in cell for cell in cells) else "."


def _dates(found: Understanding, language: Language) -> str:
    zone = found.profile.time_zone
    order = found.profile.order
    is_text = found.dates is not None and found.dates.texts
    written = say("real dates", "date vere", language)
    if is_text:
        written = ORDERS[order or "year"].say(language)
    if found.layout.is_utc and zone not in {None, "-"}:
        return f"{written}, UTC → {zone}"
    return f"{written}, " + say("times as written", "orari come scritti", language)


def _names(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    return text(
        shown + (f" … (+{len(names) - MOST_NAMES})" if len(names) > MOST_NAMES else "")
    )


def reading(done: Reading, language: Language) -> None:
    """Print the rows that were read, taken and left out, and the first offenders."""
    rows = [
        (say("Rows read", "Righe lette", language), f"{done.rows}"),
        (
            say("Answers taken", "Risposte importate", language),
            f"[bold]{len(done.taken)}[/]",
        ),
    ]
    rows += [
        (f"  {numbers.month(m, language)}", f"{n}") for m, n in done.months.items()
    ]
    left = say("Left out: the row", "Escluse: la riga", language)
    rows += [(f"{left} {why.say(language)}", f"{n}") for why, n in done.dropped.items()]
    blank = say("Left blank", "Lasciati vuoti", language)
    rows += [
        (f"{blank}: {text(name)} {why.say(language)}", f"{n}")
        for (name, why), n in done.blanked.items()
    ]
    console.print(_pairs(rows))
    if done.offenders:
        console.print()
        headers = say(
            "Row|Column|Cell|Why", "Riga|Colonna|Cella|Perché", language
        ).split("|")
        lines = [
            (
                f"{each.number}",
                text(each.column),
                text(each.shown),
                each.why.say(language),
            )
            for each in done.offenders
        ]
        console.print(grid(headers, lines))
    console.print()


def notes(
    found: Understanding, done: Reading, book: Book, begun: date | None
) -> list[Text]:
    """Return what the user should know beyond the counts."""
    said = [*found.layout.notes]
    if begun:
        begin_en, begin_it = numbers.month(begun, "en"), numbers.month(begun, "it")
        said.append(
            Text(
                f"The book was empty: its months now begin with {begin_en}.",
                f"Il file era vuoto: ora i mesi iniziano da {begin_it}.",
            )
        )
    if not found.source.is_sure:
        encoding = found.source.encoding
        said.append(
            Text(
                f"The file is not in UTF-8: it was read as {encoding}; look at the "
                "accents.",
                f"Il file non è in UTF-8: è stato letto come {encoding}; controlla gli "
                "accenti.",
            )
        )
    held = book.answers_in(done.months)
    if done.taken and held and not book.ledger.marks:
        said.append(
            Text(
                f"The book already holds {held} answers of these months that were not "
                "imported: they are not compared with the new ones.",
                f"Il file contiene già {held} risposte di questi mesi, non importate: "
                "non vengono confrontate con le nuove.",
            )
        )
    said += _unlisted(done, book, "segment", "lst_Segments")
    said += _unlisted(done, book, "channel", "lst_Channels")
    shown = book.shown_month
    if done.months and shown not in done.months:
        latest = max(done.months)
        now_en = numbers.month(shown, "en") if shown else "no month"
        now_it = numbers.month(shown, "it") if shown else "nessun mese"
        then_en, then_it = numbers.month(latest, "en"), numbers.month(latest, "it")
        said.append(
            Text(
                f"Sheet KPI shows {now_en}: choose {then_en} there.",
                f"Il foglio KPI mostra {now_it}: scegli lì {then_it}.",
            )
        )
    said += _closed(done, book)
    outside = [month for month in done.months if month not in book.months]
    if outside:
        said.append(
            Text(
                "Answers outside the months of the book count in no KPI: sheet Monthly "
                "does not reach them.",
                "Le risposte fuori dai mesi del file non entrano in nessun KPI: il "
                "foglio Mensile non ci arriva.",
            )
        )
    if done.rows and not done.taken and any("month" in why.en for why in done.dropped):
        first, last = book.months[0], book.months[-1]
        said.append(
            Text(
                f"The book goes from {first:%Y-%m} to {last:%Y-%m}: cx-xl roll adds "
                "months; --months all takes answers of any month.",
                f"Il file va da {first:%Y-%m} a {last:%Y-%m}: cx-xl roll aggiunge "
                "mesi; --months all importa le risposte di qualsiasi mese.",
            )
        )
    return said


def _closed(done: Reading, book: Book) -> list[Text]:
    """Say which months were closed already: their KPIs will no longer be the same."""
    closed = {row.month for row in read_history(book.package)}
    months = [month for month in done.months if month in closed]
    if not months:
        return []
    shown = ", ".join(f"{month:%Y-%m}" for month in sorted(months))
    return [
        Text(
            f"Closed already: {shown}. The history keeps what it was; cx-xl close "
            "shows what changes.",
            f"Già chiusi: {shown}. Lo storico conserva i valori di allora; cx-xl close "
            "mostra che cosa cambia.",
        )
    ]


def _unlisted(done: Reading, book: Book, role: str, name: str) -> list[Text]:
    listed = book.listed(name)
    values = {str(each.values[role]) for each in done.taken if role in each.values}
    new = sorted(value for value in values if value.strip().casefold() not in listed)
    if not new:
        return []
    shown = ", ".join(new[:MOST_NAMES])
    what = ROLES[role]
    return [
        Text(
            f"Not on the list of sheet Targets, so they count in the totals only: "
            f"{what.en} {shown}.",
            f"Non sono nell'elenco del foglio Obiettivi e contano solo nei totali: "
            f"{what.it} {shown}.",
        )
    ]


def remarks(said: list[Text], language: Language) -> None:
    """Print the notes."""
    for note in said:
        console.print(f"[yellow]![/] {text(note.say(language))}")


def received(done: Rewritten, language: Language) -> None:
    """Print what became of the book."""
    fresh, problems = len(done.evaluation.cells), len(done.evaluation.problems)
    console.print(
        say(
            f"{fresh} formulas computed, {problems} could not be.",
            f"{fresh} formule calcolate, {problems} non calcolabili.",
            language,
        )
    )
    backup = say("The book as it was:", "Il file com'era:", language)
    plain(f"{backup} {done.backup.name}")


def outcome(
    done: Reading, book: Book, profile: Path, language: Language, *, dry_run: bool
) -> None:
    """Print the last line: what was written, or that nothing was."""
    count, file = len(done.taken), book.path.name
    if dry_run:
        line = say(
            f"Dry run: {count} answers would go into {file}; nothing was written.",
            f"Prova: {count} risposte andrebbero in {file}; non è stato scritto nulla.",
            language,
        )
    elif not count:
        line = say(
            f"Nothing new: {file} is as it was.",
            f"Niente di nuovo: {file} è rimasto com'era.",
            language,
        )
    else:
        line = say(
            f"{count} answers are in {file}; next month {profile.name} answers "
            "all questions.",
            f"{count} risposte sono in {file}; il mese prossimo {profile.name} "
            "risponde a tutte le domande.",
            language,
        )
    plain(line, "bold")


def as_json(
    found: Understanding,
    done: Reading,
    book: Book,
    said: list[Text],
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """Return the report under names that do not change."""
    return {
        "format": FORMAT,
        "export": found.source.file,
        "book": book.path.name,
        "tool": found.importer.key,
        "dry_run": dry_run,
        "profile": found.profile.model_dump(exclude_none=True),
        "rows": done.rows,
        "taken": len(done.taken),
        "months": {f"{month:%Y-%m}": count for month, count in done.months.items()},
        "dropped": [{"reason": why.en, "rows": n} for why, n in done.dropped.items()],
        "blanked": [
            {"column": name, "reason": why.en, "cells": n}
            for (name, why), n in done.blanked.items()
        ],
        "offenders": [
            {
                "row": each.number,
                "column": each.column,
                "cell": each.shown,
                "reason": each.why.en,
            }
            for each in done.offenders
        ],
        "notes": [note.en for note in said],
    }
