"""A filled book keeps everything: part by part, in each edition, whenever it ends."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from zipfile import ZipFile

import pytest
from openxml_audit import OpenXmlValidator

from cx_xl import open_workbook
from cx_xl.files.file_refusals import Locked
from cx_xl.files.package import open_package
from cx_xl.workbooks.keeping import BookFile, dated_backup
from cx_xl.workbooks.ledger import SHEET as LEDGER
from cx_xl.workbooks.receive import Book
from cx_xl.workbooks.roll import Months
from tests.archives import parts
from tests.workbooks.grafts import PARTS, elements, grafted
from tests.workbooks.libreoffice import convert
from tests.workbooks.test_receive import answers

TODAY = date(2026, 11, 2)
EDITIONS = {"portable": ".xlsx", "windows": ".xlsm"}
RELATIONS = "xl/_rels/workbook.xml.rels"
# Of a sheet's XML: what is neither a cell nor the size of the sheet.
OWN = (
    "sheetViews",
    "cols",
    "sheetProtection",
    "mergeCells",
    "hyperlinks",
    "extLst",
    "conditionalFormatting",
    "dataValidations",
)


@pytest.fixture(scope="module", params=EDITIONS)
def rich(request, ready, tmp_path_factory):
    """A filled book of an edition, with all that Excel may hang on its sheets."""
    folder = tmp_path_factory.mktemp("rich")
    plain = folder / f"plain{EDITIONS[request.param]}"
    ready(plain, "en")
    package = open_package(plain)
    path = folder / f"kpi{EDITIONS[request.param]}"
    grafted(plain, path, package.sheet("KPI").part)
    return path


def receive(path, count=30):
    return Book(path).receive(answers(count), "generic", TODAY)


def roll(path):
    months = Months(BookFile(path))
    return months.roll(months.plan(12), TODAY)


WRITERS = {"import": receive, "import beyond the table": lambda p: receive(p, 6_000)}
WRITERS |= {"roll": roll}
TAKEN = {"import": 30, "import beyond the table": 6_000, "roll": 0}


@pytest.fixture(
    scope="module",
    params=[pytest.param("import", marks=pytest.mark.long), *list(WRITERS)[1:]],
)
def written(request, rich, tmp_path_factory):
    """The parts of such a book before, itself written to, and how many came in."""
    path = tmp_path_factory.mktemp("written") / rich.name
    path.write_bytes(rich.read_bytes())
    WRITERS[request.param](path)
    return parts(rich), path, TAKEN[request.param]


class TestEverythingStays:
    def test_part_by_part(self, written):
        """Whatever is not a sheet, a table or the list of sheets: byte for byte."""
        before, after = written[0], parts(written[1])
        changed = {name for name in before if before[name] != after.get(name)}
        listed = {"[Content_Types].xml", "xl/workbook.xml", RELATIONS}

        assert {f"xl/worksheets/{LEDGER}.xml"} >= after.keys() - before.keys()
        assert set(PARTS) <= before.keys() <= after.keys()
        assert not [
            name
            for name in changed - listed
            if not name.startswith(("xl/worksheets/sheet", "xl/tables/table"))
        ]

    def test_of_each_sheet_all_that_is_no_cell(self, written):
        """Views, widths, protection, links, sparklines; rules at most reach further."""
        before, after = written[0], parts(written[1])
        for name in before:
            if not name.startswith("xl/worksheets/sheet"):
                continue
            old, new = (elements(found[name], *OWN) for found in (before, after))
            assert [_bare(text) for text in old] == [_bare(text) for text in new]

    def test_results_are_fresh_and_true(self, written):
        """The core computes each formula from what the template declares."""
        report = open_workbook(written[1]).check(full=True)

        assert [] == [cell for cell in report.cells if cell.verdict != "equal"]

    def test_no_answer_is_lost(self, rich, written):
        """Each is counted, and the table has room for others: 6,000 find none ready."""
        after = Book(written[1])

        assert _counted(rich) + written[2] == _counted(written[1])
        assert after.table.area.bottom >= after.last_row + 1_000

    def test_excel_has_no_reason_to_repair_it(self, rich, written):
        """The same findings as before, which are those of the grafted parts."""
        assert _findings(rich) == _findings(written[1])


def _bare(text):
    """Return XML without the rows to which its areas reach."""
    return "".join(char for char in text if not char.isdigit())


def _findings(path):
    return sorted({str(found.part_uri) for found in _errors(path)})


def _errors(path):
    return OpenXmlValidator().validate(str(path)).errors


class TestNoAnswerIsLost:
    @pytest.mark.long
    @pytest.mark.usefixtures("soffice")
    def test_in_a_book_that_libreoffice_saved(self, books, tmp_path):
        """There, no table grows by itself."""
        convert(books["demo", "it"], tmp_path / "saved", "xlsx")
        path = tmp_path / "saved" / books["demo", "it"].name
        held = _counted(path)
        receive(path, 6_000)

        assert held + 6_000 == _counted(path)
        assert open_workbook(path).check(full=True).is_equal


def _counted(path):
    """How many answers the months of a book count, as the file says."""
    book = open_workbook(path)
    header = book.columns("tblMonthly")[9]
    return sum(row[0] for row in book.values(f"tblMonthly[{header}]"))


STAGES = {"reading": "kpi.xlsx", "backup": "kpi.backup-*.xlsx"}


def test_a_backup_replaces_no_other(tmp_path):
    """Many within a second: each has a name of its own."""
    for _ in range(20):
        dated_backup(tmp_path / "kpi.xlsx").touch()

    assert 20 == len(list(tmp_path.iterdir()))


class TestAtAnyPoint:
    @pytest.mark.skipif(os.name != "posix", reason="signals")
    @pytest.mark.parametrize(
        "stage", [pytest.param("reading", marks=pytest.mark.long), "backup"]
    )
    def test_killed(self, ready, tmp_path, stage):
        """SIGKILL once a file of that stage is there: the old book, or the new one."""
        path = ready(tmp_path / "kpi.xlsx", "en")
        old = path.read_bytes()
        command = [sys.executable, "-m", "cx_xl", "roll", str(path)]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        while run.poll() is None and not list(tmp_path.glob(STAGES[stage])):
            time.sleep(0.002)
        run.send_signal(signal.SIGKILL)
        run.wait()
        backups = list(tmp_path.glob("kpi.backup-*.xlsx"))

        if path.read_bytes() != old:
            assert 36 == len(Months(BookFile(path)).months)
            assert [old] == [backup.read_bytes() for backup in backups]
        assert open_workbook(path).check(full=True).is_equal
        if stage == "reading":
            assert old == path.read_bytes()
        receive(path, 1)  # the next run clears up behind the one that was killed
        assert not list(tmp_path.glob(".cx_xl-*"))

    @pytest.mark.parametrize("owner", ["~$kpi.xlsx", ".~lock.kpi.xlsx#"])
    @pytest.mark.parametrize("write", [receive, roll])
    def test_open_in_a_program(self, ready, books, tmp_path, owner, write):
        """Excel's and LibreOffice's owner files: one sentence, nothing written."""
        path = ready(tmp_path / "kpi.xlsx", "en")
        (tmp_path / owner).touch()

        with pytest.raises(Locked, match=r"kpi\.xlsx"):
            write(path)
        assert {"kpi.xlsx", owner} == {held.name for held in tmp_path.iterdir()}
        assert books["demo", "en"].read_bytes() == path.read_bytes()

    def test_opened_while_it_is_computed(self, ready, books, tmp_path):
        """The owner file appears between reading and writing."""
        path = ready(tmp_path / "kpi.xlsx", "en")
        book = Book(path)
        (tmp_path / "~$kpi.xlsx").touch()

        with pytest.raises(Locked):
            book.receive(answers(3), "generic", TODAY)
        assert books["demo", "en"].read_bytes() == path.read_bytes()

    def test_a_link_stays_a_link(self, books, tmp_path):
        """The book it leads to is written, and its backup alone lies beside that."""
        (tmp_path / "real").mkdir()
        real, link = tmp_path / "real" / "kpi.xlsx", tmp_path / "kpi.xlsx"
        real.write_bytes(books["demo", "en"].read_bytes())
        link.symlink_to(real)
        done = receive(link)

        assert link.is_symlink()
        assert real.parent.resolve() == done.backup.parent.resolve()
        assert books["demo", "en"].read_bytes() != real.read_bytes()
        assert 2 == len(list(real.parent.iterdir()))
        with ZipFile(real) as archive:
            assert archive.testzip() is None
