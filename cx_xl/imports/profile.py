"""The profile: what was answered once, so that next month asks nothing."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, ValidationError

from cx_xl.errors import Text
from cx_xl.files.limits import DEFAULT
from cx_xl.files.snapshot import snapshot
from cx_xl.imports.import_refusals import BadProfile
from cx_xl.imports.moments import Order  # noqa: TC001 - pydantic reads it
from cx_xl.record import Record

if TYPE_CHECKING:
    from pathlib import Path

_LINE = re.compile(r"at line (\d+)")
LEFT_OUT = ""  # as the name of a column: there is none, and nobody need be asked
HEADING = (
    "# cx-xl import: how this export is read; no answers and no personal data in it.\n"
    "# cx-xl import: come si legge questa esportazione; qui non ci sono risposte.\n"
)


class Columns(Record):
    """
    Which column of the export is what.

    None: not settled yet; empty text: left out.
    """

    date: str | None = None
    response_id: str | None = None
    nps: str | None = None
    csat: str | None = None
    ces: str | None = None
    segment: str | None = None
    channel: str | None = None


class Profile(Record):
    """
    How one export is read. Fields are added, never renamed (docs/decisions/0004).

    Attributes:
        tool: the key of its importer.
        sheet: of a workbook; the first one with rows if None.
        encoding: of a text; its bytes decide if None.
        header_row: of an export that no tool is known for, from 1.
        columns: which column is what.
        segment_is: the segment of every answer, instead of a column.
        channel_is: the channel of every answer, instead of a column.
        order: what stands first in a date that is text.
        time_zone: the user's own, for times in UTC; "-" takes the times as written.
        months: "book" leaves answers outside the months of the book, "all" takes them.
        replace: what counts take the place of: all of their months and question
            ("month"), or those of the same segments and channels ("groups").
        partial: whether answers count that were not sent off.
        personal: whether columns that look personal may be taken.
        scales: how many points a scale has, by KPI, where it does not show.
        points: the points of a label, by KPI.
        also: further columns of the book and which column of the export fills them.
    """

    format: Literal[1] = 1
    tool: str
    sheet: str | None = None
    encoding: str | None = None
    header_row: int | None = Field(default=None, ge=1)
    columns: Columns = Columns()
    segment_is: str | None = None
    channel_is: str | None = None
    order: Order | None = None
    time_zone: str | None = None
    months: Literal["book", "all"] = "book"
    replace: Literal["month", "groups"] | None = None
    partial: bool = False
    personal: bool = False
    scales: dict[str, int] = Field(default_factory=dict)
    points: dict[str, dict[str, float]] = Field(default_factory=dict)
    also: dict[str, str] = Field(default_factory=dict)

    def with_column(self, role: str, name: str) -> Profile:
        """Return the profile with the column of one role."""
        columns = self.columns.model_copy(update={role: name})
        return self.model_copy(update={"columns": columns})

    def column(self, role: str) -> str | None:
        """Return the column of a role, None if it is not settled yet."""
        found: str | None = getattr(self.columns, role)
        return found


def load_profile(path: Path) -> Profile:
    """
    Read a profile.

    Raises:
        BadProfile: it is none, or holds what a profile cannot.
        FileRefused: the file cannot be read.
    """
    try:
        text = snapshot(path, DEFAULT).decode()
        return Profile.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise BadProfile(file=path.name, reason=_entry(error)) from error
    except ValueError as error:
        raise BadProfile(file=path.name, reason=_line(error)) from error


def _entry(error: ValidationError) -> Text:
    """Say which entry a profile cannot have."""
    first = error.errors()[0]
    where = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return Text(f"there is no entry {where}", f"la voce {where} non esiste")
    if first["type"] == "missing":
        return Text(f"the entry {where} is missing", f"manca la voce {where}")
    held = repr(first["input"])[:40]
    return Text(f"{where} cannot be {held}", f"{where} non può essere {held}")


def _line(error: ValueError) -> Text:
    """Say where a text is no TOML, or that the file is not in UTF-8."""
    if isinstance(error, UnicodeDecodeError):
        return Text("it is no text in UTF-8", "non è un testo in UTF-8")
    found = _LINE.search(str(error))
    if not found:
        return Text("its last line cannot be read", "l'ultima riga non si legge")
    return Text(f"line {found[1]} cannot be read", f"la riga {found[1]} non si legge")


def profile_text(profile: Profile) -> str:
    """Return a profile as TOML."""
    fields = profile.model_dump(exclude_none=True)
    tables: list[tuple[str, dict[str, Any]]] = []
    lines = [HEADING.rstrip()]
    for name, value in fields.items():
        if not isinstance(value, dict):
            lines.append(f"{name} = {_value(value)}")
        elif name == "points":
            tables += [(f"points.{_key(kpi)}", labels) for kpi, labels in value.items()]
        elif value:
            tables.append((name, value))
    for name, table in tables:
        lines += ["", f"[{name}]"]
        lines += [f"{_key(key)} = {_value(value)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else _value(name)


def _value(value: object) -> str:
    """Return a TOML value: its basic strings are JSON's, save for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
