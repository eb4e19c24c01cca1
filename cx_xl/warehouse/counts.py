"""Tallies as a table of counts: a row per group and answer."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from math import isfinite
from pathlib import Path
from typing import Any

from cx_xl.grouped import PERIOD, Tallies
from cx_xl.warehouse.query import Row
from cx_xl.warehouse.warehouse_refusals import (
    NameTaken,
    TooLong,
    WouldBeFormula,
    WrongEnding,
)

LONGEST_TEXT = 32_767  # that a cell holds
OWN = ("score", "n", "weight", "squares")
# As the first character of a cell; the wide ones where Chinese or Japanese is typed.
_ACTS = re.compile(r"[=@\0\t\r\n\uff1d\uff0b\uff0d\uff20]|[+-](?![\d.,]*%?$)")
TYPES = {"score": "DOUBLE", "n": "BIGINT", "weight": "DOUBLE", "squares": "DOUBLE"}


def header(names: Sequence[str]) -> tuple[str, ...]:
    """
    Return the columns of counts: names of groups, score, n and the sums of weights.

    Raises:
        NameTaken: a group is called like one of them.
    """
    for name in names:
        if name.casefold() in OWN:
            raise NameTaken("--segment", column=name)
    return (*names, *OWN)


def rows(tallies: Tallies) -> list[Row]:
    """Return the counts, group by group."""
    return [
        (*key, score, *mass)
        for key, tally in tallies.groups.items()
        for score, mass in tally.masses.items()
    ]


def refuse_ending(target: Path) -> None:
    """
    Refuse before anything is counted what could not be written.

    Raises:
        WrongEnding: it is neither .parquet, .csv nor .xlsx.
    """
    if target.suffix.lower() not in WRITERS:
        raise WrongEnding("--output")


def content(target: Path, tallies: Tallies) -> bytes:
    """Return the bytes of a file of counts, of the kind that its ending says."""
    return WRITERS[target.suffix.lower()](header(tallies.names), rows(tallies))


def as_csv(head: Sequence[str], counts: Iterable[Row]) -> bytes:
    """
    Return counts as CSV in UTF-8, dates as ISO's.

    Raises:
        WouldBeFormula: a spreadsheet would compute a label, and CSV cannot forbid it.
    """
    counts = list(counts)
    for label in chain(head, *counts):
        if isinstance(label, str) and _ACTS.match(label):
            raise WouldBeFormula("--segment", label=label[:40])
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(counts)
    return stream.getvalue().encode()


def _as_parquet(head: Sequence[str], counts: list[Row]) -> bytes:
    import duckdb  # noqa: PLC0415 - only for this kind of file

    columns = [
        f'"{name.replace(chr(34), 2 * chr(34))}" {_type(i, name, counts)}'
        for i, name in enumerate(head)
    ]
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE counts ({', '.join(columns)})")
    if counts:
        marks = ", ".join("?" * len(head))
        insert = f"INSERT INTO counts VALUES ({marks})"  # noqa: S608 - marks alone
        connection.executemany(insert, counts)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "counts.parquet"
        connection.table("counts").write_parquet(str(path))
        return path.read_bytes()


def _type(index: int, name: str, counts: list[Row]) -> str:
    """Return the type of a column; labels are numbers only if all of them are."""
    if name in TYPES:
        return TYPES[name]
    if name == PERIOD:
        return "DATE"
    are_numbers = all(isinstance(row[index], int | float) for row in counts)
    return "DOUBLE" if counts and are_numbers else "VARCHAR"


def _as_xlsx(head: Sequence[str], counts: list[Row]) -> bytes:
    from xlsxwriter import Workbook  # noqa: PLC0415 - only for this kind of file

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Counts")
    for row, cells in enumerate(counts, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(row, column, cell, day)
            elif isinstance(cell, str):  # never a formula, whatever a label says
                if len(cell) > LONGEST_TEXT:
                    raise TooLong("--segment", label=cell[:40])
                sheet.write_string(row, column, cell)
            elif not isfinite(cell):  # as a label; no cell holds such a number
                sheet.write_string(row, column, str(cell))
            else:
                sheet.write_number(row, column, cell)
    columns: list[Any] = [{"header": name} for name in head]
    last = max(len(counts), 1), len(head) - 1
    sheet.add_table(0, 0, *last, {"name": "tblCounts", "columns": columns})
    book.close()
    return stream.getvalue()


WRITERS = {".csv": as_csv, ".parquet": _as_parquet, ".xlsx": _as_xlsx}
