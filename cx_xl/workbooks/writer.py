"""The one writer: every formula passes through the lint and the edition's spelling."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from types import MappingProxyType
from typing import Any, BinaryIO

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from cx_xl.files.calculation import CALC_ID
from cx_xl.headless import Declared
from cx_xl.hosts.registry import HOSTS, PORTABLE
from cx_xl.hosts.spelling import stored_call
from cx_xl.workbooks.formulas import expand
from cx_xl.workbooks.formulas.inference import quantile
from cx_xl.workbooks.layout import SHEET_ORDER, Layout
from cx_xl.workbooks.lint import BadFormula, Known, lint, lint_name
from cx_xl.workbooks.styles import Styles
from cx_xl.workbooks.template_model import SheetKey, Template
from cx_xl.workbooks.texts import Texts

Place = tuple[str, str]  # sheet, address
Results = Mapping[Place, object]

ALWAYS_KNOWN = {quantile("set_Confidence"): "set_Z"}
NOTHING_KNOWN: Mapping[str, str] = MappingProxyType({})

_COLUMN = re.compile(r"\b(tbl\w+)\[(\w+)\]")
_CALL = re.compile(r"\b(CX_[A-Z_0-9]+)\(")
_SHEET = re.compile(r"'(?:[^']|'')+'!")
_ROW = re.compile(r"(?<=[A-Z$])\d+(?![\w(])")  # of a cell in a formula
# Where the texts keep the headers of each table.
HEADER_KEYS = {
    "tblResponses": "responses.{}.header",
    "tblCounts": "counts.{}.header",
    "tblMonthly": "monthly.headers.{}",
    "tblTargets": "targets.headers.{}",
}
TABLES = frozenset(HEADER_KEYS)


class Book:
    """One workbook being written, in one language and for one edition."""

    def __init__(  # noqa: PLR0913 - one per option
        self,
        target: BinaryIO,
        template: Template,
        texts: Texts,
        *,
        edition: str,
        results: Results,
        has_names: bool = False,
    ) -> None:
        self.template = template
        self.texts = texts
        self.layout = Layout(template)
        self.results = results
        self.declared: dict[Place, Declared] = {}
        self.has_names = has_names
        self._edition = edition
        # Survey text that starts with "=" or "http" must stay text.
        plain = {"strings_to_formulas": False, "strings_to_urls": False}
        self.workbook = Workbook(target, {**plain, "in_memory": True})
        if results:  # they are true, so nothing needs to be calculated on opening
            self.workbook.set_calc_mode("auto", CALC_ID)
            self.workbook.calc_on_load = False
        self.styles = Styles(self.workbook, template.palette)
        self._sheets = {key: self._add(key) for key in SHEET_ORDER}

    def _add(self, key: SheetKey) -> "Sheet":
        name = self.texts[f"sheets.{key}"]
        return Sheet(self, name, self.workbook.add_worksheet(name))

    @property
    def is_portable(self) -> bool:
        """Say whether ordinary formulas stand for our calls."""
        return self._edition == PORTABLE

    @property
    def is_opendocument(self) -> bool:
        """
        Say whether its program saves it as an .ods.

        Then conditions set the size of the font back, and sparklines fall to 0 in a
        month without a value.
        """
        return HOSTS[self._edition].suffix == ".ods"

    def sheet(self, key: SheetKey) -> "Sheet":
        """Return a sheet by its key."""
        return self._sheets[key]

    def ref(self, key: SheetKey, address: str) -> str:
        """Return an address on another sheet, as in Targets!$E$6."""
        return f"{quote_sheetname(self.sheet(key).name)}!{address}"

    def define(self, name: str, refers_to: str) -> None:
        """Give *refers_to* a name for the whole workbook."""
        if problems := lint_name(name):
            raise BadFormula(name, problems)
        self.workbook.define_name(name, self.spell(refers_to))

    def spell(self, formula: str, known: Mapping[str, str] = NOTHING_KNOWN) -> str:
        """
        Return *formula* as it is stored: own headers, own spelling, linted.

        *known* are formulas that stand in cells of their own, and where.

        Raises:
            BadFormula: it breaks the lint.
            NotExpandable: the portable edition has no ordinary formula for a call.
        """
        if self.is_portable:
            formula = expand(formula, {**ALWAYS_KNOWN, **known})
        stored = self.named(formula)
        # A user may have given a sheet the longest name there is.
        if problems := _problems(_SHEET.sub("A!", _ROW.sub(_nines, stored))):
            raise BadFormula(stored, problems)
        spelled = _CALL.sub(lambda m: f"{stored_call(m[1], self._edition)}(", stored)
        return f"={spelled}"

    def named(self, formula: str) -> str:
        """Return *formula* with the headers of this language for its columns."""
        return _COLUMN.sub(self._own_header, formula)

    def _own_header(self, match: re.Match[str]) -> str:
        table, key = match.groups()
        return f"{table}[{self.texts[HEADER_KEYS[table].format(key)]}]"


@cache
def _problems(shape: str) -> list[str]:
    """Lint a formula once: those of a column are the same but for their rows."""
    return lint(shape, Known(tables=TABLES))


def _nines(row: re.Match[str]) -> str:
    return "9" * len(row[0])


class Sheet:
    """One sheet being written."""

    def __init__(self, book: Book, name: str, worksheet: Worksheet) -> None:
        self.name = name
        self.raw = worksheet
        self._book = book

    def write(self, row: int, column: int, value: object, style: Format) -> None:
        """Write a constant by its type; text stays text, None leaves a blank."""
        if value is None:
            self.raw.write_blank(row, column, None, style)
        elif isinstance(value, date):
            moment = datetime.combine(value, time())
            self.raw.write_datetime(row, column, moment, style)
        elif isinstance(value, str):
            self.raw.write_string(row, column, value, style)
        else:
            self.raw.write(row, column, value, style)

    def fill(self, row: int, first: int, last: int, style: Format) -> None:
        """Give a row of blank cells one look."""
        for column in range(first, last + 1):
            self.raw.write_blank(row, column, None, style)

    def formula(
        self,
        row: int,
        column: int,
        formula: str,
        style: Format,
        known: Mapping[str, str] = NOTHING_KNOWN,
    ) -> None:
        """Write a formula with its true result, which is blank before evaluation."""
        book, place = self._book, (self.name, xl_rowcol_to_cell(row, column))
        stored = book.spell(formula, known)
        logical = book.named(formula)
        book.declared[place] = Declared(logical, stored.removeprefix("="))
        result = book.results.get(place, "")
        self.raw.write_formula(row, column, stored, style, result)

    def link(self, row: int, column: int, to: SheetKey, style: Format) -> None:
        """Write a link to another sheet, shown as that sheet's name."""
        name = self._book.texts[f"sheets.{to}"]
        self.jump((row, column), to, "A1", name, style)

    def jump(
        self,
        place: tuple[int, int],
        to: SheetKey,
        address: str,
        text: str,
        style: Format,
    ) -> None:
        """Write a link to a cell of another sheet."""
        tip = self._book.texts["start.go"].format(sheet=self._book.sheet(to).name)
        target = f"internal:{self._book.ref(to, address)}"
        self.raw.write_url(*place, target, style, text, tip)

    def validate(self, area: Sequence[int], **options: Any) -> None:
        """Restrict what may be typed into *area* (first row, column, last, last)."""
        for key in ("source", "value"):
            if isinstance(rule := options.get(key), str):
                options[key] = self._book.spell(rule)
        self.raw.data_validation(*area, options)

    def condition(self, area: Sequence[int], formula: str, style: Format) -> None:
        """Change the look of *area* where *formula* holds."""
        rule = {"criteria": self._book.spell(formula), "format": style}
        self.raw.conditional_format(*area, {"type": "formula", **rule})
