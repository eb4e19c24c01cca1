"""Bytes, separators and formats of exports."""

import os
import shutil

import pytest

from cx_xl.files.file_refusals import (
    BadEncoding,
    BadText,
    Encrypted,
    FileRefused,
    MissingFile,
    NotAFile,
    Truncated,
)
from cx_xl.imports import moments, read_source
from cx_xl.imports.import_refusals import NoAnswers
from tests.files import hostile
from tests.imports import exports
from tests.imports.exports import at
from tests.needs import lacking
from tests.workbooks.libreoffice import convert

pytestmark = pytest.mark.slow


class TestText:
    @pytest.mark.parametrize(
        ("encoding", "shown", "is_sure"),
        [
            ("utf-8", "utf-8", True),
            ("utf-8-sig", "utf-8", True),
            ("utf-16", "utf-16", True),
            ("cp1252", "cp1252", False),
        ],
    )
    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_is_read_by_its_bytes(self, encoding, shown, is_sure, separator, tmp_path):
        rows = [["Città", "Perché \u2013 note"], ["Forlì", "così, così; «così»"]]
        path = exports.as_text(
            rows, tmp_path / "a.csv", separator=separator, encoding=encoding
        )
        source = read_source(path)

        assert rows == source.rows
        assert (shown, separator, is_sure) == (
            source.encoding,
            source.separator,
            source.is_sure,
        )

    def test_keeps_line_breaks_inside_of_cells(self, tmp_path):
        rows = [["A", "B"], ["one\r\ntwo", "x"], ["y", 'a "quoted" one']]

        assert rows == read_source(exports.as_text(rows, tmp_path / "a.csv")).rows

    def test_another_encoding_may_be_named(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_bytes("Città;NPS\nForlì;9\n".encode("mac-roman"))

        assert "Forlì" == read_source(path, encoding="mac-roman").rows[1][0]
        with pytest.raises(BadEncoding):
            read_source(path, encoding="utf-8")

    def test_a_picture_is_no_export(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9)

        with pytest.raises(BadText):
            read_source(path)

    def test_what_is_no_file_is_refused_at_once(self, tmp_path):
        """Nobody writes into the pipe, so reading would wait for ever."""
        os.mkfifo(tmp_path / "a.csv")
        for path in (tmp_path / "a.csv", tmp_path):
            with pytest.raises(NotAFile):
                read_source(path)

    def test_a_workbook_behind_a_password_is_refused_as_such(self, tmp_path):
        data, _ = hostile.RUINS["password"]
        (tmp_path / "a.xlsx").write_bytes(data)
        with pytest.raises(Encrypted):
            read_source(tmp_path / "a.xlsx")

    def test_an_empty_export_and_a_missing_one_are_refused(self, tmp_path):
        path = exports.as_text([["A", "B"]], tmp_path / "a.csv")

        with pytest.raises(NoAnswers):
            read_source(path)
        with pytest.raises(MissingFile):
            read_source(tmp_path / "b.csv")


class TestWorkbook:
    def test_real_dates_stay_dates(self, tmp_path):
        when = at(2026, 10, 3, 9, 30)
        path = exports.as_workbook([["When"], [when]], tmp_path / "a.xlsx", "Foglio1")
        source = read_source(path)

        assert ("Foglio1", when) == (source.sheet, source.rows[1][0])

    def test_a_damaged_one_is_refused(self, tmp_path):
        path = exports.as_workbook([["A"], [1]], tmp_path / "a.xlsx", "S")
        path.write_bytes(path.read_bytes()[:-200])

        with pytest.raises(FileRefused):
            read_source(path)

    @pytest.mark.parametrize(
        ("name", "start", "cause"),
        [
            ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", BadText),
            ("a.ods", b"PK\x03\x04", Truncated),
        ],
    )
    def test_what_their_reader_cannot_read_is_refused(
        self, name, start, cause, tmp_path
    ):
        (tmp_path / name).write_bytes(start + b"\1" * 900)

        with pytest.raises(cause):
            read_source(tmp_path / name)

    @pytest.mark.parametrize("suffix", [".xls", ".ods"])
    def test_older_and_open_formats_are_read(self, suffix, tmp_path):
        """LibreOffice makes them of the .xlsx."""
        if not shutil.which("soffice"):
            lacking("needs LibreOffice: install libreoffice-calc")
        rows = [["Data", "NPS"], [at(2026, 10, 3, 9, 30), 9]]
        made = exports.as_workbook(rows, tmp_path / "a.xlsx", "Risposte")
        convert(made, tmp_path, suffix.removeprefix("."))

        assert rows == read_source(tmp_path / f"a{suffix}").rows


class TestMoments:
    @pytest.mark.parametrize(
        ("text", "order", "expected"),
        [
            ("2026-10-03", None, at(2026, 10, 3)),
            ("2026/10/03 09:05", None, at(2026, 10, 3, 9, 5)),
            ("03/10/2026 9.05.07", "day", at(2026, 10, 3, 9, 5, 7)),
            ("10/3/26 9:05:07 PM", "month", at(2026, 10, 3, 21, 5, 7)),
            ("10/03/2026 12:00:00 AM", "month", at(2026, 10, 3)),
            ("31/10/2026", "month", None),
            ("31/10/2026", None, None),
            ("20261003", "day", None),
            ("yesterday", "day", None),
            ("3/10", "day", None),
        ],
    )
    def test_are_read_in_the_order_of_their_column(self, text, order, expected):
        assert expected == moments.moment(text, order)

    def test_show_their_order_where_they_can(self):
        shown = moments.survey(["01/02/2026", "13/02/2026", "02/02/2026", None])

        assert (1, 0, 1) == (shown.day_first, shown.month_first, shown.either)
