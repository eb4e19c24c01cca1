"""`cx-xl import --counts`, in this process: its report, its profile, its refusals."""

import json

import pytest

from cx_xl.commands.asking import Given
from cx_xl.commands.import_counts import Asked, NotForCounts, import_counts
from cx_xl.imports import load_profile
from cx_xl.imports.import_refusals import Unsettled
from tests.commands import typed
from tests.imports.exports import as_text
from tests.reports.rollup_books import book, written

ROLES = ("date", "nps", "csat", "ces", "segment", "channel", "response_id")
FIELDS = ("months", "order", "time_zone", "partial", "replace")
HEAD = ["segment", "period", "score", "n"]
ROWS = [
    ["Shop", "2026-10-01", "10 - Extremely likely", 120],
    ["Shop", "2026-09-01", "3", 20],
    ["Shop", "2026-10-01", "12", 4],
    ["Shop", "2024-10-01", "9", 6],
]


@pytest.fixture
def asked(tmp_path):
    """What the command line says of a book that holds October's NPS already."""
    path = written(tmp_path / "kpi.xlsx", book(counts=[("NPS", 8, 30)]))

    def ask(rows=ROWS, question="nps", points=(), **said):
        export = tmp_path / "counts.csv"
        as_text([HEAD, *rows], export)
        columns = {role: said.get(role) for role in ROLES}
        fields = {name: said.get(name) for name in FIELDS}
        given = Given(columns, fields, [], points, [], [], None, None)
        return Asked(export, path, question, given, tmp_path / "out.json")

    return ask


def test_the_report_is_that_of_answers(asked):
    """
    Months, reasons with their people, offenders with their row; nothing is written.
    """
    what = asked(replace="month")
    before = what.book.read_bytes()

    import_counts(what, "it", may_ask=False, dry_run=True)

    found = json.loads(what.json_file.read_text("utf-8"))
    assert ("counts", "nps", 4, 140, 1) == tuple(
        found[key] for key in ("tool", "question", "rows", "taken", "replaced")
    )
    assert {"2026-09": 20, "2026-10": 120} == found["months"]
    assert {"2026-10": 30} == found["in_place_of"]
    assert [
        {"reason": "is off the scale", "rows": 1, "people": 4},
        {"reason": "is of a month that is not taken", "rows": 1, "people": 6},
    ] == found["dropped"]
    assert [(4, "score", "12")] == [
        (each["row"], each["column"], each["cell"]) for each in found["offenders"]
    ]
    assert before == what.book.read_bytes()
    assert not what.kept.exists()


@pytest.mark.parametrize(("replace", "gone"), [("month", 30), ("groups", 0)])
def test_people_of_other_segments_do_not_vanish_unasked(asked, replace, gone):
    """
    A second file of the month may be the whole of it, or another part.

    The book counts 30 people of October without a segment, the file 120 of the Shop.
    """
    with pytest.raises(
        Unsettled, match=r"30 people .*\(2026-10: 30\).* --replace groups"
    ):
        import_counts(asked(), "en", may_ask=False, dry_run=True)

    import_counts(asked(replace=replace), "en", may_ask=False, dry_run=True)

    found = json.loads(asked().json_file.read_text("utf-8"))
    assert gone == found["in_place_of"].get("2026-10", 0)
    assert replace == found["profile"]["replace"]


def test_each_file_is_asked_whether_it_is_the_whole_month(asked):
    """A remembered answer would let other shops go next month; a written one holds."""
    rows = [["Shop", "2031-10-01", 9, 4]]  # of a month to come: no row is written
    what = asked(rows, replace="groups")
    import_counts(what, "en", may_ask=False, dry_run=False)
    assert not what.kept.exists()

    what.kept.write_text('format = 1\ntool = "counts"\nreplace = "groups"\n', "utf-8")
    import_counts(asked(rows, replace="month"), "en", may_ask=False, dry_run=False)

    assert "groups" == load_profile(what.kept).replace


def test_replacing_says_nothing_about_answers(asked):
    """Those have ids, and none is ever replaced."""
    what = asked()

    ran = typed.cx_xl("import", what.export, what.book, "--replace", "month")

    assert 2 == ran.returncode
    assert "--replace is about counts" in ran.stderr


def test_what_was_settled_is_kept(asked):
    """A label without points is asked about once; next month the profile answers."""
    rows = [["Shop", "2031-10-01", label, 4] for label in ("Yay", "Satisfied")]

    with pytest.raises(Unsettled, match="--point"):
        import_counts(asked(rows, "csat"), "en", may_ask=False, dry_run=False)
    told = asked(rows, "csat", points=["csat:Yay=5", "csat:Satisfied=4"])
    import_counts(
        told, "en", may_ask=False, dry_run=False
    )  # of a month to come: no rows
    import_counts(asked(rows, "csat"), "en", may_ask=False, dry_run=True)

    points = load_profile(told.kept).points
    assert {"csat": {"Satisfied": 4, "Yay": 5}} == points


def test_an_option_of_answers_is_refused(asked):
    """And not passed over: whoever types it expects something of it."""
    with pytest.raises(NotForCounts, match="--id"):
        import_counts(asked(response_id="id"), "en", may_ask=False, dry_run=True)
    with pytest.raises(NotForCounts, match="--csat"):
        import_counts(asked(csat="Q2"), "en", may_ask=False, dry_run=True)
