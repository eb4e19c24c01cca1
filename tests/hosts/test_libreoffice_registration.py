"""What LibreOffice is told about the functions, and what users install."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from cx_xl import CATALOG
from cx_xl.hosts.libreoffice.methods import method_arguments, method_name, returned
from cx_xl.hosts.libreoffice.oxt import contents, write
from cx_xl.hosts.libreoffice.registration import described, functions
from cx_xl.spec import Shape

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"
EXTENSION = ROOT / "addin" / "libreoffice" / "cx_xl.oxt"
ALONE = """
import sys

sys.path.insert(0, sys.argv[1])
import cx_xl
from cx_xl.hosts.libreoffice import sheet_call

print(cx_xl.call_function("CX_NPS", [10, 9, 8, 6]))
print(len(cx_xl.CATALOG))
loaded = {name.split(".")[0] for name in sys.modules}
print(sorted(loaded - set(sys.stdlib_module_names) - {"cx_xl", "__main__"}))
"""


def methods():
    """Return the signatures, for people who read them."""
    lines = []
    for spec in CATALOG.values():
        typed = [f"{a.name}: {a.sent.split('.')[-1]}" for a in method_arguments(spec)]
        arguments = ", ".join(typed)
        lines.append(f"{method_name(spec.name)}({arguments}) -> {returned(spec)}\n")
    return "".join(lines)


APPROVED = {
    "CalcAddIns.xcu": lambda: functions(CATALOG),
    "libreoffice_methods.txt": methods,
}


@pytest.mark.parametrize("name", APPROVED)
def test_registration_is_what_we_last_approved(name):
    """A changed registration is a changed product: someone must read the difference."""
    stored = (GOLDEN / name).read_text("utf-8")

    assert stored == APPROVED[name](), "run: .ci/generate"


def test_extension_is_what_the_builder_makes():
    """Users get the functions of today, with the core of today."""
    with ZipFile(EXTENSION) as package:
        stored = {name: package.read(name) for name in package.namelist()}
    made = contents()
    stale = [name for name in made | stored if made.get(name) != stored.get(name)]

    assert [] == stale, "run: .ci/generate"


def test_extension_is_reproducible(tmp_path):
    """The same sources make the same bytes."""
    first, second = tmp_path / "first.oxt", tmp_path / "second.oxt"
    write(first)
    write(second)

    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("language", "keys"), [("en", "Ctrl+Shift+Enter"), ("it", "Ctrl+Maiusc+Invio")]
)
def test_tables_are_told_how_to_be_entered(language, keys):
    """Calc shows the first cell of a table unless it is entered as an array."""
    told = {spec.name: described(spec, language) for spec in CATALOG.values()}
    wanted = {spec.name for spec in CATALOG.values() if spec.shape is not Shape.CELL}

    assert wanted == {name for name, text in told.items() if keys in text}


def test_examples_of_the_wizard_are_ranges():
    """Calc takes no array constants for arguments that read cells."""
    said = described(CATALOG["CX_NPS_IFS"], "it")

    assert '=CX_NPS_IFS(A2:A500;B2:B500;"Online")' in said
    assert not any("{" in described(spec, "en") for spec in CATALOG.values())


def test_methods_are_unique():
    """Files store the method without underscores; it must lead back to one function."""
    words = {name.replace("_", "") for name in CATALOG}

    assert len(CATALOG) == len(words)


def test_core_stands_alone(tmp_path):
    """Inside LibreOffice there is nothing but the standard library."""
    write(tmp_path / "cx_xl.oxt")
    with ZipFile(tmp_path / "cx_xl.oxt") as package:
        package.extractall(tmp_path)
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-I", "-S", "-c", ALONE, str(tmp_path / "pythonpath")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ["25.0", str(len(CATALOG)), "[]"] == done.stdout.splitlines(), done.stderr
