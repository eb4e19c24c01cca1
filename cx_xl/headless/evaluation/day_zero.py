"""Evaluate a workbook in the date system that it counts in."""

from datetime import date

from cx_xl.headless.evaluation.harvest import Fresh
from cx_xl.headless.evaluation.in_full import FullEvaluation
from cx_xl.headless.locales import UNKNOWN, Locale
from cx_xl.headless.stored import StoredCells
from cx_xl.headless.syntax.references import Place


def evaluated(
    cells: StoredCells,
    today: date,
    locale: Locale = UNKNOWN,
    *,
    tells_region: bool = True,
) -> Fresh:
    """
    Return the fresh values of every formula.

    Dates count from 1900, whatever the workbook does, as they do when it is read; a
    number that no date format tells to be a date counts as the workbook does. So a
    1904 workbook is evaluated twice: from 1900, as our functions understand days, and
    then, with their answers, from 1904.

    Args:
        cells: the workbook.
        today: what TODAY() and NOW() give.
        locale: in whose settings.
        tells_region: find out what depends on them, which takes a second calculation.
    """
    if next(cells.formulas(), None) is None:
        return Fresh()  # needs no engine
    in_full = FullEvaluation(cells, today, locale, tells_region=tells_region)
    fresh = in_full.run()
    if cells.package.date1904:
        second = FullEvaluation(
            cells, today, locale, in_full.extractor, tells_region=False
        ).run()
        for place, value in second.cells.items():
            if place in fresh.cells and not _is_date(cells, place):
                fresh.cells[place] = value
    return fresh


def _is_date(cells: StoredCells, place: Place) -> bool:
    sheet = cells.sheet(place[0])
    cell = sheet.formulas.get(place[1:])
    return cell.is_date if cell else sheet.is_date(*place[1:])
