"""`cx-xl import --counts`: the counts of a question into sheet Counts."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from cx_xl import imports
from cx_xl.commands import imported
from cx_xl.commands.asking import Given, until_settled
from cx_xl.commands.import_notes import LISTS, left_by_month, of_file, of_months
from cx_xl.commands.import_steps import keep_profile, read_months, tell_received
from cx_xl.commands.language import say
from cx_xl.commands.options import day_of
from cx_xl.commands.output import STDOUT, refuse_output, write_json
from cx_xl.commands.show import console, plain, text, working
from cx_xl.errors import Explained, Language, Text
from cx_xl.imports import CountedExport, Profile, ReadCounts, Source
from cx_xl.imports.profile import Columns
from cx_xl.workbooks import numbers
from cx_xl.workbooks.receive_counts import CountsBook

TOOL = "counts"
NOT_ASKED = {
    "order": "--order",
    "time_zone": "--time-zone",
    "partial": "--partial",
}


class NoParquet(Explained):
    """The optional library is missing."""

    en = "counts in .parquet need DuckDB: pip install cx-xl[warehouse]"
    it = "i conteggi in .parquet richiedono DuckDB: pip install cx-xl[warehouse]"


class NotForCounts(Explained):
    """An option that says nothing about counts."""

    en = "{option} says nothing about counts; leave it out."
    it = "{option} non riguarda i conteggi; toglila."


@dataclass(frozen=True)
class Asked:
    """
    What the command line says.

    Attributes:
        export, book: the files.
        question: "nps", "csat" or "ces".
        given: columns, points and whatever else a profile keeps.
        json_file: where the report goes as JSON.
    """

    export: Path
    book: Path
    question: str
    given: Given
    json_file: Path | None

    @property
    def kept(self) -> Path:
        """Where the answers are kept."""
        beside = self.book.with_name(f"{self.book.stem}.{TOOL}.toml")
        return self.given.profile or beside

    def start(self) -> Profile:
        """
        Return what is settled already.

        Raises:
            NotForCounts: an option, or a profile, is about answers.
        """
        others = {"nps", "csat", "ces", "response_id"} - {self.question}
        said = [f"--{key}" for key in sorted(others) if self.given.columns[key]]
        said += [name for key, name in NOT_ASKED.items() if self.given.fields[key]]
        said += ["--also"] * bool(self.given.also) + ["--tool"] * bool(self.given.tool)
        if said:
            option = said[0].replace("response_id", "id")
            raise NotForCounts(option=option)
        held = Profile(tool=TOOL)
        if self.kept.exists():
            held = imports.load_profile(self.kept)
            if held.tool != TOOL:
                raise NotForCounts(option=self.kept.name)
        return self.given.into(held)


def import_counts(
    asked: Asked, lang: Language, *, may_ask: bool, dry_run: bool
) -> None:
    """Replace the counts of the months and question of an export in a book."""
    refuse_output(asked.json_file, asked.export, asked.book, asked.given.profile)
    quiet = asked.json_file == STDOUT
    with working(say("Reading both files", "Leggo i due file", lang)):
        start = asked.start()
        target = CountsBook(asked.book)
        source = _source(asked.export, start)
    scale = target.scales[asked.question]
    found = until_settled(
        lambda profile: imports.understand_counts(source, profile, scale),
        start,
        lang,
        can_ask=may_ask and sys.stdin.isatty() and not quiet,
    )
    reading, begun = _read(found, target, asked.given.chosen_months())
    said = _notes(found, reading, target, begun)
    report = _as_json(asked, found, reading, target, said, dry_run=dry_run)
    if not quiet:
        _show(found, reading, target, lang)
        imported.remarks(said, lang)
    if not dry_run:
        if found.profile != Profile(tool=TOOL, columns=Columns()):  # anything settled
            keep_profile(asked.kept, found.profile)
        if reading.masses:
            with working(say("Computing the book", "Ricalcolo il file", lang)):
                received = target.receive(reading, day_of(None))
            tell_received(received, report, lang, quiet=quiet)
    if not quiet:
        _outcome(reading, target, lang, dry_run=dry_run)
    if asked.json_file:
        write_json(asked.json_file, report)


def _source(export: Path, profile: Profile) -> Source:
    if export.suffix.lower() not in {".parquet", ".pq"}:
        found = imports.read_source(
            export, encoding=profile.encoding, sheet=profile.sheet
        )
        return Source(**{**vars(found), "header": profile.header_row})
    try:
        from cx_xl.warehouse import sources  # noqa: PLC0415 - loads DuckDB
    except ImportError:
        raise NoParquet from None
    relation = sources.opened(str(export), None, ())
    rows = [tuple(map(_plain, row)) for row in relation.fetchall()]
    return Source(export.name, [tuple(relation.columns), *rows], "parquet")


def _plain(cell: Any) -> Any:
    return float(cell) if isinstance(cell, Decimal) else cell


def _read(
    found: CountedExport, target: CountsBook, chosen: frozenset[date]
) -> tuple[ReadCounts, date | None]:
    """Return the counts of the months that are taken, and where the book begins."""

    def read(takes: Callable[[date], bool]) -> ReadCounts:
        return imports.read_counts(found, takes=takes, today=day_of(None))

    return read_months(read, target, found.profile, chosen)


def _notes(
    found: CountedExport, done: ReadCounts, book: CountsBook, begun: date | None
) -> list[Text]:
    names = {
        role: {str(group[place]) for group in done.masses if group[place]}
        for place, role in enumerate(LISTS, start=1)
    }
    said = of_file(found, begun)
    said += of_months(names, done.months, book)
    return said + left_by_month(not done.masses, done.dropped, book)


def _show(
    found: CountedExport, done: ReadCounts, book: CountsBook, lang: Language
) -> None:
    """Print what was understood, what was taken and what was left out."""
    title = say("counts", "conteggi", lang)
    name = done.question.upper()
    console.print(f"[bold]{text(found.source.file)}[/]: {title}, {name}\n")
    rows = []
    if found.source.format != "parquet":
        rows.append((say("File", "File", lang), imported.file_of(found, lang)))
    roles = {"month": say("Month", "Mese", lang), "score": name, "n": "n"}
    for role, column in found.columns.items():
        label = roles.get(role)
        if role in LISTS:
            label = imported.role_of(role, lang)
        if label:
            rows.append((label, text(found.layout.names[column])))
    rows += imported.labels_of(found, lang)
    if found.pooled:
        added = say("Left out, added up", "Escluse, sommate", lang)
        rows.append((added, imported.names_of(found.pooled)))
    console.print(imported.pairs(rows))
    console.print()
    _tell(done, len(book.replaced(done)), lang)


def _tell(done: ReadCounts, gone: int, lang: Language) -> None:
    people = say("People taken", "Persone importate", lang)
    rows = [
        (say("Rows read", "Righe lette", lang), f"{done.rows}"),
        (people, f"[bold]{numbers.count(done.n, lang)}[/]"),
    ]
    rows += [
        (f"  {numbers.month(month, lang)}", numbers.count(n, lang))
        for month, n in done.months.items()
    ]
    left = say("Left out: the row", "Escluse: la riga", lang)
    for why, n in done.dropped.items():
        lost = numbers.count(done.people[why], lang)
        whom = say(f"{n} ({lost} people)", f"{n} ({lost} persone)", lang)
        rows.append((f"{left} {why.say(lang)}", whom if done.people[why] else f"{n}"))
    if gone:
        replaced = say("Rows of the book replaced", "Righe del file sostituite", lang)
        rows.append((replaced, f"{gone}"))
    console.print(imported.pairs(rows))
    imported.offenders(done.offenders, lang)
    console.print()


def _outcome(
    done: ReadCounts, book: CountsBook, lang: Language, *, dry_run: bool
) -> None:
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


def _as_json(  # noqa: PLR0913 - one per fact
    asked: Asked,
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
        "export": asked.export.name,
        "book": book.path.name,
        "tool": TOOL,
        "question": done.question,
        "dry_run": dry_run,
        "profile": found.profile.model_dump(exclude_none=True),
        "rows": done.rows,
        "taken": done.n,
        "months": {f"{month:%Y-%m}": n for month, n in done.months.items()},
        "replaced": len(book.replaced(done)),
        "dropped": [
            {"reason": why.en, "rows": n, "people": done.people[why]}
            for why, n in done.dropped.items()
        ],
        "offenders": imported.offenders_as_json(done.offenders),
        "notes": [note.en for note in said],
    }
