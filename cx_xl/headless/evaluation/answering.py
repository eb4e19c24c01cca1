"""Answer our calls one after the other from what the engine has calculated."""

from collections.abc import Iterable

from cx_xl.cells import Block
from cx_xl.files.shared_formulas import Value
from cx_xl.headless.cutting.templates import (
    Argument,
    Constant,
    KpiCall,
    Outcome,
    Template,
    calls_in,
    is_over,
)
from cx_xl.headless.engine.scratch import Scratch, argument
from cx_xl.headless.engine.workarounds import Workarounds
from cx_xl.headless.evaluation.from_file import FileEvaluation, answer
from cx_xl.headless.evaluation.graph import Graph
from cx_xl.headless.evaluation.levels import levels
from cx_xl.headless.evaluation.work import Work
from cx_xl.headless.evaluation.writing import Writer
from cx_xl.headless.reasons import Circular, NotComputable
from cx_xl.headless.stored import Rows
from cx_xl.headless.syntax.references import Home, Place, Range

ROUNDS = 30  # what has not come to rest by then goes in a circle


class Answers:
    """
    The answers to the calls of one workbook.

    Args:
        work: its formulas, and the engine that has calculated it.
        workarounds: how formulas are said to the engine.
        scratch: where formulas read the answers.
        writer: what writes those that have all their answers.
    """

    def __init__(
        self, work: Work, workarounds: Workarounds, scratch: Scratch, writer: Writer
    ) -> None:
        self._work = work
        self._cells = work.cells
        self._workarounds = workarounds
        self._scratch = scratch
        self._writer = writer
        self._holders: dict[KpiCall, list[Place]] = {}  # formulas by their outer calls
        self._homes: dict[KpiCall, Place] = {}
        for place, template in work.templates.items():
            for call in dict.fromkeys(template.calls):
                self._holders.setdefault(call, []).append(place)
            for call in calls_in(template):
                self._homes.setdefault(call, place)
        self._asked: list[list[KpiCall]] = []
        self._read: dict[Range, Value | Block] = {}
        self._hidden: list[KpiCall] = []  # answered, and not yet for formulas to read

    def settle(
        self, graph: Graph, calls: Iterable[KpiCall], file_evaluation: FileEvaluation
    ) -> None:
        """
        Answer *calls*, those that others read first.

        Args:
            graph: the order of the formulas.
            calls: all the calls, inner before outer.
            file_evaluation: what answers calls over typed cells.
        """
        calls = list(calls)
        open_calls = [call for call in calls if not is_over(call)]
        file_evaluation.settle(open_calls, self._is_typed)
        over = [call for call in calls if is_over(call)]
        for call in over:
            self._scratch.show(call)
        self._write_ready(over)
        waiting = [call for call in open_calls if not is_over(call)]
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
            answered = [call for call in level if self._answer(call)]
            self._show()
            self._write_ready(answered)

    @property
    def outcomes(self) -> dict[KpiCall, Outcome | None]:
        """The answers to the calls over calculated cells."""
        return {call: call.outcome for level in self._asked for call in level}

    def _come_to_rest(self, calls: list[KpiCall]) -> None:
        """
        Ask again until no answer is new: formulas may read more than their text tells.

        Downwards and upwards in turn, so that long chains come to rest either way.
        """
        changed = list(calls)
        for _ in range(ROUNDS):
            calls.reverse()
            changed = []
            for call in calls:
                self._read.clear()
                if self._answer(call):
                    changed.append(call)
                self._show()
            if not changed:
                return
            self._write_ready(changed)
        for call in changed:
            call.reason = Circular()

    def _write_ready(self, answered: Iterable[KpiCall]) -> None:
        """Write the formulas that hold one of *answered*, if no other call is open."""
        holders = (place for call in answered for place in self._holders.get(call, ()))
        texts: dict[Place, str] = {}
        for place in dict.fromkeys(holders):
            template = self._work.templates[place]
            if place not in self._work.problems and all(map(is_over, template.calls)):
                text = template.render(self._scratch.places)
                texts[place] = self._workarounds.rewritten(text, Home(*place))
        self._writer.write(texts)

    def _is_typed(self, call: KpiCall) -> bool:
        """Tell whether everything that *call* reads is typed, so that it is known."""
        return all(map(self._is_known, call.arguments))

    def _is_known(self, argument: Argument) -> bool:
        match argument:
            case Range():
                return self._cells.is_typed(argument)
            case KpiCall():
                return self._is_typed(argument)
            case Template():
                return False
            case _:
                return True

    def _answer(self, call: KpiCall) -> bool:
        """Answer *call* from what is calculated by now; tell if that is new."""
        before = call.outcome
        try:
            cut = self._cells.cut(call.ranges, self._used)
            home = Home(*self._homes[call])
            answer(call, [self._given(a, cut, home) for a in call.arguments])
        except NotComputable as reason:
            is_new = call.reason is None
            call.reason, call.outcome = reason, None
            self._hidden.append(call)
            return is_new
        if before and call.outcome and before.value == call.outcome.value:
            return False
        self._hidden.append(call)
        return True

    def _show(self) -> None:
        """Show the answers all at once: after each the engine calculates anew."""
        for call in self._hidden:
            self._scratch.show(call)
        self._hidden.clear()

    def _given(
        self, given: Argument, cut: dict[Range, Range], home: Home
    ) -> Value | Rows | Block:
        match given:
            case Constant(value):
                return value
            case KpiCall(outcome=outcome, reason=reason):
                if reason or not outcome:
                    raise reason or Circular
                return outcome.value
            case Range() if self._cells.is_typed(given):
                return self._cells.given(cut.get(given, given))
            case Range():
                return self._calculated(cut.get(given, given))
            case Template():
                if given.calls:
                    self._show()
                text = given.render(self._scratch.places)
                return self._scratch.evaluate(
                    argument(self._workarounds.rewritten(text, home))
                )

    def _calculated(self, range_: Range) -> Value | Block:
        """Return *range_*, which no call of the same level changes."""
        if range_ not in self._read:
            rows = self._work.engine.values(*range_)
            self._read[range_] = self._cells.told(range_, rows)
        return self._read[range_]

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
