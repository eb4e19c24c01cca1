"""Damage anywhere in a workbook: refused with a reason or harmless, never a crash."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from cx_xl.errors import Code
from cx_xl.files.addresses import Area
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from tests.files import hostile

PARTS = hostile.full_parts()
VALUE = re.compile(r'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)')  # of an attribute or element
SPOTS = [
    (name, found.span())
    for name, text in PARTS.items()
    for found in VALUE.finditer(text)
]
WRONG = ["", "-1", "99999999", "1.5", "A:A", "A0", "XFD1048576", "d", "e", "array", "é"]


def use(path):
    """Read all that can be read, and write a copy with changes in several places."""
    package = open_package(path)
    package.strings, package.names, package.tables, package.dynamic_marks  # noqa: B018
    sheet = read_sheet(package, package.sheets[0].name)
    formulas = dict.fromkeys(sheet.formulas, Code.NA)
    copy = path.with_name("copy.xlsx")
    write_copy(package, copy, {sheet.name: formulas | {(4, 1): 1, (2, 4): "x"}})
    return sheet


def outcome(path):
    """The refusal that comes of it, if any; whatever else is raised is a bug."""
    try:
        use(path)
    except FileRefused as refusal:
        return refusal
    return None


def test_undamaged_book_is_read(tmp_path):
    """The book that the next test damages is sound."""
    path = tmp_path / "sound.xlsx"
    path.write_bytes(hostile.zipped(PARTS))
    sheet = use(path)
    assert {(1, 1): "x", (1, 2): 9, (2, 1): 1, (2, 2): 0.5, (3, 1): True} == dict(
        sheet.cells()
    )
    assert sheet.formulas[2, 1].is_dynamic is True
    assert sheet.formulas[2, 1].area == Area.of("A2:A3")
    assert "A3" == sheet.formulas[3, 2].text


@settings(max_examples=150)
@given(st.sampled_from(SPOTS), st.sampled_from(WRONG) | st.text(max_size=4))
def test_damage_is_refused_or_harmless(tmp_path_factory, spot, wrong):
    """Any value in any part may be wrong: nothing but a FileRefused comes out."""
    name, (start, end) = spot
    text = PARTS[name][:start] + wrong + PARTS[name][end:]
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes(hostile.zipped(PARTS | {name: text.encode(errors="replace")}))
    refusal = outcome(path)
    assert refusal is None or refusal.say("it") != refusal.say("en")
