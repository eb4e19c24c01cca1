"""Which formulas `calc --check` could not compare with those of the template."""

from collections import Counter
from typing import TYPE_CHECKING

from cx_xl.commands.language import say
from cx_xl.commands.show import console
from cx_xl.errors import Language
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
    told = {f"{cell.sheet}!{cell.address}" for cell in report.cells}
    if report.level == "full":
        told = set()
    left = (place for place in book.formulas() if place not in told)
    return dict(Counter(place.rpartition("!")[0] for place in left))


def tell(file: str, left: dict[str, int], level: str, language: Language) -> None:
    """Say in one sentence which formulas were not compared, and what to do."""
    if not left:
        return
    n = numbers.count(sum(left.values()), language)
    where = ", ".join(f"{sheet} {held}" for sheet, held in left.items())
    full_en = "were computed as they stand, not as the template has them"
    full_it = "sono calcolate come stanno, non come le ha il modello"
    if level != "full":
        full_en = "were not compared: --full computes them as they stand"
        full_it = "non sono confrontate: --full le calcola come stanno"
    console.print(
        say(
            f"{file} does not have the columns of today's template: {n} formulas "
            f"({where}) {full_en}. cx-xl check compares them with their columns; after "
            "cx-xl upgrade all are compared with the template.",
            f"{file} non ha le colonne del modello attuale: {n} formule ({where}) "
            f"{full_it}. cx-xl check le confronta con le loro colonne; dopo cx-xl "
            "upgrade si confrontano tutte col modello.",
            language,
        ),
        style="yellow",
        markup=False,
        highlight=False,
    )
