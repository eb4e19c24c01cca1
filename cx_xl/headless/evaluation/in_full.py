"""Level 2: evaluate every formula of a workbook, ours answered around the engine."""

from collections.abc import Iterator, Mapping
from datetime import date

from cx_xl.errors import Code
from cx_xl.files.addresses import address
from cx_xl.files.file_refusals import ArrayTooLarge
from cx_xl.files.shared_formulas import FormulaCell, Value
from cx_xl.headless.cutting.extractor import CallExtractor
from cx_xl.headless.cutting.templates import calls_in, texts_around
from cx_xl.headless.engine.adapter import Engine, TooManyFormulas
from cx_xl.headless.engine.capabilities import Capabilities, why_malformed
from cx_xl.headless.engine.lifting import may_lift, whole
from cx_xl.headless.engine.placing import PLACED
from cx_xl.headless.engine.scratch import Scratch
from cx_xl.headless.engine.sizes import may_be_given_up
from cx_xl.headless.engine.workarounds import Workarounds
from cx_xl.headless.evaluation.answering import Answers
from cx_xl.headless.evaluation.from_file import FileEvaluation
from cx_xl.headless.evaluation.graph import Graph
from cx_xl.headless.evaluation.harvest import LARGEST, Fresh, harvest
from cx_xl.headless.evaluation.missing import spread_problems
from cx_xl.headless.evaluation.other_locale import see_locale
from cx_xl.headless.evaluation.work import Fills, Work
from cx_xl.headless.evaluation.writing import Writer
from cx_xl.headless.locales import UNKNOWN, Locale
from cx_xl.headless.reasons import (
    Circular,
    DataTable,
    NotComputable,
    TooLarge,
    Unreadable,
)
from cx_xl.headless.stored import StoredCells
from cx_xl.headless.syntax.reads import WHOLE, Reader
from cx_xl.headless.syntax.references import Home, Place, Range, References, is_relative
from cx_xl.headless.syntax.tree import is_too_deep, kpi_calls

CLAIMED = 2 * LARGEST  # cells of arrays of fixed extent; beyond it, 1 GB and more
FORMULAS = 600_000  # at some 2.5 KB each, in all a process stays below 2 GB


class FullEvaluation:
    """
    One full evaluation.

    Each of our calls is cut out of its formula and replaced by a scratch cell. The
    calls are answered in the order in which they read one another, each from what
    the engine has calculated until then. Where the text of a formula does not tell
    all that it reads, they are asked again until no answer is new.

    Args:
        cells: the workbook.
        today: what TODAY() and NOW() give.
        locale: in whose settings.
        answered: the calls of an evaluation before this one, to be evaluated around
            in the date system of the file; by default, in the 1900 system.
        tells_region: find out what depends on the regional settings, even where those
            are sure.
    """

    def __init__(
        self,
        cells: StoredCells,
        today: date,
        locale: Locale = UNKNOWN,
        answered: CallExtractor | None = None,
        *,
        tells_region: bool = True,
    ) -> None:
        self._cells = cells
        self._locale = locale
        self._tells_region = tells_region
        count = sum(len(sheet.formulas) for sheet in cells.sheets.values())
        if count > FORMULAS:
            file = cells.package.container.file
            raise TooManyFormulas(file=file, count=count, most=FORMULAS)
        self._references = References(cells.package)
        self._workarounds = Workarounds(cells.package, self._references)
        formulas = {(s.name, c.row, c.column): c for s, c in cells.formulas()}
        _refuse_claims(formulas, cells.package.container.file)
        rewritten = {
            place: self._workarounds.rewritten(cell.text, Home(*place))
            for place, cell in formulas.items()
        }
        breaks = any(is_too_deep(cell.text) for cell in formulas.values())
        engine = Engine(
            cells.package,
            today,
            locale.settings,
            "readable" if breaks else "all",
            cells.unused_functions,
            said={
                place: text
                for place, text in rewritten.items()
                for cell in [formulas[place]]
                if text != cell.text
                and not (cell.is_array or may_lift(text) or kpi_calls(cell.text))
            },
        )
        if cells.package.date1904 and not answered:
            engine.use_1900(cells.sheets)
        self._work = Work(cells, engine, formulas, rewritten)
        self._room = LARGEST  # for cells that arrays fill
        self._scratch = Scratch(engine, [sheet.name for sheet in cells.package.sheets])
        self._reader = Reader(self._references)
        self.extractor = answered or CallExtractor(
            cells, self._references, from_file=False
        )
        self._capabilities = Capabilities(cells.package)
        self._file_evaluation = FileEvaluation(cells, today, locale)

    def run(self) -> Fresh:
        """Return the fresh values."""
        work = self._work
        for place, cell in work.formulas.items():
            rewritten = work.rewritten[place]
            work.reads[place] = self._reader.reads(rewritten, Home(*place))
            try:
                self._take(place, cell, rewritten)
            except NotComputable as reason:
                work.problems[place] = reason
        for range_ in self._wanted():
            work.engine.fill(self._cells.sheet(range_.sheet), range_.area)
        graph = Graph(work.reads, Fills(work.formulas))
        for place in graph.circular:
            cause = why_malformed(work.formulas[place].text) or Circular()
            work.problems.setdefault(place, cause)
        writer = Writer(work)
        self._rewrite(writer)
        writer.hold_back(work.templates)
        answers = Answers(work, self._workarounds, self._scratch, writer)
        answers.settle(graph, self.extractor.calls, self._file_evaluation)
        fresh = harvest(work.engine, work.formulas)
        see_locale(fresh, self._locale, work, answers, tells=self._tells_region)
        return self._judged(fresh, graph)

    def _take(self, place: Place, cell: FormulaCell, rewritten: str) -> None:
        """Cut our calls out of one formula; raise why it cannot be evaluated."""
        if cell.kind == "dataTable":
            raise DataTable
        if is_too_deep(cell.text):
            raise Unreadable(formula=f"{cell.text[:40]}…")
        has_calls, size = bool(kpi_calls(cell.text)), cell.extent.size
        is_anew = not cell.is_dynamic and (has_calls or rewritten != cell.text)
        if size > 1:
            if size > self._room or (is_anew and size > PLACED):
                raise TooLarge(area=size)
            self._room -= size
        if has_calls:
            template = self.extractor.cut(cell.text, Home(*place))
            if template.calls:
                self._work.templates[place] = template
        reason = self._work.reads[place].reason or self._capabilities.reason(rewritten)
        if reason:
            raise reason

    def _wanted(self) -> Iterator[Range]:
        """Yield what the engine itself reads: of our calls only what is calculated."""
        for place, reads in self._work.reads.items():
            template, home = self._work.templates.get(place), Home(*place)
            if template is None:
                yield from reads.needed(self._cells.names)
            for text in texts_around(template) if template else ():
                rewritten = self._workarounds.rewritten(text, home)
                around = self._reader.reads(rewritten, home)
                yield from around.needed(self._cells.names)
            for call in calls_in(template) if template else ():
                yield from (r for r in call.ranges if not self._cells.is_typed(r))
            if self._work.formulas[place].is_dynamic:  # what stands in its way
                yield Range(place[0], WHOLE)

    def _rewrite(self, writer: Writer) -> None:
        """Write those formulas again that the engine would misunderstand."""
        for name in self._cells.package.names:
            rewritten = self._workarounds.rewritten(
                name.text, Home(self._cells.names[0], 1, 1)
            )
            if rewritten != name.text and not is_relative(name.text):
                self._work.engine.define(name.name, rewritten, name.sheet)
        texts = {
            place: rewritten
            for place, rewritten in self._work.rewritten.items()
            if place not in self._work.templates and place not in self._work.problems
            if place not in self._work.engine.said
            for cell in [self._work.formulas[place]]
            if rewritten != cell.text or (may_lift(rewritten) and not cell.is_array)
        }
        writer.write(texts)

    def _judged(self, fresh: Fresh, graph: Graph) -> Fresh:
        """Return *fresh* with a reason in place of each value that is none."""
        for place, template in self._work.templates.items():
            calls = list(calls_in(template))
            reason = next((call.reason for call in calls if call.reason), None)
            if reason:
                self._work.problems.setdefault(place, reason)
            errors = [call.outcome.error for call in calls if call.outcome]
            error = next(filter(None, errors), None)
            if error:
                fresh.errors[place] = error
        for place, cell in self._work.formulas.items():
            value = fresh.cells.get(place)
            is_alone = place not in fresh.areas or fresh.areas[place].size == 1
            if is_alone and (value is Code.NUM or value == 0):
                self._see_size(place, value)
            if value is Code.NAME:
                reason = self._capabilities.why_unnamed(cell.text, place[0])
                if reason:
                    self._work.problems.setdefault(place, reason)
        for place, reason in fresh.problems.items():
            self._work.problems.setdefault(place, reason)
        fresh.problems = self._work.problems
        if fresh.problems:
            grown = {
                place: area.around(graph.fills[place])
                for place, area in fresh.areas.items()
                if area != graph.fills[place]
            }
            fills = Fills(self._work.formulas, grown)
            last = Graph(self._work.reads, fills) if grown else graph
            spread_problems(fresh, last, self._work.reads)
            fresh.forget(fresh.problems, fills)
            in_order = [
                place for place in self._work.formulas if place in fresh.problems
            ]
            fresh.problems = {place: fresh.problems[place] for place in in_order}
        return fresh

    def _see_size(self, place: Place, value: Value) -> None:
        """Note an array that is larger than the engine takes."""
        template = self._work.templates.get(place)
        rewritten = self._work.rewritten[place]
        if template:
            text = template.render(self._scratch.places)
            rewritten = self._workarounds.rewritten(text, Home(*place))
        if not may_be_given_up(rewritten, value):
            return
        if not self._work.formulas[place].is_array:  # one cell of many
            (rewritten,) = whole([rewritten])
        try:
            self._scratch.refuse_large(rewritten, value, place)
        except TooLarge as reason:
            self._work.problems.setdefault(place, reason)


def _refuse_claims(formulas: Mapping[Place, FormulaCell], file: str) -> None:
    """
    Raise before the engine makes room for arrays of fixed extent, as it does to load.

    Raises:
        ArrayTooLarge: naming the largest.
    """
    sizes = {
        place: cell.extent.size
        for place, cell in formulas.items()
        if cell.is_array and not cell.is_dynamic
    }
    if sum(sizes.values()) > CLAIMED:
        sheet, *at = max(sizes, key=lambda place: sizes[place])
        raise ArrayTooLarge(file=file, sheet=sheet, cell=address(*at))
