"""The .ods edition: made, opened and edited by a real LibreOffice, read back by us."""

import re
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import pytest

from cx_xl import open_workbook
from cx_xl.errors import LANGUAGES
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.file_refusals import Encrypted, RenamedText, SuffixDiffers
from cx_xl.headless.compare import equal
from cx_xl.hosts.libreoffice import conversion, soffice
from cx_xl.hosts.libreoffice.conversion import (
    NotConverted,
    ReadThroughOffice,
    Unfinished,
)
from cx_xl.hosts.libreoffice.installation import OfficeMissing, install
from cx_xl.hosts.libreoffice.soffice import Office
from cx_xl.hosts.spelling import logical_name
from cx_xl.workbooks import create, demo, summary
from cx_xl.workbooks.build import build, evaluate
from cx_xl.workbooks.layout import FIRST_ROW
from tests.hosts.calc import ODS, XLSX, running

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
FORMULAS = 2459  # of the template
CALLED = re.compile(r"[\w.]+(?=\()")
NPS = 3  # the column of Responses, from 0
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
SPACE = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = f"""<manifest:manifest xmlns:manifest="{SPACE}:manifest:1.0">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{SPREADSHEET}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
CURIOUS = f"""<office:document-content office:version="1.3"
xmlns:office="{SPACE}:office:1.0" xmlns:table="{SPACE}:table:1.0"
xmlns:draw="{SPACE}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">
<office:body><office:spreadsheet><table:table table:name="Sheet"><table:table-row>
<table:table-cell><draw:frame><draw:image xlink:href="{{link}}" xlink:type="simple"/>
</draw:frame></table:table-cell></table:table-row></table:table></office:spreadsheet>
</office:body></office:document-content>"""
SAVED = {"saved.ods": ODS, "saved.xlsx": XLSX}


@pytest.fixture(scope="module")
def calc(tmp_path_factory):
    with running(tmp_path_factory.mktemp("calc")) as calc:
        yield calc


@pytest.fixture(scope="module")
def ods(ready, tmp_path_factory):
    """The Italian demo: the other half of the languages is in the committed files."""
    return ready(tmp_path_factory.mktemp("ods") / "kpi.ods", "it")


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """The same demo as an .xlsx with live calls."""
    path = tmp_path_factory.mktemp("plain") / "live.xlsx"
    filling = demo("it")
    build(path, "it", filling, results=evaluate("it", filling))
    return path


def fresh(book):
    evaluation = book.evaluate()
    assert () == evaluation.problems
    return {(cell.sheet, cell.address): cell.value for cell in evaluation.cells}


@pytest.fixture(scope="module")
def expected(plain):
    """What the headless host computes in it."""
    return fresh(open_workbook(plain))


def held(book, places):
    return {(s, cell): book.value(f"'{s}'!{cell}") for s, cell in places}


def unequal(expected, found):
    return {
        place: (expected.get(place), found.get(place))
        for place in expected.keys() | found.keys()
        if not equal(expected.get(place), found.get(place))
    }


@pytest.mark.usefixtures("soffice")
class TestWithLibreOffice:
    def test_calc_shows_what_the_headless_host_computes(self, calc, ods, expected):
        """Every cell of the opened .ods: its calls are bound, its results are ours."""
        calc.do("open", path=str(ods))

        assert FORMULAS == len(expected)
        assert {} == unequal(expected, calc.formulas())

    @pytest.mark.long
    def test_an_edited_answer_comes_back(self, calc, ods, plain, tmp_path):
        """
        Edited in Calc and saved in both formats, it is what the same edit gives here.
        """
        book = open_workbook(plain)
        before = summary(book, book.evaluate()).kpis[0]
        answers, sheet = book.table("tblResponses"), book.sheets[2]
        row = FIRST_ROW + int(answers["NPS"][answers["NPS"] >= 9].index[-1])
        edited = tmp_path / "edited.xlsx"
        write_copy(plain, edited, {sheet: {(row + 1, NPS + 1): 0}})
        expected = fresh(open_workbook(edited))
        calc.do("open", path=str(ods))
        calc.do("change", sheet=sheet, row=row, column=NPS, number=0)

        assert {} == unequal(expected, calc.formulas())
        for name, kind in SAVED.items():
            calc.do("save", path=str(tmp_path / name), kind=kind)
            saved = open_workbook(tmp_path / name)
            after = summary(saved, saved.evaluate()).kpis[0]
            assert {} == unequal(expected, fresh(saved))
            assert {} == unequal(expected, held(saved, expected))
            # One promoter less and one detractor more, out of all answers.
            assert pytest.approx(before.actual - 200 / before.base) == after.actual

    def test_an_ods_is_a_workbook_like_others(self, ods, plain, expected, tmp_path):
        """Its name, names, table and check; the file itself stays as it was."""
        bytes_before, files_before = ods.read_bytes(), sorted(ods.parent.iterdir())
        book, live = open_workbook(ods), open_workbook(plain)

        assert "kpi.ods" == book.file
        assert (live.sheets, live.names) == (book.sheets, book.names)
        assert live.table("tblResponses").equals(book.table("tblResponses"))
        report = book.check()
        assert (True, FORMULAS) == (report.is_equal, len(report.cells))
        assert book.check(full=True).is_equal
        with pytest.raises(SuffixDiffers, match=r"copy\.ods must end in \.xlsx"):
            book.save(tmp_path / "copy.ods")
        book.save(tmp_path / "copy.xlsx")
        copy = open_workbook(tmp_path / "copy.xlsx")
        assert {} == unequal(expected, fresh(copy))
        assert bytes_before == ods.read_bytes()
        assert files_before == sorted(ods.parent.iterdir())

    @pytest.mark.long
    def test_the_same_bytes_each_time(self, ods, tmp_path):
        """
        Whoever generates the templates anew sees what has changed, and nothing else.
        """
        create(tmp_path / "again.ods", "it", demo("it"), edition="libreoffice")

        assert ods.read_bytes() == (tmp_path / "again.ods").read_bytes()

    def test_an_italian_file_has_italian_dates(self, ods):
        """The demo begins on 1 November 2025; as 11/01/2025 it would be in January."""
        with ZipFile(ods) as package:
            content = package.read("content.xml").decode()
            styles = package.read("styles.xml").decode()
        shown = re.search(r'date-value="2025-11-01"[^>]*><text:p>([^<]*)', content)

        assert shown is not None
        assert "01/11/2025" == shown[1]
        assert {"it"} == set(re.findall(r'fo:language="(\w+)"', styles))

    def test_the_committed_files_hold_the_template_of_today(self, tmp_path, language):
        """
        Whoever changes the source builds again; bytes depend on LibreOffice's version.
        """
        ods = open_workbook(TEMPLATES / f"cx_kpi.{language}.ods")
        live = tmp_path / "live.xlsx"
        build(live, language)
        plain = open_workbook(live)

        assert plain.names == ods.names
        assert functions(plain) == functions(ods)
        expected = fresh(plain)
        assert {} == unequal(expected, fresh(ods))
        assert {} == unequal(expected, held(ods, expected))

    def test_a_linked_picture_is_not_fetched(self, tmp_path):
        """
        Without our settings LibreOffice asks for it again and again while it loads.
        """
        asked = []

        class Server(BaseHTTPRequestHandler):
            def __getattr__(self, name):
                if not name.startswith("do_"):
                    raise AttributeError(name)
                return lambda: asked.append(name)

        with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            path = tmp_path / "curious.ods"
            link = f"http://127.0.0.1:{server.server_port}/picture.png"
            with ZipFile(path, "w") as archive:
                archive.writestr("mimetype", SPREADSHEET)
                archive.writestr("META-INF/manifest.xml", MANIFEST)
                archive.writestr("content.xml", CURIOUS.format(link=link))
            book = open_workbook(path)
            server.shutdown()

        assert ("Sheet",) == book.sheets
        assert [] == asked

    def test_what_libreoffice_does_not_open(self, tmp_path):
        """A zip that holds no spreadsheet."""
        path = tmp_path / "no.ods"
        with ZipFile(path, "w") as archive:
            archive.writestr("mimetype", SPREADSHEET)
            archive.writestr("content.xml", "<nothing")

        with pytest.raises(NotConverted, match=r"no\.ods .* save it as \.xlsx"):
            open_workbook(path)

    def test_what_libreoffice_never_finishes(self, ods, monkeypatch):
        """It is stopped with all that it has started, not left behind."""
        profiles = []

        def then_in_a_hurry(profile):
            install(profile)
            profiles.append(str(profile))
            monkeypatch.setattr(soffice, "PATIENCE", 0.5)

        monkeypatch.setattr(conversion, "install", then_in_a_hurry)
        with pytest.raises(Unfinished, match=r"kpi\.ods: .* stopped; .* as \.xlsx"):
            open_workbook(ods)

        assert [] == [words for words in commands() if profiles[0] in words]


def commands():
    """Return the command line of every process of this computer."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # one that has ended
            yield path.read_text()


def functions(book):
    """What each cell calls; ranges of tables are spelled differently in an .ods."""
    return {
        place: [logical_name(name) or name for name in CALLED.findall(formula)]
        for place, formula in book.formulas().items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_libreoffice(tmp_path, monkeypatch, language):
    """
    Both ways are refused with what to do, and nothing is left behind; values are read.
    """
    monkeypatch.setattr(Office, "find", lambda _=None: None)
    stored = TEMPLATES / "cx_kpi.en.ods"
    with pytest.raises(OfficeMissing) as making:
        create(tmp_path / "new.ods", language, edition="libreoffice")
    book = open_workbook(stored)
    with pytest.raises(ReadThroughOffice) as reading:
        book.evaluate()

    assert "KPI" in book.sheets
    assert "libreoffice.org" in making.value.say(language)
    assert "cx_kpi.en.ods" in reading.value.say(language)
    assert ".xlsx" in reading.value.say(language)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("edition", "name", "suffix"),
    [("libreoffice", "new.xlsx", "ods"), ("portable", "new.ods", "xlsx")],
)
def test_an_edition_has_its_own_suffix(tmp_path, edition, name, suffix):
    """A name that says another format would not open."""
    with pytest.raises(SuffixDiffers, match=rf"must end in \.{suffix}"):
        create(tmp_path / name, "en", edition=edition)


def test_an_ods_that_needs_a_password(tmp_path):
    """Recognised before LibreOffice would ask for it (ODF 1.3, part 2, 4.8.1)."""
    path = tmp_path / "secret.ods"
    manifest = '<manifest:file-entry><manifest:encryption-data manifest:checksum=""/>'
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)

    with pytest.raises(Encrypted, match=r"secret\.ods"):
        open_workbook(path)


def test_text_called_ods(tmp_path):
    """It never reaches LibreOffice."""
    path = tmp_path / "text.ods"
    path.write_text("month;nps\n")

    with pytest.raises(RenamedText):
        open_workbook(path)
