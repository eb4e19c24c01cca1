"""
A workbook in Excel's binary format, written by hand: no library writes one.

References:
    Microsoft, [MS-XLSB], 2.1.4 Record and 2.4 Records.
"""

import struct

from tests.files import hostile

DIV, NA = 0x07, 0x2A  # errors as the format numbers them
NO_FORMULA = b"\0\0" + struct.pack("<II", 0, 0)


def record(kind, body=b""):
    return grouped(kind) + grouped(len(body)) + body


def grouped(number):
    """A number in groups of seven bits."""
    groups = [number & 0x7F]
    while number := number >> 7:
        groups[-1] |= 0x80
        groups.append(number & 0x7F)
    return bytes(groups)


def text(value):
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def row(index, *cells):
    return record(0, struct.pack("<I", index) + bytes(13)) + b"".join(cells)


def cell(kind, column, value):
    return record(kind, struct.pack("<II", column, 0) + value)


def book():
    """Its sheet: Score, 9.5, TRUE, #DIV/0! | row 5: 10, =NA(), =33."""
    rows = row(
        0,
        cell(6, 0, text("Score")),
        cell(5, 1, struct.pack("<d", 9.5)),
        cell(4, 2, b"\x01"),
        cell(3, 3, bytes([DIV])),
    ) + row(
        4,
        cell(2, 0, struct.pack("<I", 10 << 2 | 2)),
        cell(11, 1, bytes([NA]) + NO_FORMULA),
        cell(9, 2, struct.pack("<d", 33) + NO_FORMULA),
    )
    extent = record(148, struct.pack("<IIII", 0, 4, 0, 3))
    sheet = record(129) + extent + record(145) + rows + record(146) + record(130)
    tab = record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Città"))
    workbook = record(131) + record(143) + tab + record(144) + record(132)
    return hostile.zipped(
        {
            "[Content_Types].xml": hostile.CONTENT_TYPES,
            "_rels/.rels": hostile.links(
                hostile.LINKS, officeDocument="xl/workbook.bin"
            ),
            "xl/workbook.bin": workbook,
            "xl/_rels/workbook.bin.rels": hostile.links(
                hostile.LINKS, worksheet="worksheets/sheet1.bin"
            ),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
