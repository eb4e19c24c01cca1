"""A sheet without NumPy or SciPy: LibreOffice brings its own Python."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cx_xl import edge
from cx_xl.errors import NeedsLibrary

ROOT = Path(__file__).parents[2]
WITHOUT = """
import json, sys
sys.modules[{library!r}] = None
import cx_xl
refused = {{}}
for name, arguments in json.loads({calls!r}).items():
    try:
        cx_xl.call_function(name, *arguments)
    except cx_xl.CxError as error:
        refused[name] = [type(error).__name__, error.code, error.say("it")]
print(json.dumps(refused))
"""
CALLS = {
    "CX_NPS": [[10, 9, 6]],
    "CX_SBG_SURVIVAL": [[0.668, 3.806], [12]],
    "CX_BGNBD_ALIVE": [[0.243, 4.414, 0.793, 2.426], [2], [30.43], [38.86]],
}


@pytest.mark.parametrize("library", ["numpy", "scipy"])
def test_a_library_is_lacking(library):
    """The model functions say which libraries to install; the others just work."""
    code = WITHOUT.format(library=library, calls=json.dumps(CALLS))
    run = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    refused = json.loads(run.stdout)

    assert {"CX_BGNBD_ALIVE"} == set(refused)
    for name, code, remedy in refused.values():
        assert (NeedsLibrary.__name__, "#VALUE!") == (name, code)
        assert "NumPy e SciPy" in remedy


def test_another_import_is_a_bug(monkeypatch):
    """Only our optional libraries are the user's concern."""

    def broken(*_):
        raise ImportError("No module named 'cx_xl.nowhere'")

    monkeypatch.setattr(edge, "_computed", broken)
    with pytest.raises(ImportError):
        edge.call_function("CX_CES", [5, 6])
