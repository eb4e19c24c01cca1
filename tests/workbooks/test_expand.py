"""Calls of the template as ordinary formulas."""

import re

import pytest

from cx_xl.workbooks.build import build
from cx_xl.workbooks.formulas import NotExpandable, expand
from cx_xl.workbooks.template_model import load_template
from tests.workbooks.books import read
from tests.workbooks.test_build import formulas

WHERE = 'B:B,"x"'
COUNT_2010 = re.compile(r"_xlfn\.|\bCX_|LET\(|LAMBDA\(")


class TestExpand:
    @pytest.mark.parametrize(
        ("call", "ordinary"),
        [
            ("CX_CAC(A1,B1,C1)", "IF(MIN(A1,B1,C1)<0,EXP(999),(A1+B1)/C1)"),
            ("CX_CPL(A1+B1,C1)", "IF(MIN((A1+B1),C1)<0,EXP(999),(A1+B1)/C1)"),
            ("CX_RATE(A1,B1)", "IF(OR(MIN(A1,B1)<0,AND(B1>0,A1>B1)),EXP(999),A1/B1)"),
            ("SUM(A1:A3)", "SUM(A1:A3)"),
        ],
    )
    def test_single_numbers(self, call, ordinary):
        """
        The division, and the core's domains: costs are not negative, a part is a part.
        """
        assert ordinary == expand(call, {})

    def test_what_stands_in_a_cell_is_referred_to(self):
        """
        Calculate once and refer back (ICAEW, principle 15): the longest part first.
        """
        promoters = f'COUNTIFS(A:A,">=9",A:A,"<=10",{WHERE})'
        valid = f'COUNTIFS(A:A,">=0",A:A,"<=10",{WHERE})'
        known = {
            f"COUNTIFS({WHERE})": "D1",
            promoters: "E1",
            f'COUNTIFS(A:A,">=0",A:A,"<7",{WHERE})': "F1",
            f'MIN(D1-COUNTIFS(A:A,"",{WHERE}),COUNTIFS(A:A,"<>",{WHERE}))': "G1",
            f"IF({valid}=G1,G1,EXP(999))": "H1",
        }
        assert "100*(E1-F1)/H1" == expand(f"CX_NPS_IFS(A:A,{WHERE})", known)

    def test_one_limit_of_an_interval(self):
        """INDEX takes a cell of a result that is a row."""
        low = expand("INDEX(CX_RATE_CI(A1,B1,C1),1,1)", {})
        refused = "OR(MIN(A1,B1)<0,MAX(A1,B1)>1e+12,AND(B1>0,A1>B1))"
        assert low.startswith(f"IF({refused},EXP(999),MAX(0,")
        assert "NORMSINV((1-C1)/2)" in low

    @pytest.mark.parametrize(
        "call",
        [
            "CX_PILLARS(A1:F9,G1:G9)",
            'CX_RATE_CI(A1,B1,0.95,"exact")',
            f'CX_CES_IFS(A:A,"net",{WHERE})',
            "INDEX(CX_RATE_CI(A1,B1),1,C1)",
            "CX_CAC(A1,B1)",
            "CX_CAC(A1,B1,C1,D1)",
        ],
    )
    def test_no_hole(self, call):
        """A call without an ordinary formula is an error of whoever builds."""
        with pytest.raises(NotExpandable):
            expand(call, {})


def test_a_kpi_that_can_not_be_expanded_stops_the_build(tmp_path, monkeypatch):
    """Nothing is written, rather than a file with a cell that shows #NAME?."""
    template = load_template()
    monthly = list(template.monthly)
    place = next(i for i, column in enumerate(monthly) if column.key == "roi")
    monthly[place] = monthly[place].model_copy(update={"formula": "CX_FCR({leads})"})
    broken = template.model_copy(update={"monthly": tuple(monthly)})
    monkeypatch.setattr("cx_xl.workbooks.build.load_template", lambda: broken)

    with pytest.raises(NotExpandable):
        build(tmp_path / "bad.xlsx", "en", edition="portable")
    assert not list(tmp_path.iterdir())


def test_every_excel_since_2010_has_the_functions(book):
    """No call of ours, no function newer than Excel 2010, no array in a cell."""
    assert not [text for text in formulas(book).values() if COUNT_2010.search(text)]
    sheets = read(book)
    assert not [
        cell.coordinate
        for sheet in sheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and not isinstance(cell.value, str)
    ]
