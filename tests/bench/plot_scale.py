"""Draw how counting grows: `python plot_scale.py scale.csv en docs/...svg`."""

import sys

import altair as alt
import pandas as pd

NAMES = {
    "en": ("DuckDB alone", "cx_xl on DuckDB", "pandas"),
    "it": ("DuckDB da solo", "cx_xl su DuckDB", "pandas"),
}
TITLES = {
    "en": ("answers, 30 segments", "segments, 10,000,000 answers", "CPU seconds"),
    "it": ("risposte, 30 segmenti", "segmenti, 10.000.000 di risposte", "secondi CPU"),
}
USUAL = 30, 10_000_000


def panel(table, column, title, time, names):
    """Return one panel: CPU seconds against *column*, both on log scales."""
    scale = alt.Scale(type="log")
    plain = {"grid": False, "tickCount": 4}
    line = (
        alt.Chart(table)
        .mark_line(point=True)
        .encode(
            alt.X(f"{column}:Q", title=title, scale=scale).axis(format="~s", **plain),
            alt.Y("cpu_s:Q", title=time, scale=scale).axis(**plain),
            alt.Color("who:N", title=None, sort=names),
            alt.Shape("who:N", sort=names, legend=None),
        )
    )
    return line.properties(width=260, height=200)


def main():
    source, language, target = sys.argv[1:]
    names, (rows, segments, time) = NAMES[language], TITLES[language]
    table = pd.read_csv(source)
    ways = dict(zip(("bare", "ours", "pandas"), names, strict=True))
    table["who"] = table["way"].map(ways)
    by_rows = table[table["segments"] == USUAL[0]]
    by_segments = table[(table["rows"] == USUAL[1]) & (table["way"] != "pandas")]
    left = panel(by_rows, "rows", rows, time, list(names))
    right = panel(by_segments, "segments", segments, time, list(names))
    (left | right).save(target)


if __name__ == "__main__":
    main()
