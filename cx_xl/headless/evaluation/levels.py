"""In which order our calls are answered: none before what it reads."""

from collections.abc import Iterable, Mapping

from cx_xl.headless.cutting.templates import KpiCall, Template, calls_in
from cx_xl.headless.evaluation.graph import Graph, Marks
from cx_xl.headless.syntax.reads import Reads
from cx_xl.headless.syntax.references import Place


def levels(
    graph: Graph,
    reads: Mapping[Place, Reads],
    templates: Mapping[Place, Template],
    calls: Iterable[KpiCall],
) -> list[list[KpiCall]]:
    """
    Return *calls* in groups: each reads only what the groups before it have settled.

    A formula's level is one more than the highest that it reads if it holds one of
    the calls, else that very level; a call has the level of the lowest formula that
    holds it.
    """
    waiting = set(calls)
    marks = Marks()
    levels_of: dict[KpiCall, int] = {}
    for place in graph.order:
        ranges = reads[place].ranges
        level = max((m for range_ in ranges for m in marks.within(range_)), default=0)
        template = templates.get(place)
        held = (
            [call for call in calls_in(template) if call in waiting] if template else []
        )
        for call in held:
            levels_of[call] = min(level, levels_of.get(call, level))
        level += bool(held)
        if level:
            marks.add(place[0], graph.fills[place], level)
    groups: dict[int, list[KpiCall]] = {}
    for call in calls:  # inner before outer
        groups.setdefault(levels_of.get(call, 0), []).append(call)
    return [groups[level] for level in sorted(groups)]
