"""What `cx-xl import --counts` prints: what it understood, what it took and left."""

from datetime import date
from typing import Any

from cx_xl.commands import imported
from cx_xl.commands.import_notes import LISTS, both, left_by_month, of_file, of_months
from cx_xl.commands.language import say
from cx_xl.commands.show import console, plain, text
from cx_xl.errors import Language, Text
from cx_xl.imports import CountedExport, ReadCounts
from cx_xl.workbooks import numbers
from cx_xl.workbooks.receive_counts import CountsBook


def reading(
    found: CountedExport, done: ReadCounts, book: CountsBook, lang: Language
) -> None:
    """Print what was understood, what was taken and what was left out."""
    title = say("counts", "conteggi", lang)
    name = done.question.upper()
    console.print(f"[bold]{text(found.source.file)}[/]: {title}, {name}\n")
    rows = []
    if found.source.format != "parquet":
        rows.append((say("File", "File", lang), imported.file_of(found, lang)))
    roles = {
        "month": say("Month", "Mese", lang),
        "score": name,
        "n": "n",
        "question": say("Question", "Domanda", lang),
        "weight": say("Sum of weights", "Somma dei pesi", lang),
        "squares": say("Sum of their squares", "Somma dei quadrati", lang),
    }
    for role, column in found.columns.items():
        label = roles.get(role)
        if role in LISTS:
            label = imported.role_of(role, lang)
        if label:
            points = imported.scale_of(found.scale) if role == "score" else ""
            rows.append((label, text(found.layout.names[column] + points)))
    rows += imported.labels_of(found, lang)
    if found.pooled:
        added = say("Left out, added up", "Escluse, sommate", lang)
        rows.append((added, imported.names_of(found.pooled)))
    console.print(imported.pairs(rows))
    console.print()
    _tell(done, book, lang)


def _tell(done: ReadCounts, book: CountsBook, lang: Language) -> None:
    gone, stays = book.in_place_of(done), book.lacking(done)
    people = say("People taken", "Persone importate", lang)
    rows = [
        (say("Rows read", "Righe lette", lang), f"{done.rows}"),
        (people, f"[bold]{numbers.count(done.n, lang)}[/]"),
    ]
    rows += [
        (f"  {numbers.month(month, lang)}", _of_month(n, gone.get(month), lang))
        for month, n in done.months.items()
    ]
    if stays and done.replace == "groups":
        beside = say("People who stay beside them", "Persone che restano", lang)
        rows.append((beside, numbers.count(sum(stays.values()), lang)))
    left = say("Left out: the row", "Escluse: la riga", lang)
    for why, n in done.dropped.items():
        lost = numbers.count(done.people[why], lang)
        whom = say(f"{n} ({lost} people)", f"{n} ({lost} persone)", lang)
        rows.append((f"{left} {why.say(lang)}", whom if done.people[why] else f"{n}"))
    console.print(imported.pairs(rows))
    imported.offenders(done.offenders, lang)
    console.print()


def _of_month(n: int, gone: int | None, lang: Language) -> str:
    """Return how many people a month has, and how many they take the place of."""
    taken = numbers.count(n, lang)
    if gone is None:
        return taken
    before = numbers.count(gone, lang)
    instead = f"{taken} (in place of {before})", f"{taken} (al posto di {before})"
    return say(*instead, lang)


def notes(
    found: CountedExport, done: ReadCounts, book: CountsBook, begun: date | None
) -> list[Text]:
    """Return what the user should know beyond the counts."""
    names = {
        role: {str(group[place]) for group in done.masses if group[place]}
        for place, role in enumerate(LISTS, start=1)
    }
    said = of_file(found, begun)
    said += both(book.single(done.months, done.question), done.question)
    said += of_months(names, done.months, book)
    return said + left_by_month(not done.masses, done.dropped, book)


def outcome(
    done: ReadCounts, book: CountsBook, lang: Language, *, dry_run: bool
) -> None:
    """Print the last line: what was written, or that nothing was."""
    n, file, name = numbers.count(done.n, lang), book.path.name, done.question.upper()
    if dry_run:
        line = say(
            f"Dry run: {n} answers to {name} would go into {file}; nothing was "
            "written.",
            f"Prova: {n} risposte {name} andrebbero in {file}; non è stato scritto "
            "nulla.",
            lang,
        )
    elif not done.masses:
        line = say(
            f"Nothing new: {file} is as it was.",
            f"Niente di nuovo: {file} è rimasto com'era.",
            lang,
        )
    else:
        line = say(
            f"{n} answers to {name} are counted in {file}.",
            f"{n} risposte {name} sono contate in {file}.",
            lang,
        )
    plain(line, "bold")


def as_json(  # noqa: PLR0913 - one per fact
    export: str,
    found: CountedExport,
    done: ReadCounts,
    book: CountsBook,
    said: list[Text],
    *,
    dry_run: bool,
) -> dict[str, Any]:
    """Return the report under names that do not change: those of answers."""
    return {
        "format": imported.FORMAT,
        "export": export,
        "book": book.path.name,
        "tool": found.profile.tool,
        "question": done.question,
        "dry_run": dry_run,
        "profile": found.profile.model_dump(exclude_none=True),
        "rows": done.rows,
        "taken": done.n,
        "months": {f"{month:%Y-%m}": n for month, n in done.months.items()},
        "replaced": len(book.replaced(done)),
        "in_place_of": {
            f"{month:%Y-%m}": n for month, n in book.in_place_of(done).items()
        },
        "dropped": [
            {"reason": why.en, "rows": n, "people": done.people[why]}
            for why, n in done.dropped.items()
        ],
        "offenders": imported.offenders_as_json(done.offenders),
        "notes": [note.en for note in said],
    }
