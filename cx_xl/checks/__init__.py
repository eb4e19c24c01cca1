"""
What is wrong with a workbook: data and formulas, each with its cells and a remedy.

A check is one function with the decorator `check`; the module that holds it is named in
`checklist.FAMILIES`. There is no other place to add one.
"""

from cx_xl.checks.checklist import all_checks
from cx_xl.checks.examination import Examination, Finding, Place, Severity
from cx_xl.checks.examine import examine
from cx_xl.checks.subject import Subject

__all__ = [
    "Examination",
    "Finding",
    "Place",
    "Severity",
    "Subject",
    "all_checks",
    "examine",
]
