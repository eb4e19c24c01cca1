"""An independent program contradicts the engine: ordinary formulas in LibreOffice."""

import shutil

import pytest

from cx_xl import open_workbook
from cx_xl.headless.compare import equal
from cx_xl.hosts.libreoffice.soffice import run
from tests.needs import lacking

pytestmark = pytest.mark.slow

FORMULAS = [
    "SUM(A2:A8)",
    "COUNT(A:A)",
    "COUNTBLANK(A2:A8)",
    "AVERAGE(A2:A8)",
    "MEDIAN(A2:A8)",
    'COUNTIFS(A2:A8,">=9",B2:B8,"Web")',
    'SUMIFS(A:A,B:B,"W*")',
    'AVERAGEIFS(A2:A8,B2:B8,"Nope")',
    'SUMPRODUCT((B2:B8="Web")*(A2:A8>=7))',
    "SUMPRODUCT(--ISNUMBER(A2:A8))",
    "INDEX(B2:B8,MATCH(3,A2:A8,0))",
    "VLOOKUP(8,A2:B8,2,FALSE)",
    'IFERROR(1/0,"none")',
    "IF(COUNT(A2:A8)=0,NA(),SUM(A2:A8)/COUNT(A2:A8))",
    "NA()",
    'TEXT(A2/3,"0.00")',
    "ROUND(-2.5,0)",
    "DATE(2026,14,1)",
    "EDATE(DATE(2026,1,31),1)",
    "EOMONTH(DATE(2026,1,31),1)",
    "MOD(-3,2)",
    "SUM(scores)",
    "SUM(tblA[Score])",
    'COUNTIFS(tblA[Channel],"app")',
    "SUM('Dati d''appoggio'!A1:A2)",
    "0.1+0.2=0.3",
    '""&A4',
    "STDEV(A2:A8)",
    "PERCENTILE(A2:A8,0.9)",
    "LARGE(A2:A8,2)",
    "RANK(8,A2:A8)",
    "NPV(0.1,100,100)",
    "MAX(A2:A8)-MIN(A2:A8)",
    'SUBSTITUTE("a-b-c","-","",2)',
]


ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


@pytest.fixture
def soffice():
    """Return LibreOffice; in CI it must be there."""
    program = shutil.which("soffice")
    if program is None:
        lacking("needs LibreOffice: install libreoffice-calc")
    return program


@pytest.fixture
def ordinary(opened, column, formula):
    """Return a workbook of ordinary formulas; the file holds -999 for each."""
    scores = column("A", 10, 9, None, 3, 8, "n/a", 0)
    texts = ("Web", "App", "Web", "Store", "Web", "App", "")
    channels = column("B", *texts, header="Channel")
    kpis = {f"D{n}": formula(f"={f}", -999) for n, f in enumerate(FORMULAS, start=1)}
    return opened(
        {"Data": scores | channels | kpis, "Dati d'appoggio": {"A1": 1, "A2": 2}},
        tables=[("Data", "A1:B8", {"name": "tblA", "columns": ["Score", "Channel"]})],
        names=[("scores", "=Data!$A$2:$A$8")],
    )


def test_ordinary_formulas_agree_with_libreoffice(soffice, ordinary, tmp_path):
    """Every formula, evaluated by both from the same file."""
    settings = tmp_path / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(ALWAYS_RECALCULATE)
    order = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    order += ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    order += ["--outdir", tmp_path / "other", tmp_path / "book.xlsx"]
    said = run(*map(str, order))
    assert said.ok, said.text
    other = open_workbook(tmp_path / "other" / "book.xlsx")
    ours = ordinary.evaluate(region="en-US")
    assert () == ours.problems
    found = {cell.formula: cell.value for cell in ours.cells}
    theirs = {f: other.value(f"Data!D{n}") for n, f in enumerate(FORMULAS, start=1)}
    unequal = {
        f: (found[f], theirs[f]) for f in found if not equal(found[f], theirs[f])
    }
    assert {} == unequal
