"""A month is closed, and closed again, as its user types it."""

import json

import pytest

from tests.commands.typed import cx_xl
from tests.workbooks.test_closing import edited, october

DIFFERENT, REFUSED = 1, 2
MONTH = ("2026-10", "--today", "2026-11-26")
WORDS = {
    "en": (
        "Frozen in the sheet History (revision 1)",
        "October 2026 was closed on 26 November 2026; nothing has changed since.",
        "Net Promoter Score (n): was 195, is 194 now.",
    ),
    "it": (
        "Conservato nel foglio Storico (revisione 1)",
        "ottobre 2026 è stato chiuso il 26 novembre 2026; da allora",
        "Net Promoter Score (n): era 195, ora è 194.",
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("language", WORDS)
def test_close_again(ready, tmp_path, language):
    """Dry run, closed, unchanged: each says so and has its exit code."""
    book = ready(tmp_path / "kpi.xlsx", language)
    held = book.read_bytes()
    dry = cx_xl("close", book, *MONTH, "--dry-run", language=language)
    assert (0, held) == (dry.returncode, book.read_bytes()), dry.stderr
    assert 1 == len(list(tmp_path.iterdir()))

    done = cx_xl("close", book, *MONTH, language=language)
    again = cx_xl("close", book, *MONTH, language=language)
    assert (0, 0) == (done.returncode, again.returncode), done.stderr
    assert WORDS[language][0] in done.stdout
    assert WORDS[language][1] in again.stdout


@pytest.mark.parametrize("language", WORDS)
def test_close(ready, tmp_path, language):
    """Closed, changed, refused and closed again: each says so and has its exit code."""
    book = ready(tmp_path / "kpi.xlsx", language)
    done = cx_xl("close", book, *MONTH, language=language)
    assert 0 == done.returncode, done.stderr
    assert WORDS[language][0] in done.stdout

    _sheet, rows = october(book)
    row = next(row for row, _segment, score in rows if score is not None)
    other = edited(book, {(row, 4): None})
    held = other.read_bytes()
    changed = cx_xl("close", other, *MONTH, language=language)
    assert (DIFFERENT, held) == (changed.returncode, other.read_bytes())
    assert WORDS[language][2] in changed.stdout
    # The file was changed without a program, so its stored results are old: an error.
    refused = cx_xl("close", other, *MONTH, "--again", language=language)
    assert (REFUSED, held) == (refused.returncode, other.read_bytes())
    anyway = ("--again", "--despite-errors", "--json", "-")
    as_json = cx_xl("close", other, *MONTH, *anyway)
    found = json.loads(as_json.stdout)
    assert (0, True, 2) == (
        as_json.returncode,
        found["written"],
        found["rows"][0]["revision"],
    )


def test_a_day_that_is_none(tmp_path):
    shown = cx_xl("close", tmp_path / "kpi.xlsx", "2026-10", "--today", "yesterday")

    assert REFUSED == shown.returncode
    assert "write it like 2026-10-31" in shown.stderr


def test_a_month_that_is_none(tmp_path):
    shown = cx_xl("close", tmp_path / "kpi.xlsx", "October")

    assert REFUSED == shown.returncode
    assert "2026-10" in shown.stderr
