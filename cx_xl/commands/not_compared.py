"""Which formulas `calc --check` could not compare with those of the template."""

from collections import Counter
from typing import TYPE_CHECKING

from cx_xl.commands.language import say
from cx_xl.commands.show import console
from cx_xl.errors import Language, Text
from cx_xl.workbooks import numbers

if TYPE_CHECKING:
    from cx_xl.headless import CheckReport, Workbook


def by_sheet(book: "Workbook", report: "CheckReport") -> dict[str, int]:
    """
    Return how many formulas of a book of our template *report* says nothing about.

    Of the current template it says something about each. What an older one had, or one
    whose columns were renamed, is no longer declared: with "full" its formulas are
    computed as they stand, otherwise only those that use our functions.
    """
    from cx_xl import workbooks  # noqa: PLC0415 - loads the builder

    if not workbooks.is_template(book) or workbooks.declaration_of(book):
        return {}
    compared = () if report.level == "full" else report.cells
    told = {f"{cell.sheet}!{cell.address}" for cell in compared}
    left = (place for place in book.formulas() if place not in told)
    return dict(Counter(place.rpartition("!")[0] for place in left))


def tell(
    book: "Workbook", left: dict[str, int], level: str, language: Language
) -> None:
    """Say why formulas were not compared, and what to do."""
    if not left:
        return
    n = numbers.count(sum(left.values()), language)
    held = {sheet: numbers.count(count, language) for sheet, count in left.items()}
    where = ", ".join(f"{sheet} {count}" for sheet, count in held.items())
    how_en = "were computed as they stand, not as the template has them"
    how_it = "sono calcolate come stanno, non come le ha il modello"
    if level != "full":
        how_en = "were not compared: --full computes them as they stand"
        how_it = "non sono confrontate: --full le calcola come stanno"
    why, remedy = _cause(book)
    console.print(
        say(
            f"{book.file} {why.en}: {n} formulas ({where}) {how_en}. cx-xl check "
            f"compares those of Monthly with their columns; {remedy.en}.",
            f"{book.file} {why.it}: {n} formule ({where}) {how_it}. cx-xl check "
            f"confronta quelle di Mensile con le loro colonne; {remedy.it}.",
            language,
        ),
        style="yellow",
        markup=False,
        highlight=False,
    )


def _cause(book: "Workbook") -> tuple[Text, Text]:
    """Return why a book is not compared with the template, and the remedy."""
    from cx_xl.workbooks.declaration import is_newer, is_of_today  # noqa: PLC0415

    if is_newer(book):
        return (
            Text("is of a newer template", "è di un modello più recente"),
            Text("update cx-xl to compare all", "aggiorna cx-xl per confrontarle"),
        )
    if is_of_today(book):
        return (
            Text("lacks columns of its template", "non ha più le colonne del modello"),
            Text("give them their names back", "ridai loro il nome"),
        )
    return (
        Text("is of an older template", "è di un modello precedente"),
        Text(
            "after cx-xl upgrade all are compared with the template",
            "dopo cx-xl upgrade si confrontano tutte col modello",
        ),
    )
