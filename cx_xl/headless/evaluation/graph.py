"""Which formula comes after which: the order of evaluation, circles, who waits."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping

from cx_xl.files.addresses import Area
from cx_xl.headless.syntax.reads import Reads
from cx_xl.headless.syntax.references import Place, Range

_LARGE = 64  # what fills more cells than that is looked up as a rectangle


class Marks:
    """Marked cells, found again by the rectangle they lie in."""

    def __init__(self) -> None:
        self._columns: dict[str, dict[int, list[tuple[int, int]]]] = {}
        self._large: dict[str, list[tuple[Area, int]]] = {}

    def add(self, sheet: str, area: Area, mark: int) -> None:
        """Mark every cell of *area*."""
        if area.size > _LARGE:
            self._large.setdefault(sheet, []).append((area, mark))
            return
        columns = self._columns.setdefault(sheet, {})
        for row, column in area.places():
            insort(columns.setdefault(column, []), (row, mark))

    def drop(self, sheet: str, area: Area, mark: int) -> None:
        """Take the mark away."""
        if area.size > _LARGE:
            self._large[sheet].remove((area, mark))
            return
        for row, column in area.places():
            marks = self._columns[sheet][column]
            del marks[bisect_left(marks, (row, mark))]

    def within(self, range_: Range) -> Iterator[int]:
        """Yield the marks in *range_*."""
        sheet, (top, left, bottom, right) = range_
        columns = self._columns.get(sheet, {})
        for column in _among(columns, left, right):
            marks = columns[column]
            for at in range(bisect_left(marks, (top, -1)), len(marks)):
                if marks[at][0] > bottom:
                    break
                yield marks[at][1]
        for area, mark in self._large.get(sheet, ()):
            if _overlap(area, range_.area):
                yield mark


class Graph:
    """
    The formulas of a workbook and what they read.

    Args:
        reads: what each formula reads, by its text.
        fills: the cells that each formula fills.

    Attributes:
        fills: the cells that each formula fills.
        order: every formula, those it reads before it.
        circular: the formulas that read themselves, by whatever way.
    """

    def __init__(
        self, reads: Mapping[Place, Reads], fills: Mapping[Place, Area]
    ) -> None:
        self._reads = reads
        self.fills = fills
        self._places = list(reads)
        self._left = _Left(self._places, fills)
        self.order: list[Place] = []
        self.circular: set[Place] = set()
        for number in range(len(self._places)):
            if not self._left.is_taken(number):
                self._walk(number)

    def reached(self, seeds: Iterable[Place]) -> dict[Place, Place]:
        """
        Return the formulas that read one of *seeds*, by whatever way.

        Each with the first formula without a value that it reads itself.
        """
        places = self.order
        numbers = {place: number for number, place in enumerate(places)}
        marks = Marks()
        marked = set(seeds)
        for place in marked:
            marks.add(place[0], self.fills[place], numbers[place])
        found: dict[Place, Place] = {}
        for number, place in enumerate(places):
            if place in marked:
                continue
            first = next(
                (
                    m
                    for range_ in self._reads[place].ranges
                    for m in marks.within(range_)
                ),
                None,
            )
            if first is not None:
                found[place] = places[first]
                marks.add(place[0], self.fills[place], number)
        return found

    def _walk(self, start: int) -> None:
        """Take everything that *start* reads, then itself."""
        open_marks = Marks()
        path: list[tuple[int, Iterator[int]]] = []

        def enter(number: int) -> None:
            place = self._places[number]
            self._left.take(number)
            open_marks.add(place[0], self.fills[place], len(path))
            path.append((number, self._unvisited(place)))
            above = [d for r in self._reads[place].ranges for d in open_marks.within(r)]
            if above:
                for depth in range(min(above), len(path)):
                    self.circular.add(self._places[path[depth][0]])

        enter(start)
        while path:
            number, reads = path[-1]
            following = next(reads, None)
            if following is not None:
                enter(following)
                continue
            path.pop()
            place = self._places[number]
            open_marks.drop(place[0], self.fills[place], len(path))
            self.order.append(place)

    def _unvisited(self, place: Place) -> Iterator[int]:
        for range_ in self._reads[place].ranges:
            yield from self._left.within(range_)


class _Left:
    """The formulas not yet taken, found by the rectangle they lie in."""

    def __init__(self, places: list[Place], fills: Mapping[Place, Area]) -> None:
        self._taken = bytearray(len(places))
        found: dict[str, dict[int, list[tuple[int, int]]]] = {}
        self._large: dict[str, list[tuple[Area, int]]] = {}
        for number, place in enumerate(places):
            area = fills[place]
            if area.size > _LARGE:
                self._large.setdefault(place[0], []).append((area, number))
                continue
            columns = found.setdefault(place[0], {})
            for row, column in area.places():
                columns.setdefault(column, []).append((row, number))
        for columns in found.values():
            for cells in columns.values():
                cells.sort()
        self._cells = found
        # From each cell the next one that is not taken: paths that grow shorter.
        self._next = {
            (sheet, column): list(range(len(cells) + 1))
            for sheet, columns in found.items()
            for column, cells in columns.items()
        }

    def is_taken(self, number: int) -> bool:
        return bool(self._taken[number])

    def take(self, number: int) -> None:
        self._taken[number] = True

    def within(self, range_: Range) -> Iterator[int]:
        """Yield the formulas in *range_* that are not taken when their turn comes."""
        sheet, (top, left, bottom, right) = range_
        columns = self._cells.get(sheet, {})
        for column in _among(columns, left, right):
            cells, following = columns[column], self._next[sheet, column]
            at = _find(following, bisect_left(cells, (top, -1)))
            while at < len(cells) and cells[at][0] <= bottom:
                number = cells[at][1]
                if not self._taken[number]:
                    yield number
                following[at] = at + 1
                at = _find(following, at)
        for area, number in self._large.get(sheet, ()):
            if not self._taken[number] and _overlap(area, range_.area):
                yield number


def _find(following: list[int], at: int) -> int:
    while following[at] != at:
        following[at] = following[following[at]]
        at = following[at]
    return at


def _among(columns: Mapping[int, object], left: int, right: int) -> Iterable[int]:
    if right - left < len(columns):
        return [column for column in range(left, right + 1) if column in columns]
    return [column for column in columns if left <= column <= right]


def _overlap(one: Area, other: Area) -> bool:
    return (
        one.top <= other.bottom
        and other.top <= one.bottom
        and one.left <= other.right
        and other.left <= one.right
    )
