"""What the template is made of: `cx_kpi.toml`, read and validated."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints, model_validator

from cx_xl.record import Record

Unit = Literal["points", "share", "rate", "money", "cents"]
SheetKey = Literal[
    "start", "kpi", "responses", "counts", "monthly", "targets", "checks", "lists"
]
ScoreKey = Literal["nps", "csat", "ces"]
SCORES: tuple[ScoreKey, ...] = get_args(ScoreKey)  # the columns of answers
Group = Literal["period", "inputs", "kpis", "counts"]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-F]{6}$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class ResponseColumn(Record):
    """A column of answers or counts; a score has a scale, a list has a source."""

    key: Key
    kind: Literal["date", "list", "score", "count", "weight"]
    source: str | None = None
    low: int | None = None
    high: int | None = None

    @model_validator(mode="after")
    def _complete(self) -> "ResponseColumn":
        """Refuse a score without a scale and a list without a source."""
        has_scale = self.low is not None and self.high is not None
        if (self.kind == "score") != has_scale:
            raise ValueError(f"{self.key}: a score, and only a score, has low and high")
        if (self.kind == "list") != (self.source is not None):
            raise ValueError(f"{self.key}: a list, and only a list, has a source")
        return self


class MonthlyColumn(Record):
    """
    A column of the months: an input, which may be *negative*, or a formula.

    *since* is the version that added it, if it was not the first.
    """

    key: Key
    since: str = ""
    group: Group
    unit: Literal["month", "count", "margin", "factor"] | Unit
    formula: str | None = None
    negative: bool = False


class Kpi(Record):
    """
    A KPI with its target, and where its base and its interval come from.

    *effective* is the base of an interval of weighted counts, if not *base* itself.
    """

    key: Key
    unit: Unit
    better: Literal["higher", "lower"]
    target: float
    amber: float
    base: Key | None = None
    effective: Key | None = None
    successes: Key | None = None
    low: Key | None = None
    high: Key | None = None
    card: bool = False


class Check(Record):
    """
    A formula that counts problems, and the sheet where they are mended.

    *rows* says of each row of the sheet's table whether it has the problem, or of each
    row but the first where it compares months: an array formula.
    """

    key: Key
    sheet: SheetKey
    formula: str
    rows: str | None = None


class Settings(Record):
    """What a user may set for the whole workbook."""

    confidence: float = Field(gt=0, lt=1)
    min_base: int = Field(ge=1)
    careful_base: int = Field(ge=1)
    satisfied_from: int = Field(ge=2, le=5)


class Template(Record):
    """The whole template."""

    version: str
    schema_version: int = Field(alias="schema")
    first_month: date
    months: int = Field(ge=12)
    room: int = Field(ge=1)
    counts_room: int = Field(ge=1)
    slots: int = Field(ge=1)
    palette: dict[str, Colour]
    settings: Settings
    macros: dict[Key, str]
    responses: tuple[ResponseColumn, ...]
    counts: tuple[ResponseColumn, ...]
    monthly: tuple[MonthlyColumn, ...]
    kpis: tuple[Kpi, ...]
    checks: tuple[Check, ...]

    @model_validator(mode="after")
    def _columns_exist(self) -> "Template":
        """Refuse a KPI that takes its numbers from a column that does not exist."""
        columns = {column.key for column in self.monthly}
        for kpi in self.kpis:
            sources = (kpi.base, kpi.effective, kpi.successes, kpi.low, kpi.high)
            needed = {kpi.key, *sources} - {None}
            if missing := needed - columns:
                raise ValueError(f"{kpi.key}: no such column in monthly: {missing}")
        return self

    def group(self, name: Group) -> tuple[MonthlyColumn, ...]:
        """Return the monthly columns of one group, in order."""
        return tuple(column for column in self.monthly if column.group == name)


@cache
def load_template() -> Template:
    """Read and validate the template's structure."""
    source = files("workbook_templates") / "cx_kpi.toml"
    return Template.model_validate(tomllib.loads(source.read_text("utf-8")))
