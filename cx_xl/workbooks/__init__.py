"""Our template workbook: what it is made of, how it is built, what it says."""

from cx_xl.workbooks.build import create
from cx_xl.workbooks.declaration import declaration_of
from cx_xl.workbooks.demo import demo
from cx_xl.workbooks.opening import open_workbook
from cx_xl.workbooks.rows import Answer, Filling, Month
from cx_xl.workbooks.summary import KpiLine, Summary, is_template, summary

__all__ = [
    "Answer",
    "Filling",
    "KpiLine",
    "Month",
    "Summary",
    "create",
    "declaration_of",
    "demo",
    "is_template",
    "open_workbook",
    "summary",
]
