"""`cx-xl import`: the answers of an export into sheet Responses."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from cx_xl import imports
from cx_xl.commands import imported
from cx_xl.commands.asking import Given, settled
from cx_xl.commands.import_notes import notes_of
from cx_xl.commands.language import say
from cx_xl.commands.options import day_of
from cx_xl.commands.output import STDOUT, refuse_output, write_json
from cx_xl.commands.show import working
from cx_xl.errors import Language
from cx_xl.files.saving import save
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
    chosen = given.chosen_months()

    def read(takes: Callable[[date], bool]) -> Reading:
        ledger = target.ledger
        today = day_of(None)
        return imports.read(
            found, salt=ledger.salt, known=ledger.marks, takes=takes, today=today
        )

    begun = None
    if target.is_empty:
        everything = read(chosen.__contains__ if chosen else lambda _month: True)
        begun = target.begin_with(everything.months)
    reading = read(_taker(found.profile, chosen, target))
    notes = notes_of(found, reading, target, begun)
    if not quiet:
        imported.understanding(found, lang)
        imported.reading(reading, lang)
        imported.remarks(notes, lang)
    report = imported.as_json(found, reading, target, notes, dry_run=dry_run)
    if not dry_run:
        _keep_profile(path, found.profile)
        if reading.taken:
            _receive(target, reading, importer, lang, report, quiet=quiet)
    if not quiet:
        imported.outcome(reading, target, path, lang, dry_run=dry_run)
    if json_file:
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


def _taker(profile: Profile, chosen: frozenset[date], book: Book) -> Any:
    if chosen:
        return chosen.__contains__
    if profile.months == "all":
        return lambda _month: True
    return frozenset(book.months).__contains__


def _receive(  # noqa: PLR0913 - one per fact
    book: Book,
    reading: Reading,
    importer: Importer,
    lang: Language,
    report: dict[str, Any],
    *,
    quiet: bool,
) -> None:
    count = len(reading.taken)
    what = say(
        f"Writing {count} answers and computing the book",
        f"Scrivo {count} risposte e ricalcolo il file",
        lang,
    )
    with working(what):
        received = book.receive(reading.taken, importer.key, day_of(None))
    report["backup"] = received.backup.name
    report["not_computed"] = len(received.evaluation.problems)
    if not quiet:
        imported.received(received, lang)


def _keep_profile(path: Path, profile: Profile) -> None:
    text = imports.profile_text(profile).encode()
    if not path.exists() or path.read_bytes() != text:
        save(path, text)
