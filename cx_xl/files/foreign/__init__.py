"""
Workbooks in other formats than ours: their values, without their formulas.

A library reads .xls, .xlsb and .ods, in a process of its own with limits, because it
may abort or hang; what it found is written as an .xlsx of plain values, which then goes
the way of every other workbook.
"""

from cx_xl.files.foreign.apart import LIMITS, values_as_xlsx
from cx_xl.files.foreign.kinds import Kind, kind_of

__all__ = ["LIMITS", "Kind", "kind_of", "values_as_xlsx"]
