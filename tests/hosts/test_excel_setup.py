"""Installing into Excel, and the doctor, on a Windows made of folders."""

import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import xlwings
from openxml_audit import OpenXmlValidator
from pyopenvba.integrity import check_file

from cx_xl.errors import LANGUAGES
from cx_xl.hosts.excel import addin, doctor, policies, setup
from cx_xl.hosts.excel.machine import (
    FOLDERS,
    FromTheStore,
    Machine,
    NotWindows,
    fault,
    read_registry,
    short_name,
    this_machine,
)
from tests.hosts.excel_stand_in import RIBBON, running

pytestmark = pytest.mark.slow

DLL = {bits: f"xlwings{bits}-{xlwings.__version__}.dll" for bits in (64, 32)}
POLICY = policies.SECURITY[1]


@pytest.fixture(name="registry")
def fixture_registry():
    return {doctor.CLICK_TO_RUN: {"Platform": "x64"}}


@pytest.fixture(name="machine")
def fixture_machine(tmp_path, registry, monkeypatch):
    python = tmp_path / "Python" / "python.exe"
    python.parent.mkdir()
    for name in ("python.exe", "pythonw.exe", *DLL.values()):
        (python.parent / name).write_text(name)
    monkeypatch.setattr(doctor, "find_spec", lambda _: object())
    monkeypatch.setattr(addin, "build", lambda path: path.write_bytes(b"this version"))
    return Machine(
        system="Windows",
        python=python,
        libraries=(tmp_path / "nowhere", python.parent),
        roaming=tmp_path / "Roaming",
        folder=tmp_path / "Local" / "cx_xl",
        ansi="cp1252",
        registry=lambda key: registry.get(key, {}),
    )


def troubles(machine):
    found = doctor.examine(machine)
    return [f.en for f in found if f.verdict in {"warning", "problem"}]


class TestInstall:
    def test_everything_is_in_place(self, machine):
        """
        The add-in where Excel opens it; settings and DLLs where the wrappers look.
        """
        installed = setup.install(machine)

        start = machine.roaming / "Microsoft" / "Excel" / "XLSTART"
        assert start / "cx_xl.xlam" == installed.addin
        assert ["cx_xl.xlam"] == [path.name for path in start.iterdir()]
        python = machine.python.with_name("pythonw.exe")
        assert f"python={python}\r\n".encode() == installed.settings.read_bytes()
        assert [DLL[64], DLL[32]] == [path.read_text() for path in installed.libraries]
        assert ["cx_xl64.dll", "cx_xl32.dll"] == [p.name for p in installed.libraries]

    def test_a_second_time_repairs(self, machine):
        """Whatever was damaged is as new."""
        setup.install(machine).addin.write_bytes(b"damaged")

        setup.install(machine)

        assert [] == troubles(machine)

    def test_uninstall_takes_away_what_install_brought(self, machine):
        """The log stays: it may be wanted for a report."""
        setup.install(machine)
        (machine.folder / "excel.log").write_text("")
        (machine.folder / "cx_kpi.it.xlsm").write_text("")

        removed = setup.uninstall(machine)

        assert 5 == len(removed)
        assert ["excel.log"] == [path.name for path in machine.folder.iterdir()]
        assert [] == setup.uninstall(machine)

    def test_without_a_console_window_where_possible(self, machine):
        """Some distributions have no pythonw.exe."""
        machine.python.with_name("pythonw.exe").unlink()

        assert machine.python == machine.interpreter


class TestRefusals:
    @pytest.mark.parametrize("action", [setup.install, setup.uninstall])
    def test_other_systems(self, machine, action):
        """Says what to use instead, in both languages."""
        with pytest.raises(NotWindows, match="LibreOffice") as refused:
            action(replace(machine, system="Darwin"))
        assert "LibreOffice" in refused.value.say("it")
        assert not machine.folder.exists()

    def test_no_library(self, machine):
        """Names the file that pip should have brought."""
        with pytest.raises(setup.NoLibrary, match=DLL[64]):
            setup.install(replace(machine, libraries=()))

    def test_a_path_in_another_alphabet(self, machine):
        """VBA reads the code page of the system; accents of ours are fine."""
        accents = replace(
            machine, python=machine.python.parent / "Nicolò" / "python.exe"
        )
        greek = replace(machine, python=machine.python.parent / "Νίκος" / "python.exe")

        assert setup.install(accents).settings.read_bytes().endswith(b"python.exe\r\n")
        with pytest.raises(setup.UnreadablePath, match="another alphabet"):
            setup.install(greek)

    def test_a_path_in_another_alphabet_has_a_short_name(self, machine):
        """Windows gives one in the letters of DOS, on the disk of the system."""
        greek = replace(
            machine,
            python=machine.python.parent / "Νίκος" / "python.exe",
            short=lambda _: machine.python,
        )

        installed = setup.install(greek)

        assert (
            f"python={machine.python}\r\n".encode() == installed.settings.read_bytes()
        )
        assert [] == troubles(greek)

    def test_the_python_of_the_store(self, machine):
        """What it writes to the user's folders, only itself sees."""
        hidden = machine.python.parents[1] / "WindowsApps" / "python.exe"
        store = replace(machine, python=hidden)

        with pytest.raises(FromTheStore, match="Microsoft Store"):
            setup.install(store)
        assert [] == setup.uninstall(store)
        (found,) = doctor.examine(store)
        assert "Microsoft Store" in found.it

    @pytest.mark.parametrize("action", [setup.install, setup.uninstall])
    def test_excel_is_open(self, machine, action, monkeypatch):
        """Windows refuses to replace a file in use."""
        setup.install(machine)

        def refuse(*_):
            raise PermissionError

        monkeypatch.setattr(setup.shutil, "copyfile", refuse)
        monkeypatch.setattr(setup.Path, "unlink", refuse)
        with pytest.raises(setup.ExcelIsOpen, match="Close every Excel window"):
            action(machine)


class TestDoctor:
    def test_nothing_to_report(self, machine):
        """After an installation everything is fine."""
        setup.install(machine)

        assert [] == troubles(machine)

    def test_before_the_installation(self, machine):
        """Add-in, settings and DLL are missing, and one command mends all three."""
        found = troubles(machine)

        assert 3 == len(found)
        assert all(text.endswith("Run: cx-xl excel install") for text in found)

    def test_other_systems(self, machine):
        """One finding, and nothing is looked at."""
        (found,) = doctor.examine(replace(machine, system="Linux"))

        assert found.say("it").startswith("Queste funzioni di Excel richiedono Windows")

    def test_no_excel(self, machine, registry):
        """Excel on the web does not count."""
        setup.install(machine)
        registry.clear()

        assert ["Excel is missing on this computer. Install the desktop version."] == (
            troubles(machine)
        )

    def test_excel_of_32_bits_needs_its_own_dll(self, machine, registry):
        """xlwings ships one for each."""
        setup.install(machine)
        registry[doctor.CLICK_TO_RUN] = {"Platform": "x86"}
        (machine.folder / "cx_xl32.dll").unlink()

        (found,) = troubles(machine)
        assert found.startswith("cx_xl32.dll, which connects Excel and Python")

    def test_an_update_of_xlwings(self, machine):
        """The copy of its DLL is the old one."""
        setup.install(machine)
        (machine.python.parent / DLL[64]).write_text("newer")

        (found,) = troubles(machine)
        assert found.startswith("cx_xl64.dll, which connects Excel and Python")

    def test_an_update_of_ours(self, machine):
        """The installed add-in has other bytes than this version builds."""
        setup.install(machine).addin.write_bytes(b"older")

        (found,) = troubles(machine)
        assert found.startswith("The add-in is not of this version of cx_xl.")

    def test_python_is_gone(self, machine):
        """Somebody removed the environment that Excel starts."""
        setup.install(machine)
        machine.python.with_name("pythonw.exe").unlink()

        (found,) = troubles(machine)
        assert found.startswith("The Python that Excel starts is gone")

    def test_another_python(self, machine, tmp_path):
        """A warning only: that one may have cx_xl too."""
        setup.install(machine)

        (found,) = troubles(replace(machine, python=tmp_path / "python.exe"))
        assert found.startswith("Excel starts another Python than this one")

    def test_no_pywin32(self, machine, monkeypatch):
        """xlwings brings it on Windows; somebody removed it."""
        setup.install(machine)
        monkeypatch.setattr(doctor, "find_spec", lambda _: None)

        assert ["Python can not talk to Excel. Run: pip install pywin32"] == (
            troubles(machine)
        )

    @pytest.mark.parametrize(
        ("key", "values", "box"),
        [
            (
                f"{policies.SECURITY[0]}\\Trusted Locations",
                {"AllLocationsDisabled": 1},
                "Disable all Trusted Locations",
            ),
            (POLICY, {"DisableAllAddins": 1}, "Disable all Application Add-ins"),
            (
                policies.DISABLED,
                {"A1": "C:\\XLSTART\\CX_XL.xlam".lower().encode("utf-16-le")},
                "Disabled Items",
            ),
        ],
    )
    def test_trust(self, machine, registry, key, values, box):
        """Names the box to untick, or the place where Excel keeps what it disabled."""
        setup.install(machine)
        registry[key] = values

        (found,) = troubles(machine)
        assert box in found

    def test_all_macros_are_allowed_anyway(self, machine, registry):
        """Then no folder needs to be trusted."""
        setup.install(machine)
        registry[POLICY] = {"VBAWarnings": 1}
        registry[f"{POLICY}\\Trusted Locations"] = {"AllLocationsDisabled": 1}

        assert [] == troubles(machine)

    @pytest.mark.parametrize(
        ("key", "values", "said"),
        [
            (policies.VBA_OFF[0], {"VBAOff": 1}, "switched off VBA"),
            (policies.RULES, {policies.NO_CHILDREN.upper(): "1"}, "start other"),
            (
                policies.MANAGED,
                {"ASRRules": f"{policies.NO_CHILDREN}=1"},
                "start other",
            ),
            (policies.RULES, {policies.NO_RARE_FILES: "1"}, "few people have"),
            (f"{policies.APPLOCKER}\\Dll", {"EnforcementMode": 1}, "AppLocker: Dll"),
        ],
    )
    def test_what_it_forbids(self, machine, registry, key, values, said):
        """Names the rule, and what to ask IT for."""
        setup.install(machine)
        registry[key] = values

        (found,) = troubles(machine)
        assert said in found

    def test_a_start_folder_in_the_network(self, machine, registry):
        """Excel runs no macros from there, unless IT allows it."""
        remote = replace(machine, roaming=Path("\\\\server\\users\\Anna"))

        assert any("in the network" in text for text in troubles(remote))
        registry[f"{POLICY}\\Trusted Locations"] = {"AllowNetworkLocations": 1}
        assert not any("in the network" in text for text in troubles(remote))

    def test_rules_that_only_watch(self, machine, registry):
        """2 is audit, 0 is off."""
        setup.install(machine)
        registry[policies.RULES] = {policies.NO_CHILDREN: "2"}
        registry[policies.MANAGED] = {"ASRRules": f"{policies.NO_RARE_FILES}=0|x"}

        assert [] == troubles(machine)

    def test_a_start_folder_that_it_has_moved(self, machine, registry, tmp_path):
        """
        The add-in follows; whether Excel trusts that folder can not be seen from here.
        """
        registry[FOLDERS] = {"Xlstart": str(tmp_path / "Start")}

        installed = setup.install(machine)

        assert tmp_path / "Start" / addin.NAME == installed.addin
        assert [] == troubles(machine)
        unknown = [f for f in doctor.examine(machine) if f.verdict == "unknown"]
        assert str(tmp_path / "Start") in unknown[0].en
        assert 2 == len(unknown)

    def test_python_does_not_serve(self, machine):
        """It is started as Excel does; its last words are passed on."""
        setup.install(machine)
        broken = replace(machine, fault=lambda _: "ImportError: DLL load failed")

        (found,) = troubles(broken)
        assert "can not serve Excel (ImportError: DLL load failed)" in found

    def test_the_setup_repairs_what_it_has_installed(self, machine):
        """Its users have never seen a command line."""
        (machine.python.parents[1] / "uninstall.exe").touch()

        assert all(
            text.endswith("Run cx_xl-setup.exe again.") for text in troubles(machine)
        )

    def test_it_says_what_it_could_not_check(self, machine):
        """Only Excel shows whether all this comes together."""
        setup.install(machine)

        (found,) = (f for f in doctor.examine(machine) if f.verdict == "unknown")
        assert "=CX_NPS(9)" in found.en
        assert found.is_fine

    def test_every_finding_is_said_in_both_languages(self, machine, registry):
        """The worst case of all: two texts each, none empty, none alike."""
        registry.clear()
        registry[POLICY] = {"DisableAllAddins": 1, "AllLocationsDisabled": 1}
        registry[policies.RULES] = dict.fromkeys(
            (policies.NO_CHILDREN, policies.NO_RARE_FILES), "1"
        )
        registry[f"{policies.APPLOCKER}\\Exe"] = {"EnforcementMode": 1}
        registry[policies.VBA_OFF[1]] = {"VBAOff": 1}
        registry[FOLDERS] = {"Xlstart": "\\\\server\\start"}

        for found in doctor.examine(machine):
            texts = {found.say(language) for language in LANGUAGES}
            assert 2 == len(texts)
            assert "" not in texts


class TestThisMachine:
    def test_folders_come_from_the_environment(self, monkeypatch, tmp_path):
        """As Windows sets them for every user."""
        monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
        monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))

        machine = this_machine()

        assert tmp_path / "Roaming" == machine.roaming
        assert tmp_path / "Local" / "cx_xl" == machine.folder
        assert sys.executable == str(machine.python)

    @pytest.mark.skipif(sys.platform == "win32", reason="there is a registry")
    def test_other_systems_have_no_registry(self):
        """So every key is empty."""
        assert {} == read_registry(doctor.CLICK_TO_RUN)

    def test_a_python_is_started_to_see_whether_it_serves(self, tmp_path):
        """Here it has no COM; a file that is no program does not even start."""
        assert "No module named 'win32com'" in fault(Path(sys.executable))
        assert "FileNotFoundError" == fault(tmp_path / "nothing.exe")

    @pytest.mark.skipif(sys.platform == "win32", reason="there are short names")
    def test_other_systems_have_no_short_names(self, tmp_path):
        assert tmp_path == short_name(tmp_path)

    def test_the_registry_is_read_value_by_value(self, monkeypatch):
        """A stand-in for winreg: two values, and one key that is missing."""
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setitem(sys.modules, "winreg", Winreg)

        key = "HKEY_CURRENT_USER\\Software\\There"
        assert {"A": 1, "B": "x"} == read_registry(key)
        assert {} == read_registry("HKEY_CURRENT_USER\\Software\\Gone")


class Winreg(SimpleNamespace):
    """The few functions of winreg that are used."""

    HKEY_CURRENT_USER = "user"

    class OpenKey:  # it is a function there; here its object is the key
        def __init__(self, hive, path):
            if (hive, path) != ("user", "Software\\There"):
                raise FileNotFoundError

        def __enter__(self):
            return [("A", 1, 4), ("B", "x", 1)]

        def __exit__(self, *_):
            pass

    @staticmethod
    def QueryInfoKey(key):  # noqa: N802 - winreg's name
        return 0, len(key), 0

    @staticmethod
    def EnumValue(key, index):  # noqa: N802 - winreg's name
        return key[index]


@pytest.mark.parametrize(
    ("language", "marks", "header", "example"),
    [
        ("en", ",.,;", "What it does", "=CX_CLV(24.3,52,20)"),
        ("it", ";,\\;", "Che cosa calcola", "=CX_CLV(24,3;52;20)"),
    ],
)
def test_what_the_ribbon_asks(  # noqa: PLR0913, PLR0917 - four are the case
    language, marks, header, example, tmp_path, monkeypatch
):
    """The list of functions, the template and the versions, through xlwings."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    with running() as call:
        listed = call(RIBBON, "function_list", [language, marks])
        template = call(RIBBON, "template_path", [language])
        about = call(RIBBON, "about", [language])

    assert header == listed[0][1]
    assert "CX_NPS" == listed[1][0]
    assert example in [row[2] for row in listed]
    assert str(tmp_path / "cx_xl" / f"cx_kpi.{language}.xlsm") == template
    assert () == check_file(template).issues
    assert [] == list(OpenXmlValidator().validate(template).errors)
    assert f"xlwings {xlwings.__version__}" in about


def test_the_add_in_has_the_name_that_the_doctor_looks_for():
    """Excel writes it as it likes, so case must not matter."""
    assert addin.NAME == addin.NAME.lower()
