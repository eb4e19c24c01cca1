"""The icon of the setup and of its entries, as Windows wants it."""

import struct
from functools import cache

from cx_xl.hosts.icons import icon

SIZES = (16, 32, 48, 256)


@cache
def ico() -> bytes:
    """Return the icon in several sizes; each is a PNG, as Windows reads since Vista."""
    pictures = [icon(size) for size in SIZES]
    place = 6 + 16 * len(SIZES)
    head = struct.pack("<HHH", 0, 1, len(SIZES))
    for size, picture in zip(SIZES, pictures, strict=True):
        side = size % 256  # 0 stands for 256
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(pictures)
