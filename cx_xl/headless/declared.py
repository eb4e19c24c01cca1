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
from cx_xl.files.sheet_cells import Sheet
from cx_xl.headless.check import check_formulas
from cx_xl.headless.locales import Locale
from cx_xl.headless.reasons import NotComputable
from cx_xl.headless.results import CellCheck, Message
from cx_xl.headless.stored import StoredCells
from cx_xl.headless.syntax.references import Home, References
from cx_xl.headless.syntax.tree import Call, Expression, Mark, Operand, kpi_calls, parse

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
    cells: StoredCells,
    today: date,
    locale: Locale,
    declaration: Declaration,
    *,
    is_evaluated: bool = False,
) -> Iterator[CellCheck]:
    """
    Compare declared cells: their values, and whether they hold their formulas.

    Args:
        cells: the workbook.
        today: what TODAY() and NOW() give.
        locale: in whose settings.
        declaration: what the template declares.
        is_evaluated: the formulas of the file are evaluated elsewhere, so that those
            which are the declared ones, without calls, need no second evaluation.
    """
    references = References(cells.package)
    places = [
        (declared, cells.sheet(name), position(address))
        for (name, address), declared in declaration.items()
    ]
    causes = [_cause(references, *place) for place in places]
    chosen = [
        (declared, sheet, at, cause)
        for (declared, sheet, at), cause in zip(places, causes, strict=True)
        if cause or not is_evaluated or kpi_calls(declared.logical)
    ]
    ours = [
        (sheet, FormulaCell(*at, declared.logical, sheet[at]))
        for declared, sheet, at, _ in chosen
    ]
    checks = check_formulas(cells, today, locale, ours)
    for (_, sheet, at, cause), check in zip(chosen, checks, strict=True):
        held = sheet.formulas.get(at)
        changes: dict[str, object] = {"formula": held.text if held else ""}
        if cause:
            changes |= {"verdict": "different", "reason": Message.of(cause)}
        yield check.model_copy(update=changes)


def _cause(
    references: References, declared: Declared, sheet: Sheet, at: tuple[int, int]
) -> Explained | None:
    """Return what is wrong with the formula in a declared cell, if anything is."""
    held = sheet.formulas.get(at)
    if held is None:
        return TypedOver()
    qualified = partial(_qualified, references, Home(sheet.name, *at))
    is_same = any(
        same_formula(held.text, text, qualified)
        for text in (declared.stored, declared.logical)
    )
    return None if is_same else FormulaChanged()


def _qualified(references: References, home: Home, text: str) -> str:
    """Return the cells that *text* names: files spell them in several ways."""
    return str(references.range(text, home) or text)


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
