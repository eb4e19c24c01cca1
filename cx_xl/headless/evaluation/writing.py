"""Write formulas into the engine in place of those that the file holds."""

from collections.abc import Iterable, Mapping

from cx_xl.errors import Code
from cx_xl.headless.engine.lifting import may_be_many, whole
from cx_xl.headless.engine.placing import covered, placed
from cx_xl.headless.evaluation.work import Work
from cx_xl.headless.reasons import Malformed
from cx_xl.headless.syntax.references import Place


class Writer:
    """
    Writes formulas into cells of every kind.

    Args:
        work: the formulas, and the engine that they are written into.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._cleared: set[Place] = set()

    def write(self, texts: Mapping[Place, str]) -> None:
        """Write *texts*, which fill what the formulas of their places fill."""
        ordinary = [
            place
            for place, text in texts.items()
            if not self._work.formulas[place].is_array and may_be_many(text)
        ]
        as_stored = whole(texts[place] for place in ordinary)
        meant = {**texts, **dict(zip(ordinary, as_stored, strict=True))}
        for place in meant:
            self._clear(place)
        cells = [
            (*place, placed(self._work.formulas[place], text))
            for place, text in meant.items()
        ]
        for number in self._work.engine.write_all(cells):
            self._work.problems[cells[number][:3]] = Malformed()

    def hold_back(self, places: Iterable[Place]) -> None:
        """
        Take out the formulas of *places* until they are written.

        Each answer makes the engine evaluate again what reads it, by whatever way. In a
        chain of calls that would be all the calls before it, every time.
        """
        waiting: dict[str, dict[tuple[int, int], Code]] = {}
        for place in places:
            for row, column in covered(self._work.formulas[place]):
                waiting.setdefault(place[0], {})[row, column] = Code.NAME
        for sheet, cells in waiting.items():
            self._work.engine.put_all(sheet, cells)

    def _clear(self, place: Place) -> None:
        """Make room for an array of fixed extent, once."""
        cell = self._work.formulas[place]
        if cell.extent.size > 1 and not cell.is_dynamic and place not in self._cleared:
            self._cleared.add(place)
            self._work.engine.put_all(place[0], dict.fromkeys(covered(cell)))
