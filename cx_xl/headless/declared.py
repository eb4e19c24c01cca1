"""
Compare a workbook with what its template declares.

Each cell is computed from the declared formula, with the core behind its calls, and
not from the formula that the file holds: so a cell that was typed over is found, and a
file without calls is computed twice, by its program and by the core.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from cx_xl.errors import Explained
from cx_xl.files.addresses import position
from cx_xl.files.shared_formulas import FormulaCell
from cx_xl.headless.check import check_formulas
from cx_xl.headless.locales import Locale
from cx_xl.headless.reasons import NotComputable
from cx_xl.headless.results import CellCheck, Message
from cx_xl.headless.stored import StoredCells
from cx_xl.headless.syntax.references import Home, References
from cx_xl.headless.syntax.tree import (
    Call,
    Expression,
    Mark,
    Operand,
    parse,
)

_BLANKS = re.compile(r"\s+")


class TypedOver(Explained):
    """A value where the template has a formula."""

    en = "The template has a formula here; copy it from the row above, or a new file."
    it = "Qui il modello ha una formula; copiala dalla riga sopra o da un file nuovo."


class FormulaChanged(Explained):
    """Another formula than the template's."""

    en = "This is not the template's formula; restore it, or keep it on another sheet."
    it = "Non è la formula del modello; ripristinala, o tienila in un altro foglio."


@dataclass(frozen=True, slots=True)
class Declared:
    """
    A formula cell of a template.

    Attributes:
        logical: the formula with our calls, spelt as in the catalogue.
        stored: the formula as an edition without calls holds it.
    """

    logical: str
    stored: str


Declaration = Mapping[tuple[str, str], Declared]  # by sheet and address


def check_declared(
    cells: StoredCells, today: date, locale: Locale, declaration: Declaration
) -> Iterator[CellCheck]:
    """Compare every declared cell: its value, and whether it holds its formula."""
    places = [
        (declared, cells.sheet(name), position(address))
        for (name, address), declared in declaration.items()
    ]
    ours = [
        (sheet, FormulaCell(*place, declared.logical, sheet[place]))
        for declared, sheet, place in places
    ]
    checks = check_formulas(cells, today, locale, ours)
    references = References(cells.package)
    for (declared, sheet, place), check in zip(places, checks, strict=True):
        qualified = partial(_qualified, references, Home(sheet.name, *place))
        yield _judged(check, declared, sheet.formulas.get(place), qualified)


def _qualified(references: References, home: Home, text: str) -> str:
    """Return the cells that *text* names: files spell them in several ways."""
    return str(references.region(text, home) or text)


def _judged(
    check: CellCheck,
    declared: Declared,
    held: FormulaCell | None,
    qualified: Callable[[str], str],
) -> CellCheck:
    """Return *check* with the formula in the file, and what is wrong with that."""
    cause: Explained | None = None
    if held is None:
        cause = TypedOver()
    elif not any(
        same_formula(held.text, text, qualified)
        for text in (declared.stored, declared.logical)
    ):
        cause = FormulaChanged()
    changes: dict[str, object] = {"formula": held.text if held else ""}
    if cause:
        changes |= {"verdict": "different", "reason": Message.of(cause)}
    return check.model_copy(update=changes)


def same_formula(
    one: str, other: str, qualified: Callable[[str], str] = str.upper
) -> bool:
    """
    Tell whether two formulas are the same but for case, blanks and host.

    *qualified* returns what a reference names.

    >>> same_formula("ORG.CXXL.CX.CXNPS(a1)", "CX_NPS(A1)")
    True
    """
    if one == other:
        return True
    try:
        return _normal(parse(one), qualified) == _normal(parse(other), qualified)
    except NotComputable:
        return False


def _normal(nodes: Expression, qualified: Callable[[str], str]) -> str:
    parts = []
    for node in nodes:
        match node:
            case Call(arguments=arguments):
                inner = ",".join(_normal(a, qualified) for a in arguments)
                parts.append(f"{node.kpi or node.name}({inner})")
            case Operand(kind="TEXT", text=text):
                parts.append(text)
            case Operand(kind="NUMBER", text=text):
                parts.append(repr(float(text)))
            case Operand(kind="RANGE", text=text):
                parts.append(qualified(text).upper())
            case Operand(text=text) | Mark(text=text):
                parts.append(_BLANKS.sub("", text).upper())
    return "".join(parts)
