"""
The setup under Wine: from a clean Windows to a computed KPI, and back to nothing.

`.ci/windows` builds it and runs these tests, in this order. Excel's part is played by
the DLL that the setup has installed and by real COM: see windows_driver.py.
"""

import os
import pickle
import shutil
import subprocess
import time
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from cx_xl import CATALOG, open_workbook
from cx_xl.hosts.setup.installer import SETUP
from tests.hosts import wine
from tests.hosts.cases import AGREED, STATED, near, same
from tests.hosts.excel_stand_in import UDFS
from tests.hosts.test_excel_cases import com, core, seen, spread
from tests.hosts.test_windows_stage import write

BUILT = Path(os.environ.get("CX_XL_SETUP", "dist/windows"))
DRIVER = Path(__file__).with_name("windows_driver.py")
FAILED, EXCEL_IS_OPEN = 2, 3
WHICH = "Quale file vuoi controllare?"
USER = "Νίκος"  # VBA, COM's DLL and pywin32 can not read paths with such letters


@pytest.fixture(scope="module", name="display")
def fixture_display():
    """A screen that nobody sees; returns its name."""
    read, write = os.pipe()
    screen = ("Xvfb", "-displayfd", str(write), "-screen", "0", "1024x768x24")
    server = subprocess.Popen(  # noqa: S603 - our own command
        screen, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(write)
    with os.fdopen(read) as answer:
        yield f":{answer.readline().strip()}"
    server.terminate()
    server.wait()


@pytest.fixture(scope="module", name="windows")
def fixture_windows(display, tmp_path_factory):
    """A Windows that has never seen Python, and what was in it before."""
    os.environ["DISPLAY"] = display
    machine = wine.new(tmp_path_factory.mktemp("wine") / "prefix", USER)
    yield machine, machine.files()
    machine.stop()


@pytest.fixture(scope="module", name="italian")
def fixture_italian(tmp_path_factory):
    """What the environment of a user says whose Windows speaks Italian."""
    folder = tmp_path_factory.mktemp("locales")
    name = "it_IT.UTF-8"
    make = [shutil.which("localedef"), "-i", "it_IT", "-f", "UTF-8", folder / name]
    subprocess.run(make, check=True)  # noqa: S603 - our own command
    return {"LOCPATH": str(folder), "LC_ALL": name}


@pytest.fixture(scope="module", name="installed")
def fixture_installed(windows, italian):
    """The same Windows after the setup has run silently, and how that went."""
    machine, before = windows
    with pytest.MonkeyPatch.context() as patch:
        for name, value in italian.items():
            patch.setenv(name, value)
        done = machine.run(BUILT / SETUP, "/S")
    return Installed(machine, before, done.returncode)


class Installed:
    def __init__(self, machine, before, code):
        self.machine, self.before, self.code = machine, before, code
        self.folder = machine.local / "Programs" / "cx_xl"
        self.python = self.folder / "python" / "python.exe"
        self.menu = machine.roaming / "Microsoft/Windows/Start Menu/Programs" / "cx_xl"

    def cx_xl(self, *arguments, **options):
        """Run the command line of the installed package; returns code and text."""
        done = self.machine.run(self.python, "-m", "cx_xl", *arguments, **options)
        return done.returncode, (done.stdout + done.stderr).decode("cp1252")

    def answers(self, calls, folder):
        asked, answered = folder / "calls.pickle", folder / "answers.pickle"
        asked.write_bytes(pickle.dumps(calls))
        done = self.machine.run(self.python, DRIVER, asked, answered)
        assert 0 == done.returncode, done.stderr.decode()[-2000:]
        return pickle.loads(answered.read_bytes())  # noqa: S301 - our own


class TestInstalled:
    def test_silently_without_questions(self, installed):
        """No administrator, no Python, no window."""
        assert 0 == installed.code

    def test_every_file_is_the_one_that_was_listed(self, installed):
        """The list beside the setup is also in it."""
        listed = (BUILT / "CONTENTS.sha256").read_text("utf-8")
        pairs = [line.split("  ", 1) for line in listed.splitlines()]

        wrong = [name for digest, name in pairs if digest != hashed(installed, name)]

        assert [] == wrong
        assert len(pairs) > 1000

    def test_the_entries_of_the_start_menu(self, installed):
        """
        In the language of the system, without a word about it on the command line.
        """
        expected = {
            "Nuovo file KPI.lnk": "-m cx_xl menu new --lang it",
            "Controlla un file.lnk": "-m cx_xl menu check --lang it",
            "Controlla l'installazione.lnk": "-m cx_xl menu doctor --lang it",
            "Disinstalla cx_xl.lnk": "/LANG=it",
        }

        assert set(expected) == {path.name for path in installed.menu.iterdir()}
        for name, arguments in expected.items():
            link = (installed.menu / name).read_bytes()
            assert arguments.encode("utf-16-le") in link

    def test_the_doctor_finds_only_excel_missing(self, installed):
        """It starts Python as Excel would; with a key of Excel's, all is fine."""
        code, said = installed.cx_xl("excel", "doctor", "--lang", "en")

        assert 1 == code
        assert "Excel is missing on this computer" in said
        assert "Python starts and has all functions." in said
        key = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
        installed.machine.registry(key, "Platform", "x64")
        assert 0 == installed.cx_xl("excel", "doctor")[0]

    def test_nothing_is_there_that_may_not_be_passed_on(self, installed):
        """The page of licences names each part with a licence that we accept."""
        page = (installed.folder / "licences.html").read_text("utf-8")
        site = installed.python.parent / "Lib" / "site-packages"

        assert not list(site.glob("adodbapi*"))
        assert not (site / "xlwings" / "pro").exists()
        assert "<td>numpy" in page
        assert "<td><td>" not in page  # a part without a licence


def hashed(installed, name):
    return sha256((installed.folder / name).read_bytes()).hexdigest()


class TestFunctions:
    def test_every_call_that_all_hosts_share(self, installed, tmp_path):
        """Through the DLL, COM, xlwings and the libraries that were installed."""
        calls = (*STATED, *AGREED)
        asked = [
            (UDFS, c.name, tuple(plain(com(a)) for a in c.arguments)) for c in calls
        ]

        answers = installed.answers(asked, tmp_path)

        assert set(CATALOG) == {c.name for c in calls}
        wrong = [
            (call.name, call.why, answer)
            for call, answer in zip(calls, map(lists, answers), strict=True)
            if not agrees(call, seen(answer))
        ]
        assert [] == wrong

    @pytest.mark.parametrize(
        ("command", "reason"),
        [
            (r'"C:\gone\pythonw.exe" -c "1"', "Could not create Python process"),
            ('"{}" -c "raise SystemExit(1)"', "Python process exited"),
        ],
    )
    def test_a_python_that_can_not_start_says_so_at_once(
        self, installed, command, reason
    ):
        """The add-in waits for Python itself, not for a shell that never ends."""
        done = installed.machine.run(installed.python, DRIVER, "start", command)

        seconds, words = done.stdout.decode().split(maxsplit=1)
        assert reason in words
        assert float(seconds) < 2


def plain(value):
    """Return an argument in types that another Python can read."""
    if isinstance(value, tuple):
        return tuple(map(plain, value))
    if isinstance(value, datetime):
        return datetime(*value.timetuple()[:6], tzinfo=UTC)
    return value


def lists(value):
    return list(map(lists, value)) if isinstance(value, tuple) else value


def agrees(call, answer):
    if call in STATED:
        return same(call.expected, spread(answer, call.expected))
    return near(core(call.name, call.arguments), answer)


class TestWorkbooks:
    def test_the_template_is_written_and_checked(self, installed, tmp_path):
        """Every formula of the demo shows what it should."""
        book = tmp_path / "demo.xlsx"

        assert 0 == installed.cx_xl("new", book, "--demo", "--lang", "en")[0]
        code, said = installed.cx_xl("calc", book, "--check", "--lang", "en")

        assert 0 == code
        assert " 0 different, 0 not computable." in said

    def test_a_wrong_number_is_found(self, installed, tmp_path):
        """The check compares; it does not only read."""
        book = tmp_path / "book.xlsx"
        make = (
            "import xlsxwriter, sys; b = xlsxwriter.Workbook(sys.argv[1]);"
            "s = b.add_worksheet(); s.write_column('A1', [10, 9, 8, 6]);"
            "s.write_formula('B1', '=CX_NPS(A1:A4)', value=24); b.close()"
        )
        installed.machine.run(installed.python, "-c", make, book)

        code, said = installed.cx_xl("calc", book, "--check", "--lang", "en")

        assert 1 == code
        assert "1 different" in said


class TestMenu:
    """The entries of the Start menu, as their shortcuts start them."""

    def test_the_doctor(self, installed):
        """In a box, in the language of the entry."""
        said = boxed(installed, "doctor", "cx_xl")

        assert "✓  Python si avvia e ha tutte le funzioni." in said
        assert "?  Non controllato, perché lo mostra solo Excel" in said

    def test_a_new_workbook(self, installed):
        """In the documents; here no program opens it, and the box says where it is."""
        said = boxed(installed, "new", "cx_xl")

        book = installed.machine.home / "Documents" / "KPI.xlsx"
        assert "Nessun programma è impostato per aprirlo" in said
        assert open_workbook(book).check().is_equal
        book.unlink()

    def test_a_check_of_the_workbook_that_is_chosen(self, installed, tmp_path):
        """It shows 24, and its answers say 25."""
        book = tmp_path / "book.xlsx"
        write(book, stored=24)
        where = "Z:" + str(book).replace("/", "\\")

        said = boxed(installed, "check", WHICH, where, "cx_xl")

        assert "0 formule su 1 mostrano il valore giusto" in said
        assert "Sheet1!B1 mostra 24 e dovrebbe mostrare 25" in said

    def test_a_check_asks_which_workbook(self, installed):
        """And does nothing if nobody answers."""
        boxed(installed, "check", WHICH)


def boxed(installed, entry, title, *chosen):
    """
    Return what the box of an entry says, and close it. What is *chosen* in it, a file,
    leads to another box: then that one is meant.
    """
    quiet = installed.python.with_name("pythonw.exe")
    command = ("-m", "cx_xl", "menu", entry, "--lang", "it")
    with installed.machine.start(quiet, *command) as started:
        do = ("choose" if chosen else "read", title, *chosen)
        read = installed.machine.run(installed.python, DRIVER, *do)
        assert 0 == started.wait(300)
    assert 0 == read.returncode, read.stderr.decode()
    return read.stdout.decode()


class TestUpgrade:
    def test_refused_while_excel_is_open(self, installed):
        """Nothing is half installed: the exit code says why."""
        with installed.machine.start(installed.python, DRIVER, "excel", "15") as excel:
            excel.stdout.readline()

            done = installed.machine.run(BUILT / SETUP, "/S")

        assert EXCEL_IS_OPEN == done.returncode
        assert installed.python.exists()

    def test_a_setup_that_fails_leaves_the_older_version(self, installed):
        """
        Something lies where the add-in belongs: the exit code says so, and the Python
        that was there is there again.
        """
        mark = installed.python.parent / "older.txt"
        mark.write_text("an older version")
        addin = installed.machine.roaming / "Microsoft/Excel/XLSTART/cx_xl.xlam"
        addin.unlink()
        addin.mkdir()

        done = installed.machine.run(BUILT / SETUP, "/S")
        addin.rmdir()

        assert FAILED == done.returncode
        assert mark.exists()
        assert not (installed.folder / "older").exists()

    def test_it_replaces_the_older_version(self, installed):
        """
        Files of the older one are gone; the menu speaks the language of this time.
        """
        (installed.python.parent / "older.txt").write_text("an older version")

        done = installed.machine.run(BUILT / SETUP, "/S", "/LANG=en")

        assert 0 == done.returncode
        assert not (installed.python.parent / "older.txt").exists()
        assert not (installed.folder / "older").exists()
        entries = {path.name for path in installed.menu.iterdir()}
        assert "New KPI workbook.lnk" in entries
        assert "Nuovo file KPI.lnk" not in entries


class TestRemoval:
    def test_nothing_is_left(self, installed):
        """Not the log either, nor keys of the registry."""
        (installed.machine.local / "cx_xl" / "excel.log").write_text("")

        installed.machine.run(installed.folder / "uninstall.exe", "/S")
        until(lambda: not installed.folder.exists())

        left = {p for p in installed.machine.files() - installed.before if ours(p)}
        assert set() == left
        assert [] == keys_of_ours(installed.machine)


def ours(path):
    """Wine and Python keep files of their own, in folders for them."""
    return not {"Temp", "windows", "dosdevices"} & set(path.parts)


def keys_of_ours(machine):
    """
    Return the keys of the registry with our name in them; Windows' own dialog keeps the
    program that has opened it, and Wine its own notes.
    """
    said = machine.run("reg", "query", "HKCU\\Software", "/s").stdout.decode("cp1252")
    found, key = [], ""
    for line in said.splitlines():
        key = line if line.startswith("HKEY") else key
        if "cx_xl" in line and not {"ComDlg32", "Wine"} & set(key.split("\\")):
            found.append((key, line))
    return found


def until(condition, seconds=300):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it takes too long"
        time.sleep(0.5)
