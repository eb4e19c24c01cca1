"""The KPIs as ordinary formulas: in the cells of the template, and as names."""

from cx_xl.workbooks.formulas.expand import expand
from cx_xl.workbooks.formulas.formula import NotExpandable

__all__ = ["NotExpandable", "expand"]
