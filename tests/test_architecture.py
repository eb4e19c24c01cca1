"""The structure that the documents promise, proved."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from cx_xl.catalog import CATALOG
from cx_xl.checks.checklist import FAMILIES
from cx_xl.edge import call_function
from cx_xl.errors import LANGUAGES
from cx_xl.reference import constants, page

ROOT = Path(__file__).parents[1]
HEAVY = {
    "duckdb",
    "ibis",
    "narwhals",
    "polars",
    "pyspark",
    "sqlglot",
    "pandas",
    "numpy",
    "scipy",
    "pydantic",
    "openpyxl",
    "lxml",
    "xlwings",
    "cellrune",
    "formulon",
    "wasmtime",
}


def run(*command):
    return subprocess.run(  # noqa: S603 - our own commands
        command, cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_imports_point_down():
    """import-linter reads the contracts in pyproject.toml."""
    linted = run(
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
    )

    assert 0 == linted.returncode, linted.stdout


def test_a_module_has_a_name_of_its_own():
    """Or a stack trace, a search and an open tab would not say which is meant."""
    names = Counter(path.name for path in (ROOT / "cx_xl").rglob("*.py"))
    del names["__init__.py"]

    assert {} == {name: n for name, n in names.items() if n > 1}


def test_a_room_has_its_room_of_tests():
    """Or nobody would know where the next one goes."""
    rooms = {path.parent.name for path in (ROOT / "cx_xl").glob("*/__init__.py")}
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}

    assert set() == rooms - tested


def test_no_family_of_kpis_knows_another():
    """Or none could be read, or changed, alone; from_scores counts for the others."""
    kpi = ROOT / "cx_xl" / "kpi"
    families = {path.stem for path in kpi.glob("*.py")} - {"__init__", "metrics"}

    for path in set(kpi.rglob("*.py")) - {kpi / "from_scores.py"}:
        text = path.read_text("utf-8")
        imported = re.findall(r"from cx_xl\.kpi(?:\.| import )(\w+)", text)
        assert set() == families & set(imported), path.name


def test_every_family_is_in_the_catalogue():
    """A module that `catalog.py` does not name, twice, would serve nobody."""
    declared = {
        path.stem
        for path in (ROOT / "cx_xl" / "kpi").rglob("*.py")
        if "\nFAMILY = " in path.read_text("utf-8")
    }
    listed = {spec.kpi.__module__.rpartition(".")[2] for spec in CATALOG.values()}

    assert declared == listed


def test_every_family_of_checks_is_in_the_checklist():
    """A module that `checks/checklist.py` does not name would check nothing."""
    declared = {
        path.stem
        for path in (ROOT / "cx_xl" / "checks").glob("*.py")
        if "\n@check(" in path.read_text("utf-8")
    }

    assert declared == set(FAMILIES)


def test_a_cell_does_not_wait_for_heavy_libraries():
    """Neither importing us nor answering a first call loads any of them."""
    code = (
        "import json, sys, cx_xl; cx_xl.call_function('CX_NPS', [[9]]);"
        "print(json.dumps(sorted(sys.modules)))"
    )

    loaded = set(json.loads(run(sys.executable, "-c", code).stdout))

    assert set() == HEAVY & loaded


def test_files_are_read_and_written_without_the_network():
    """What speaks to it would be a sixth of the time that reading takes to start."""
    code = "import sys, cx_xl.files.copy_writer; print(*sys.modules)"

    loaded = run(sys.executable, "-c", code).stdout.split()

    assert set() == {"http.client", "ssl", "urllib.request"} & set(loaded)


@pytest.mark.parametrize("spec", CATALOG.values(), ids=CATALOG)
class TestDeclarations:
    def test_the_example_runs(self, spec):
        """What the help shows can be typed as it stands."""
        assert call_function(spec.name, *constants(spec.example)) is not None
        for language in LANGUAGES:
            assert page(spec, language).example.startswith(f"={spec.name}(")

    def test_help_is_said_in_both_languages(self, spec):
        """Two sentences, each ended by a full stop, none a copy of the other."""
        for text in (spec.help, *(parameter.arg for parameter in spec.parameters)):
            assert text.en != text.it
            assert text.en.endswith((".", ")"))
            assert text.it.endswith((".", ")"))

    def test_a_family_has_tests_of_its_name(self, spec):
        """Or nobody would know where the next one goes."""
        family = spec.kpi.__module__.rpartition(".")[2]
        tests = {path.name for path in (ROOT / "tests/kpi").rglob("test_*.py")}

        assert f"test_{family}.py" in tests

    def test_required_arguments_come_first(self, spec):
        """Or a user would have to fill in what may be left out."""
        optional = [parameter.is_optional for parameter in spec.parameters]

        assert sorted(optional) == optional
        assert spec.parameters
