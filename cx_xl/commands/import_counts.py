"""`cx-xl import --counts`: the counts of a question into sheet Counts."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cx_xl.commands.language import say
from cx_xl.commands.show import console, working
from cx_xl.errors import Explained, Language
from cx_xl.workbooks.receive_counts import CountsBook, NewCounts, read_counts


class NoParquet(Explained):
    """The optional library is missing."""

    en = "counts in .parquet need DuckDB: pip install cx-xl[warehouse]"
    it = "i conteggi in .parquet richiedono DuckDB: pip install cx-xl[warehouse]"


def import_counts(  # noqa: PLR0913, PLR0917 - one per option
    export: Path,
    book: Path,
    question: str,
    segment: str | None,
    channel: str | None,
    today: date,
    lang: Language,
    *,
    dry_run: bool,
) -> None:
    """Replace the counts of the months and question of *export* in *book*."""
    groups = {"segment": segment, "channel": channel}
    with working(say("Reading both files", "Leggo i due file", lang)):
        target = CountsBook(book)
        new = read_counts(export.name, _rows(export), question, groups)
    gone = len(target.replaced(new))
    _tell(new, gone, lang)
    if dry_run or not new.masses:
        said = say("Nothing was written.", "Non è stato scritto nulla.", lang)
        console.print(said, highlight=False)
        return
    with working(say("Computing the book", "Ricalcolo il file", lang)):
        received = target.receive(new, today)
    backup = say("Backup", "Copia di sicurezza", lang)
    console.print(f"{backup}: {received.backup.name}", highlight=False, markup=False)


def _rows(export: Path) -> Sequence[Sequence[Any]]:
    if export.suffix.lower() not in {".parquet", ".pq"}:
        from cx_xl.imports import read_source  # noqa: PLC0415 - loads the readers

        return read_source(export).rows
    try:
        from cx_xl.warehouse import sources  # noqa: PLC0415 - loads DuckDB
    except ImportError:
        raise NoParquet from None
    relation = sources.opened(str(export), None, ())
    return [relation.columns, *relation.fetchall()]


def _tell(new: NewCounts, gone: int, lang: Language) -> None:
    months = ", ".join(f"{month:%Y-%m}" for month in new.months) or "-"
    name, rows = new.question.upper(), len(new.masses)
    console.print(
        say(
            f"{name}: {new.n:,} answers in {rows} rows, months {months}; rows of the "
            f"book that they replace: {gone}.",
            f"{name}: {new.n:,} risposte in {rows} righe, mesi {months}; righe del "
            f"file sostituite: {gone}.",
            lang,
        ),
        highlight=False,
        markup=False,
    )
