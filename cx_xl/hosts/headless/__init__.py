"""Saved workbooks computed without a spreadsheet program."""

from cx_xl.hosts.headless.book import (
    NoSecondEngine,
    UnknownReference,
    Workbook,
    open_workbook,
)
from cx_xl.hosts.headless.declared import Declaration, Declared
from cx_xl.hosts.headless.results import (
    CellCheck,
    CheckReport,
    Contradiction,
    Difference,
    EvaluatedCell,
    Evaluation,
    Message,
    Problem,
)

__all__ = [
    "CellCheck",
    "CheckReport",
    "Contradiction",
    "Declaration",
    "Declared",
    "Difference",
    "EvaluatedCell",
    "Evaluation",
    "Message",
    "NoSecondEngine",
    "Problem",
    "UnknownReference",
    "Workbook",
    "open_workbook",
]
