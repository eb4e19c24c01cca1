"""What goes into the Windows setup, and how; .ci/windows tests the setup itself."""

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tomllib import loads
from zipfile import ZipFile

import pytest
import xlsxwriter

from cx_xl import open_workbook
from cx_xl.commands import menu_group
from cx_xl.errors import LANGUAGES
from cx_xl.hosts.icons import banner
from cx_xl.hosts.setup import dialogs, ico_file, installer, licences, parts, stage

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
METADATA = "Name: {}\nVersion: 1\nLicense-Expression: MIT\n"


def archive(files):
    packed = BytesIO()
    with ZipFile(packed, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return ZipFile(BytesIO(packed.getvalue()))


def wheel(folder, name, files):
    path = folder / f"{name}-1-py3-none-any.whl"
    with ZipFile(path, "w") as made:
        for inside, text in files.items():
            made.writestr(inside, text)
        made.writestr(f"{name}-1.dist-info/METADATA", METADATA.format(name))
        made.writestr(f"{name}-1.dist-info/licenses/LICENSE", "MIT")
    return path


@pytest.fixture(name="wheels")
def fixture_wheels(tmp_path):
    return [
        wheel(
            tmp_path,
            "pywin32",
            {
                "pywin32_system32/pywintypes313.dll": "library",
                "adodbapi/__init__.py": "LGPL",
                "win32/win32gui.pyd": "code",
                "win32/Demos/demo.py": "",
            },
        ),
        wheel(
            tmp_path,
            "xlwings",
            {
                "xlwings/__init__.py": "",
                "xlwings/tests/test_it.py": "",
                "xlwings/pro/__init__.py": "not to be passed on",
                "xlwings-1.dist-info/licenses/LICENSE_PRO.txt": "of what is left out",
                "xlwings-1.data/data/xlwings64-1.dll": "library",
                "xlwings-1.data/scripts/xlwings.py": "",
            },
        ),
    ]


PYTHON = {
    "cp313/python313.dll": "python",
    "cp313/python.exe": "python",
    "cp313/python313._pth": "its own",
    "cp313/LICENSE.txt": "PSF",
}


def staged(folder, wheels):
    stage.stage(folder, archive(PYTHON), wheels)
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


class TestStage:
    def test_every_file_is_where_windows_looks_for_it(self, tmp_path, wheels):
        """DLLs beside Python, packages in their folder; no tests, no LGPL, no PRO."""
        site = "python/Lib/site-packages"
        described = [f"{site}/{p}-1.dist-info" for p in ("pywin32", "xlwings")]

        expected = {
            "CONTENTS.sha256",
            "cx-xl.cmd",
            "cx_xl.ico",
            "licences.html",
            *(f"python/{Path(name).name}" for name in PYTHON),
            "python/pywintypes313.dll",
            "python/xlwings64-1.dll",
            f"{site}/pywin32_system32/pywintypes313.dll",
            f"{site}/win32/win32gui.pyd",
            f"{site}/win32com/gen_py/__init__.py",
            f"{site}/xlwings/__init__.py",
            *(f"{folder}/METADATA" for folder in described),
            *(f"{folder}/licenses/LICENSE" for folder in described),
        }

        assert expected == staged(tmp_path / "stage", wheels)

    def test_python_searches_its_own_folder_only(self, tmp_path, wheels):
        """Another Python of the user, or its settings, must not mix in."""
        staged(tmp_path / "stage", wheels)

        paths = (tmp_path / "stage" / "python" / "python313._pth").read_bytes()
        assert paths.startswith(b"python313.zip\r\n.\r\nLib\\site-packages\r\n")
        assert paths.endswith(b"import site\r\n")

    def test_two_builds_are_the_same(self, tmp_path, wheels):
        """Contents and dates: the list of hashes says so."""
        staged(tmp_path / "one", wheels)
        staged(tmp_path / "two", wheels)

        lists = [
            (tmp_path / name / stage.CONTENTS).read_text() for name in ("one", "two")
        ]
        assert lists[0] == lists[1]
        assert {stage.DATE} == {
            path.stat().st_mtime for path in (tmp_path / "one").rglob("*")
        }

    def test_the_list_has_the_hash_of_each_file(self, tmp_path):
        """In the form that sha256sum checks."""
        (tmp_path / "a.txt").write_text("a")

        digest = sha256(b"a").hexdigest()
        assert f"{digest}  a.txt\n" == stage.contents(tmp_path)

    def test_the_licences_name_each_part(self, tmp_path, wheels):
        """With a link to its words."""
        staged(tmp_path / "stage", wheels)

        page = (tmp_path / "stage" / licences.NAME).read_text()
        links = re.findall('href="([^"]+)"', page)
        assert "<td>xlwings 1<td>MIT<td>" in page
        assert 3 == len(links)
        assert all((tmp_path / "stage" / link).exists() for link in links)


class TestParts:
    def test_every_dependency_is_pinned_by_hash(self):
        """What pyproject.toml asks for, and what it asks for on Windows only."""
        described = loads((ROOT / "pyproject.toml").read_text("utf-8"))
        wanted = [*described["project"]["dependencies"], *parts.ON_WINDOWS]
        lines = parts.WHEELS.read_text("utf-8").splitlines()
        pinned = {line.partition("==")[0].replace("_", "-") for line in lines}

        assert all(
            re.fullmatch(r"\S+==\S+ --hash=sha256:[0-9a-f]{64}", x) for x in lines
        )
        names = {re.match(r"[\w-]+", text)[0].lower() for text in wanted}
        assert set() == names - pinned

    def test_python_org_by_its_checksum(self, tmp_path):
        """The archive of python.org has no folder inside."""
        path = tmp_path / "python-3.13.9-embed-amd64.zip"
        with ZipFile(path, "w") as made:
            made.writestr("python313.dll", "python")
        digest = sha256(path.read_bytes()).hexdigest()

        python = parts.from_python_org(path, digest.upper())

        assert ["python313.dll"] == python.namelist()

    @pytest.mark.parametrize(
        ("content", "why"), [(b"no zip", "no zip"), (None, "python313.dll: none")]
    )
    def test_another_archive_is_refused(self, tmp_path, content, why):
        """A page of errors in place of the file, or the Python of another version."""
        path = tmp_path / "python.zip"
        if content is None:
            with ZipFile(path, "w") as made:
                made.writestr("python312.dll", "python")
        else:
            path.write_bytes(content)

        with pytest.raises(parts.WrongPython, match="SHA-256"):
            parts.from_python_org(path, "0" * 64)
        with pytest.raises(parts.WrongPython, match=re.escape(why)) as refused:
            parts.from_python_org(path, sha256(path.read_bytes()).hexdigest())
        assert "embeddable" in refused.value.say("it")

    def test_a_checksum_is_asked_for(self, capsys):
        """Nobody can know the one of an archive that was just downloaded."""
        with pytest.raises(SystemExit):
            installer.main(["out", "--python", "python.zip"])
        assert "belong together" in capsys.readouterr().err


def test_the_icon_has_every_size_of_windows():
    """ICO: a directory of pictures, each a PNG."""
    made = ico_file.ico()

    assert b"\0\0\1\0\4\0" == made[:6]
    assert 4 == made.count(b"\x89PNG")
    assert [16, 32, 48, 0] == list(made[6:70:16])


def test_the_banner_is_a_bitmap_of_its_size():
    """A head of 54 bytes, and three bytes per dot."""
    made = banner(*installer.BANNER)

    assert b"BM" == made[:2]
    assert 54 + 3 * 164 * 314 == len(made)


class TestSetup:
    SCRIPT = installer.SCRIPT.read_text("utf-8")

    def test_every_sentence_is_said_in_both_languages(self):
        """None is empty, none a copy; `Said` takes both at once."""
        said = re.findall(
            r'Said (\w+)\s*(?:\\\n)?\s*"(.+?)"\s*(?:\\\n)?\s*"(.+?)"', self.SCRIPT
        )
        used = set(re.findall(r"\$\((\w+)\)", self.SCRIPT))

        assert used == {name for name, _, _ in said}
        assert all(en != it for _, en, it in said)

    def test_no_administrator_is_asked_for(self):
        """And nothing is fetched."""
        assert "RequestExecutionLevel user" in self.SCRIPT
        assert "HKLM" not in self.SCRIPT
        assert "NSISdl" not in self.SCRIPT
        assert "http" not in self.SCRIPT

    def test_only_our_own_folders_are_removed_whole(self):
        """The folder of the installation may be one that somebody chose."""
        removed = re.findall(r'RMDir /r "([^"]+)"', self.SCRIPT)

        assert {
            "$INSTDIR\\python",
            "$INSTDIR\\older",
            "$LOCALAPPDATA\\cx_xl",
            "$SMPROGRAMS\\cx_xl",
            "$R3\\modules\\$R5",
        } == set(removed)


class TestMenu:
    def test_a_workbook_never_replaces_another(self, tmp_path):
        """KPI.xlsx, then KPI 2.xlsx."""
        first = menu_group.free(tmp_path)
        first.touch()

        assert ["KPI.xlsx", "KPI 2.xlsx"] == [
            first.name,
            menu_group.free(tmp_path).name,
        ]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_what_a_check_says(self, language, tmp_path):
        """How many formulas are right, and each that is not."""
        book = tmp_path / "book.xlsx"
        write(book, stored=24)

        said = menu_group.verdict(open_workbook(book).check(), language)

        expected = {
            "en": "book.xlsx: 0 of 1 formulas show what they should.\n\n"
            "Sheet1!B1 shows 24 and should show 25",
            "it": "book.xlsx: 0 formule su 1 mostrano il valore giusto.\n\n"
            "Sheet1!B1 mostra 24 e dovrebbe mostrare 25",
        }
        assert expected[language] == said

    def test_a_long_list_is_cut(self, tmp_path):
        """A box has no scroll bar."""
        book = tmp_path / "book.xlsx"
        write(book, stored=24, count=20)

        said = menu_group.verdict(open_workbook(book).check(), "en")

        assert said.endswith("… and 8 more.")

    def test_nothing_to_check(self, tmp_path):
        """A workbook without our functions."""
        book = tmp_path / "book.xlsx"
        write(book, stored=0, count=0)

        said = menu_group.verdict(open_workbook(book).check(), "it")
        assert "non contiene formule con funzioni CX_" in said

    def test_elsewhere_there_is_no_desk(self):
        """The boxes are those of Windows."""
        with pytest.raises(dialogs.NotInTheStartMenu, match="cx-xl new, calc"):
            menu_group.doctor("en")


def write(path, stored, count=1):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_column("A1", [10, 9, 8, 6])
        for row in range(count):
            sheet.write_formula(row, 1, "=CX_NPS($A$1:$A$4)", value=stored)
