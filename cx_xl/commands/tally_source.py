"""What `cx-xl tally` reads: files, a database or a cluster."""

from contextlib import AbstractContextManager, nullcontext
from glob import glob
from pathlib import Path
from typing import Any

from cx_xl.errors import Explained


class NoSpark(Explained):
    """PySpark is missing."""

    en = "`cx-xl tally --spark` needs PySpark: pip install cx-xl[spark]"
    it = "`cx-xl tally --spark` richiede PySpark: pip install cx-xl[spark]"


class NoWarehouse(Explained):
    """The optional libraries are missing."""

    en = "`cx-xl tally` needs DuckDB: pip install cx-xl[warehouse]"
    it = "`cx-xl tally` richiede DuckDB: pip install cx-xl[warehouse]"


def files(source: str) -> list[Path]:
    """Return the files that are read, and must not be written over."""
    return [Path(source), *map(Path, glob(source, recursive=True))]  # noqa: PTH207 - a whole path


def opened(
    source: str,
    table: str | None,
    columns: dict[str, Any],
    spark: str | None,
    patience: float,
) -> tuple[Any, AbstractContextManager[None]]:
    """Return what is to be counted, and the watch under which it is."""
    if spark is None:
        try:
            from cx_xl.warehouse import sources  # noqa: PLC0415 - loads DuckDB
        except ImportError:
            raise NoWarehouse from None
        return sources.opened(source, table, **columns), nullcontext()
    try:
        from cx_xl.warehouse import spark as cluster  # noqa: PLC0415 - loads PySpark
    except ImportError:
        raise NoSpark from None
    frame = cluster.opened(source, table, columns["texts"], spark, patience)
    return frame, cluster.attended(frame.sparkSession, patience)
