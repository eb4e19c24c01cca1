"""Containers: the same parts give the same bytes; files appear whole, with rights."""

import io
import stat
import zipfile

from cx_xl.files.container import Container
from cx_xl.files.package import open_package
from cx_xl.files.packing import packed, repacked
from cx_xl.files.saving import is_same, save
from cx_xl.files.sheet_reader import read_sheet
from tests.files import hostile

CELL = '<row r="1"><c r="A1"><v>9</v></c></row>'


def test_new_container_is_reproducible():
    """No clock, no order but that of the parts."""
    parts = {"b": b"1", "a": b"2" * 99}
    assert packed(parts) == packed(parts)
    assert ["b", "a"] == zipfile.ZipFile(io.BytesIO(packed(parts))).namelist()


def test_copy_with_other_and_further_parts(tmp_path):
    """Further parts stand behind; the file that was read is left alone."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(hostile.book(CELL))
    container = Container(path)
    new = {hostile.SHEET: hostile.sheet("").encode(), "xl/more.xml": b"<x/>"}
    copy = Container(path, container.limits, repacked(container, new))
    assert (*container.parts, "xl/more.xml") == copy.parts
    assert b"<x/>" == copy.read("xl/more.xml")
    assert (container.origin, copy.origin) == (path, None)
    assert path.read_bytes() == hostile.book(CELL)


def test_package_with_other_parts_may_take_the_place_of_its_file(tmp_path):
    """It is read from memory from then on."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(hostile.book(CELL))
    ten = CELL.replace(">9<", ">10<")
    package = open_package(path).with_parts(
        {hostile.SHEET: hostile.sheet(ten).encode()}
    )
    assert 10 == read_sheet(package, "Data")[1, 1]
    save(path, package.container.data)
    assert 10 == read_sheet(open_package(path), "Data")[1, 1]


def test_rights_of_a_file_that_is_saved(tmp_path):
    """A new file gets those of its model, an old one keeps its own."""
    model, target = tmp_path / "model", tmp_path / "target"
    model.write_bytes(b"")
    model.chmod(0o640)
    save(target, b"1", like=model)
    assert 0o640 == stat.S_IMODE(target.stat().st_mode)
    target.chmod(0o600)
    save(target, b"2", like=model)
    assert (0o600, b"2") == (stat.S_IMODE(target.stat().st_mode), target.read_bytes())


def test_names_of_one_file(tmp_path):
    """By another way, by a link, by a second name, and where there is none yet."""
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    for name in ("a", "../" + tmp_path.name + "/a", "link", "b"):
        assert is_same(tmp_path / name, tmp_path / "a")
    assert is_same(tmp_path / "none", tmp_path / "none")
    assert not is_same(tmp_path / "none", tmp_path / "a")
