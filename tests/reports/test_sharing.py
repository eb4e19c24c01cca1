"""A copy that can leave the company: right values, and nothing of the answers."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openxml_audit import OpenXmlValidator

from cx_xl.files.package import open_package
from cx_xl.headless.compare import equal
from cx_xl.reports.collect import report_of
from cx_xl.reports.discreet import shown
from cx_xl.reports.earlier import TellsFew, refuse_if_telling
from cx_xl.reports.model import Segment
from cx_xl.reports.share import shared_copy
from cx_xl.workbooks import Filling, demo
from cx_xl.workbooks.build import build
from tests.archives import parts
from tests.reports.rollup_books import book, written
from tests.workbooks.grafts import HEAD, OFFICE, grafted
from tests.workbooks.libreoffice import convert

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
    held = parts(BytesIO(copy[1].content))

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
        [one.name for one in shown(groups, 30, 243).groups],
        shown(groups, 30, 243).withheld,
    )
    assert 2 == len(shown(groups[:2], 30, 240).groups)


def test_a_few_without_a_segment_could_be_worked_out_too():
    """243 people less 200 and 40: three, unless one of the two stays at home."""
    groups = [_group("a", 200), _group("b", 40)]

    assert ["a"] == [one.name for one in shown(groups, 30, 243).groups]
    assert 2 == len(shown(groups, 30, 280).groups)


def test_two_small_segments_are_no_hiding_place_for_each_other():
    """250 people less 200 and 40: ten, of whom nothing may be told either."""
    groups = [_group("a", 200), _group("b", 40), _group("c", 6), _group("d", 4)]

    assert (["a"], 3) == (
        [one.name for one in shown(groups, 30, 250).groups],
        shown(groups, 30, 250).withheld,
    )
    assert ["a", "b"] == [one.name for one in shown(groups, 10, 250).groups]


def test_counts_are_withheld_as_answers_are(tmp_path):
    """Three people of a segment, and the next smallest with them; rows are told."""
    blank = (None, None)
    counts = [
        *(("NPS", score, 20, *blank, "Business") for score in (2, 9)),
        *(("NPS", score, 50, *blank, "Shop") for score in (2, 10)),
        ("NPS", 0, 3, *blank, PLANTED),
    ]
    path = written(tmp_path / "kpi.xlsx", book(counts=counts))

    copy = shared_copy(path, OCTOBER, today=TODAY, despite_errors=True)

    texts = b"".join(parts(BytesIO(copy.content)).values())
    assert b"Shop" in texts
    assert b"Business" not in texts
    assert PLANTED.encode() not in texts
    assert (0, 5) == (copy.removed.answers, copy.removed.counts)


NUMBER = re.compile(rb">(-?\d+\.\d+(?:[eE][+-]?\d+)?)<")
# What Excel and others leave in a file besides its sheets, each with the planted word.
LEFT = {
    "docProps/thumbnail.jpeg": "\xff\xd8 {0}",
    "xl/embeddings/oleObject1.bin": "\xd0\xcf {0}",
    "xl/media/image9.png": "\x89PNG {0}",
    "xl/externalLinks/externalLink9.xml": (
        "<externalLink xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        "<externalBook xmlns:r='{1}' r:id='rId1'><sheetNames><sheetName val='{0}'/>"
        "</sheetNames><sheetDataSet><sheetData sheetId='0'><row r='1'><cell r='A1' "
        "t='str'><v>{0}</v></cell></row></sheetData></sheetDataSet></externalBook>"
        "</externalLink>"
    ),
    "xl/pivotCache/pivotCacheRecords9.xml": "<r xmlns='urn:x'><s v='{0}'/></r>",
    "xl/queryTables/queryTable9.xml": "<q xmlns='urn:x' name='{0}'/>",
    "xl/connections.xml": "<c xmlns='urn:x' connection='{0}'/>",
    "xl/ctrlProps/ctrlProp9.xml": "<c xmlns='urn:x' macro='{0}'/>",
}


def _left(path, target):
    """Graft a pivot, slicer, comments and so on onto a book, and what is LEFT."""
    grafted(path, target, open_package(path).sheet("KPI").part)
    with ZipFile(target, "a") as archive:
        for name, content in LEFT.items():
            text = content.format(PLANTED, OFFICE)
            archive.writestr(name, f"{HEAD}{text}" if name.endswith("xml") else text)


@pytest.fixture(scope="module")
def plain(ready, tmp_path_factory):
    """The demo as it is, and its copy."""
    path = ready(tmp_path_factory.mktemp("plain") / "kpi.xlsx", "en")
    return path, shared_copy(path, OCTOBER, today=TODAY)


def _rounded(copy):
    """The parts, numbers to 12 digits: editions add up in another order."""
    return {
        name: NUMBER.sub(lambda found: b">%.12g<" % float(found[1]), part)
        for name, part in parts(BytesIO(copy.content)).items()
    }


@pytest.mark.parametrize("edition", ["portable", "windows", "libreoffice"])
def test_parts_of_a_book_leave_no_trace(ready, plain, edition, tmp_path):
    """
    Macros, caches, links, files: the copy is that of the book without them, part by
    part. An .xlsm holds our macros; an .ods is as LibreOffice saved it.
    """
    suffix = {"portable": ".xlsx", "windows": ".xlsm", "libreoffice": ".ods"}[edition]
    book = tmp_path / f"kpi{suffix}"
    if edition == "libreoffice":
        convert(plain[0], tmp_path, "ods")
    else:
        _left(ready(tmp_path / f"plain{suffix}", "en"), book)

    copy = shared_copy(book, OCTOBER, today=TODAY)

    assert _rounded(plain[1]) == _rounded(copy)
    if edition != "libreoffice":
        assert copy.removed.parts >= len(LEFT)


class TestTwoCopies:
    def test_one_answer_more_is_not_told(self, plain, tmp_path):
        """
        n 195 and 196 with both NPS give the answer of one person; and an answer that
        was changed shows at an equal base.
        """
        filling = demo("en")
        last = max(i for i, a in enumerate(filling.answers) if a.nps is not None)
        fewer = [a for i, a in enumerate(filling.answers) if i != last]
        book, before = tmp_path / "later.xlsx", tmp_path / "kpi-2026-10-shared.xlsx"
        build(book, "en", Filling(fewer, filling.months, filling.first_month))
        before.write_bytes(plain[1].content)
        # Its cells hold no results, which is an error of the file.
        copy = shared_copy(book, OCTOBER, today=TODAY, despite_errors=True)

        with pytest.raises(TellsFew, match="with a base of"):
            refuse_if_telling(copy.scores, [before])

    def test_the_same_copy_again_tells_nothing(self, plain, tmp_path):
        """What is read from the file is what was written: all scores of 12 months."""
        path = tmp_path / "kpi-2026-10-shared.xlsx"
        path.write_bytes(plain[1].content)
        now = plain[1].scores

        assert not tells(now, path)
        for key, one in now.items():
            assert tells(now | {key: one._replace(base=one.base + 4)}, path)
            assert tells(now | {key: one._replace(value=one.value + 0.1)}, path)

    def test_five_more_may_be_shared(self, plain, tmp_path):
        """Of each score; with four more, the other copy tells what they answered."""
        path = tmp_path / "kpi-2026-10-shared.xlsx"
        path.write_bytes(plain[1].content)

        assert tells(more(plain[1].scores, 4), path)
        assert not tells(more(plain[1].scores, 5), path)

    def test_another_file_of_that_name_is_passed_over(self, plain, tmp_path):
        """It tells nothing; a copy that stands behind it does."""
        path, copy = tmp_path / "kpi-2026-10-shared.xlsx", tmp_path / "copy.xlsx"
        path.write_bytes(b"no workbook")
        copy.write_bytes(plain[1].content)

        assert not tells(more(plain[1].scores, 1), path)
        assert tells(more(plain[1].scores, 1), path, copy)


def tells(now, *earlier):
    """Whether a copy is refused beside earlier ones."""
    try:
        refuse_if_telling(now, earlier)
    except TellsFew:
        return True
    return False


def more(scores, people):
    """The scores when more people have answered each question."""
    return {
        key: one._replace(base=one.base + people, value=one.value + 1)
        for key, one in scores.items()
    }
