"""
The log of our own mistakes, on the user's machine.

It names the function, the shapes of its arguments and the lines of our code. It holds
no cell, no file name and not even the message of the exception, which may quote one.
"""

import logging
import os
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import extract_tb
from typing import Any

PACKAGE = Path(__file__).parents[2]
LIMIT = 256 * 1024

_logger = logging.getLogger("cx_xl.excel")


def folder() -> Path:
    """Return where this user's settings and log live."""
    local = os.environ.get("LOCALAPPDATA")
    return Path(local) / "cx_xl" if local else Path.home() / ".cx_xl"


def record(name: str, arguments: Sequence[Any], bug: BaseException) -> Path:
    """Write down *bug*; return the path of the log."""
    path = folder() / "excel.log"
    lines = [f"{name}({', '.join(map(shape, arguments))}) {type(bug).__name__}"]
    lines += [
        f"  {frame.filename} {frame.lineno} {frame.name}" for frame in _frames(bug)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        path, maxBytes=LIMIT, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _logger.propagate = False
    _logger.addHandler(handler)
    try:
        _logger.error("\n".join(lines))
    finally:
        _logger.removeHandler(handler)
        handler.close()
    return path


def shape(value: Any) -> str:
    """Return the shape or the type of *value*, and nothing of what it says."""
    if isinstance(value, list | tuple):
        columns = len(value[0]) if value and isinstance(value[0], list | tuple) else 1
        return f"{len(value)}x{columns}"
    return type(value).__name__.strip("_")


def _frames(bug: BaseException) -> list[Any]:
    """Return the frames of our own code, without the user's folders."""
    frames = []
    for frame in extract_tb(bug.__traceback__):
        path = Path(frame.filename)
        if path.is_relative_to(PACKAGE):
            frame.filename = path.relative_to(PACKAGE).as_posix()
            frames.append(frame)
    return frames
