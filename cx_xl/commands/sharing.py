"""`cx-xl share`: a copy of values that can leave the company."""

from datetime import date
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cx_xl.commands.language import PREFERRED, say
from cx_xl.commands.options import (
    BookLang,
    BookPath,
    DespiteErrors,
    DryRun,
    JsonPath,
    Month,
    Region,
    Replace,
    Today,
    command,
    day_of,
    output_option,
)
from cx_xl.commands.output import (
    STDOUT,
    refuse_existing,
    refuse_output,
    refuse_suffix,
    write_json,
)
from cx_xl.commands.show import console, nothing_written, plain, text, working, written
from cx_xl.errors import Language
from cx_xl.files.saving import save

if TYPE_CHECKING:
    from cx_xl.reports.removal import Removed

Out = Annotated[
    Path | None,
    output_option(
        "The file to write; left out, BOOK-2026-10-shared.xlsx beside the book.",
        "Il file da scrivere; se lo ometti, FILE-2026-10-shared.xlsx accanto.",
    ),
]


@command(
    "share",
    "Write a copy that can leave the company: the KPIs as values, no answers, nothing "
    "hidden, small bases withheld.",
    "Scrive una copia che può uscire dall'azienda: i KPI come valori, senza risposte, "
    "senza parti nascoste e senza basi piccole.",
)
def share(  # noqa: PLR0913 - one per option
    book: BookPath,
    lang: BookLang = None,
    *,
    month: Month = None,
    output: Out = None,
    replace: Replace = False,
    despite_errors: DespiteErrors = False,
    dry_run: DryRun = False,
    json_file: JsonPath = None,
    today: Today = None,
    region: Region = None,
) -> None:
    """Write a copy of values that can leave the company."""
    refuse_output(output, book)
    refuse_output(json_file, book, output)
    if output:
        refuse_suffix(output, ".xlsx")
    from cx_xl.reports.earlier import refuse_if_telling  # noqa: PLC0415 - as below
    from cx_xl.reports.removal import ShareResult  # noqa: PLC0415 - loads the model
    from cx_xl.reports.share import shared_copy  # noqa: PLC0415 - loads an engine

    def target_in(when: date | None) -> Path:
        target = output or book.with_name(f"{book.stem}-{when:%Y-%m}-shared.xlsx")
        refuse_existing(target, replace=replace)
        return target

    if output or month:  # else the book says which month it is, once it is computed
        target_in(month)
    day = day_of(today)
    with working(say("Reading and computing", "Leggo e calcolo", lang or PREFERRED)):
        copy = shared_copy(
            book, month, lang, day, region, despite_errors=despite_errors
        )
    target = target_in(copy.month)
    refuse_if_telling(copy.scores, _earlier(book, target))
    if not dry_run:
        save(target, copy.content)
    if json_file != STDOUT:
        said = lang or copy.language
        _show(copy.removed, said)
        plain(nothing_written(said) if dry_run else written(target, said))
    found = ShareResult(
        file=target.name,
        month=f"{copy.month:%Y-%m}",
        written=not dry_run,
        removed=copy.removed,
    )
    write_json(json_file, found)


def _earlier(book: Path, target: Path) -> list[Path]:
    """Return the copies of a book that may have left before."""
    pattern = f"{escape(book.stem)}-*-shared.xlsx"
    found = {*book.parent.glob(pattern), *target.parent.glob(pattern)}
    return sorted(found | ({target} if target.exists() else set()))


def _show(gone: "Removed", language: Language) -> None:
    """Print what is not in the copy."""
    console.print(say("Not in the copy:", "Non sono nella copia:", language))
    lines = (
        (gone.answers, (), "answers", "risposte"),
        (gone.counts, (), "rows of counts", "righe di conteggi"),
        (gone.formulas, (), "formulas", "formule"),
        (gone.names, (), "defined names", "nomi definiti"),
        (len(gone.hidden), gone.hidden, "hidden sheets", "fogli nascosti"),
        (len(gone.sheets), gone.sheets, "sheets of your own", "fogli aggiunti"),
        (gone.comments, (), "sheets with comments", "fogli con commenti"),
        (
            gone.parts,
            (),
            "pivot caches, macros, pictures, embedded files, links and the like",
            "cache pivot, macro, immagini, oggetti incorporati, collegamenti e altro",
        ),
        (
            gone.people,
            (),
            "file properties that name people",
            "proprietà del file con nomi di persone",
        ),
    )
    for count, names, english, italian in lines:
        if count:
            listed = f" ({', '.join(names)})" if names else ""
            line = f"{say(english, italian, language)}: {count}{listed}"
            console.print(f"  {text(line)}")
