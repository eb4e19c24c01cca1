"""`cx-xl tally`: count answers where they lie, and keep nothing but the counts."""

from math import inf
from pathlib import Path
from typing import Annotated

import typer

from cx_xl.commands import tallied, tally_query, tally_source
from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import argument, command, option
from cx_xl.commands.output import refuse_output
from cx_xl.commands.show import working
from cx_xl.errors import Explained, whole
from cx_xl.files.saving import save


class BadScale(Explained):
    """A scale that cannot be read."""

    en = "--scale {text!r} is not understood; write it like 0-10."
    it = "--scale {text!r} non si capisce; scrivila come 0-10."


@command(
    "tally",
    "Count the answers of files or of a database, however many they are.",
    "Conta le risposte di file o di un database, per quante siano.",
)
def tally(  # noqa: PLR0913 - one per option
    source: Annotated[
        str,
        argument(
            "Parquet or CSV files ('2026-*.parquet'), a DuckDB or SQLite file, or "
            "postgres:... or mysql:...; with --sql the name of the table.",
            "File parquet o CSV ('2026-*.parquet'), un file DuckDB o SQLite, "
            "oppure postgres:... o mysql:...; con --sql il nome della tabella.",
            metavar=say("source", "dati"),
        ),
    ],
    lang: Lang = PREFERRED,
    *,
    score: Annotated[
        str, option("--score", "Column of the answers.", "Colonna delle risposte.")
    ],
    segment: Annotated[
        list[str] | None,
        option(
            "--segment",
            "Column of a segment; may be repeated.",
            "Colonna di un segmento; si può ripetere.",
            "--by",
        ),
    ] = None,
    date: Annotated[
        str | None,
        option(
            "--date",
            "Column of the date; with --period, the only one if left out.",
            "Colonna della data; con --period, se manca, l'unica che c'è.",
        ),
    ] = None,
    period: Annotated[
        str | None,
        option(
            "--period",
            "day, week, month, quarter or year.",
            "giorno, settimana, mese, trimestre o anno.",
        ),
    ] = None,
    weight: Annotated[
        str | None, option("--weight", "Column of weights.", "Colonna dei pesi.")
    ] = None,
    table: Annotated[
        str | None, option("--table", "Table of a database.", "Tabella di un database.")
    ] = None,
    time_zone: Annotated[
        str | None,
        option(
            "--time-zone",
            "The clock for times with a zone: Europe/Rome.",
            "L'orologio per gli orari con fuso: Europe/Rome.",
        ),
    ] = None,
    scale: Annotated[
        str | None,
        option(
            "--scale",
            "Refuse answers off this scale, such as 0-10.",
            "Rifiuta le risposte fuori da questa scala, per esempio 0-10.",
        ),
    ] = None,
    leave_out: Annotated[
        bool,
        option(
            "--leave-out",
            "Leave out rows that a cell would refuse, and report them.",
            "Escludi le righe che una cella rifiuterebbe, e riportale.",
        ),
    ] = False,
    output: Annotated[
        Path | None,
        option(
            "--output",
            "Write the counts: .parquet, .csv or .xlsx; as CSV on screen if left out.",
            "Scrivi i conteggi: .parquet, .csv o .xlsx; se manca, CSV a schermo.",
            "-o",
        ),
    ] = None,
    sql: Annotated[
        str | None,
        option(
            "--sql",
            "Print the query in this dialect instead: bigquery, snowflake, ...",
            "Stampa invece la query in questo dialetto: bigquery, snowflake, ...",
        ),
    ] = None,
    spark: Annotated[
        str | None,
        option(
            "--spark",
            "Let Spark count: spark://host:7077, yarn, local[*]; submit under "
            "spark-submit.",
            "Fai contare a Spark: spark://host:7077, yarn, local[*]; submit sotto "
            "spark-submit.",
        ),
    ] = None,
    patience: Annotated[
        float,
        option(
            "--patience",
            "Give up when Spark has run nothing for so many seconds.",
            "Rinuncia quando Spark non esegue nulla per tanti secondi.",
        ),
    ] = 300,
) -> None:
    """Count the answers of files or of a database."""
    from cx_xl.warehouse import counts  # noqa: PLC0415 - for this command alone

    names = segment or []
    counts.header(names)
    ends = _scale(scale)
    if sql is not None:
        tally_query.refuse_beside_sql(
            output, time_zone, scale, spark, leave_out=leave_out
        )
        asked = tally_query.query(score, names, date, period, weight)
        typer.echo(tally_query.as_text(asked, table or source, sql))
        return
    with working(say("Counting the answers", "Conto le risposte", lang)):
        if output:
            counts.refuse_ending(output)
            refuse_output(output, *tally_source.files(source))
        columns = {"texts": [score, *names], "day": date, "weight": weight}
        relation, attended = tally_source.opened(
            source, table, columns, spark, patience
        )
        from cx_xl.warehouse import tallies  # noqa: PLC0415 - reads cells
        from cx_xl.warehouse.source_places import date_column  # noqa: PLC0415 - narwhals
        from cx_xl.warehouse.source_refusals import NothingCounted  # noqa: PLC0415

        if period and not date:
            date = date_column(relation)
        with attended:
            found = tallies(
                relation,
                score,
                names,
                date,
                period or "M",
                weight,
                time_zone=time_zone,
                scale=ends,
                leave_out=leave_out,
            )
    if not found.total().n:
        raise NothingCounted("--score", rows=whole(found.gaps), column=score)
    if output:
        save(output, counts.content(output, found))
    else:
        shown = counts.as_csv(counts.header(found.names), counts.rows(found))
        typer.echo(shown.decode(), nl=False)
    tallied.report(found, lang)


def _scale(said: str | None) -> tuple[float, float] | None:
    """Read "0-10"."""
    if said is None:
        return None
    low, _, high = said.partition("-")
    try:
        ends = float(low), float(high)
    except ValueError:
        raise BadScale(text=said) from None
    if not -inf < ends[0] < ends[1] < inf:
        raise BadScale(text=said)
    return ends
