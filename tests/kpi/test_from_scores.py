"""Counted answers are those answers written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cx_xl
from cx_xl import CATALOG, CxError, Tally, call_function
from tests.refusals import shown

DAY = 46023  # 2026-01-01
# Score, n, segment, day: all of whom give the same answer, and several times so.
ROWS = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.integers(0, 40),
        st.sampled_from(["Web", "Shop"]),
        st.integers(DAY, DAY + 70),
    ),
    min_size=1,
).filter(lambda rows: any(n for _, n, _, _ in rows))
# What stands behind the answers (and their counts): segments, dates, options.
REST = {
    "CX_NPS": [],
    "CX_NPS_CI": [0.9],
    "CX_NPS_SPLIT": [],
    "CX_CSAT": [5],
    "CX_CSAT_CI": [None, 0.9],
    "CX_CES": ["net", 5],
    "CX_CES_CI": ["top", 5],
    "CX_MEAN_CI": [0.9],
    "CX_BY": ["segments"],
    "CX_NPS_TREND": ["days", "M", 2],
    "CX_CSAT_TREND": ["days", "W"],
}


@pytest.mark.parametrize("name", REST)
@given(ROWS)
def test_counts_are_the_answers_written_out(name, rows):
    """To the last digit, and where there is an error, the same one."""
    scores, counts, segments, days = map(list, zip(*rows, strict=True))
    expanded = [row for row in rows for _ in range(row[1])]
    first = ["mean"] if name == "CX_BY" else []
    columns = {"segments": (2, segments), "days": (3, days)}
    rest = [columns[x][1] if x in columns else x for x in REST[name]]
    rest_expanded = [
        [row[columns[x][0]] for row in expanded] if x in columns else x
        for x in REST[name]
    ]

    written_out = shown(name, *first, [row[0] for row in expanded], *rest_expanded)

    assert written_out == shown(f"{name}_FROM_SCORES", *first, scores, counts, *rest)


def test_every_function_of_the_family_is_tested():
    """One that is added stands in the table above."""
    family = [name for name in CATALOG if name.endswith("_FROM_SCORES")]

    assert [f"{name}_FROM_SCORES" for name in REST] == family


def test_a_hundred_million_answers():
    """As the tally of a warehouse: (6e7 - 1e7) / 1e8, and the base that it had."""
    counts = {10: 60_000_000, 8: 30_000_000, 0: 10_000_000}
    score = cx_xl.nps_from_scores(list(counts), list(counts.values()))

    assert (50.0, 100_000_000) == (score, score.n)
    assert cx_xl.nps(Tally.of_pairs({(x, 1): n for x, n in counts.items()})) == score


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (2.5, "must be a whole number, at least 0"),
        (-1, "must be a whole number, at least 0"),
        ("twelve", 'must be a number, not "twelve"'),
        ("n/a", 'must be a number, not "n/a"'),
        (True, 'must be a number, not "TRUE"'),
        ("1.234", "type the one that you mean"),
        (1e13, "at most 1e"),
    ],
)
def test_what_is_no_count(count, said):
    """
    A count is never skipped unless it is blank: thousands would be missing. The message
    names the cell.
    """
    with pytest.raises(CxError, match=said) as caught:
        call_function("CX_NPS_FROM_SCORES", [[10], [9], [8]], [[5], [6], [count]])

    assert (3, 1) == caught.value.position


def test_a_count_beside_no_answer_may_be_anything():
    """Only cells of rows that count can be wrong."""
    assert 100.0 == call_function("CX_NPS_FROM_SCORES", [10, None], [5, "total"])


def test_nobody():
    """Zeros are counts, but nobody answered."""
    with pytest.raises(CxError, match="no cell holds a number above 0") as caught:
        call_function("CX_CSAT_FROM_SCORES", [5, 4], [0, 0])
    assert "#DIV/0!" == caught.value.code


def test_an_answer_off_the_scale_is_located():
    """As among answers."""
    with pytest.raises(CxError, match="11 is off the 0-10 scale") as caught:
        call_function("CX_NPS_FROM_SCORES", [[10], [11]], [[5], [1]])
    assert (2, 1) == caught.value.position


def test_help_speaks_of_counts_and_not_of_weights():
    """It is made from that of the function of answers."""
    for name in REST:
        kpi = CATALOG[f"{name}_FROM_SCORES"].kpi
        assert "    counts: " in kpi.__doc__
        assert "weights:" not in kpi.__doc__
        assert ">>>" not in kpi.__doc__


def test_they_fill_as_many_cells_as_their_namesakes():
    """Where a host sees one cell in place of a row, it shows an error."""
    both = {name: name.removesuffix("_FROM_SCORES") for name in CATALOG}
    pairs = [pair for pair in both.items() if pair[0] != pair[1]]

    assert 11 == len(pairs)
    assert [CATALOG[answers].shape for _, answers in pairs] == [
        CATALOG[counts].shape for counts, _ in pairs
    ]
