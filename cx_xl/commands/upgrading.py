"""`cx-xl upgrade`: an older book, another language or edition becomes the current."""

from pathlib import Path
from typing import Annotated

import typer

from cx_xl.commands import upgraded
from cx_xl.commands.books import Edition
from cx_xl.commands.ending import DIFFERENT
from cx_xl.commands.language import PREFERRED, lang_option, say
from cx_xl.commands.options import (
    DryRun,
    JsonPath,
    Region,
    Replace,
    Today,
    argument,
    command,
    day_of,
    option,
    output_option,
)
from cx_xl.commands.output import (
    STDOUT,
    refuse_existing,
    refuse_output,
    refuse_suffix,
    write_json,
)
from cx_xl.commands.show import working
from cx_xl.errors import Language
from cx_xl.hosts.registry import EDITION_OF, EDITIONS, PORTABLE

OldPath = Annotated[
    Path,
    argument(
        "The filled workbook (.xlsx, .xlsm or .ods) of any earlier version.",
        "La cartella di lavoro compilata (.xlsx, .xlsm o .ods), anche vecchia.",
        metavar=say("book", "file"),
    ),
]
NewLang = Annotated[
    Language | None,
    lang_option(
        "Language of the new book: en or it. Left out, that of the old one.",
        "Lingua del nuovo file: en o it. Se la ometti, quella del vecchio.",
    ),
]
Out = Annotated[
    Path | None,
    output_option(
        "The file to write; left out, the book itself, with a dated backup beside.",
        "Il file da scrivere; se lo ometti, il file stesso, con una copia datata.",
    ),
]
Accept = Annotated[
    list[str] | None,
    option(
        "--accept",
        "A KPI whose figures may differ, such as NPS, or a sheet of your own that "
        "may show other results. Repeat it for more.",
        "Un KPI i cui valori possono cambiare, per esempio NPS, o un tuo foglio "
        "che può mostrare altri risultati. Ripetibile.",
        metavar=say("<name>", "<nome>"),
    ),
]


@command(
    "upgrade",
    "Turn a filled book of an older template, another language or edition into the "
    "current one; exit 1 if a figure would change without a reason.",
    "Porta un file compilato con un vecchio modello, in un'altra lingua o edizione, al "
    "modello attuale; esce con 1 se un valore cambierebbe senza motivo.",
)
def upgrade(  # noqa: PLR0913 - one per option
    book: OldPath,
    lang: NewLang = None,
    *,
    output: Out = None,
    edition: Edition = None,
    accept: Accept = None,
    replace: Replace = False,
    dry_run: DryRun = False,
    json_file: JsonPath = None,
    today: Today = None,
    region: Region = None,
) -> None:
    """Turn an older book into the current template."""
    chosen, target = _target(book, output, edition)
    is_other = target.resolve() != book.resolve()
    if is_other:
        refuse_existing(target, replace=replace)
    refuse_output(json_file, book, target)
    from cx_xl.workbooks.upgrades import planned  # noqa: PLC0415 - loads an engine

    language = lang or PREFERRED
    what = "Reading the book, filling the new template, computing both"
    cosa = "Leggo il file, compilo il nuovo modello e ricalcolo entrambi"
    with working(say(what, cosa, language)):
        plan = planned(
            book,
            day_of(today),
            language=lang,
            edition=chosen,
            accepted=accept or (),
            target=target.name,
            anew=is_other,
            region=region,
        )
    outcome = plan.outcome
    is_nothing = outcome.is_current and not is_other
    is_refused = bool(outcome.refused) and not is_nothing
    if not (dry_run or is_refused or is_nothing):
        with working(say("Writing", "Scrivo", language)):
            outcome = plan.write(target)
    if json_file != STDOUT:
        upgraded.show(outcome, language, is_nothing=is_nothing)
    write_json(json_file, outcome)
    if is_refused:
        raise typer.Exit(DIFFERENT)


def _target(
    book: Path, output: Path | None, edition: str | None
) -> tuple[str | None, Path]:
    """Return the edition that is asked for, and the file to write."""
    asked = EDITION_OF.get(output.suffix.lower()) if output else None
    chosen = edition or asked
    suffix = EDITIONS[chosen].suffix if chosen else book.suffix.lower()
    if suffix not in EDITION_OF:  # a file of another program
        suffix = EDITIONS[PORTABLE].suffix
    target = output or (
        book if book.suffix.lower() == suffix else book.with_suffix(suffix)
    )
    refuse_suffix(target, suffix)
    return chosen, target
