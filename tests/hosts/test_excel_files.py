"""
The files with VBA: what is inside, that Excel need not repair them, and what changed.

After a change of the catalogue: .ci/generate, and read the diff.
"""

import warnings
from importlib import import_module
from importlib.resources import as_file
from importlib.resources import files as files_of
from importlib.util import find_spec

import pytest
import xlsxwriter
from openxml_audit import OpenXmlValidator
from pyopenvba import ExcelFile
from pyopenvba.integrity import check_file

from cx_xl import CATALOG, open_workbook
from cx_xl.errors import LANGUAGES
from cx_xl.hosts.excel import addin, wrappers
from cx_xl.hosts.registry import HOSTS
from tests.archives import parts
from tests.hosts import excel_stand_in
from tests.hosts.approve_excel import GOLDEN, PUBLISHED, registration
from tests.needs import lacking

pytestmark = pytest.mark.slow

DOCUMENTS = {"ThisWorkbook", "Sheet1"}


@pytest.fixture(scope="module", name="files")
def fixture_files(tmp_path_factory):
    """The add-in, and a workbook before and after it got its macros."""
    folder = tmp_path_factory.mktemp("excel")
    plain, macros = folder / "book.xlsx", folder / "book.xlsm"
    with xlsxwriter.Workbook(plain) as book:
        sheet = book.add_worksheet("Risposte")
        sheet.write_column("A1", [10, 9, 8, 6])
        sheet.write_formula("B1", "=CX_NPS(A1:A4)", value=25)
    addin.build(folder / addin.NAME)
    addin.with_macros(plain, macros)
    return {"xlam": folder / addin.NAME, "xlsx": plain, "xlsm": macros}


@pytest.mark.parametrize("kind", ["xlam", "xlsm"])
class TestBothFiles:
    def test_nothing_is_there_to_repair(self, files, kind):
        """Neither the package nor the VBA project inside it."""
        assert [] == list(OpenXmlValidator().validate(str(files[kind])).errors)
        assert () == check_file(files[kind]).issues

    def test_the_modules_are_those_we_wrote(self, files, kind):
        """Read back from the compressed project, accents included."""
        written = wrappers.modules(CATALOG)
        if kind == "xlam":
            written["CxRibbon"] = wrappers.ribbon_module()
        with ExcelFile(files[kind]) as book:
            read = book.vba_modules()

        expected = {name: text.replace("\n", "\r\n") for name, text in written.items()}
        assert expected == {n: text for n, text in read.items() if n not in DOCUMENTS}
        assert "Private Sub Workbook_Open()" in read["ThisWorkbook"]

    def test_olevba_reads_the_same(self, files, kind):
        """A reader that shares no code with the library that wrote the file."""
        if not find_spec("oletools"):
            lacking("run .ci/run: it installs oletools without its GPL dependency")
        with warnings.catch_warnings():  # it spells pyparsing's names of 2015
            warnings.simplefilter("ignore", DeprecationWarning)
            olevba = import_module("oletools.olevba")
        macros = olevba.VBA_Parser(str(files[kind])).extract_macros()

        modules = {name.partition(".")[0]: text for _, _, name, text in macros}
        assert set(wrappers.modules(CATALOG)) <= set(modules)
        functions = wrappers.functions(CATALOG).splitlines()
        assert functions == modules["CxFunctions"].splitlines()

    def test_nothing_points_to_the_author(self, files, kind):
        """No name, no path, no link to another file."""
        text = b"".join(d for n, d in parts(files[kind]).items() if n.endswith("xml"))
        names = parts(files[kind])

        assert b"William" not in text
        assert not [name for name in names if "externalLink" in name]


class TestAddin:
    def test_the_same_bytes_twice(self, files, tmp_path):
        """Whoever doubts the file can build it again and compare."""
        again = tmp_path / addin.NAME
        addin.build(again)

        assert files["xlam"].read_bytes() == again.read_bytes()

    def test_the_published_file_is_this_version(self, files):
        """Also on Windows, whose newlines must not reach the sources."""
        published = (PUBLISHED / addin.NAME).read_bytes()

        assert published == files["xlam"].read_bytes(), "run: .ci/generate"

    @pytest.mark.parametrize("module", ["CxFunctions", "CxHelp_en", "CxHelp_it"])
    def test_the_generated_sources_are_those_we_approved(self, module):
        """A changed registration is a changed product: someone must read the diff."""
        approved = (PUBLISHED / "generated" / f"{module}.bas").read_text("utf-8")

        assert approved == wrappers.generated(CATALOG)[module], "run: .ci/generate"

    def test_the_ribbon_is_connected(self, files):
        """Every button has a label and an action in CxRibbon."""
        inside = parts(files["xlam"])
        ribbon = inside["customUI/customUI.xml"].decode()
        code = wrappers.ribbon_module()

        assert b'Target="customUI/customUI.xml"' in inside["_rels/.rels"]
        for button in ("cx_why", "cx_list", "cx_template", "cx_about"):
            assert f'id="{button}"' in ribbon
            assert 3 == code.count(f'Case "{button}"')  # label, tip and action


class TestTemplate:
    def test_everything_else_stays(self, files):
        """Formulas are plain calls, with their results, byte for byte."""
        before, after = parts(files["xlsx"]), parts(files["xlsm"])
        changed = {name for name in before if before[name] != after[name]}

        named = {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}
        assert (
            named <= changed <= {*named, "xl/workbook.xml", "xl/worksheets/sheet1.xml"}
        )
        assert {"xl/vbaProject.bin"} == set(after) - set(before)
        assert b"<f>CX_NPS(A1:A4)</f><v>25</v>" in after["xl/worksheets/sheet1.xml"]

    def test_the_same_bytes_twice(self, files, tmp_path):
        """A template without macros gives one file with macros."""
        again = tmp_path / "again.xlsm"
        addin.with_macros(files["xlsx"], again)

        assert files["xlsm"].read_bytes() == again.read_bytes()

    def test_a_file_with_macros_is_refused(self, files, tmp_path):
        """Its own would be lost."""
        with pytest.raises(ValueError, match="is not a workbook without macros"):
            addin.with_macros(files["xlsm"], tmp_path / "twice.xlsm")

    def test_code_of_the_user_is_told_from_ours(self, files, tmp_path):
        """What an upgrade has to name, because it is not in the new file."""
        copy = tmp_path / "copy.xlsm"
        copy.write_bytes(files["xlsm"].read_bytes())
        found = HOSTS["windows"].code_of_the_user

        assert [] == found(copy)
        with ExcelFile(copy) as workbook:
            workbook.vba_project().add_module("Mine", "Sub Greet()\r\nEnd Sub\r\n")
            workbook.save()
        assert ["Mine"] == found(copy)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_our_template_keeps_its_kpis(self, language, tmp_path):
        """The headless host reads the edition with macros as the one without."""
        target = tmp_path / "template.xlsm"
        with as_file(
            files_of("workbook_templates") / f"cx_kpi.{language}.xlsx"
        ) as plain:
            addin.with_macros(plain, target)
            before = open_workbook(plain).check().cells

        assert before
        assert before == open_workbook(target).check().cells


def test_the_registration_is_what_we_approved():
    """
    What xlwings reads from our functions: names, order, help, optional and repeated.
    """
    with excel_stand_in.running():
        assert GOLDEN.read_text("utf-8") == registration(), "run: .ci/generate"
