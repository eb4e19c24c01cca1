"""Closed months: what their KPIs were, in a table of the book that nothing computes."""

from datetime import date
from typing import TYPE_CHECKING

from cx_xl.dates import serial
from cx_xl.errors import Language
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.record import Record
from cx_xl.workbooks.cell_values import day_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.tables import Table

TABLE = "tblHistory"
PART = "cx_xl_history"
SHEET: dict[Language, str] = {"en": "History", "it": "Storico"}
# In the order of the sheet; further columns are added behind these.
COLUMNS = (
    "month",
    "kpi",
    "name",
    "value",
    "low",
    "high",
    "base",
    "confidence",
    "closed",
    "template",
    "program",
    "revision",
    "answers",
)
HEADERS: dict[Language, tuple[str, ...]] = {
    "en": (
        "Month",
        "KPI",
        "Description",
        "Value",
        "Low",
        "High",
        "n",
        "Confidence",
        "Closed on",
        "Template",
        "cx_xl",
        "Revision",
        "Answers (check)",
    ),
    "it": (
        "Mese",
        "KPI",
        "Descrizione",
        "Valore",
        "Minimo",
        "Massimo",
        "n",
        "Confidenza",
        "Chiuso il",
        "Modello",
        "cx_xl",
        "Revisione",
        "Risposte (controllo)",
    ),
}
DAYS = ("month", "closed")
TEXTS = ("kpi", "name", "template", "program", "answers")
WIDTHS = (12, 10, 34, 12, 12, 12, 10, 13, 13, 12, 11, 13, 22)


class HistoryDamaged(FileRefused):
    """The table of closed months can no longer be read."""

    en = "{file}: {cell} of the history is not what cx-xl wrote; take it from a backup."
    it = (
        "{file}: {cell} dello storico non è più come l'ha scritta cx-xl; ripristinala "
        "da una copia di sicurezza."
    )


class Closed(Record):
    """
    A KPI of a closed month.

    Attributes:
        month: its first day.
        kpi: its short name, such as NPS.
        name: as the book called it.
        value: None where the month had none.
        low: lower end of its interval, as far as it has one.
        high: upper end.
        base: how many answers or customers.
        confidence: the level of the interval.
        closed: the day on which it was frozen.
        template: version of the template.
        program: version of cx-xl.
        revision: 1, or more where a month was closed again.
        answers: a fingerprint of the answers of the month.
    """

    month: date
    kpi: str
    name: str
    value: float | None
    low: float | None
    high: float | None
    base: float | None
    confidence: float
    closed: date
    template: str
    program: str
    revision: int
    answers: str

    def cells(self, day_zero: int = 0) -> dict[str, "Value"]:
        """Return what its row holds, by column; days as counted from *day_zero*."""
        held = {key: getattr(self, key) for key in COLUMNS}
        days = {key: int(serial(held[key])) - day_zero for key in DAYS}
        return held | days


def history_table(package: "Package") -> "Table | None":
    """Return the table of closed months, None before the first one was closed."""
    return next((table for table in package.tables if table.name == TABLE), None)


def read_history(package: "Package") -> tuple[Closed, ...]:
    """
    Return every row of the history of a book, none if it has no history.

    Raises:
        HistoryDamaged: a column is missing, or a cell holds what cx-xl never writes.
    """
    table = history_table(package)
    if table is None or not table.rows:
        return ()
    file = package.container.file
    keys = keys_of(table.columns)
    places = {key: place for place, key in enumerate(keys, table.area.left)}
    places = {key: place for key, place in places.items() if key in COLUMNS}
    if set(places) != set(COLUMNS):
        raise HistoryDamaged(file=file, cell=str(table.area))
    sheet, found = read_sheet(package, table.sheet), []
    for row in table.rows:
        cells = {key: sheet[row, column] for key, column in places.items()}
        if any(value is not None for value in cells.values()):
            found.append(_closed(cells, file, f"{table.sheet}!{row}:{row}"))
    return tuple(found)


def keys_of(headers: "Sequence[str]") -> list[str]:
    """Return the keys of the columns of a history; one of the user is its own key."""
    known = {
        header: key
        for words in HEADERS.values()
        for header, key in zip(words, COLUMNS, strict=True)
    }
    return [known.get(header, header) for header in headers]


def latest(history: "Sequence[Closed]", month: date) -> tuple[Closed, ...]:
    """Return the last revision of a month, empty if it was never closed."""
    rows = [row for row in history if row.month == month]
    last = max((row.revision for row in rows), default=0)
    return tuple(row for row in rows if row.revision == last)


def _closed(cells: dict[str, "Value"], file: str, place: str) -> Closed:
    try:
        days = {key: day_in(cells[key]) for key in DAYS}
        texts = {key: str(cells[key] or "") for key in TEXTS}
        return Closed.model_validate({**cells, **texts, **days})
    except (TypeError, ValueError) as error:
        raise HistoryDamaged(file=file, cell=place) from error
