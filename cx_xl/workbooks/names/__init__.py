"""Our functions as LAMBDA names: for Excel 365 and 2024, with nothing installed."""

from cx_xl.workbooks.names.definitions import names, new_names
from cx_xl.workbooks.names.put import HasFunctions, NamesClash, put_names

__all__ = ["HasFunctions", "NamesClash", "names", "new_names", "put_names"]
