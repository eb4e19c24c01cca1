"""Files of answers that are one table: of one kind, and each with all columns."""

import re
from collections.abc import Iterable, Sequence
from glob import escape, glob
from os.path import isdir, isfile
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from cx_xl.files.masking import masked
from cx_xl.warehouse.frames import engine, quoted
from cx_xl.warehouse.source_places import SOURCE, TEXT_ENDING
from cx_xl.warehouse.source_refusals import (
    ColumnTwice,
    EmptySource,
    FileLacks,
    FolderSource,
    MixedSources,
    NoSource,
    UnknownSource,
)

_PARQUET = re.compile(r"\.(parquet|pq)$", re.IGNORECASE)
_SQLITE, _DUCKDB = b"SQLite format 3\0", b"DUCK"
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_ISO = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?"


def matching(source: str) -> list[Path]:
    """Return the files of a pattern, or the one of that name; none if there is none."""
    names = sorted(glob(pattern_of(source), recursive=True))  # noqa: PTH207 - a whole path
    return [path for path in map(Path, names) if path.is_file()]


def pattern_of(source: str | Path) -> str:
    """Return *source* as a pattern: "answers[1].csv" is a file, as browsers save it."""
    # Unlike a Path, this is false, and no error, for names that are too long.
    return escape(str(source)) if isfile(source) else str(source)  # noqa: PTH113


def kind_of(source: str) -> str:
    """
    Return what the files of *source* are: "parquet", "text", "duckdb" or "sqlite".

    Raises:
        CxError: there is none, one is empty or of another kind than the first.
    """
    paths = matching(source)
    if not paths:
        if isdir(source or "."):  # noqa: PTH112 - as above
            raise FolderSource(SOURCE, name=Path(source).name or source or ".")
        raise NoSource(SOURCE, name=Path(masked(source)).name)
    first, *others = paths
    kind = _kind(first)
    for path in others:  # a second database would be another table
        if _kind(path) != kind or kind in {"sqlite", "duckdb"}:
            raise MixedSources(SOURCE, name=path.name, other=first.name)
    return kind


def refuse_lacking(
    connection: Any, kind: str, source: str, columns: Iterable[str], table: Any
) -> None:
    """
    Refuse files of which one lacks a column of their *table*, or has it twice.

    Read as one table, the rows of such a file are gaps, and nobody asks why.

    Raises:
        FileLacks, ColumnTwice: with the name of the file.
    """
    wanted = [name for name in dict.fromkeys(columns) if name in table.columns]
    doubled = {_folded(name) for name in table.columns}
    twice = [name for name in wanted if _folded(f"{name}_1") in doubled]
    paths = matching(source)
    if len(paths) == 1 and not twice:
        return
    read = _names_in_parquet if kind == "parquet" else _names_in_text
    for path in paths:
        with engine(SOURCE):
            held = [_folded(name) for name in read(connection, path)]
        for name in wanted:
            if _folded(name) not in held:
                raise FileLacks(SOURCE, name=path.name, column=name)
        for name in twice:  # the engine calls the second one so
            if held.count(_folded(name)) > 1:
                raise ColumnTwice(SOURCE, name=path.name, column=name)


def iso_dated(table: Any, day: str | None) -> Any:
    """
    Return *table* with a column of text as dates, if all of it is such as 2026-01-31.

    SQLite has no other dates. Where one is written otherwise, all stay text.
    """
    types = dict(zip(table.columns, map(str, table.types), strict=True))
    if types.get(day or "") != "VARCHAR":
        return table
    cell = f"nullif(trim({quoted(str(day))}), '')"
    moment = f"try_cast({cell} AS TIMESTAMP)"
    is_iso = f"regexp_full_match({cell}, '{_ISO}') AND {moment} IS NOT NULL"
    with engine(SOURCE):
        asked = f"bool_and({is_iso}) FILTER ({cell} IS NOT NULL)"
        found = table.aggregate(asked).fetchall()
        if found != [(True,)]:
            return table
        return table.project(f"* REPLACE ({moment} AS {quoted(str(day))})")


def _kind(path: Path) -> str:
    """Return what a file is, by its first bytes or its ending."""
    with engine(SOURCE), path.open("rb") as stream:
        head = stream.read(16)
    if not head:
        raise EmptySource(SOURCE, name=path.name)
    if head.startswith(_SQLITE):
        return "sqlite"
    if head[8:12] == _DUCKDB:
        return "duckdb"
    if head.startswith(b"PAR1") or _PARQUET.search(path.name):
        return "parquet"
    if TEXT_ENDING.search(path.name):
        return "text"
    raise UnknownSource(SOURCE, name=path.name)


def _folded(name: str) -> str:
    """Return a name as the engine compares it: of "À" and "à" it makes two columns."""
    return name.translate(_LOWER)


def _names_in_parquet(connection: Any, path: Path) -> Sequence[str]:
    schema = "SELECT name FROM parquet_schema(?)"
    found = connection.execute(schema, [pattern_of(path)]).fetchall()
    return [name for (name,) in found]


def _names_in_text(connection: Any, path: Path) -> Sequence[str]:
    """Return the cells of the first row: the engine would tell twins apart."""
    bare = connection.read_csv(pattern_of(path), header=False, all_varchar=True)
    row = bare.limit(1).fetchone() or ()
    return [name for name in row if name is not None]
