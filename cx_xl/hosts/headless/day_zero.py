"""Evaluate a workbook in the date system that it counts in."""

from datetime import date

from cx_xl.hosts.headless.graph import Place
from cx_xl.hosts.headless.harvest import Fresh
from cx_xl.hosts.headless.hoist import Hoist
from cx_xl.hosts.headless.regions import UNKNOWN, Region
from cx_xl.hosts.headless.stored import StoredCells


def evaluated(cells: StoredCells, today: date, region: Region = UNKNOWN) -> Fresh:
    """
    Return the fresh values of every formula.

    Dates count from 1900, whatever the workbook does, as they do when it is read; a
    number that no date format tells to be a date counts as the workbook does. So a
    1904 workbook is evaluated twice: from 1900, as our functions understand days, and
    then, with their answers, from 1904.
    """
    if next(cells.formulas(), None) is None:
        return Fresh()  # needs no engine
    hoist = Hoist(cells, today, region)
    fresh = hoist.run()
    if cells.package.date1904:
        second = Hoist(cells, today, region, answered=hoist.cutter).run()
        for place, value in second.cells.items():
            if place in fresh.cells and not _is_date(cells, place):
                fresh.cells[place] = value
    return fresh


def _is_date(cells: StoredCells, place: Place) -> bool:
    sheet = cells.sheet(place[0])
    cell = sheet.formulas.get(place[1:])
    return cell.is_date if cell else sheet.is_date(*place[1:])
