"""NumPy contradicts the whole way: file, cells, engine, our calls, on the same rows."""

import numpy as np
import pytest

from cx_xl.files.addresses import address
from cx_xl.headless.compare import equal

ROWS = 400
LAST = ROWS + 1


@pytest.fixture(scope="module")
def answers():
    """Return scores with gaps, channels and months: the same every time."""
    random = np.random.default_rng(20260131)
    scores = random.choice(11, ROWS).astype(float)
    scores[random.random(ROWS) < 0.1] = np.nan
    channels = np.array(["Web", "App", "Store"])[random.integers(0, 3, ROWS)]
    return scores, channels, random.integers(1, 13, ROWS)


def net_promoter_score(scores):
    given = scores[~np.isnan(scores)]
    return 100 * float((given >= 9).mean() - (given <= 6).mean())


def formulas_and_truths(scores, channels, months):
    web, june = channels == "Web", months == 6
    both = net_promoter_score(scores[web & june])
    two = '(tblA[Channel]="Web")*(tblA[Month]=6)'
    return {
        "CX_NPS(Data!A:A)": net_promoter_score(scores),
        'CX_NPS_IFS(tblA[NPS],tblA[Channel],"web",tblA[Month],6)': both,
        'CX_NPS_IFS(Data!A:A,Data!B:B,"W*",Data!C:C,"<7")': net_promoter_score(
            scores[web & (months < 7)]
        ),
        f"CX_NPS(_xlfn._xlws.FILTER(tblA[NPS],{two}))": both,
        "_xlfn.LET(_xlpm.m,6,_xlpm.a,_xlfn._xlws.FILTER(tblA[NPS],tblA[Month]=_xlpm.m),"
        "CX_NPS(_xlpm.a))": net_promoter_score(scores[june]),
        'ROUND(CX_NPS(Data!A:A),1)&" / "&COUNTIF(tblA[NPS],">=9")': (
            f"{net_promoter_score(scores):.1f} / {(scores >= 9).sum()}"
        ),
        "INDEX(Monthly!B:B,MATCH(6,Monthly!A:A,0))": net_promoter_score(scores[june]),
        "MAX(Monthly!B2:B13)": max(
            net_promoter_score(scores[months == m]) for m in range(1, 13)
        ),
        'SUMIFS(Data!A:A,Data!B:B,"App")': float(np.nansum(scores[channels == "App"])),
        'SUMPRODUCT((tblA[Channel]="Web")*(tblA[NPS]>=9))': int(
            (scores[web] >= 9).sum()
        ),
        "AVERAGE(tblA[NPS])": float(np.nanmean(scores)),
        '_xlfn.XLOOKUP("Store",Data!B:B,Data!C:C)': int(months[channels == "Store"][0]),
        "ROWS(_xlfn.UNIQUE(tblA[Channel]))": 3,
        'IFERROR(CX_NPS_IFS(scores,tblA[Channel],"Nope"),-1)': -1,
    }


def test_every_kind_of_formula(answers, opened, formula):
    """Each value is fresh: the file holds -999 everywhere."""
    data = {"A1": "NPS", "B1": "Channel", "C1": "Month"}
    for row, (score, channel, month) in enumerate(zip(*answers, strict=True), start=2):
        data |= {f"B{row}": str(channel), f"C{row}": int(month)}
        data |= {} if np.isnan(score) else {f"A{row}": float(score)}
    monthly = {f"A{m + 1}": m for m in range(1, 13)} | {
        f"B{m + 1}": formula(f"=CX_NPS_IFS(tblA[NPS],tblA[Month],A{m + 1})", -999)
        for m in range(1, 13)
    }
    truths = formulas_and_truths(*answers)
    kpis = {}
    for row, text in enumerate(truths, start=1):
        area = address(row, 1) if "_xl" in text else ""
        kpis[address(row, 1)] = formula(f"={text}", -999, area)
    table = {"name": "tblA", "columns": ["NPS", "Channel", "Month"]}
    book = opened(
        {"Data": data, "Monthly": monthly, "KPI": kpis},
        tables=[("Data", f"A1:C{LAST}", table)],
        names=[("scores", f"=Data!$A$2:$A${LAST}")],
    )
    fresh = book.evaluate(region="en-US")
    assert () == fresh.problems
    found = {c.formula: c.value for c in fresh.cells if c.sheet == "KPI"}
    unequal = {
        f: (found[f], truths[f]) for f in truths if not equal(found[f], truths[f])
    }
    assert {} == unequal
