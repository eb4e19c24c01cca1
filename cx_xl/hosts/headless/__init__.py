"""Saved workbooks computed without a spreadsheet program."""

from cx_xl.hosts.headless.book import UnknownReference, Workbook, open_workbook
from cx_xl.hosts.headless.declared import Declaration, Declared
from cx_xl.hosts.headless.results import (
    CellCheck,
    CheckReport,
    Difference,
    EvaluatedCell,
    Evaluation,
    Message,
    Problem,
)

__all__ = [
    "CellCheck",
    "CheckReport",
    "Declaration",
    "Declared",
    "Difference",
    "EvaluatedCell",
    "Evaluation",
    "Message",
    "Problem",
    "UnknownReference",
    "Workbook",
    "open_workbook",
]
