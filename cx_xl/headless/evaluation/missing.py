"""Missing values: a reason for every formula that reads a cell without one."""

from collections.abc import Mapping

from cx_xl.files.addresses import address
from cx_xl.headless.evaluation.graph import Graph
from cx_xl.headless.evaluation.harvest import Fresh
from cx_xl.headless.reasons import Upstream
from cx_xl.headless.syntax.reads import Reads
from cx_xl.headless.syntax.references import Place


def spread_problems(fresh: Fresh, graph: Graph, reads: Mapping[Place, Reads]) -> None:
    """Give a reason to every formula that reads one without a value."""
    while True:
        seeds = [place for place, why in fresh.problems.items() if why.spreads]
        for place, gap in graph.reached(seeds).items():
            fresh.problems[place] = Upstream(cell=_named(gap))
        by_sheet = {place[0]: place for place in reversed(seeds)}
        waiting = [
            (place, gap)
            for place, read in reads.items()
            if place not in fresh.problems
            for gap in [_may_reach(read, by_sheet)]
            if gap
        ]
        if not waiting:
            return
        for place, gap in waiting:  # where it looks, its text does not tell
            fresh.problems[place] = Upstream(cell=_named(gap))


def _may_reach(read: Reads, by_sheet: Mapping[str, Place]) -> Place | None:
    sheets = by_sheet if read.roves is None else read.roves
    return next((by_sheet[sheet] for sheet in sheets if sheet in by_sheet), None)


def _named(place: Place) -> str:
    sheet, row, column = place
    return f"{sheet}!{address(row, column)}"
