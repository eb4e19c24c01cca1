"""Installing the functions, and saying in plain words what is missing."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from cx_xl import __version__
from cx_xl.errors import LANGUAGES
from cx_xl.hosts.libreoffice import doctor, install
from cx_xl.hosts.libreoffice.installation import ExtensionRefused, OfficeMissing
from cx_xl.hosts.libreoffice.soffice import Answer, Office, run
from tests.hosts.calc import HOW
from tests.needs import lacking

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
LISTED = """Identifier: org.cxxl.cx
  Version: {version}
  is registered: yes
  bundled Packages: {{
      is registered: {part}
  }}
"""


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A LibreOffice whose programs say what a test wants."""
    (tmp_path / "unopkg").touch()
    (tmp_path / "pythonloader.py").touch()
    said = {"list": "", "add": "ERROR: locked", "--version": "LibreOffice 7.4.7.2"}
    monkeypatch.setattr(Office, "find", lambda _=None: Office(tmp_path))
    monkeypatch.setattr(
        Office, "run", lambda _, __, *words: Answer(ok=True, text=said[words[0]])
    )
    return said


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_libreoffice(monkeypatch, language):
    """Without LibreOffice both commands name it, and where it comes from."""
    monkeypatch.setattr(Office, "find", lambda _=None: None)
    (finding,) = doctor()
    with pytest.raises(OfficeMissing):
        install()

    assert not finding.is_fine
    assert "libreoffice.org" in finding.say(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_installed(office, language):
    """Doctor names the command that mends it."""
    assert office
    said = [finding.say(language) for finding in doctor() if not finding.is_fine]

    assert "cx-xl libreoffice install" in said[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_old(office, language):
    """Doctor says which LibreOffice we need."""
    office["--version"] = "LibreOffice 6.4"
    said = doctor()[0].say(language)

    assert "6.4" in said
    assert "7.4" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_another_version(office, language):
    """Doctor names both versions."""
    office["list"] = LISTED.format(version="0.0.1", part="yes")
    finding = doctor()[2]

    assert not finding.is_fine
    assert "0.0.1" in finding.say(language)


def test_half_registered(office):
    """An extension of which a part is not registered is not installed."""
    office["list"] = LISTED.format(version=__version__, part="no")

    assert not doctor()[2].is_fine


def test_refused(office):
    """What LibreOffice says about it is passed on."""
    assert office
    with pytest.raises(ExtensionRefused, match="ERROR: locked"):
        install()


@pytest.mark.skipif(sys.platform == "win32", reason="activated by a script for sh")
def test_from_an_activated_environment(tmp_path):
    """
    A user has `source .venv/bin/activate` behind him: LibreOffice keeps its Python.

    What reaches it does not: std::bad_alloc, and no functions.
    """
    office = Office.find(tmp_path / "profile")
    if office is None or not run(str(office.python), "-c", "import uno").ok:
        lacking(HOW)
    venv.create(tmp_path / "venv")
    script = (
        ". bin/activate && export PYTHONPATH=$1 PYTHONHOME=$2 && exec $3 -c "
        "'import pathlib, sys; from cx_xl.hosts.libreoffice import doctor, install;"
        " profile = pathlib.Path(sys.argv[1]); install(profile);"
        " print(*[f.en for f in doctor(profile)][:3], sep=chr(10))' $4"
    )
    words = str(ROOT), sys.base_prefix, sys.executable, str(office.profile)
    done = subprocess.run(  # noqa: S603 - our own words
        ["/bin/sh", "-c", script, "sh", *words],
        cwd=tmp_path / "venv",
        capture_output=True,
        text=True,
        check=False,
    )

    assert f"The CX functions {__version__} are installed." in done.stdout, done.stderr
