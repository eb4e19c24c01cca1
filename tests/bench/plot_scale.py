"""Draw how counting grows: `python plot_scale.py scale.csv docs/beyond-scale.svg`."""

import sys
from pathlib import Path

import altair as alt
import pandas as pd

NAMES = {"bare": "DuckDB alone", "ours": "cx_xl on DuckDB", "pandas": "pandas"}


def panel(table, column, title):
    """Return one panel: CPU seconds against *column*, both on log scales."""
    line = (
        alt.Chart(table)
        .mark_line(point=True)
        .encode(
            alt.X(f"{column}:Q", title=title, scale=alt.Scale(type="log")).axis(
                format="~s", tickCount=4
            ),
            alt.Y("cpu_s:Q", title="CPU seconds", scale=alt.Scale(type="log")),
            alt.Color("who:N", title=None, sort=list(NAMES.values())),
            alt.Shape("who:N", title=None, sort=list(NAMES.values())),
        )
    )
    return line.properties(width=260, height=200)


def main():
    source, target = map(Path, sys.argv[1:])
    table = pd.read_csv(source)
    table["who"] = table["way"].map(NAMES)
    usual = table["segments"].mode()[0]
    by_rows = table[table["segments"] == usual]
    alone = by_rows["way"] != "pandas"
    rows = by_rows.loc[alone, "rows"]
    by_segments = table[(table["rows"] == rows.sort_values().unique()[2])]
    by_segments = by_segments[by_segments["way"] != "pandas"]
    both = panel(by_rows, "rows", f"answers, {usual} segments") | panel(
        by_segments, "segments", "segments, 10,000,000 answers"
    )
    both.save(target)


if __name__ == "__main__":
    main()
