"""In which order our calls are answered: none before what it reads."""

from collections.abc import Iterable, Mapping

from cx_xl.hosts.headless.graph import Graph, Marks, Place
from cx_xl.hosts.headless.reading import Reads
from cx_xl.hosts.headless.templates import Slot, Template, slots_in


def levels(
    graph: Graph,
    reads: Mapping[Place, Reads],
    templates: Mapping[Place, Template],
    slots: Iterable[Slot],
) -> list[list[Slot]]:
    """
    Return *slots* in groups: each reads only what the groups before it have settled.

    A formula's level is one more than the highest that it reads if it holds one of
    the slots, else that very level; a slot has the level of the lowest formula that
    holds it.
    """
    waiting = set(slots)
    marks = Marks()
    levels_of: dict[Slot, int] = {}
    for place in graph.order:
        regions = reads[place].regions
        level = max((m for region in regions for m in marks.within(region)), default=0)
        template = templates.get(place)
        held = [s for s in slots_in(template) if s in waiting] if template else []
        for slot in held:
            levels_of[slot] = min(level, levels_of.get(slot, level))
        level += bool(held)
        if level:
            marks.add(place[0], graph.fills[place], level)
    groups: dict[int, list[Slot]] = {}
    for slot in slots:  # inner before outer
        groups.setdefault(levels_of.get(slot, 0), []).append(slot)
    return [groups[level] for level in sorted(groups)]
