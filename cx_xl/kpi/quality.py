"""Quality: can the data behind a KPI be trusted?"""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any

from cx_xl import answers, wording
from cx_xl import cells as read
from cx_xl.cells import Block, Logical
from cx_xl.errors import Code, Text
from cx_xl.kpi.shared.arguments import ScaleMax, ScaleMin
from cx_xl.spec import Arg, Family, Kind, Role, Scale, Table, worksheet

FAMILY = Family.of(__doc__, "Qualità: ci si può fidare dei dati dietro un KPI?")

Cells = Annotated[
    Block | Iterable[Any],
    Arg(
        en="The column of answers to check, as it is.",
        it="La colonna di risposte da controllare, così com'è.",
        role=Role.RAW,
    ),
]
FINDINGS = (
    "valid",
    "blank",
    "text",
    "numeric text",
    "logical",
    "off scale",
    "not whole",
    "min",
    "max",
    "first bad position",
    "labelled",
    "errors",
    "headers",
    "unread",
    "words",
    "unclear",
    "hint",
)
BAD = frozenset(
    {"text", "logical", "off scale", "errors", "unread", "words", "unclear"}
)
HEADER = object()  # stands for a text of the first row
MANY = 3  # distinct answers that make an absence of high ones worth a word
UNCLEAR = object()  # stands for one that may be an answer


@worksheet(
    "CX_DATACHECK",
    it="Controlla una colonna di risposte prima di fidarti di un KPI.",
    kind=Kind.COUNT,
    example='=CX_DATACHECK({10;"9";"n/a";11})',
    returns_it="Una riga di conteggi. *valid* sono le risposte che un KPI usa; ne "
    "fanno parte anche *numeric text* (numeri scritti come testo), *labelled* (con "
    "un'etichetta) e *not whole* (con decimali). Un *text* nella prima riga è "
    "un'intestazione, anche se è una risposta con etichetta. *min* e *max* valgono "
    "per tutti i numeri, anche quelli fuori scala. *first bad position* conta le "
    "celle riga per riga, a partire da 1.",
    missing=Text(
        "Nothing is skipped: blank cells are counted, those at the end are not.",
        "Niente viene saltato: le celle vuote sono contate, quelle in fondo no.",
    ),
)
def datacheck(
    scores: Cells, scale_min: ScaleMin = 0, scale_max: ScaleMax = 10
) -> Table:
    """
    What is unusable in a column of answers, before you trust a KPI.

    Args:
        scores: the cells of a range; trailing empty cells do not count.
        scale_min: the lowest answer on offer.
        scale_max: the highest answer on offer.

    Returns:
        One row of counts. *valid* answers are what a KPI uses; *numeric text*,
        *labelled* and *not whole* ones are among them. *text* is skipped; *unread*
        text holds digits, *words* name points of a scale, and a KPI refuses both.
        *unclear* is a first cell that may be a header or an answer. *min* and *max*
        are over all numbers, also those off the scale. *first bad position* counts
        cells row by row from 1. *hint* says when the answers look like those of
        another scale.

    >>> datacheck([10, "9", "n/a", 11]).rows[0][:6]
    (2, 0, 1, 1, 0, 1)
    """
    block = Block.of(scores)
    scale = Scale(scale_min, scale_max)
    cells = _used(block)
    found = Counter[str]()
    for cell, times in Counter(cells).items():
        found.update(dict.fromkeys(_findings(cell, scale), times))
    numbers = [x for cell in set(cells) if (x := answers.score(cell)) is not None]
    row = {name: found[name] for name in FINDINGS} | {
        "min": min(numbers, default=Code.NA),
        "max": max(numbers, default=Code.NA),
        "first bad position": _first_bad(cells, scale),
        "hint": _hint(numbers, scale),
    }
    return Table(FINDINGS, [tuple(row.values())])


def _used(block: Block) -> list[Any]:
    """Return the cells up to the last filled one; a host may cut those behind it."""
    cells = list(block.cells)
    if block.header:
        cells[: block.columns] = [HEADER] * block.columns
    elif block.header is None and answers.labelled(cells[0]):
        cells[0] = UNCLEAR
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _findings(cell: Any, scale: Scale) -> list[str]:
    """Return every heading that *cell* counts under."""
    if cell is HEADER or cell is UNCLEAR:
        return ["headers" if cell is HEADER else "unclear"]
    if read.error_code(cell):
        return ["errors"]
    if read.is_blank(cell):
        return ["blank"]
    if isinstance(cell, Logical):
        return ["logical"]
    answer = answers.score(cell)
    if answer is None:
        return [_kind_of_text(cell)]
    looks = [
        ("numeric text", isinstance(cell, str) and read.number(cell) is not None),
        ("labelled", answers.labelled(cell) is not None),
        ("valid", answer in scale),
        ("off scale", answer not in scale),
        ("not whole", answer in scale and not float(answer).is_integer()),
    ]
    return [name for name, applies in looks if applies]


def _first_bad(cells: list[Any], scale: Scale) -> int | Code:
    bad = {c for c in set(cells) if not BAD.isdisjoint(_findings(c, scale))}
    positions = (i for i, cell in enumerate(cells, start=1) if cell in bad)
    return next(positions, Code.NA)


def _kind_of_text(cell: Any) -> str:
    """Tell apart what is no answer; a time or infinity is neither text nor a gap."""
    if not isinstance(cell, str) or answers.is_unread(cell):
        return "unread"
    return "words" if wording.is_point(cell) else "text"


def _hint(numbers: list[float], scale: Scale) -> str:
    """Say what the answers look like, if they look like those of another scale."""
    on_scale = [number for number in numbers if number in scale]
    if not on_scale:
        return ""
    if max(on_scale) <= 1 < scale.high and any(x % 1 for x in on_scale):
        return "shares?"
    is_five = scale.low == 0 and scale.high == 10 and max(on_scale) <= 5
    return "no answer above 5" if is_five and len(on_scale) >= MANY else ""
