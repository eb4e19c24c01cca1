"""What a host carries that runs where nothing else is installed: the core itself."""

from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
ROOMS = (
    "",
    "errors",
    "edge",
    "kpi",
    "kpi/customers",
    "kpi/shared",
    "models",
    "stats",
    "hosts",
)


def carried(*more: str) -> Iterator[tuple[str, bytes]]:
    """
    Yield our modules that answer calls, each behind its path.

    Args:
        more: folders or modules of the host itself.
    """
    for room in (*ROOMS, *more):
        found = PACKAGE / room
        for path in [found] if found.is_file() else sorted(found.glob("*.py")):
            yield path.relative_to(PACKAGE.parent).as_posix(), path.read_bytes()
