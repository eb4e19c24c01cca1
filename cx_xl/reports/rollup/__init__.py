"""
Many filled books of one month added up: stores into a chain, countries into a group.

`roll_up` reads each book in a process that may die of it (`children`, `worker`,
`book_reading`), sets aside what must not be added (`twins`, `terms`), and adds the rest
(`adding`, with the `measures` of the core) to a `Rollup`. `sum_workbook` writes it.
"""

from cx_xl.reports.rollup.rollup_model import KpiTotal, LeftOut, Rollup
from cx_xl.reports.rollup.summing import roll_up

__all__ = ["KpiTotal", "LeftOut", "Rollup", "roll_up"]
