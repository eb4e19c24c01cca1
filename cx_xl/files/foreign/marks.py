"""Cells that the library misreads: by sheet, row and column, what they hold."""

from cx_xl.errors import Code

Marks = dict[int, dict[int, Code | bool | float]]

# As .xls and .xlsb write them; of newer ones only that they are errors.
CODES = {
    0x00: Code.NULL,
    0x07: Code.DIV,
    0x0F: Code.VALUE,
    0x17: Code.REF,
    0x1D: Code.NAME,
    0x24: Code.NUM,
    0x2A: Code.NA,
    0x2B: Code.GETTING_DATA,
}


def code(byte: int) -> Code:
    """Return the error that a byte stands for."""
    return CODES.get(byte, Code.UNKNOWN)
