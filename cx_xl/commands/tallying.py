"""`cx-xl tally`: count answers where they lie, and keep nothing but the counts."""

import re
from contextlib import AbstractContextManager, nullcontext
from glob import glob
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import argument, command, option
from cx_xl.commands.output import refuse_output
from cx_xl.commands.show import errors, text, working
from cx_xl.errors import Explained, Language, whole
from cx_xl.files.saving import save

if TYPE_CHECKING:
    from cx_xl.grouped import Tallies

MOST_REASONS = 5
_ADDRESS = re.compile("[:=@]")


class BadScale(Explained):
    """A scale that cannot be read."""

    en = "--scale {text!r} is not understood; write it like 0-10."
    it = "--scale {text!r} non si capisce; scrivila come 0-10."


class NotInQuery(Explained):
    """An option that a printed query does not heed."""

    en = "{option} says nothing to --sql, which prints a query; leave it out."
    it = "{option} non vale con --sql, che stampa una query; toglila."


class NoTableName(Explained):
    """No table: an address may hold a password, and would be printed."""

    en = (
        "With --sql SOURCE (or --table) is the name of a table in the warehouse, such "
        "as sales.answers, not an address."
    )
    it = (
        "Con --sql SOURCE (o --table) è il nome di una tabella del database, come "
        "vendite.risposte, non un indirizzo."
    )


class NoSpark(Explained):
    """PySpark is missing."""

    en = "`cx-xl tally --spark` needs PySpark: pip install cx-xl[spark]"
    it = "`cx-xl tally --spark` richiede PySpark: pip install cx-xl[spark]"


class NoWarehouse(Explained):
    """The optional libraries are missing."""

    en = "`cx-xl tally` needs DuckDB: pip install cx-xl[warehouse]"
    it = "`cx-xl tally` richiede DuckDB: pip install cx-xl[warehouse]"


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
        _refuse_beside_sql(output, time_zone, scale, spark, leave_out=leave_out)
        asked = _query(score, names, date, period, weight)
        typer.echo(_written(asked, table or source, sql))
        return
    with working(say("Counting the answers", "Conto le risposte", lang)):
        if output:
            counts.refuse_ending(output)
            refuse_output(output, *_files(source))
        columns = {"texts": [score, *names], "day": date, "weight": weight}
        relation, attended = _opened(source, table, columns, spark, patience)
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
    _report(found, lang)


def _refuse_beside_sql(
    output: Path | None,
    time_zone: str | None,
    scale: str | None,
    spark: str | None,
    *,
    leave_out: bool,
) -> None:
    """Refuse what a printed query would pass over."""
    said = {
        "--output": output,
        "--time-zone": time_zone,
        "--scale": scale,
        "--spark": spark,
        "--leave-out": leave_out,
    }
    for option_, value in said.items():
        if value:
            raise NotInQuery(option=option_)


def _files(source: str) -> list[Path]:
    """Return the files that are read, and must not be written over."""
    return [Path(source), *map(Path, glob(source, recursive=True))]  # noqa: PTH207 - a whole path


def _opened(
    source: str,
    table: str | None,
    columns: dict[str, Any],
    spark: str | None,
    patience: float,
) -> tuple[Any, AbstractContextManager[None]]:
    """Return what is to be counted, and the watch under which it is."""
    if spark is None:
        try:
            from cx_xl.warehouse import sources  # noqa: PLC0415 - loads DuckDB
        except ImportError:
            raise NoWarehouse from None
        return sources.opened(source, table, **columns), nullcontext()
    try:
        from cx_xl.warehouse import spark as cluster  # noqa: PLC0415 - loads PySpark
    except ImportError:
        raise NoSpark from None
    frame = cluster.opened(source, table, columns["texts"], spark, patience)
    return frame, cluster.attended(frame.sparkSession, patience)


def _query(
    score: str,
    names: list[str],
    day: str | None,
    period: str | None,
    weight: str | None,
) -> Any:
    """Return what is asked, for the text of a query."""
    from cx_xl.edge.scalars import read_scalar  # noqa: PLC0415 - with the catalogue
    from cx_xl.warehouse.counting import UNIT  # noqa: PLC0415
    from cx_xl.warehouse.query import Query  # noqa: PLC0415
    from cx_xl.warehouse.source_refusals import WhichDate  # noqa: PLC0415

    if period and not day:
        raise WhichDate("--period", columns="--date answered")
    return Query(score, tuple(names), day, read_scalar(UNIT, period), weight)


def _written(asked: Any, table: str, dialect: str) -> str:
    """Return the query; what may be an address is not repeated in it."""
    try:
        from sqlglot.errors import SqlglotError  # noqa: PLC0415 - for this option

        from cx_xl.warehouse.sql import written  # noqa: PLC0415 - loads sqlglot
    except ImportError:
        raise NoWarehouse from None
    if _ADDRESS.search(table):
        raise NoTableName
    try:
        return written(asked, table, dialect.lower())
    except SqlglotError:  # a name with half a pair of quotes
        raise NoTableName from None


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


def _report(found: "Tallies", lang: Language) -> None:
    """Say on standard error what was counted and what was not, and why."""
    n, groups, gaps = map(whole, (found.total().n, len(found), found.gaps))
    answers = "1 answer" if n.en == "1" else f"{n.en} answers"
    within = "1 group" if groups.en == "1" else f"{groups.en} groups"
    risposte = "Contata 1 risposta" if n.en == "1" else f"Contate {n.it} risposte"
    gruppi = "1 gruppo" if groups.en == "1" else f"{groups.it} gruppi"
    errors.print(
        say(
            f"Counted {answers} in {within}; rows with a gap: {gaps.en}.",
            f"{risposte} in {gruppi}; righe con un vuoto: {gaps.it}.",
            lang,
        ),
        highlight=False,
    )
    for refused in found.refused[:MOST_REASONS]:
        line = f"  {whole(refused.n).say(lang)} × {refused.error.say(lang)}"  # noqa: RUF001 - times
        errors.print(text(line), highlight=False, style="yellow")
    more = sum(refused.n for refused in found.refused[MOST_REASONS:])
    if more:
        others = whole(more)
        rest = say(f"  {others.en} others", f"  altre {others.it}", lang)
        errors.print(rest, style="yellow", highlight=False)
