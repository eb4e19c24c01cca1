"""Formulas: typed over, stale, or without any result."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cx_xl.checks.checklist import check
from cx_xl.checks.examination import Place
from cx_xl.checks.places import at, held
from cx_xl.errors import Code, Explained, Text
from cx_xl.files.shared_formulas import SharedFormula
from cx_xl.headless import Message
from cx_xl.headless.declared import FormulaChanged, TypedOver, same_formula
from cx_xl.headless.syntax.tree import kpi_calls
from cx_xl.workbooks.declaration import is_newer, is_of_today, is_older, lacking
from cx_xl.workbooks.properties import template_version
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.checks.subject import Subject
    from cx_xl.headless import CellCheck

CHANGED = {"TypedOver", "FormulaChanged"}  # what a template's declaration finds
COMPUTED = {column.key for column in load_template().monthly if column.formula}


@check(
    "no_results",
    "error",
    what=Text("The file holds no results", "Il file non contiene risultati"),
    remedy=Text(
        "Open it in Excel or LibreOffice and save it, or let cx-xl calc FILE -o COPY "
        "write a copy with its results.",
        "Aprilo e salvalo con Excel o LibreOffice, oppure scrivine una copia "
        "calcolata con cx-xl calc FILE -o COPIA.",
    ),
    any_book=True,
)
def no_results(subject: Subject) -> Iterator[Place]:
    """Written by a program that does not calculate."""
    if not subject.report.holds_results:
        yield Place()


@check(
    "formula_changed",
    "error",
    what=Text(
        "Cells that no longer hold the template's formula",
        "Celle in cui non c'è più la formula del modello",
    ),
    remedy=Text(
        "Copy the formula from the row above or from a new file; what you add of your "
        "own belongs on another sheet.",
        "Copia la formula dalla riga sopra o da un file nuovo; i tuoi calcoli mettili "
        "in un altro foglio.",
    ),
)
def formula_changed(subject: Subject) -> Iterator[Place]:
    """A KPI that was typed over, or computes something else."""
    for cell in subject.report.different:
        if cell.reason and cell.reason.code in CHANGED:
            yield _place(cell)
    if _is_older(subject):
        yield from _odd_ones(subject)


def _is_older(subject: Subject) -> bool:
    return is_older(subject.book, subject.filled.texts)


def _odd_ones(subject: Subject) -> Iterator[Place]:
    """
    Yield the cells of Monthly that do not compute as their column does.

    Nothing is declared of an older template, but a column has one formula.
    """
    table = subject.filled.monthly
    cells = subject.book.sheet(table.sheet)
    for key, column in table.columns.items():
        if key not in COMPUTED:
            continue
        texts = {
            row: SharedFormula(row, column, held.text).at(table.rows.start, column)
            for row in table.rows
            if (held := cells.formulas.get((row, column)))
        }
        usual = Counter(texts.values()).most_common(1)
        for row in table.rows:
            why: Explained | None = None
            if row not in texts:
                why = TypedOver()
            elif not same_formula(texts[row], usual[0][0]):
                why = FormulaChanged()
            if why:
                place = at(table, key, row)
                yield place.model_copy(update={"reason": Message.of(why)})


@check(
    "older_template",
    "note",
    what=Text(
        "The book is of an older template: its formulas are compared with those of "
        "their column, not with the template's",
        "Il file è di un modello precedente: le sue formule si confrontano con quelle "
        "della loro colonna, non con il modello",
    ),
    remedy=Text(
        "For a full check bring it to the current template: cx-xl upgrade.",
        "Per un controllo completo portalo al modello attuale: cx-xl upgrade.",
    ),
)
def older_template(subject: Subject) -> Iterator[Place]:
    """What can be verified of it is verified; this says what can not."""
    if _is_older(subject) and not (is_of_today(subject.book) or is_newer(subject.book)):
        yield Place(held=template_version(subject.book.package) or None)


@check(
    "newer_template",
    "warning",
    what=Text(
        "The book is of a template newer than this cx-xl",
        "Il file è di un modello più recente di questo cx-xl",
    ),
    remedy=Text(
        "Update cx-xl: until then its formulas are compared with those of their "
        "column only.",
        "Aggiorna cx-xl: fino ad allora le sue formule si confrontano solo con quelle "
        "della loro colonna.",
    ),
)
def newer_template(subject: Subject) -> Iterator[Place]:
    """A colleague has a newer program, and sent the book."""
    if is_newer(subject.book):
        yield Place(held=template_version(subject.book.package))


@check(
    "columns_gone",
    "error",
    what=Text(
        "Columns of the template that were renamed or deleted",
        "Colonne del modello rinominate o eliminate",
    ),
    remedy=Text(
        "Give them their names back, or fill a fresh template: cx-xl upgrade.",
        "Ridai loro il nome, oppure riempi un modello nuovo: cx-xl upgrade.",
    ),
)
def columns_gone(subject: Subject) -> Iterator[Place]:
    """Without them no formula of the book can be compared with the template's."""
    if is_of_today(subject.book):
        for column in lacking(subject.book, subject.filled.texts):
            yield Place(held=column)


@check(
    "not_computable",
    "warning",
    what=Text(
        "Formulas that could not be computed here",
        "Formule che qui non si possono calcolare",
    ),
    remedy=Text(
        "Follow the reason given for each; until then nobody has checked them.",
        "Segui il motivo indicato per ciascuna; finora nessuno le ha controllate.",
    ),
    any_book=True,
)
def not_computable(subject: Subject) -> Iterator[Place]:
    """What the engine cannot evaluate."""
    for problem in subject.fresh.problems:
        yield Place(sheet=problem.sheet, cell=problem.address, reason=problem.reason)


@check(
    "stale",
    "error",
    what=Text(
        "Stored results that are not the formula's",
        "Risultati salvati diversi da quelli della formula",
    ),
    remedy=Text(
        "Open the file in Excel or LibreOffice, recalculate and save it, or write a "
        "copy with cx-xl calc FILE -o COPY.",
        "Apri il file con Excel o LibreOffice, ricalcola e salva, oppure scrivine una "
        "copia con cx-xl calc FILE -o COPIA.",
    ),
    any_book=True,
)
def stale(subject: Subject) -> Iterator[Place]:
    """Saved before the last change, or by a program that computes otherwise."""
    if not subject.report.holds_results:
        return
    for cell in subject.report.different:
        if not (cell.reason and cell.reason.code in CHANGED):
            yield _place(cell)


@check(
    "kpi_errors",
    "error",
    what=Text("CX functions that show an error", "Funzioni CX che mostrano un errore"),
    remedy=Text(
        "Follow the reason given for each.", "Segui il motivo indicato per ciascuna."
    ),
    any_book=True,
)
def kpi_errors(subject: Subject) -> Iterator[Place]:
    """Errors of our functions; the template's own months are another check."""
    if subject.template is not None:
        return
    for cell in subject.fresh.cells:
        is_wrong = isinstance(cell.value, Code) and kpi_calls(cell.formula)
        if is_wrong:
            yield Place(
                sheet=cell.sheet,
                cell=cell.address,
                held=held(cell.value),
                reason=cell.message,
            )


def _place(cell: CellCheck) -> Place:
    reason: Message | None = cell.reason
    return Place(
        sheet=cell.sheet, cell=cell.address, held=held(cell.stored), reason=reason
    )
