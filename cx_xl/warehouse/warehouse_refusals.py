"""Why a frame, a column or an engine is refused, and what to do about it."""

from collections.abc import Sequence

from cx_xl.errors import CxError, whole
from cx_xl.grouped import Refused


class NotAFrame(CxError):
    """Something that is no table of an engine."""

    en = (
        "{argument}: a {kind} is no table; hand over a DuckDB relation, a Polars, "
        "pandas or Spark frame, or an Arrow table."
    )
    it = (
        "{argument}: un {kind} non è una tabella; passa una relazione DuckDB, un frame "
        "Polars, pandas o Spark, o una tabella Arrow."
    )


class NoColumn(CxError):
    """The table has no column of that name."""

    en = "{argument}: there is no column {column!r}; the nearest is {nearest!r}."
    it = "{argument}: non c'è una colonna {column!r}; la più simile è {nearest!r}."


class NameTaken(CxError):
    """A column is called as the counts call one of theirs."""

    en = "{argument}: a group can not be called {column!r}; rename the column."
    it = "{argument}: un gruppo non può chiamarsi {column!r}; rinomina la colonna."


class WrongType(CxError):
    """A column holds something else than its use needs."""

    en = (
        "{argument}: column {column!r} holds {kind}, and {needed_en} is needed; cast "
        "it in the query."
    )
    it = (
        "{argument}: la colonna {column!r} contiene {kind} e serve {needed_it}; "
        "convertila nella query."
    )


class NoDateText(CxError):
    """Text in place of dates: 01/02/2026 is January or February."""

    en = (
        "{argument}: column {column!r} is text, and a date is needed, such as "
        "2026-01-31; write all of it so, or cast it in the query."
    )
    it = (
        "{argument}: la colonna {column!r} è testo e serve una data come 2026-01-31; "
        "scrivila tutta così, o convertila nella query."
    )


class WordsOnly(CxError):
    """A column of scores without a number in it."""

    en = (
        "{argument}: column {column!r} holds words such as {value!r} and no number; "
        "give the words their points in the query."
    )
    it = (
        "{argument}: la colonna {column!r} contiene parole come {value!r} e nessun "
        "numero; assegna i punti alle parole nella query."
    )


class ZoneNeeded(CxError):
    """Times with a zone: on which day one falls depends on where."""

    en = (
        "{argument}: the times of {column!r} have a time zone; say in time_zone "
        "(--time-zone) by which clock days are counted, such as Europe/Rome."
    )
    it = (
        "{argument}: gli orari di {column!r} hanno un fuso; indica in time_zone "
        "(--time-zone) con quale orologio contare i giorni, come Europe/Rome."
    )


class ZoneUnused(CxError):
    """A zone for times that have none."""

    en = (
        "{argument}: the times of {column!r} have no time zone to convert from; leave "
        "time_zone out, or give them theirs in the query."
    )
    it = (
        "{argument}: gli orari di {column!r} non hanno un fuso da cui convertire; "
        "ometti time_zone, o assegna il fuso nella query."
    )


class ZoneUnknown(CxError):
    """No such time zone."""

    en = "{argument}: there is no time zone {zone!r}; write it like Europe/Rome."
    it = "{argument}: il fuso orario {zone!r} non esiste; scrivilo come Europe/Rome."


class TooManyGroups(CxError):
    """More groups than a sheet could ever show: a column of comments, or of ids."""

    en = (
        "{argument}: the answers fall into more than {most} groups; {column!r} looks "
        "like a comment, an id or a time rather than a group."
    )
    it = (
        "{argument}: le risposte formano più di {most} gruppi; {column!r} sembra un "
        "commento, un codice o un orario più che un gruppo."
    )


class TwiceNamed(CxError):
    """One column for two groups."""

    en = "{argument}: column {column!r} is named twice; name it once."
    it = "{argument}: la colonna {column!r} è indicata due volte; indicala una volta."


class RowsRefused(CxError):
    """Rows that a cell would refuse."""

    en = (
        "{argument}: of {total} rows {n} can not be counted, first {most} of them "
        "because {why_en} Correct them, or leave them out and see why with"
        " leave_out (--leave-out)."
    )
    it = (
        "{argument}: su {total} righe {n} non si possono contare, anzitutto {most} "
        "perché {why_it} Correggile, o escludile con leave_out (--leave-out), che "
        "dice perché."
    )


class NameUnfolded(CxError):
    """A name in letters that engines and sheets compare in different ways."""

    en = (
        "{argument}: {value!r} holds a letter that is not compared everywhere without "
        "regard to case; use numbers for customers."
    )
    it = (
        "{argument}: {value!r} contiene una lettera che non tutti confrontano allo "
        "stesso modo tra maiuscole e minuscole; usa numeri per i clienti."
    )


class EngineFailed(CxError):
    """
    The engine stopped: a connection broke, a worker was lost.

    What it says itself is not repeated: it may hold a password.
    """

    en = (
        "{argument}: the engine stopped ({kind}), so nothing was counted; check that "
        "the source can be reached and read, then try again."
    )
    it = (
        "{argument}: il motore si è fermato ({kind}) e non è stato contato nulla; "
        "controlla che la fonte sia raggiungibile e leggibile, poi riprova."
    )


class ClusterIdle(CxError):
    """A cluster without a worker that takes up the work."""

    en = (
        "{argument}: the cluster has run nothing for {seconds} seconds, so nothing was "
        "counted; its workers are lost or busy: look at them, then try again."
    )
    it = (
        "{argument}: il cluster non ha eseguito nulla per {seconds} secondi e non è "
        "stato contato nulla; i nodi sono persi o occupati: controllali e riprova."
    )


class ZoneInQuery(CxError):
    """An engine through which times can not be moved to another clock."""

    en = (
        "{argument}: through {kind} the times of {column!r} can not be moved to "
        "another clock; give them as dates, or in local time, in the query."
    )
    it = (
        "{argument}: con {kind} gli orari di {column!r} non si possono portare a un "
        "altro orologio; nella query forniscili come date o in ora locale."
    )


class NeedsExtra(CxError):
    """An optional library is missing."""

    en = (
        "{argument} needs a library that is not installed; "
        "pip install cx-xl[{extra}] brings it."
    )
    it = (
        "{argument} richiede una libreria non installata; "
        "la porta pip install cx-xl[{extra}]."
    )


class NoDialect(CxError):
    """A dialect that is not among those that were tried."""

    en = "{argument}: there is no dialect {name!r}; there are {names}."
    it = "{argument}: non c'è un dialetto {name!r}; ci sono {names}."


class WrongEnding(CxError):
    """A file of counts under an ending that we do not write."""

    en = "{argument}: counts are written as .parquet, .csv or .xlsx; end it so."
    it = "{argument}: i conteggi si scrivono in .parquet, .csv o .xlsx; usa questi."


class TooLong(CxError):
    """A label that no cell holds: a comment rather than a group."""

    en = "{argument}: the label {label!r}… is too long for a cell; write .parquet."
    it = (
        "{argument}: l'etichetta {label!r}… è troppo lunga per una cella; usa .parquet."
    )


class WouldBeFormula(CxError):
    """A label that a spreadsheet would compute when it opens the CSV."""

    en = (
        "{argument}: spreadsheets take the label {label!r} in a CSV for a formula; "
        "write .parquet or .xlsx."
    )
    it = (
        "{argument}: in un CSV i fogli di calcolo prendono l'etichetta {label!r} per "
        "una formula; scrivi .parquet o .xlsx."
    )


def rows_refused(argument: str, others: int, refused: Sequence[Refused]) -> RowsRefused:
    """Return the refusal of rows, with the first reason; *others* had none."""
    n = sum(each.n for each in refused)
    first = refused[0]
    return RowsRefused(
        argument,
        n=whole(n),
        total=whole(others + n),
        most=whole(first.n),
        why_en=first.error.say("en"),
        why_it=first.error.say("it"),
    )
