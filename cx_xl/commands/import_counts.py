"""`cx-xl import --counts`: the counts of a question into sheet Counts."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from cx_xl import imports
from cx_xl.commands import counts_told, imported
from cx_xl.commands.asking import Given, answered, until_settled
from cx_xl.commands.import_steps import keep_profile, read_months, tell_received
from cx_xl.commands.language import say
from cx_xl.commands.options import day_of
from cx_xl.commands.output import STDOUT, refuse_output, write_json
from cx_xl.commands.show import working
from cx_xl.errors import Explained, Language
from cx_xl.imports import CountedExport, Profile, ReadCounts, Source
from cx_xl.imports.profile import Columns
from cx_xl.imports.questions import ask_replacing
from cx_xl.workbooks.receive_counts import CountsBook
from cx_xl.workbooks.template_model import SCORES, ScoreKey

TOOL = "counts"
NOT_ASKED = {"order": "--order", "time_zone": "--time-zone", "partial": "--partial"}


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
        question: whose counts they are.
        given: columns, points and whatever else a profile keeps.
        json_file: where the report goes as JSON.
    """

    export: Path
    book: Path
    question: ScoreKey
    given: Given
    json_file: Path | None

    @property
    def kept(self) -> Path:
        """Where the answers are kept."""
        beside = self.book.with_name(f"{self.book.stem}.{TOOL}.toml")
        return self.given.profile or beside

    def held(self) -> Profile:
        """
        Return the profile that is kept.

        Raises:
            NotForCounts: it is about answers.
        """
        if not self.kept.exists():
            return Profile(tool=TOOL)
        held = imports.load_profile(self.kept)
        if held.tool != TOOL:
            raise NotForCounts(option=self.kept.name)
        return held

    def start(self, held: Profile) -> Profile:
        """
        Return what is settled already, with what is *held* of it.

        Raises:
            NotForCounts: an option is about answers.
        """
        others = {*SCORES, "response_id"} - {self.question}
        said = [f"--{key}" for key in sorted(others) if self.given.columns[key]]
        said += [name for key, name in NOT_ASKED.items() if self.given.fields[key]]
        said += ["--also"] * bool(self.given.also) + ["--tool"] * bool(self.given.tool)
        if said:
            option = said[0].replace("response_id", "id")
            raise NotForCounts(option=option)
        return self.given.into(held)


def import_counts(
    asked: Asked, lang: Language, *, may_ask: bool, dry_run: bool
) -> None:
    """Replace the counts of the months and question of an export in a book."""
    refuse_output(asked.json_file, asked.export, asked.book, asked.given.profile)
    quiet = asked.json_file == STDOUT
    with working(say("Reading both files", "Leggo i due file", lang)):
        held = asked.held()
        start = asked.start(held)
        target = CountsBook(asked.book)
        source = _source(asked.export, start)
    scale = target.scales[asked.question]
    can_ask = may_ask and sys.stdin.isatty() and not quiet
    found = until_settled(
        lambda profile: imports.understand_counts(source, profile, scale),
        start,
        lang,
        can_ask=can_ask,
    )
    reading, begun = _read(found, target, asked.given.chosen_months())
    lost = target.lacking(reading)
    if lost and not found.profile.replace:
        question = ask_replacing(lost)
        found.profile = answered(question, found.profile, lang, can_ask=can_ask)
    reading.replace = found.profile.replace or "month"
    said = counts_told.notes(found, reading, target, begun)
    report = counts_told.as_json(
        asked.export.name, found, reading, target, said, dry_run=dry_run
    )
    if not quiet:
        counts_told.reading(found, reading, target, lang)
        imported.remarks(said, lang)
    if not dry_run:
        # Whether a file is a whole month is asked of each file.
        settled = found.profile.model_copy(update={"replace": held.replace})
        if settled != Profile(tool=TOOL, columns=Columns()):
            keep_profile(asked.kept, settled)
        if reading.masses:
            with working(say("Computing the book", "Ricalcolo il file", lang)):
                received = target.receive(reading, day_of(None))
            tell_received(received, report, lang, quiet=quiet)
    if not quiet:
        counts_told.outcome(reading, target, lang, dry_run=dry_run)
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
