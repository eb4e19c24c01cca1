"""The engine's compiled code is kept; where it cannot be kept, only time is lost."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cx_xl.headless.engine.wasm import MACHINE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
FIRST = (
    "from cx_xl.headless.engine.grammar import is_malformed;"
    "print(is_malformed('1+'), is_malformed('1+1'))"
)


@pytest.mark.parametrize("cache", ["none", "read-only", "file"])
def test_a_cache_folder_that_cannot_be_used(cache, tmp_path):
    """No home, a home that nobody may write, a file in its place: the same answers."""
    home = tmp_path / "home"
    if cache == "read-only":
        home.mkdir(mode=0o555)
    elif cache == "file":
        home.write_text("")
    folders = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", FIRST],
        cwd=ROOT,
        env=os.environ | folders,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (["True", "False"], "") == (done.stdout.split(), done.stderr)


def test_a_book_without_formulas_needs_no_engine(monkeypatch, opened):
    """Whatever is odd about it."""
    monkeypatch.setattr(MACHINE, "start", None)
    book = opened({"S": {"A1": 9, "A2": "x"}})
    assert () == book.evaluate().cells
    assert book.check(full=True).is_equal
