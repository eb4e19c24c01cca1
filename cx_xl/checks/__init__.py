"""
What is wrong with a workbook: data and formulas, each with its cells and a remedy.

A check is one function with the decorator `check`; the module that holds it is named in
`checklist.FAMILIES`. There is no other place to add one.
"""

from cx_xl.checks.checklist import all_checks
from cx_xl.checks.examination import Examination, Finding, Place
from cx_xl.checks.examine import examine

__all__ = ["Examination", "Finding", "Place", "all_checks", "examine"]
