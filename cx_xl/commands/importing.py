"""`cx-xl import`: the export of a survey tool into the template workbook."""

from pathlib import Path
from typing import Annotated, Literal

from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import DryRun, JsonPath, OwnBook, argument, command, option
from cx_xl.errors import Explained
from cx_xl.workbooks.template_model import ScoreKey

Export = Annotated[
    Path,
    argument(
        "What the survey tool exported: .csv, .tsv, .xlsx, .xls, .xlsb or .ods.",
        "Il file esportato dallo strumento: .csv, .tsv, .xlsx, .xls, .xlsb o .ods.",
        metavar=say("export", "esportazione"),
    ),
]


class OnlyForCounts(Explained):
    """An option that says nothing about answers."""

    en = "{option} is about counts; give --counts too, or leave it out."
    it = "{option} riguarda i conteggi; aggiungi --counts, o toglila."


@command(
    "import",
    "Import the answers of a survey export into the workbook.",
    "Importa nella cartella di lavoro le risposte esportate da un sondaggio.",
)
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
        ScoreKey | None,
        option(
            "--counts",
            "The file holds counts of this question, by month: of cx-xl tally.",
            "Il file contiene i conteggi mensili di questa domanda: da cx-xl tally.",
        ),
    ] = None,
    replace: Annotated[
        Literal["month", "groups"] | None,
        option(
            "--replace",
            "Counts take the place of those of their months (month), or only of the "
            "same segments and channels (groups).",
            "I conteggi sostituiscono quelli dei loro mesi (month) o solo quelli degli "
            "stessi segmenti e canali (groups).",
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
    from cx_xl.commands.asking import Given  # noqa: PLC0415 - loads the readers

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
            "replace": replace,
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
        tool=tool,
        profile=profile,
    )
    if counts:
        from cx_xl.commands.import_counts import Asked, import_counts  # noqa: PLC0415

        asked = Asked(export, book, counts, given, json_file)
        import_counts(asked, lang, may_ask=not yes, dry_run=dry_run)
        return
    if replace:
        raise OnlyForCounts(option="--replace")
    from cx_xl.commands.import_answers import import_answers  # noqa: PLC0415

    import_answers(
        export, book, given, lang, may_ask=not yes, dry_run=dry_run, json_file=json_file
    )
