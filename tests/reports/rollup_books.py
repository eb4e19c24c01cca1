"""Filled books for the tests of roll-ups, made from the template in no time."""

import re
from datetime import date
from pathlib import Path
from random import Random

from cx_xl.dates import serial
from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.package import open_package
from cx_xl.reports.rollup.book_reading import read
from cx_xl.reports.rollup.summing import added
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.writer import HEADER_KEYS

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
MONTH, TODAY = date(2026, 10, 1), date(2026, 11, 26)
DAYS = 31
COUNTED = "question", "score", "n", "weight", "squares", "segment"
SETTINGS = {"satisfied_from": "set_SatisfiedFrom", "min_base": "set_MinBase"}


def book(scores=(), *, language="en", months=None, counts=(), **inputs):
    """
    Return the package of a book.

    Args:
        scores: (nps, csat, ces) of each answer, one day after the other.
        language: of the book.
        months: inputs of further months, by their first day.
        counts: question, score, n of each row of Counts, then weight, squares, segment.
        inputs: of the month; satisfied_from and min_base are settings.
    """
    package = open_package(TEMPLATES / f"cx_kpi.{language}.xlsx")
    tables = {table.name: table for table in package.tables}
    headers = load_texts(language)
    settings = {key: inputs.pop(key) for key in SETTINGS if key in inputs}
    ours = "tblResponses", "tblMonthly", "tblCounts"
    changes = {tables[name].sheet: {} for name in ours}

    def put(table, row, key, value):
        header = headers[HEADER_KEYS[table].format(key)]
        column = tables[table].columns.index(header)
        place = tables[table].body.top + row, tables[table].area.left + column
        changes[tables[table].sheet][place] = value

    for row, answer in enumerate(scores):
        day = MONTH.replace(day=row % DAYS + 1)
        put("tblResponses", row, "date", int(serial(day)))
        for key, score in zip(("nps", "csat", "ces"), answer, strict=True):
            put("tblResponses", row, key, score)
    for row, cells in enumerate(counts):
        put("tblCounts", row, "month", int(serial(MONTH)))
        for key, value in zip(COUNTED, cells, strict=False):
            put("tblCounts", row, key, value)
    for month, typed in {MONTH: inputs, **(months or {})}.items():
        first = load_template().first_month
        row = 12 * (month.year - first.year) + month.month - first.month
        for key, value in typed.items():
            put("tblMonthly", row, key, value)
    for key, value in settings.items():
        name = next(n for n in package.names if n.name == SETTINGS[key])
        sheet, _, cell = name.text.rpartition("!")
        column, row = re.fullmatch(r"\$([A-Z])\$(\d+)", cell).groups()
        place = int(row), ord(column) - ord("A") + 1
        changes.setdefault(sheet.strip("'"), {})[place] = value
    return package.with_parts(changed_parts(package, changes))


def written(path, package):
    """Write a book to a file; return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(package.container.data)
    return path


def edited(package, part, old, new):
    """Return a book in which some text of a part is another."""
    text = package.read(part).decode()
    assert old in text
    return package.with_parts({part: text.replace(old, new).encode()})


def rolled(folder, **packages):
    """Return the roll-up of some books, read in this process."""
    return added(outcomes(folder, **packages), folder, MONTH, TODAY)


def outcomes(folder, **packages):
    """Return what some books give to the sum, in the order of their names."""
    return [
        read(written(folder / f"{name}.xlsx", package), name, MONTH, TODAY)
        for name, package in sorted(packages.items())
    ]


def answers(promoters, passives, detractors, seed=1):
    """
    Return so many answers of each kind, one after the other as people come.

    All promoters are satisfied and find it easy, nobody else does.
    """
    drawn = Random(seed)
    kinds = (((9, 10), promoters), ((7, 8), passives), (range(7), detractors))
    scores = [drawn.choice(points) for points, n in kinds for _ in range(n)]
    drawn.shuffle(scores)
    return [
        (nps, drawn.choice((4, 5)), drawn.choice((5, 6, 7)))
        if nps >= 9
        else (nps, drawn.choice((1, 2, 3)), drawn.choice((1, 2, 3, 4)))
        for nps in scores
    ]
