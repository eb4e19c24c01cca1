"""
Two engines against what Excel itself stored: counts, and differences by function.

    python tests/slow/engines.py FOLDER [--list]

The results in the files are erased first, so that an engine cannot merely repeat them.
A cell whose value changes with the day is left out.
"""

# ruff: noqa: T201 - it prints a table

import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

from cx_xl.files.package import open_package
from cx_xl.headless.compare import equal
from cx_xl.headless.evaluation.day_zero import evaluated
from cx_xl.headless.locales import Locale
from cx_xl.headless.second_opinion import NoSecondOpinion, opinions
from cx_xl.headless.stored import StoredCells
from cx_xl.headless.syntax.words import words

DAYS = date(2001, 5, 17), date(2013, 11, 30), date(2026, 2, 28), date(2026, 8, 19)
AMERICAN = Locale("en-US", "en_US", "it_IT")
RESULT = re.compile(rb"(<f(?:\s[^<>]*)?(?:/>|>[^<]*</f>))\s*<v(?:\s[^<>]*)?>[^<]*</v>")
KIND = re.compile(rb'(<c\b[^<>]*?)\st="\w+"([^<>]*>\s*<f\b)')


def erased(path, target):
    """Write *path* without the results of its formulas."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part.startswith("xl/worksheets/sheet"):
                content = KIND.sub(rb"\1\2", RESULT.sub(rb"\1", content))
            new.writestr(part, content)
    return open_package(target)


def compared(path, folder):
    """
    Yield (engine, verdict, sheet, row, column, formula, stored, fresh) of each cell.
    """
    stored = StoredCells(open_package(path))
    cells = StoredCells(erased(path, Path(folder, "erased.xlsx")))
    runs = [evaluated(cells, day, AMERICAN) for day in DAYS]
    first = runs[0]
    try:
        second = {o.place: o for o in opinions(cells, first, DAYS[0])}
    except NoSecondOpinion as refusal:
        print(refusal, file=sys.stderr)
        second = {}
    for sheet, cell in stored.formulas():
        for row, column in (
            cell.area.places() if cell.area else [(cell.row, cell.column)]
        ):
            place = (sheet.name, row, column)
            told = sheet[row, column]
            what = (*place, cell.text, told)
            fresh = [run.cells.get(place) for run in runs]
            if not all(equal(fresh[0], value) for value in fresh):
                yield "both", "volatile", *what, fresh[0]
                continue
            anchor = (sheet.name, cell.row, cell.column)
            if anchor in first.problems:
                code = type(first.problems[anchor]).__name__
                yield "first", f"not computable: {code}", *what, None
            else:
                verdict = "equal" if equal(told, fresh[0]) else "different"
                yield "first", verdict, *what, fresh[0]
            other = second.get(place)
            if other is None or other.is_gap:
                yield "second", "not computable", *what, None
            else:
                verdict = "equal" if equal(told, other.value) else "different"
                yield "second", verdict, *what, other.value


def main(folder, *options):
    """Print the counts, and with --list every difference of the first engine."""
    counts, functions, seconds = Counter(), Counter(), 0.0
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(Path(folder).glob("*.xls[xm]")):
            start = time.perf_counter()
            for engine, verdict, sheet, row, column, text, told, fresh in compared(
                path, scratch
            ):
                counts[engine, verdict] += 1
                if verdict == "different":
                    calls = [w.text for w in words(text) if w.kind == "call"]
                    functions[engine, calls[0] if calls else "(none)"] += 1
                if "--list" in options and engine == "first" and verdict != "equal":
                    print(
                        path.name,
                        sheet,
                        row,
                        column,
                        text,
                        repr(told),
                        repr(fresh),
                        verdict,
                    )
            seconds += time.perf_counter() - start
    for (engine, verdict), count in sorted(counts.items()):
        print(f"{engine:7}{verdict:40}{count:8}")
    for engine in ("first", "second"):
        total = sum(n for (e, v), n in counts.items() if e == engine)
        print(
            f"{engine}: {100 * counts[engine, 'equal'] / total:.2f} % of {total} equal"
        )
    for (engine, function), count in functions.most_common():
        print(f"{engine:7}{function:40}{count:8}")
    print(f"{seconds:.1f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
