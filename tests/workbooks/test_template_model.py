"""The structure of the template: what it may say, and what it must not."""

import re

import pytest
from pydantic import ValidationError

from cx_xl import CATALOG
from cx_xl.workbooks.lint import lint_name
from cx_xl.workbooks.sheets import grid
from cx_xl.workbooks.template_model import Kpi, ResponseColumn, Template, load_template
from cx_xl.workbooks.texts import load_texts

TEMPLATE = load_template()
FORMULAS = [c.formula for c in TEMPLATE.monthly if c.formula] + [
    check.formula for check in TEMPLATE.checks
]


def test_every_function_is_in_the_catalogue():
    """A call that no host serves would be #NAME? for every user."""
    used = {name for formula in FORMULAS for name in re.findall(r"CX_\w+", formula)}
    assert used <= set(CATALOG)
    assert {"CX_NPS_FROM_COUNTS", "CX_RATE", "CX_CHURN_RATE"} <= used


def test_every_place_in_a_formula_exists():
    """{invited} must be a column, {in_month} a macro."""
    known = {column.key for column in TEMPLATE.monthly} | set(TEMPLATE.macros)
    places = {name for f in FORMULAS for name in re.findall(r"\{(\w+)\}", f)}
    assert places <= known


def test_every_part_has_its_texts():
    """A new column, KPI or check comes with its words."""
    texts = load_texts("en")
    needed = [f"monthly.headers.{column.key}" for column in TEMPLATE.monthly]
    needed += [f"responses.{column.key}.header" for column in TEMPLATE.responses]
    needed += [f"kpis.{kpi.key}.definition" for kpi in TEMPLATE.kpis]
    needed += [f"checks.{check.key}.remedy" for check in TEMPLATE.checks]
    assert not [key for key in needed if key not in texts]


@pytest.mark.parametrize("kpi", TEMPLATE.kpis, ids=lambda kpi: kpi.key)
def test_the_amber_limit_lies_on_the_worse_side_of_the_target(kpi):
    """The light is (value - amber limit) / (target - amber limit)."""
    assert (kpi.target > kpi.amber) == (kpi.better == "higher")


def test_the_dashboard_has_room_for_everything():
    """Its grid is drawn for eight KPIs, five of them on cards, and twelve segments."""
    cards = [kpi for kpi in TEMPLATE.kpis if kpi.card]
    drawn = grid.KPI_ROWS, len(grid.CARDS), grid.SEGMENT_ROWS
    assert drawn == (len(TEMPLATE.kpis), len(cards), TEMPLATE.slots)
    assert 1 == len({sum(grid.COLUMNS[a : b + 1]) for a, b in grid.CARDS})


def test_a_kpi_needs_its_columns():
    """A base that no column holds is refused at loading, not found by a user."""
    data = TEMPLATE.model_dump(by_alias=True)
    data["kpis"][0]["base"] = "nowhere"

    with pytest.raises(ValidationError, match="no such column in monthly"):
        Template.model_validate(data)


def test_a_score_needs_its_scale():
    """Validation, colours and checks all stand on it."""
    with pytest.raises(ValidationError, match="a score, and only a score"):
        ResponseColumn(key="nps", kind="score")
    with pytest.raises(ValidationError, match="a list, and only a list"):
        ResponseColumn(key="segment", kind="list")


def test_unknown_fields_are_refused():
    """A misspelt option would be ignored in silence otherwise."""
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Kpi(key="x", unit="share", better="lower", target=1, amber=2, targt=3)


def test_no_name_hides_a_function():
    """A defined name and a function of the same name must not meet in one workbook."""
    names = ("sel_Month", "sel_Row", "set_Confidence", "set_Z", "lst_Status")
    assert not [p for name in names for p in lint_name(name, frozenset(CATALOG))]


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "white"),
        ("ink", "input"),
        ("grey", "white"),
        ("grey", "card"),
        ("grey", "none_fill"),
        ("navy", "card"),
        ("teal", "white"),
        ("white", "navy"),
        ("white", "teal"),
        ("white", "watch"),
        ("white", "grey"),
        ("soft", "navy"),
        ("good", "good_fill"),
        ("good", "white"),
        ("watch", "watch_fill"),
        ("watch", "white"),
        ("bad", "bad_fill"),
        ("bad", "white"),
    ],
)
def test_text_can_be_read(text, ground):
    """Contrast of at least 4.5 to 1 (WCAG 2.2, success criterion 1.4.3)."""
    shades = [_luminance(TEMPLATE.palette[name]) + 0.05 for name in (text, ground)]
    assert max(shades) / min(shades) >= 4.5
