"""
Two copies for outside, side by side: do they tell the answers of a few people?

A base of 195 in one copy and of 196 in a later one of the same month, with the NPS of
both: whoever has the two can work out what the one person answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cx_xl.cells import is_number
from cx_xl.dates import serial
from cx_xl.errors import Explained
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.headless.compare import equal
from cx_xl.reports.discreet import LEAST, discreet, least_base, shown
from cx_xl.reports.values_only import FIRST
from cx_xl.reports.voice import plain
from cx_xl.workbooks.template_model import SCORES, load_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.sheet_cells import Sheet
    from cx_xl.reports.model import Report

HEADERS = FIRST + 1  # the row of the headers, as rows count in a sheet
BASE = " n"  # how the header of a base ends, in every language
GROUP_NPS, GROUP_BASE = 2, 5  # columns among the segments


class TellsFew(Explained):
    """Who has both copies knows what a few people answered."""

    en = (
        "{file}, a copy that is there already, holds {what} with a base of {old}, this "
        "one of {new}: whoever has both can work out what so few people answered. "
        "Share when at least {least} more have answered; or, if {file} never left your "
        "hands, delete it first."
    )
    it = (
        "{file}, una copia già esistente, riporta {what} con una base di {old}, questa "
        "di {new}: chi le ha entrambe può ricavare che cosa hanno risposto così poche "
        "persone. Condividi quando ci saranno almeno {least} risposte in più; oppure, "
        "se {file} non è mai uscito dalle tue mani, prima eliminalo."
    )


class Score(NamedTuple):
    """A score of a month or a group, as a copy shows it."""

    name: str
    value: Value
    base: float


Scores = dict[tuple[int, str], Score]  # by month and KPI or group


def scores(report: Report) -> Scores:
    """Return the scores that a copy of *report* shows."""
    least, found = least_base(report), Scores()
    for kpi in report.kpis:
        if kpi.key not in SCORES:
            continue
        for point in discreet(kpi, least).trend:
            if point.base is not None:
                key = int(serial(point.month)), kpi.key
                found[key] = Score(plain(kpi.code), point.value, point.base)
    month = int(serial(report.month))
    whole = discreet(report.kpi("nps"), least).now.base
    for groups in (report.segments, report.channels):
        for one in shown(groups, least, whole).groups:
            name = plain(one.name)
            found[month, _group(name)] = Score(name, one.nps, one.base)
    return found


def refuse_if_telling(now: Scores, earlier: Iterable[Path]) -> None:
    """
    Raise where a copy and an earlier one tell the answers of a few people.

    Args:
        now: the scores of the new copy.
        earlier: files that may be copies of the same book; others are passed over.

    Raises:
        TellsFew: a base differs by fewer than `LEAST`, or a score with an equal base.
    """
    for path in earlier:
        try:
            before = _read(path)
        except FileRefused:  # no workbook, so no copy
            continue
        for key in sorted(now.keys() & before.keys()):
            old, new = before[key], now[key]
            moved = abs(old.base - new.base)
            if moved < LEAST and (moved or not equal(old.value, new.value)):
                raise TellsFew(
                    file=path.name,
                    what=new.name,
                    old=f"{old.base:g}",
                    new=f"{new.base:g}",
                    least=LEAST,
                )


def _read(path: Path) -> Scores:
    """Return the scores of a copy, by the places that `reports.sharing` gives them."""
    package = open_package(path)
    sheets = [read_sheet(package, sheet.name) for sheet in package.sheets]
    if len(sheets) < 3:
        return {}
    found = dict(_trend(sheets[1]))
    month = max((month for month, _kpi in found), default=None)
    if month is not None and len(sheets) > 3:
        found |= {(month, _group(one.name)): one for one in _groups(sheets[2])}
    return found


def _trend(sheet: Sheet) -> Iterator[tuple[tuple[int, str], Score]]:
    """Yield the scores of each month: the last column of a KPI is its base."""
    kpis, first = iter(load_template().kpis), 2
    for column in range(2, sheet.used[1] + 1):
        header = sheet[HEADERS, column]
        if not isinstance(header, str) or not header.endswith(BASE):
            continue
        kpi = next(kpis, None)
        if kpi and kpi.key in SCORES:
            name = str(sheet[HEADERS, first])
            for row in range(HEADERS + 1, sheet.used[0] + 1):
                month, base = sheet[row, 1], sheet[row, column]
                if is_number(month) and is_number(base):
                    score = Score(name, sheet[row, first], base)
                    yield (int(month), kpi.key), score
        first = column + 1


def _groups(sheet: Sheet) -> Iterator[Score]:
    """Yield the NPS of each segment and channel."""
    for row in range(HEADERS, sheet.used[0] + 1):
        name, base = sheet[row, 1], sheet[row, GROUP_BASE]
        if isinstance(name, str) and is_number(base):
            yield Score(name, sheet[row, GROUP_NPS], base)


def _group(name: str) -> str:
    return f"={name}"  # no key of a KPI begins so
