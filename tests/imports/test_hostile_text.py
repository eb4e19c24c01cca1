"""
No byte sequence of an export becomes a formula, a link or a command in a file of ours.

Page, slides and PDF: tests/reports/test_forms.py.
"""

import csv
from datetime import date
from io import BytesIO, StringIO
from itertools import cycle
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from cx_xl import imports
from cx_xl.errors import Explained
from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.table_writer import NewTable, with_table
from cx_xl.imports.reading import FORMULA_STARTS
from cx_xl.reports.collect import report_of
from cx_xl.reports.rollup import sum_workbook
from cx_xl.reports.values_only import shared
from cx_xl.warehouse.counts import WRITERS
from cx_xl.warehouse.warehouse_refusals import WouldBeFormula
from cx_xl.workbooks import Answer, Filling, create
from cx_xl.workbooks.receive import Book
from tests.archives import parts
from tests.imports import exports
from tests.reports.rollup_books import answers, book, rolled
from tests.reports.test_forms import TRAPS, WORDS, hostile

pytestmark = pytest.mark.slow

TODAY = date(2026, 11, 2)
BOOK = Path(__file__).parents[2] / "workbook_templates" / "cx_kpi.en.xlsx"
WORST = (
    *TRAPS,
    *exports.INJECTIONS,
    "DDE(",
    '";=1+1',
    "\r\n=1+1",
    "\ufeff=1",
    "\uff1d1",
)
# Any bytes as the program reads them that opens a file as Western text.
BYTES = st.binary(min_size=1, max_size=30).map(lambda b: b.decode("latin-1"))
CELLS = st.lists(st.one_of(st.sampled_from(WORST), BYTES), min_size=20, max_size=40)


def active(content):
    """What of a workbook would run, link or load: (part, what) without charts."""
    found = []
    with ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")) or "/charts/" in name:
                continue
            for element in etree.fromstring(archive.read(name)).iter():
                kind = etree.QName(element).localname
                is_outside = element.get("TargetMode") == "External"
                if is_outside or kind in {"f", "hyperlink", "ddeLink", "oleObject"}:
                    found.append((name, kind, element.text, element.get("ref")))
    return found


@pytest.fixture(scope="module")
def empty(ready, tmp_path_factory):
    """An empty book of 2026."""
    path = tmp_path_factory.mktemp("empty") / "kpi.xlsx"
    return ready(path, "en", "empty").read_bytes()


def imported(export, path):
    """Import an export of which column is what is known."""
    book = Book(path)
    profile = imports.Profile(tool="generic", order="year")
    columns = {"date": "Day", "nps": "Score", "segment": "Store", "channel": "Till"}
    for role, name in columns.items():
        profile = profile.with_column(role, name)
    for role in ("csat", "ces", "response_id"):
        profile = profile.with_column(role, "")
    source = imports.read_source(export)
    importer = imports.importer_for("generic")
    found = imports.understand(source, importer, profile, book.scales)
    assume(found.question is None)  # may look personal
    ledger = book.ledger
    facts = {"salt": ledger.salt, "known": ledger.marks, "today": TODAY}
    reading = imports.read(found, takes=lambda _month: True, **facts)
    book.receive(reading.taken, "generic", TODAY)
    return reading


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cells=CELLS)
def test_an_import_adds_nothing_that_acts(empty, tmp_path_factory, cells):
    """
    The book's formulas and links are those of before, and whatever was taken begins
    like no formula, so that a copy of the cell in another program is none either.
    """
    folder = tmp_path_factory.mktemp("import")
    rows = [["Day", "Score", "Store", "Till"]]
    rows += [["2026-10-03", i % 11, cell, cells[-i]] for i, cell in enumerate(cells)]
    export = exports.as_text(rows, folder / "export.csv")
    book = folder / "kpi.xlsx"
    book.write_bytes(empty)
    try:
        reading = imported(export, book)
    except Explained:  # bytes that are no table: refused, and the book is as it was
        assert empty == book.read_bytes()
        return

    assert len(reading.taken) > 10
    assert active(empty) == active(book.read_bytes())
    sheet = read_sheet(open_package(book), "Responses")
    texts = [v for (row, _), v in sheet.cells() if row > 5 and isinstance(v, str)]
    assert not [text for text in texts if text.startswith(FORMULA_STARTS)]


@pytest.fixture(scope="module")
def report(ready, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "demo.xlsx"
    return report_of(ready(path, "en"), today=TODAY)


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=WORDS)
def test_a_shared_copy_holds_nothing_that_acts(report, words):
    """Names of segments and KPIs are all that a copy takes from what was typed."""
    assert [] == active(shared(hostile(report, words), "it"))


def acting(part):
    """What of a sheet would run or link."""
    root = etree.fromstring(part)
    names = {etree.QName(e).localname for e in root.iter() if isinstance(e.tag, str)}
    return names & {"f", "hyperlink", "oleObject"}


ANY = st.one_of(st.sampled_from(WORST), BYTES)
SOME = st.lists(ANY, min_size=8, max_size=16)


@settings(max_examples=20)
@given(words=SOME)
def test_what_is_written_into_a_book_is_text(words):
    """
    The one writer of imports of answers and of counts, and of months that are closed
    further; beside it the table of the first closed month, whose KPIs users name.
    """
    package = open_package(BOOK)
    cells = {(row, 2): word for row, word in enumerate(words, start=6)}
    ours = changed_parts(package, {"Responses": cells})
    table = NewTable("tblHistory", "History", "x", ("KPI",), 0, (9,))
    theirs = with_table(package, table, [[(word, 0)] for word in words])

    assert set() == acting(*ours.values())
    assert set() == acting(theirs["xl/worksheets/x.xml"])
    filled = package.with_parts(ours | theirs)
    responses, history = (read_sheet(filled, n) for n in ("Responses", "History"))
    assert words == [responses[place] for place in cells]
    assert words == [history[row, 1] for row in range(2, 2 + len(words))]


@settings(max_examples=10)
@given(words=SOME)
def test_a_sum_of_books_adds_nothing_that_acts(total, words):
    """Names of books, folders and currencies, and why a book was left out."""
    turn = cycle(words)
    names = dict(zip("ab", turn, strict=False))

    def renamed(records):
        return [one | {"book": names[one["book"]]} for one in records]

    held = total.model_dump()
    message = {"code": "x", "en": words[0], "it": words[1]}
    gone = {"book": words[2], "code": "x", "kpis": (), "reason": message}
    hostile_total = type(total).model_validate(
        held
        | {"folder": words[3], "currency": words[4], "skipped": words[5:]}
        | {"books": renamed(held["books"]), "left_out": [gone | {"remedy": message}]}
        | {"kpis": [k | {"books": renamed(k["books"])} for k in held["kpis"]]}
    )

    ours = active(sum_workbook.written(total, "en"))
    assert ours
    assert ours == active(sum_workbook.written(hostile_total, "en"))


@pytest.fixture(scope="module")
def total(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stores")
    return rolled(folder, a=book(answers(30, 10, 10)), b=book(answers(20, 20, 20)))


@settings(max_examples=20)
@given(words=SOME)
def test_counts_of_a_tally_are_refused_or_text(words):
    """CSV cannot say that a cell is text, so it holds none that acts; .xlsx can."""
    head, rows = ("segment", "score", "n"), [(word, 9.0, 1) for word in words]
    sheet = parts(BytesIO(WRITERS[".xlsx"](head, rows)))["xl/worksheets/sheet1.xml"]
    assert set() == acting(sheet)
    try:
        content = WRITERS[".csv"](head, rows).decode()
    except WouldBeFormula:
        return
    cells = [row[0] for row in csv.reader(StringIO(content, newline=""))]
    assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS)]


@pytest.mark.long
def test_an_ods_holds_no_formula_and_no_link_of_a_name(tmp_path):
    """The edition for LibreOffice writes the worst names as text, and only so."""
    answers = [
        Answer(date(2026, 10, 3), word, word, i % 11, None, None)
        for i, word in enumerate(WORST)
    ]
    path = tmp_path / "kpi.ods"
    filling = Filling(answers, first_month=date(2026, 1, 1))
    create(path, "en", filling, edition="libreoffice")

    with ZipFile(path) as archive:
        root = etree.fromstring(archive.read("content.xml"))
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    link = "{http://www.w3.org/1999/xlink}href"
    sheet = next(
        s for s in root.iter(f"{table}table") if s.get(f"{table}name") == "Responses"
    )
    formulas = [c for c in sheet.iter() if c.get(f"{table}formula")]
    links = [e.get(link) for e in root.iter() if e.get(link)]

    assert [] == formulas
    assert [] == [one for one in links if "evil" in one or "example.org" in one]
