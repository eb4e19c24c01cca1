"""A copy for outside, as its user types it."""

import json

import pytest

from tests.commands.typed import cx_xl

REFUSED = 2
WORDS = {
    "en": ("answers: 2627", "hidden sheets: 1 (Lists)"),
    "it": ("risposte: 2627", "fogli nascosti: 1 (Elenchi)"),
}


@pytest.mark.parametrize("language", WORDS)
def test_share(ready, tmp_path, language):
    """Written, refused where one is there; each with its exit code."""
    book, copy = tmp_path / "kpi.xlsx", tmp_path / "kpi-2026-10-shared.xlsx"
    ready(book, language)
    held = book.read_bytes()

    done = cx_xl("share", book, language=language)
    assert (0, True) == (done.returncode, copy.exists()), done.stderr
    assert not [word for word in WORDS[language] if word not in done.stdout]
    assert held == book.read_bytes()
    assert REFUSED == cx_xl("share", book, language=language).returncode


def test_a_dry_run_writes_nothing(ready, tmp_path):
    book = ready(tmp_path / "kpi.xlsx", "en")
    dry = cx_xl("share", book, "--dry-run", "--json", "-")

    assert 0 == dry.returncode, dry.stderr
    assert [book] == list(tmp_path.iterdir())
    assert 2627 == json.loads(dry.stdout)["removed"]["answers"]
