"""What one full evaluation works on, shared by those who do parts of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cx_xl.files.addresses import Area
from cx_xl.files.shared_formulas import FormulaCell
from cx_xl.headless.cutting.templates import Template
from cx_xl.headless.engine.adapter import Engine
from cx_xl.headless.reasons import NotComputable
from cx_xl.headless.stored import StoredCells
from cx_xl.headless.syntax.reads import Reads
from cx_xl.headless.syntax.references import Place


@dataclass(slots=True)
class Work:
    """
    The formulas of a workbook on their way through the engine.

    Attributes:
        cells: the workbook as stored.
        engine: what calculates it.
        formulas: those that the file holds.
        rewritten: each as the engine should get it.
        reads: what each reads, by its text.
        templates: those with our calls, these cut out.
        problems: why a formula will have no value.
    """

    cells: StoredCells
    engine: Engine
    formulas: Mapping[Place, FormulaCell]
    rewritten: Mapping[Place, str]
    reads: dict[Place, Reads] = field(default_factory=dict)
    templates: dict[Place, Template] = field(default_factory=dict)
    problems: dict[Place, NotComputable] = field(default_factory=dict)


class Fills(Mapping[Place, Area]):
    """
    What each formula fills: most of them their own cell, so none of that is kept.

    Args:
        formulas: by their places.
        grown: those that fill other cells now than in the file.
    """

    def __init__(
        self,
        formulas: Mapping[Place, FormulaCell],
        grown: Mapping[Place, Area] | None = None,
    ) -> None:
        self._formulas = formulas
        self._grown = grown or {}

    def __getitem__(self, place: Place) -> Area:
        return self._grown.get(place) or self._formulas[place].extent

    def __iter__(self) -> Iterator[Place]:
        return iter(self._formulas)

    def __len__(self) -> int:
        return len(self._formulas)
