"""The functions for workbooks that count days from 1904; VBA knows which do."""

from cx_xl.catalog import CATALOG
from cx_xl.hosts.excel.udfs import declared

globals().update(
    {name: declared(spec, from_1904=True) for name, spec in CATALOG.items()}
)
