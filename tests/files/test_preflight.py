"""The preflight: hostile files are refused with a remedy, good ones described."""

import os

import pytest
import xlsxwriter

from cx_xl.errors import LANGUAGES
from cx_xl.files import file_refusals, notices
from cx_xl.files.limits import Limits
from cx_xl.files.measure import Extent
from cx_xl.files.preflight import inspect
from tests.files import hostile

CAUSES = file_refusals.FileRefused.__subclasses__()
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'


def saved(folder, data, name="book.xlsx"):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("ruin", hostile.RUINS)
def test_hostile_file_is_refused_for_its_cause(tmp_path, ruin):
    """Each kind of bad file raises the refusal of its cause and no other."""
    data, cause = hostile.RUINS[ruin]
    with pytest.raises(file_refusals.FileRefused) as caught:
        inspect(saved(tmp_path, data))
    assert cause == type(caught.value).__name__


def test_refusal_names_file_but_not_folder(tmp_path):
    """A message may travel; the path of somebody's folders stays at home."""
    with pytest.raises(file_refusals.RenamedText) as caught:
        inspect(saved(tmp_path, b"a;b\n"))
    texts = [caught.value.say(language) for language in LANGUAGES]
    assert all("book.xlsx" in text for text in texts)
    assert not any(str(tmp_path) in text for text in texts)


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.__name__)
def test_refusal_is_one_sentence_with_remedy_in_each_language(cause):
    """Cause and remedy stand in one sentence, in two languages that differ."""
    assert cause.en != cause.it
    for text in (cause.en, cause.it):
        assert text.startswith("{file}")
        assert text.endswith(".")
        assert ";" in text


def test_missing_file_and_folder(tmp_path):
    """A path without file and a folder are told apart."""
    with pytest.raises(file_refusals.MissingFile):
        inspect(tmp_path / "none.xlsx")
    with pytest.raises(file_refusals.NotAFile):
        inspect(tmp_path)


def test_pipe_is_refused_at_once(tmp_path):
    """Nobody writes into it, so reading would wait for ever."""
    os.mkfifo(tmp_path / "pipe.xlsx")
    with pytest.raises(file_refusals.NotAFile):
        inspect(tmp_path / "pipe.xlsx")


def test_name_that_is_no_text_is_shown(tmp_path):
    """File systems take any bytes; a message must stay text."""
    path = saved(tmp_path, b"a;b\n", os.fsdecode(b"caf\xe9.xlsx"))
    with pytest.raises(file_refusals.RenamedText, match="caf\ufffd"):
        inspect(path)


@pytest.mark.parametrize(
    ("limits", "cause"),
    [
        (Limits(file=100), file_refusals.TooLarge),
        (Limits(parts=4), file_refusals.ZipBomb),
        (Limits(unpacked=1000), file_refusals.ZipBomb),
        (Limits(part=100), file_refusals.ZipBomb),
        (Limits(extent=0), file_refusals.ExtentTooLarge),
        (Limits(grid=0), file_refusals.ExtentTooLarge),  # of all sheets together
        (Limits(cells=0), file_refusals.TooManyCells),
    ],
    ids=str,
)
def test_limits_are_adjustable(tmp_path, limits, cause):
    """A sound book is refused by each limit that it exceeds."""
    path = saved(tmp_path, hostile.book(ONE_CELL))
    with pytest.raises(cause):
        inspect(path, limits)


def test_report_of_sound_book(tmp_path):
    """Sheets, their states and extents as XlsxWriter was told to write them."""
    path = tmp_path / "sound.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Data").write("C7", 1)
        hidden = book.add_worksheet("Hidden")
        hidden.write("A1", "x")
        hidden.merge_range("B2:C3", "merged")
        hidden.hide()
        book.add_worksheet("Away").very_hidden()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Data!$C$7"})
        book.add_chartsheet("Chart").set_chart(chart)
    report = inspect(path)
    assert [
        ("Data", "worksheet", "visible"),
        ("Hidden", "worksheet", "hidden"),
        ("Away", "worksheet", "veryHidden"),
        ("Chart", "chartsheet", "visible"),
    ] == [(s.name, s.kind, s.state) for s in report.sheets]
    extents = [(s.extent.rows, s.extent.columns, s.extent.cells) for s in report.sheets]
    assert [(7, 3, 1), (2, 2, 2), (0, 0, 0), (0, 0, 0)] == extents
    assert report.date1904 is False
    assert () == report.warnings
    assert report.size == path.stat().st_size


def test_blank_formatted_cells_are_no_extent(tmp_path):
    """A format down to the last cell is common and costs no reader anything."""
    rows = ONE_CELL + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    (sheet,) = inspect(saved(tmp_path, hostile.book(rows))).sheets
    assert sheet.extent == Extent(1, 1, 1, len(hostile.sheet(rows)))


def test_strict_dialect_and_1904_are_seen(tmp_path):
    """Strict OOXML is read, not refused; its 1904 flag too."""
    data = hostile.book(
        ONE_CELL,
        main=hostile.STRICT_MAIN,
        base=hostile.STRICT_LINKS,
        workbook=hostile.workbook(
            properties='<workbookPr date1904="true"/>',
            main=hostile.STRICT_MAIN,
            base=hostile.STRICT_LINKS,
        ),
    )
    report = inspect(saved(tmp_path, data))
    assert report.date1904 is True
    assert ["Data"] == [sheet.name for sheet in report.sheets]


def test_warnings_of_links_connections_macros(tmp_path):
    """What leads out of the file, or could run, is announced."""
    parts = hostile.parts(ONE_CELL)
    parts["xl/_rels/workbook.xml.rels"] = hostile.links(
        hostile.LINKS,
        worksheet="worksheets/sheet1.xml",
        externalLink="externalLinks/externalLink1.xml",
        connections="connections.xml",
        vbaProject="vbaProject.bin",
    )
    report = inspect(saved(tmp_path, hostile.zipped(parts)))
    wanted = {notices.CONNECTIONS, notices.EXTERNAL_LINKS, notices.MACROS}
    assert wanted == set(report.warnings)


@pytest.mark.parametrize("owner", ["~$book.xlsx", ".~lock.book.xlsx#"])
def test_open_elsewhere_is_a_warning_for_readers(tmp_path, owner):
    """The owner file of Excel or LibreOffice beside the book is noticed."""
    path = saved(tmp_path, hostile.book(ONE_CELL))
    saved(tmp_path, b"", owner)
    assert (notices.OPEN_ELSEWHERE,) == inspect(path).warnings
