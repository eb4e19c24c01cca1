"""`cx-xl import`: the answers of an export into sheet Responses."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from cx_xl import imports
from cx_xl.commands import imported
from cx_xl.commands.asking import Given, settled
from cx_xl.commands.import_notes import notes_of
from cx_xl.commands.import_steps import keep_profile, read_months, tell_received
from cx_xl.commands.language import say
from cx_xl.commands.options import day_of
from cx_xl.commands.output import STDOUT, refuse_output, write_json
from cx_xl.commands.show import working
from cx_xl.errors import Language
from cx_xl.imports import Importer, Profile, Reading, Source
from cx_xl.imports.questions import zone_of
from cx_xl.workbooks.receive import Book


def import_answers(  # noqa: PLR0913 - one per option
    export: Path,
    book: Path,
    given: Given,
    lang: Language,
    *,
    may_ask: bool,
    dry_run: bool,
    json_file: Path | None,
) -> None:
    """Import the answers of *export* into *book*, and print what was done."""
    refuse_output(json_file, export, book, given.profile)
    quiet = json_file == STDOUT
    with working(say("Reading the export and the book", "Leggo i due file", lang)):
        target = Book(book)
        encoding, sheet = given.fields["encoding"], given.fields["sheet"]
        source = imports.read_source(export, encoding=encoding, sheet=sheet)
        importer, path, start = _start(source, book, given.tool, given.profile)
        known = start.encoding or start.sheet
        if path.exists() and known and not (encoding or sheet):
            source = imports.read_source(
                export, encoding=start.encoding, sheet=start.sheet
            )
    start = given.into(start)
    zone_of(start.time_zone)  # refuses a zone that does not exist
    target.require(start.also)
    source = replace(source, header=start.header_row)
    can_ask = may_ask and sys.stdin.isatty() and not quiet
    found = settled(source, importer, start, target.scales, lang, can_ask=can_ask)

    def read(takes: Callable[[date], bool]) -> Reading:
        ledger = target.ledger
        today = day_of(None)
        return imports.read(
            found, salt=ledger.salt, known=ledger.marks, takes=takes, today=today
        )

    reading, begun = read_months(read, target, found.profile, given.chosen_months())
    notes = notes_of(found, reading, target, begun)
    if not quiet:
        imported.understanding(found, target.scales, lang)
        imported.reading(reading, lang)
        imported.remarks(notes, lang)
    report = imported.as_json(found, reading, target, notes, dry_run=dry_run)
    if not dry_run:
        keep_profile(path, found.profile)
        if reading.taken:
            with working(_writing(len(reading.taken), lang)):
                received = target.receive(reading.taken, importer.key, day_of(None))
            tell_received(received, report, lang, quiet=quiet)
    if not quiet:
        imported.outcome(reading, target, path, lang, dry_run=dry_run)
    write_json(json_file, report)


def _start(
    source: Source, book: Path, tool: str | None, profile: Path | None
) -> tuple[Importer, Path, Profile]:
    """Return the importer, where its profile lies, and what it says already."""
    if profile and profile.exists():
        start = imports.load_profile(profile)
        return imports.importer_for(tool or start.tool), profile, start
    importer = imports.importer_for(tool) if tool else imports.recognised(source)
    path = profile or book.with_name(f"{book.stem}.{importer.key}.toml")
    if path.exists():
        return importer, path, imports.load_profile(path)
    return importer, path, imports.Profile(tool=importer.key)


def _writing(count: int, language: Language) -> str:
    return say(
        f"Writing {count} answers and computing the book",
        f"Scrivo {count} risposte e ricalcolo il file",
        language,
    )
