"""Targets, settings and the chosen month."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from cx_xl.cells import is_number
from cx_xl.checks.checklist import check
from cx_xl.checks.examination import Place
from cx_xl.checks.places import at, held, where
from cx_xl.errors import Text
from cx_xl.files.addresses import parted
from cx_xl.workbooks.cell_values import midnight_in
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.checks.subject import Subject
    from cx_xl.workbooks.template_model import Kpi

# The limits of sheet Checks.
SETTINGS = {
    "set_Confidence": (0.5, 0.999),
    "set_MinBase": (1, 1000),
    "set_CarefulBase": (1, 1000),
    "set_SatisfiedFrom": (2, 5),
}


@check("bad_targets", "error")
def bad_targets(subject: Subject) -> Iterator[Place]:
    """Text where a target or a limit belongs."""
    for key in ("target", "amber"):
        yield from where(
            subject.filled.targets,
            key,
            lambda value: value is not None and not is_number(value),
        )


@check(
    "impossible_target",
    "error",
    what=Text(
        "Targets and limits that the KPI can never reach",
        "Obiettivi e soglie che il KPI non può raggiungere",
    ),
    remedy=Text(
        "Rates are percentages: 30%, not 30. NPS lies between -100 and +100.",
        "I tassi sono percentuali: 30%, non 30. L'NPS va da -100 a +100.",
    ),
)
def impossible_target(subject: Subject) -> Iterator[Place]:
    """80 for 80 %: the light of the KPI would always be the same."""
    table, kpis = subject.filled.targets, load_template().kpis
    limits = {
        subject.filled.texts[f"kpis.{kpi.key}.code"]: _limits(kpi) for kpi in kpis
    }
    for key in ("target", "amber"):
        for row, (code, value) in zip(
            table.rows, table.records("kpi", key), strict=True
        ):
            low, high = limits.get(str(code), (-inf, inf))
            if is_number(value) and not low <= value <= high:
                yield at(table, key, row)


def _limits(kpi: Kpi) -> tuple[float, float]:
    """Return the values between which a KPI lies; ROI and costs have no end."""
    if kpi.unit == "points":
        return -100, 100
    return (0, 1) if kpi.successes else (-inf, inf)


@check("amber_side", "error")
def amber_side(subject: Subject) -> Iterator[Place]:
    """A limit beyond its target: everything would be red, or nothing."""
    table = subject.filled.targets
    higher = _folded(subject.filled.directions[0])
    keys = ("better", "target", "amber")
    for row, (better, target, amber) in zip(
        table.rows, table.records(*keys), strict=True
    ):
        if is_number(target) and is_number(amber):
            gap = amber - target
            is_wrong = gap >= 0 if _folded(better) == higher else gap <= 0
            if is_wrong and _folded(better) in _directions(subject):
                yield at(table, "amber", row)


@check("unknown_direction", "error")
def unknown_direction(subject: Subject) -> Iterator[Place]:
    """A target without direction: no status."""
    known = _directions(subject)
    return where(
        subject.filled.targets, "better", lambda value: _folded(value) not in known
    )


@check("bad_settings", "error")
def bad_settings(subject: Subject) -> Iterator[Place]:
    """Confidence and bases that no KPI can use."""
    for name, (low, high) in SETTINGS.items():
        value = subject.filled.named(name)
        if not is_number(value) or not low <= value <= high:
            yield _named(subject, name)


@check("unknown_month", "error")
def unknown_month(subject: Subject) -> Iterator[Place]:
    """The dashboard shows a month that the book does not have."""
    value = subject.filled.named("sel_Month")
    if midnight_in(value) not in subject.filled.months:
        yield _named(subject, "sel_Month")


def _directions(subject: Subject) -> set[str]:
    return {_folded(word) for word in subject.filled.listed("lst_Directions")}


def _folded(value: object) -> str:
    return str(value).casefold()


def _named(subject: Subject, name: str) -> Place:
    sheet, cell = parted(subject.book.names[name])
    return Place(sheet=sheet, cell=cell, held=held(subject.filled.named(name)))
