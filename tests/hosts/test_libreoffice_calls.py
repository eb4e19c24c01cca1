"""One call from a sheet, with stand-ins for LibreOffice's objects."""

import math
from struct import pack
from types import SimpleNamespace

import pytest

from cx_xl import CATALOG
from cx_xl.errors import LANGUAGES, Code, NeedsLibrary
from cx_xl.hosts.libreoffice import sheet_call
from cx_xl.hosts.libreoffice.calc_ranges import cut
from cx_xl.hosts.libreoffice.call_refusals import collected
from cx_xl.hosts.libreoffice.sheet_call import answer, sent_cell

pytestmark = pytest.mark.slow

RATE = CATALOG["CX_CHURN_RATE"]


def tall(height, used):
    return SimpleNamespace(height=height, used=used, keep=None)


@pytest.mark.parametrize(
    ("code", "number"),
    [(Code.NA, 32767), (Code.DIV, 532), (Code.NUM, 503), (Code.SPILL, 519)],
)
def test_errors_travel_in_a_nan(code, number):
    """
    Calc reads the number of an error from the bits of a NaN; unknown ones are #VALUE!.
    """
    assert pack("<Q", 0x7FF8_0000_0000_0000 | number) == pack("<d", sent_cell(code))


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("500", ".", 0.1),
        ("5E+002", ".", 0.1),
        ("500,0", ",", 0.1),
        ("0,5E+3", ",", 0.1),
    ],
)
def test_numbers_arrive_as_text(text, mark, expected):
    """Calc writes numbers with the decimal mark of its locale and a signed exponent."""
    assert expected == answer(RATE, None, (text, "50"), mark)


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        ([tall(1_048_576, 120)], 120),
        ([tall(1_048_576, 120), tall(1_048_576, 90)], 120),
        ([tall(1_048_576, 120), tall(1_048_575, 119)], None),
        ([tall(1_048_576, 120), tall(3, 3)], 120),
        ([tall(4096, 100)], None),
    ],
)
def test_tall_ranges_are_cut_alike(ranges, expected):
    """Ranges side by side stay side by side; different heights stay different."""
    assert expected == cut(ranges)


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_library(monkeypatch, language):
    """
    A function that needs what LibreOffice's Python lacks shows an error, never text.

    The sentence says how to get it, to whoever asks.
    """

    def call_function(*_):
        raise NeedsLibrary("CX_CHURN_RATE")

    monkeypatch.setattr(sheet_call, "call_function", call_function)
    with collected() as refusals:
        shown = answer(RATE, None, ("500", "50"))

    assert pack("<d", sent_cell(Code.VALUE)) == pack("<d", shown)
    (refusal,) = refusals
    assert "CX_CHURN_RATE" == refusal.function
    assert "cx-xl libreoffice doctor" in refusal.error.say(language)


def test_nobody_asks():
    """Then reasons are not kept: a sheet of thousands of errors costs no memory."""
    assert math.isnan(answer(RATE, None, ("0", "50")))
    with collected() as refusals:
        pass

    assert [] == refusals


@pytest.mark.parametrize("bug", [KeyError("bug"), ImportError("bug")])
def test_bugs_surface(monkeypatch, bug):
    """Only failures on purpose become error cells."""

    def call_function(*_):
        raise bug

    monkeypatch.setattr(sheet_call, "call_function", call_function)
    with pytest.raises(type(bug), match="bug"):
        answer(RATE, None, ("500", "50"))
