"""Error cells as Excel numbers them."""

from types import MappingProxyType

from cx_xl.errors import Code

# XlCVError, in Microsoft's reference of the Excel object model. #BUSY! and #PYTHON!
# have no published number: they arrive as an unknown one.
NUMBERS = MappingProxyType(
    {
        Code.NULL: 2000,
        Code.DIV: 2007,
        Code.VALUE: 2015,
        Code.REF: 2023,
        Code.NAME: 2029,
        Code.NUM: 2036,
        Code.NA: 2042,
        Code.GETTING_DATA: 2043,
        Code.SPILL: 2045,
        Code.CONNECT: 2046,
        Code.BLOCKED: 2047,
        Code.UNKNOWN: 2048,
        Code.FIELD: 2049,
        Code.CALC: 2050,
    }
)
FACILITY = -2_146_828_288  # 0x800A0000: COM adds it to the number of an error cell
OMITTED_ARGUMENT = -2_147_352_572  # 0x80020004, DISP_E_PARAMNOTFOUND

_CODES = {FACILITY + number: code for code, number in NUMBERS.items()}


def arrived(value: int) -> Code | None:
    """
    Return the error that an integer from COM stands for; None if it is a number.

    xlwings knows seven of them. Any other number of the same facility is an error
    too, one that came after this table: better #UNKNOWN! than an answer of -2146826243.
    """
    if not FACILITY <= value <= FACILITY + 0xFFFF:
        return None
    return _CODES.get(value, Code.UNKNOWN)
