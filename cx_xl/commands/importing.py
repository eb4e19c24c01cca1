"""`cx-xl import`: the export of a survey tool into the template workbook."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import DryRun, JsonPath, OwnBook, argument, day_of, option
from cx_xl.commands.output import STDOUT, refuse_output, write_json
from cx_xl.commands.show import working
from cx_xl.errors import Language
from cx_xl.files.saving import save

if TYPE_CHECKING:
    from cx_xl.imports import Importer, Profile, Reading, Source
    from cx_xl.workbooks.receive import Book


Export = Annotated[
    Path,
    argument(
        "What the survey tool exported: .csv, .tsv, .xlsx, .xls, .xlsb or .ods.",
        "Il file esportato dallo strumento: .csv, .tsv, .xlsx, .xls, .xlsb o .ods.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        "import",
        help=say(
            "Import the answers of a survey export into the workbook.",
            "Importa nella cartella di lavoro le risposte esportate da un sondaggio.",
        ),
    )(import_export)


def import_export(  # noqa: PLR0913 - one per option
    export: Export,
    book: OwnBook,
    lang: Lang = PREFERRED,
    *,
    tool: Annotated[
        str | None,
        option(
            "--tool",
            "The survey tool, if it is not recognised: generic for any table.",
            "Lo strumento, se non viene riconosciuto: generic per qualsiasi tabella.",
        ),
    ] = None,
    profile: Annotated[
        Path | None,
        option(
            "--profile",
            "Where the answers are kept; BOOK.TOOL.toml beside the book if left out.",
            "Dove si conservano le scelte; se lo ometti, FILE.STRUMENTO.toml accanto.",
        ),
    ] = None,
    date_column: Annotated[
        str | None, option("--date", "Column of the date.", "Colonna della data.")
    ] = None,
    nps: Annotated[
        str | None,
        option(
            "--nps",
            "Column of NPS scores, or none.",
            "Colonna dei voti NPS, o nessuna.",
        ),
    ] = None,
    csat: Annotated[
        str | None,
        option(
            "--csat",
            "Column of CSAT scores, or none.",
            "Colonna dei voti CSAT, o nessuna.",
        ),
    ] = None,
    ces: Annotated[
        str | None,
        option(
            "--ces",
            "Column of CES scores, or none.",
            "Colonna dei voti CES, o nessuna.",
        ),
    ] = None,
    segment: Annotated[
        str | None,
        option(
            "--segment",
            "Column of segments, or none.",
            "Colonna dei segmenti, o nessuna.",
        ),
    ] = None,
    channel: Annotated[
        str | None,
        option(
            "--channel",
            "Column of channels, or none.",
            "Colonna dei canali, o nessuna.",
        ),
    ] = None,
    response_id: Annotated[
        str | None,
        option(
            "--id",
            "Column that names a response.",
            "Colonna che identifica la risposta.",
        ),
    ] = None,
    segment_is: Annotated[
        str | None,
        option(
            "--segment-is", "Segment of every answer.", "Segmento di tutte le risposte."
        ),
    ] = None,
    channel_is: Annotated[
        str | None,
        option(
            "--channel-is", "Channel of every answer.", "Canale di tutte le risposte."
        ),
    ] = None,
    order: Annotated[
        Literal["day", "month", "year"] | None,
        option(
            "--order",
            "What stands first in a date that is text.",
            "Che cosa viene prima in una data scritta come testo.",
        ),
    ] = None,
    time_zone: Annotated[
        str | None,
        option(
            "--time-zone",
            "Your time zone, such as Europe/Rome; - takes times as written.",
            "Il tuo fuso, per esempio Europe/Rome; - prende gli orari come sono.",
        ),
    ] = None,
    scale: Annotated[
        list[str] | None,
        option(
            "--scale",
            "Points of a scale that looks like another: ces=7.",
            "Punti di una scala che sembra un'altra: ces=7.",
        ),
    ] = None,
    point: Annotated[
        list[str] | None,
        option(
            "--point",
            'Points of a label: "csat:Very happy=5".',
            'Punti di un\'etichetta: "csat:Molto contento=5".',
        ),
    ] = None,
    also: Annotated[
        list[str] | None,
        option(
            "--also",
            'A further column, such as a comment: "column of the book=column".',
            'Un\'altra colonna, per esempio un commento: "colonna del file=colonna".',
        ),
    ] = None,
    month: Annotated[
        list[str] | None,
        option(
            "--month",
            "Take this month alone, 2026-10; may be repeated.",
            "Importa solo questo mese, 2026-10; si può ripetere.",
        ),
    ] = None,
    months: Annotated[
        Literal["book", "all"] | None,
        option(
            "--months",
            "Take the answers of the book's months (book) or of all months.",
            "Importa le risposte dei mesi del file (book) o di tutti (all).",
        ),
    ] = None,
    partial: Annotated[
        bool | None,
        option(
            "--partial/--no-partial",
            "Count answers that were not sent off.",
            "Conta anche le risposte non inviate.",
        ),
    ] = None,
    allow_personal: Annotated[
        bool,
        option(
            "--allow-personal",
            "Take columns that look personal, where they are asked for.",
            "Accetta le colonne con dati personali, se richieste.",
        ),
    ] = False,
    sheet: Annotated[
        str | None,
        option("--sheet", "Sheet of the export.", "Foglio dell'esportazione."),
    ] = None,
    header_row: Annotated[
        int | None,
        option(
            "--header-row",
            "Row of the header (generic).",
            "Riga d'intestazione (generic).",
            min=1,
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        option(
            "--encoding", "Encoding of a text file.", "Codifica di un file di testo."
        ),
    ] = None,
    counts: Annotated[
        Literal["nps", "csat", "ces"] | None,
        option(
            "--counts",
            "The file holds counts of this question, by month: of cx-xl tally.",
            "Il file contiene i conteggi mensili di questa domanda: da cx-xl tally.",
        ),
    ] = None,
    yes: Annotated[
        bool,
        option(
            "--yes",
            "Ask nothing; fail instead.",
            "Non chiede nulla: se resta un dubbio, si ferma.",
        ),
    ] = False,
    dry_run: DryRun = False,
    json_file: JsonPath = None,
) -> None:
    """Import the answers of a survey export into the workbook."""
    if counts:
        from cx_xl.commands.import_counts import import_counts  # noqa: PLC0415

        today = day_of(None)
        import_counts(
            export, book, counts, segment, channel, today, lang, dry_run=dry_run
        )
        return
    from cx_xl import imports  # noqa: PLC0415 - loads the readers
    from cx_xl.commands import imported  # noqa: PLC0415 - loads an engine
    from cx_xl.commands.asking import Given, settled  # noqa: PLC0415
    from cx_xl.workbooks.receive import Book  # noqa: PLC0415 - loads an engine

    given = Given(
        columns={
            "date": date_column,
            "nps": nps,
            "csat": csat,
            "ces": ces,
            "segment": segment,
            "channel": channel,
            "response_id": response_id,
        },
        fields={
            "segment_is": segment_is,
            "channel_is": channel_is,
            "order": order,
            "time_zone": time_zone,
            "months": months,
            "partial": partial,
            "personal": allow_personal or None,
            "sheet": sheet,
            "header_row": header_row,
            "encoding": encoding,
        },
        scales=scale or [],
        points=point or [],
        also=also or [],
        months=month or [],
    )
    refuse_output(json_file, export, book, profile)
    quiet = json_file == STDOUT
    with working(say("Reading the export and the book", "Leggo i due file", lang)):
        target = Book(book)
        source = imports.read_source(export, encoding=encoding, sheet=sheet)
        importer, path, start = _start(source, book, tool, profile)
        if (
            path.exists()
            and (start.encoding or start.sheet)
            and not (encoding or sheet)
        ):
            source = imports.read_source(
                export, encoding=start.encoding, sheet=start.sheet
            )
    start = given.into(start)
    zone_checked(start)
    target.require(start.also)
    source = replace(source, header=start.header_row)
    can_ask = sys.stdin.isatty() and not yes and not quiet
    found = settled(source, importer, start, target.scales, lang, can_ask=can_ask)
    chosen = given.chosen_months()

    def read(takes: Callable[[date], bool]) -> "Reading":
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
    notes = imported.notes(found, reading, target, begun)
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


def zone_checked(profile: "Profile") -> None:
    """Raise for a time zone that does not exist, before anything is read."""
    from cx_xl.imports.questions import zone_of  # noqa: PLC0415

    zone_of(profile.time_zone)


def _start(
    source: "Source", book: Path, tool: str | None, profile: Path | None
) -> tuple["Importer", Path, "Profile"]:
    """Return the importer, where its profile lies, and what it says already."""
    from cx_xl import imports  # noqa: PLC0415 - loads the readers

    if profile and profile.exists():
        start = imports.load_profile(profile)
        return imports.importer_for(tool or start.tool), profile, start
    importer = imports.importer_for(tool) if tool else imports.recognised(source)
    path = profile or book.with_name(f"{book.stem}.{importer.key}.toml")
    if path.exists():
        return importer, path, imports.load_profile(path)
    return importer, path, imports.Profile(tool=importer.key)


def _taker(profile: "Profile", chosen: frozenset[date], book: "Book") -> Any:
    if chosen:
        return chosen.__contains__
    if profile.months == "all":
        return lambda _month: True
    return frozenset(book.months).__contains__


def _receive(  # noqa: PLR0913 - one per fact
    book: "Book",
    reading: "Reading",
    importer: "Importer",
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
    from cx_xl.commands import imported  # noqa: PLC0415 - loads an engine

    with working(what):
        received = book.receive(reading.taken, importer.key, day_of(None))
    report["backup"] = received.backup.name
    report["not_computed"] = len(received.evaluation.problems)
    if not quiet:
        imported.received(received, lang)


def _keep_profile(path: Path, profile: "Profile") -> None:
    from cx_xl import imports  # noqa: PLC0415 - loads the readers

    text = imports.profile_text(profile).encode()
    if not path.exists() or path.read_bytes() != text:
        save(path, text)
