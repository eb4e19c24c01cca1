"""Names and the calculation's state, written into the main part of a workbook."""

import pytest

from cx_xl.files.calculation import calculated
from cx_xl.files.name_writer import NewName, with_names

NEW = NewName("CX_A", '1<2&"ü"', 'A "comment" & more')
XML = (
    '<definedName name="CX_A" comment=\'A "comment" &amp; more\'>'
    '1&lt;2&amp;"ü"</definedName>'
)


class TestNames:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("<a><sheets><sheet/></sheets>", "<calcPr/></a>"),
            ("<a><sheets></sheets><externalReferences/>", "<oleSize/></a>"),
        ],
    )
    def test_without_names_so_far(self, before, after):
        """
        Behind sheets and external references, before everything else: the schema's
        order, without which Excel repairs the file.
        """
        names = f"<definedNames>{XML}</definedNames>"
        assert before + names + after == with_names(before + after, [NEW])

    def test_beside_others(self):
        """Other names stay as they are, those of one sheet too."""
        old = (
            '<definedName name="tax" hidden="1">S!$A$1</definedName>'
            '<definedName localSheetId="0" name="CX_A">S!$A$2</definedName>'
        )
        start, end = "<a><sheets></sheets><definedNames>", "</definedNames></a>"
        assert start + old + XML + end == with_names(start + old + end, [NEW])

    def test_once_more(self):
        """A name that is there already is replaced, in whatever case it is spelt."""
        start, end = "<a><sheets></sheets><definedNames>", "</definedNames></a>"
        old = '<definedName name="cx_a">_xlfn.lambda(1)</definedName>'
        assert start + XML + end == with_names(start + old + end, [NEW])

    def test_a_prefix(self):
        """Some programs write every element with the prefix of its namespace."""
        main = "<x:a><x:sheets></x:sheets></x:a>"
        found = with_names(main, [NewName("B", "2", "")])
        names = '<x:definedNames><x:definedName name="B">2</x:definedName>'
        assert f"<x:a><x:sheets></x:sheets>{names}</x:definedNames></x:a>" == found


class TestCalculated:
    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ('<calcPr calcId="1"/>', '<calcPr calcId="191029"/>'),
            (
                '<calcPr calcMode="manual" fullCalcOnLoad="1" calcId="1" iterate="1"/>',
                '<calcPr calcId="191029" calcMode="manual" iterate="1"/>',
            ),
            ("<calcPr></calcPr>", '<calcPr calcId="191029"/>'),
            ("", '<calcPr calcId="191029"/>'),
            ('<x:calcPr calcId="1"/>', '<x:calcPr calcId="191029"/>'),
        ],
    )
    def test_it(self, before, after):
        """What the user set (manual, iteration) stays."""
        start, end = "<a><sheets></sheets>", "<oleSize/></a>"
        assert start + after + end == calculated(start + before + end)

    def test_behind_the_names(self):
        """The schema's order; with the prefix of its neighbours."""
        main = "<x:a><x:sheets></x:sheets><x:definedNames></x:definedNames></x:a>"
        assert '</x:definedNames><x:calcPr calcId="191029"/></x:a>' in calculated(main)
