"""A copy that can leave the company: right values, and nothing of the answers."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openxml_audit import OpenXmlValidator

from cx_xl.headless.compare import equal
from cx_xl.reports import report_of
from cx_xl.reports.discreet import shown
from cx_xl.reports.model import Segment
from cx_xl.reports.share import shared_copy

TODAY, OCTOBER = date(2026, 11, 26), date(2026, 10, 1)
PLANTED = "Zanzibar"


@pytest.fixture(scope="module", params=["en", "it"])
def copy(request, ready, tmp_path_factory):
    """The demo with names and remarks in every place that has room, and its copy."""
    path = tmp_path_factory.mktemp("shared") / f"{PLANTED}.xlsx"
    ready(path, request.param)
    with pytest.warns(UserWarning, match="extension"):
        book = openpyxl.load_workbook(path)
    answers = book.worksheets[2]
    row = next(r for r in range(6, 5000) if answers.cell(r, 1).value >= _moment())
    answers.cell(row, 3).value = PLANTED
    answers.cell(row, 9).value = f"Call {PLANTED}"
    answers.cell(row, 4).comment = Comment(f"said {PLANTED}", PLANTED)
    hidden = book.create_sheet(f"{PLANTED} hidden")
    hidden["A1"], hidden.sheet_state = PLANTED, "veryHidden"
    book.create_sheet("Mine")["A1"] = PLANTED
    book.defined_names[PLANTED] = DefinedName(PLANTED, attr_text=f'"{PLANTED}"')
    book.properties.creator = book.properties.lastModifiedBy = PLANTED
    book.properties.description = book.properties.keywords = PLANTED
    book.save(path)
    return path, shared_copy(path, OCTOBER, today=TODAY, despite_errors=True)


def _moment():
    from datetime import datetime  # noqa: PLC0415

    return datetime(2026, 10, 1)  # noqa: DTZ001


def test_no_part_holds_what_was_planted(copy):
    """Whatever the part: cells, texts, names, charts, properties."""
    with ZipFile(BytesIO(copy[1].content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}

    assert not [name for name, part in held.items() if PLANTED.encode() in part]
    assert not [
        name for name, part in held.items() if b"<f>" in part and "sheet" in name
    ]
    assert b"definedName" not in held["xl/workbook.xml"]
    assert b"hidden" not in held["xl/workbook.xml"]
    assert not [
        name for name in held if any(w in name for w in ("custom", "comment", "pivot"))
    ]


def test_values_are_those_of_the_report(copy):
    """Value, interval and base of each KPI, to the fifteen digits of a cell."""
    report = report_of(copy[0], OCTOBER, TODAY)
    sheet = openpyxl.load_workbook(BytesIO(copy[1].content))["KPI"]
    cells = [[c.value for c in row[1:5]] for row in sheet.iter_rows(6, 13)]
    points = [kpi.now for kpi in report.kpis]
    wanted = [[p.value, p.low, p.high, p.base] for p in points]

    assert all(
        equal(one, other)
        for pair in zip(wanted, cells, strict=True)
        for one, other in zip(*pair, strict=True)
    )


def test_excel_has_no_reason_to_repair_it(copy, tmp_path):
    path = tmp_path / "copy.xlsx"
    path.write_bytes(copy[1].content)

    assert [] == OpenXmlValidator().validate(str(path)).errors


def test_what_was_removed_is_told(copy):
    gone = copy[1].removed

    assert f"{PLANTED} hidden" in gone.hidden
    assert ("Mine",) == gone.sheets
    assert (2627, 1, 2) == (gone.answers, gone.comments, gone.people)


def _group(name, base):
    nps = 10.0 if base >= 30 else None
    return Segment(name=name, base=base, nps=nps, verdict="none")


def test_one_small_segment_takes_another_with_it():
    """Alone it would be the total less all others; two cannot be told apart."""
    groups = [_group("a", 200), _group("b", 40), _group("c", 3)]

    assert (["a"], 2) == (
        [one.name for one in shown(groups, 30).groups],
        shown(groups, 30).withheld,
    )
    assert 2 == len(shown(groups[:2], 30).groups)
