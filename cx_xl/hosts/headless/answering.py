"""Answer our calls one after the other from what the engine has calculated."""

from collections.abc import Iterable

from cx_xl.cells import Block
from cx_xl.files.formulas import Value
from cx_xl.hosts.headless.cached import Desk, answer
from cx_xl.hosts.headless.graph import Graph, Place
from cx_xl.hosts.headless.levels import levels
from cx_xl.hosts.headless.mending import Mending
from cx_xl.hosts.headless.reasons import Circular, NotComputable
from cx_xl.hosts.headless.references import Home, Region
from cx_xl.hosts.headless.scratch import Scratch, argument
from cx_xl.hosts.headless.templates import (
    Argument,
    Constant,
    Outcome,
    Rows,
    Slot,
    Template,
    is_over,
    slots_in,
)
from cx_xl.hosts.headless.work import Work
from cx_xl.hosts.headless.writing import Writer

ROUNDS = 30  # what has not come to rest by then goes in a circle


class Answers:
    """
    The answers to the calls of one workbook.

    Args:
        work: its formulas, and the engine that has calculated it.
        mending: how formulas are said to the engine.
        scratch: where formulas read the answers.
        writer: what writes those that have all their answers.
    """

    def __init__(
        self, work: Work, mending: Mending, scratch: Scratch, writer: Writer
    ) -> None:
        self._work = work
        self._cells = work.cells
        self._mending = mending
        self._scratch = scratch
        self._writer = writer
        self._holders: dict[Slot, list[Place]] = {}  # formulas by their outer calls
        self._homes: dict[Slot, Place] = {}
        for place, template in work.templates.items():
            for slot in dict.fromkeys(template.slots):
                self._holders.setdefault(slot, []).append(place)
            for slot in slots_in(template):
                self._homes.setdefault(slot, place)
        self._asked: list[list[Slot]] = []
        self._read: dict[Region, Value | Block] = {}

    def settle(self, graph: Graph, slots: Iterable[Slot], desk: Desk) -> None:
        """
        Answer *slots*, those that others read first.

        Args:
            graph: the order of the formulas.
            slots: all the calls, inner before outer.
            desk: what answers calls over typed cells.
        """
        slots = list(slots)
        open_slots = [slot for slot in slots if not is_over(slot)]
        desk.settle(open_slots, self._is_typed)
        over = [slot for slot in slots if is_over(slot)]
        for slot in over:
            self._scratch.show(slot)
        self._write_ready(over)
        waiting = [slot for slot in open_slots if not is_over(slot)]
        self._asked = levels(graph, self._work.reads, self._work.templates, waiting)
        self.ask_again()
        if self._is_open:
            self._come_to_rest(waiting)

    @property
    def _is_open(self) -> bool:
        """Whether a formula may read more than its text tells."""
        spills = any(cell.is_dynamic for cell in self._work.formulas.values())
        return spills or any(
            reads.roves is None or reads.roves for reads in self._work.reads.values()
        )

    def ask_again(self) -> None:
        """Answer the calls over calculated cells anew, level by level."""
        for level in self._asked:
            self._read.clear()
            self._write_ready([slot for slot in level if self._answer(slot)])

    @property
    def outcomes(self) -> dict[Slot, Outcome | None]:
        """The answers to the calls over calculated cells."""
        return {slot: slot.outcome for level in self._asked for slot in level}

    def _come_to_rest(self, slots: list[Slot]) -> None:
        """
        Ask again until no answer is new: formulas may read more than their text tells.

        Downwards and upwards in turn, so that long chains come to rest either way.
        """
        changed = list(slots)
        for _ in range(ROUNDS):
            slots.reverse()
            changed = []
            for slot in slots:
                self._read.clear()
                if self._answer(slot):
                    changed.append(slot)
            if not changed:
                return
            self._write_ready(changed)
        for slot in changed:
            slot.reason = Circular()

    def _write_ready(self, answered: Iterable[Slot]) -> None:
        """Write the formulas that hold one of *answered*, if no other call is open."""
        holders = (place for slot in answered for place in self._holders.get(slot, ()))
        texts: dict[Place, str] = {}
        for place in dict.fromkeys(holders):
            template = self._work.templates[place]
            if place not in self._work.problems and all(map(is_over, template.slots)):
                text = template.render(self._scratch.places)
                texts[place] = self._mending.mended(text, Home(*place))
        self._writer.write(texts)

    def _is_typed(self, slot: Slot) -> bool:
        """Tell whether everything that *slot* reads is typed, so that it is known."""
        return all(map(self._is_known, slot.arguments))

    def _is_known(self, argument: Argument) -> bool:
        match argument:
            case Region():
                return self._cells.is_typed(argument)
            case Slot():
                return self._is_typed(argument)
            case Template():
                return False
            case _:
                return True

    def _answer(self, slot: Slot) -> bool:
        """Answer *slot* from what is calculated by now; tell if that is new."""
        before = slot.outcome
        try:
            cut = self._cells.cut(slot.regions, self._used)
            home = Home(*self._homes[slot])
            answer(slot, [self._given(a, cut, home) for a in slot.arguments])
        except NotComputable as reason:
            is_new = slot.reason is None
            slot.reason, slot.outcome = reason, None
            self._scratch.show(slot)
            return is_new
        if before and slot.outcome and before.value == slot.outcome.value:
            return False
        self._scratch.show(slot)
        return True

    def _given(
        self, given: Argument, cut: dict[Region, Region], home: Home
    ) -> Value | Rows | Block:
        match given:
            case Constant(value):
                return value
            case Slot(outcome=outcome, reason=reason):
                if reason or not outcome:
                    raise reason or Circular
                return outcome.value
            case Region() if self._cells.is_typed(given):
                return self._cells.given(cut.get(given, given))
            case Region():
                return self._calculated(cut.get(given, given))
            case Template():
                text = given.render(self._scratch.places)
                return self._scratch.evaluate(
                    argument(self._mending.mended(text, home))
                )

    def _calculated(self, region: Region) -> Value | Block:
        """Return *region*, which no call of the same level changes."""
        if region not in self._read:
            rows = self._work.engine.values(*region)
            self._read[region] = self._cells.told(region, rows)
        return self._read[region]

    def _used(self, sheet: str) -> tuple[int, int]:
        """Return the last used row and column of a sheet, spills included."""
        areas = [
            self._work.engine.spill(sheet, cell.row, cell.column)
            for cell in self._cells.anchors(sheet)
            if cell.is_dynamic
        ]
        rows, columns = self._cells.used(sheet)
        return (
            max([rows, *(area.bottom for area in areas)]),
            max([columns, *(area.right for area in areas)]),
        )
