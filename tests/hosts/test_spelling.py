"""Every way a file stores our calls (design: read in files that Excel saved)."""

import pytest

from cx_xl.catalog import CATALOG
from cx_xl.hosts.registry import HOSTS
from cx_xl.hosts.spelling import logical_name, stored_call

SPELT = [
    "CX_NPS",
    "cx_nps",  # LibreOffice lower-cases unknown names
    "CX.NPS",
    "@CX_NPS",
    "_xldudf_CX_NPS",  # Office.js
    "_XLDUDF_CX_NPS",
    "_xldudf_CONTOSO_CX_NPS",  # Office.js with a namespace
    "_xlfn._xldudf_CX_NPS",
    "_xll.CX_NPS",  # XLL
    "_xludf.CX_NPS",  # a name that Excel once did not know
    "[1]!CX_NPS",  # VBA add-in, linked
    "[12]!cx_nps",
    "'C:\\Users\\Anna Bianchi\\cx.xlam'!CX_NPS",
    "'C:\\it''s here\\cx.xlam'!CX_NPS",
    "cx.xlam!CX_NPS",
    "ORG.CXXL.CX.CXNPS",  # LibreOffice
    "org.cxxl.cx.cxnps",
    "CX_NPS(",
]


@pytest.mark.parametrize("token", SPELT)
def test_each_spelling_names_the_same_function(token):
    """The same workbook comes back from Excel, the web and LibreOffice."""
    assert "CX_NPS" == logical_name(token)


@pytest.mark.parametrize(
    "token", ["SUM", "_xlfn.XLOOKUP", "_xll.BDP", "[1]!LUCANET", "CXNPS", "XCX_NPS", ""]
)
def test_other_functions_are_not_ours(token):
    """A foreign add-in stays a foreign add-in."""
    assert logical_name(token) is None


def test_libreoffice_methods_have_no_underscores():
    """The catalogue puts them back."""
    assert "CX_NPS_IFS" == logical_name("ORG.CXXL.CX.CXNPSIFS")


def test_an_unknown_method_stays_recognisably_ours():
    """So that the user hears about it instead of seeing a foreign name."""
    assert "CX_NOPE" == logical_name("ORG.CXXL.CX.CXNOPE")


@pytest.mark.parametrize("edition", [h.name for h in HOSTS.values() if h.spelling])
def test_reading_inverts_writing(edition):
    """Every function, in every edition, in whatever case a program saves it."""
    stored = {name: stored_call(name, edition) for name in CATALOG}

    assert {name: name for name in CATALOG} == {
        name: logical_name(token) for name, token in stored.items()
    }
    assert {name: name for name in CATALOG} == {
        name: logical_name(token.lower()) for name, token in stored.items()
    }


def test_libreoffice_binds_full_names_without_underscores():
    """Measured: a plain CX_ name in a file stays #NAME? in Calc."""
    stored = stored_call("CX_NPS_FROM_COUNTS", "libreoffice")

    assert "ORG.CXXL.CX.CXNPSFROMCOUNTS" == stored


def test_an_edition_nobody_declared_is_an_error():
    """A wrong edition would store calls that never bind."""
    with pytest.raises(KeyError):
        stored_call("CX_NPS", "nope")
