"""What holds wherever answers lie."""

import re
from collections.abc import Iterable
from typing import Any

from cx_xl.warehouse.frames import dated
from cx_xl.warehouse.source_refusals import NoTable, NoTables, WhichDate

SOURCE = "SOURCE"
TEXT_ENDING = re.compile(r"\.(csv|tsv|txt)(\.gz|\.zst)?$", re.IGNORECASE)
# Only dates that can be meant in one way are read from text: 2026-02-01.
ISO_DATE = "%Y-%m-%d"


def date_column(frame: Any) -> str:
    """
    Return the only column of dates.

    Raises:
        WhichDate: there is none, or a choice.
    """
    names, found = dated(frame)
    if len(found) != 1:
        raise WhichDate("--period", columns=", ".join(found or names))
    return found[0]


def no_table(names: Iterable[str]) -> NoTable | NoTables:
    """Return the refusal of a database with tables of these *names*, or with none."""
    tables = ", ".join(dict.fromkeys(names))
    return NoTable(SOURCE, tables=tables) if tables else NoTables(SOURCE)
