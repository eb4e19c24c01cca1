"""Our functions as LAMBDA names: for Excel 365 and 2024, with nothing installed."""

from cx_xl.workbooks.names.definitions import Name, names

__all__ = ["Name", "names"]
