"""What `cx-xl import` prints: what it understood, what it took, what it left."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.table import Table

from cx_xl.commands import computed
from cx_xl.commands.language import say
from cx_xl.commands.show import console, grid, plain, text
from cx_xl.errors import Language, Text
from cx_xl.imports import CountedExport, Reading, Scale, Understanding
from cx_xl.imports.reading import Offender
from cx_xl.imports.understood import ROLES
from cx_xl.workbooks import numbers
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


def understanding(
    found: Understanding, scales: Mapping[str, Scale], language: Language
) -> None:
    """Print what was understood of the export."""
    source, layout, profile = found.source, found.layout, found.profile
    console.print(f"[bold]{text(source.file)}[/]: {text(found.importer.name)}\n")
    rows = [(say("File", "File", language), file_of(found, language))]
    head = layout.header_rows
    where = (
        f"{layout.first}" if head == 1 else f"{layout.first}-{layout.first + head - 1}"
    )
    rows.append((say("Header rows", "Righe d'intestazione", language), where))
    for role, column in found.columns.items():
        points = scale_of(scales[role]) if role in scales else ""
        rows.append((role_of(role, language), text(layout.names[column] + points)))
    for role in ("segment", "channel"):
        constant = getattr(profile, f"{role}_is")
        if constant:
            rows.append((role_of(role, language), f"= {text(constant)}"))
    rows.append((say("Dates", "Formato date", language), _dates(found, language)))
    rows += labels_of(found, language)
    if found.personal:
        rows.append(
            (
                say("Left out, personal", "Escluse, personali", language),
                names_of(found.personal),
            )
        )
    if found.others:
        rows.append((say("Left out", "Escluse", language), names_of(found.others)))
    console.print(pairs(rows))
    console.print()


def scale_of(scale: Scale) -> str:
    """
    Return the ends of a scale, as they stand behind the name of its column.

    >>> scale_of(Scale("nps", 0, 10))
    ', 0-10'
    """
    return f", {scale.low}-{scale.high}"


def labels_of(
    found: Understanding | CountedExport, language: Language
) -> list[tuple[str, str]]:
    """Return the labels that were read, with their points."""
    rows = []
    for role, scores in found.scores.items():
        if scores.labels:
            labels = sorted(scores.labels.items(), key=lambda item: item[1])
            shown = ", ".join(
                f"{label} = {points:g}" for label, points in labels[:MOST_LABELS]
            )
            more = " …" if len(labels) > MOST_LABELS else ""
            name = f"{role.upper()}, {say('points', 'punti', language)}"
            rows.append((name, text(shown + more)))
    return rows


def pairs(rows: list[tuple[str, str]]) -> Table:
    """Return what is said of each thing, without a header."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def role_of(role: str, language: Language) -> str:
    """Return what a role is called."""
    name = ROLES[role].say(language)
    return name if name.isupper() else name.capitalize()


def file_of(found: Understanding | CountedExport, language: Language) -> str:
    """Say how the file was read: its sheet, or its bytes and marks."""
    source = found.source
    if source.format == "workbook":
        return f"{say('sheet', 'foglio', language)} «{text(source.sheet)}»"
    separator = SEPARATORS[source.separator]
    mark = say("separator", "separatore", language)
    decimal = say("decimal mark", "separatore decimale", language)
    marks = f'{mark} "{separator}", {decimal} "{_decimal(found)}"'
    return f"{source.encoding}, {marks}"


def _decimal(found: Understanding | CountedExport) -> str:
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


def names_of(names: tuple[str, ...]) -> str:
    """Return the first of some names."""
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
    console.print(pairs(rows))
    offenders(done.offenders, language)
    console.print()


def offenders(found: Sequence[Offender], language: Language) -> None:
    """Print the first rows and cells that do not count."""
    if found:
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
            for each in found
        ]
        console.print(grid(headers, lines))


def remarks(said: list[Text], language: Language) -> None:
    """Print the notes."""
    for note in said:
        console.print(f"[yellow]![/] {text(note.say(language))}")


def received(done: Rewritten, language: Language) -> None:
    """Print what became of the book."""
    computed.counted(done.evaluation, language)
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
    found: Understanding, done: Reading, book: Book, said: list[Text], *, dry_run: bool
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
        "offenders": offenders_as_json(done.offenders),
        "notes": [note.en for note in said],
    }


def offenders_as_json(found: Sequence[Offender]) -> list[dict[str, Any]]:
    """Return the first rows and cells that do not count."""
    return [
        {
            "row": each.number,
            "column": each.column,
            "cell": each.shown,
            "reason": each.why.en,
        }
        for each in found
    ]
