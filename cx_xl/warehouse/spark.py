"""
Answers that Spark reads: files that its workers reach, or a table of its catalogue.

Workers need none of our code: the query is made of Spark's own expressions.
"""

import re
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from cx_xl.files.masking import masked
from cx_xl.warehouse.frames import engine
from cx_xl.warehouse.source_places import ISO_DATE, SOURCE, TEXT_ENDING, no_table
from cx_xl.warehouse.source_refusals import NoSource
from cx_xl.warehouse.warehouse_refusals import ClusterIdle, EngineFailed

SUBMITTED = "submit"  # the session is that of spark-submit
PATIENCE = 300.0  # seconds in which a cluster must begin to work
_FILES = re.compile(r"[/*\\]|\.(parquet|pq)$", re.IGNORECASE)
# Times without a zone stay so, as they do in DuckDB.
OPTIONS = {"spark.sql.timestampType": "TIMESTAMP_NTZ"}
CSV = {"header": True, "inferSchema": True, "enforceSchema": False}
ISO = ISO_DATE.replace("%Y", "yyyy").replace("%m", "MM").replace("%d", "dd")


def opened(
    source: str,
    table: str | None,
    texts: Sequence[str],
    master: str,
    patience: float = PATIENCE,
) -> Any:
    """
    Return what is to be counted as a frame of Spark.

    Args:
        source: parquet or CSV files, or a table where the name is no path.
        table: of the catalogue; goes before *source*.
        texts: columns that are read from CSV as they stand: answers and labels.
        master: of the cluster, or "submit" under spark-submit.
        patience: workers read what columns there are; see `attended`.

    Raises:
        NoSource, NoTable, NoTables: there is nothing of that name.
        EngineFailed: the cluster cannot be reached.
        ClusterIdle: no worker takes up the work.
    """
    with engine(SOURCE):
        session = _session(master)
    with attended(session, patience), engine(SOURCE):
        try:
            if table or not (_FILES.search(source) or TEXT_ENDING.search(source)):
                return session.table(table or source)
            if TEXT_ENDING.search(source):
                return _text(session, source, texts)
            return session.read.option("mergeSchema", "true").parquet(source)
        except AnalysisException as error:
            kind = str(error.getCondition())
        if kind.startswith("PATH_NOT_FOUND"):
            raise NoSource(SOURCE, name=re.split(r"[/\\]", masked(source))[-1])
        if kind.startswith("TABLE_OR_VIEW_NOT_FOUND"):
            raise no_table(each.name for each in session.catalog.listTables())
        raise EngineFailed(SOURCE, kind="AnalysisException")


@contextmanager
def attended(session: SparkSession, patience: float = PATIENCE) -> Iterator[None]:
    """
    Give up where the cluster has run nothing for *patience* seconds.

    Spark itself waits for workers for ever, also for those that it has lost.

    Raises:
        ClusterIdle: no worker takes up the work.
    """
    context = session.sparkContext
    is_done, is_idle = threading.Event(), threading.Event()

    def watch() -> None:
        waited = 0.0
        while not is_done.wait(1.0):
            waited = 0.0 if _is_working(context) else waited + 1.0
            if waited >= patience:
                is_idle.set()
                context.cancelAllJobs()
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    except EngineFailed:
        if not is_idle.is_set():
            raise
    finally:
        is_done.set()
        watcher.join()
    if is_idle.is_set():
        raise ClusterIdle(SOURCE, seconds=f"{patience:g}")


def _is_working(context: Any) -> bool:
    """Say whether a task runs, or there is none to run."""
    tracker = context.statusTracker()
    stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
    active = [stage for stage in stages if stage is not None]
    return not active or any(stage.numActiveTasks for stage in active)


def _session(master: str) -> SparkSession:
    """Return the session; Spark's log is off, since it may repeat an address."""
    # It warns of a pandas that nothing here hands over.
    warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")
    builder = SparkSession.builder.appName("cx-xl tally")
    if master != SUBMITTED:
        builder = builder.master(master).config("spark.log.level", "OFF")
        builder = builder.config("spark.ui.showConsoleProgress", "false")
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    for name, value in OPTIONS.items():
        session.conf.set(name, value)
    return session


def _text(session: SparkSession, source: str, texts: Sequence[str]) -> Any:
    """Read text: answers and labels stay text, dates are ISO's or none."""
    separator = "\t" if ".tsv" in source.lower() else ","
    reader = session.read.options(**CSV, dateFormat=ISO, sep=separator)
    fields = [
        StructField(field.name, StringType()) if field.name in texts else field
        for field in reader.csv(source).schema.fields
    ]
    return reader.schema(StructType(fields)).csv(source)
