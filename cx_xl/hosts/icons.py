"""The icons: "CX" on a rounded square, drawn here so that they are ours."""

import struct
import zlib
from collections.abc import Callable
from itertools import product

SIZES = (16, 32, 64, 80, 192)
Pixel = tuple[int, int, int, int]

BLUE: Pixel = (15, 90, 120, 255)
WHITE: Pixel = (255, 255, 255, 255)
CLEAR: Pixel = (0, 0, 0, 0)
LETTERS = (  # 11 x 7 dots
    ".###..#...#",
    "#...#.#...#",
    "#......#.#.",
    "#.......#..",
    "#......#.#.",
    "#...#.#...#",
    ".###..#...#",
)
FINE = 4  # samples per pixel and direction, so that edges are smooth


def icon(size: int, *, outline: bool = False) -> bytes:
    """Return the icon as a PNG; the outline is white on nothing."""
    back = CLEAR if outline else BLUE

    def colour(x: float, y: float) -> Pixel:
        if _is_letter(x, y):
            return WHITE
        return back if _is_inside(x, y) else CLEAR

    rows = _rows(colour, size)
    raw = b"".join(b"\0" + b"".join(map(bytes, row)) for row in rows)
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def banner(width: int, height: int) -> bytes:
    """Return a blue banner with the letters in its upper part, as a BMP."""

    def colour(x: float, y: float) -> Pixel:
        return WHITE if _is_letter(x, y) else BLUE

    letters = _rows(colour, width)
    plain = [list(BLUE)] * width
    rows = (letters + [plain] * height)[:height]
    lines = [b"".join(bytes((b, g, r)) for r, g, b, _ in row) for row in rows[::-1]]
    step = -(3 * width) % 4  # each line begins at a multiple of four bytes
    data = b"".join(line + bytes(step) for line in lines)
    head = struct.pack(
        "<IiiHHIIiiII", 40, width, height, 1, 24, 0, len(data), 0, 0, 0, 0
    )
    return struct.pack("<2sIII", b"BM", 54 + len(data), 0, 54) + head + data


def _rows(colour: Callable[[float, float], Pixel], size: int) -> list[list[list[int]]]:
    return [[_pixel(colour, x, y, size) for x in range(size)] for y in range(size)]


def _pixel(
    colour: Callable[[float, float], Pixel], x: int, y: int, size: int
) -> list[int]:
    """Return the mean colour of one pixel."""
    steps = [(i + 0.5) / FINE for i in range(FINE)]
    seen = [colour((x + a) / size, (y + b) / size) for a, b in product(steps, steps)]
    alpha = sum(c[3] for c in seen)
    mixed = [sum(c[i] * c[3] for c in seen) // max(alpha, 1) for i in range(3)]
    return [*mixed, alpha // len(seen)]


def _is_inside(x: float, y: float, radius: float = 0.2) -> bool:
    dx, dy = (max(radius - p, p - 1 + radius, 0) for p in (x, y))
    return dx * dx + dy * dy <= radius * radius


def _is_letter(x: float, y: float) -> bool:
    column, row = (x - 0.14) / 0.72 * 11, (y - 0.24) / 0.52 * 7
    return 0 <= column < 11 and 0 <= row < 7 and LETTERS[int(row)][int(column)] == "#"


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)
