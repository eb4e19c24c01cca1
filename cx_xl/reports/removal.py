"""What of a book is not in the copy that leaves the company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cx_xl.record import Record

if TYPE_CHECKING:
    from cx_xl.checks.subject import Subject

SHEETS = (
    "start",
    "kpi",
    "responses",
    "counts",
    "monthly",
    "targets",
    "checks",
    "lists",
)


class Removed(Record):
    """What stays at home."""

    answers: int = Field(description="Rows of answers.")
    counts: int = Field(default=0, description="Rows of counts.")
    formulas: int = Field(description="Formulas; some of their values are in the copy.")
    names: int = Field(description="Defined names.")
    hidden: tuple[str, ...] = Field(description="The hidden sheets.")
    sheets: tuple[str, ...] = Field(description="The sheets that the user has added.")
    comments: int = Field(description="Sheets with notes or threaded comments.")
    parts: int = Field(
        description="Pivot caches, macros, embedded files, pictures, connections, "
        "links to other files, printer settings, custom data and the like."
    )
    people: int = Field(description="Properties of the file that name people.")


class ShareResult(Record):
    """What `cx-xl share --json` says."""

    format: Literal[1] = Field(default=1, description="Version of this format.")
    file: str = Field(description="The copy, without folders.")
    month: str = Field(description="The month, such as 2026-10.")
    written: bool = Field(description="False in a dry run.")
    removed: Removed


PEOPLE = ("creator", "lastModifiedBy")
PROGRAMS = {"", "cx_xl", "openpyxl"}
OTHER = (
    "pivotCache",
    "slicer",
    "queryTable",
    "vbaProject",
    "ctrlProp",
    "activeX",
    "embeddings",
    "media/",
    "webextension",
    "connections",
    "externalLink",
    "customXml",
    "printerSettings",
    "thumbnail",
)


def removed(subject: Subject) -> Removed:
    """Return what a copy of values leaves out of a book."""
    package, filled = subject.package, subject.filled
    ours = {filled.texts[f"sheets.{key}"].casefold() for key in SHEETS}
    links = [package.container.links(s.part).values() for s in package.sheets if s.part]
    kinds = [{link.kind for link in some} for some in links]
    core = "docProps/core.xml"
    root = package.container.xml(core) if core in package.container else None
    named = [] if root is None else [root.findtext(f"{{*}}{tag}") for tag in PEOPLE]
    people = [name for name in named if name and name.strip() not in PROGRAMS]
    return Removed(
        answers=len(filled.responses.rows),
        counts=len(filled.counts.rows),
        formulas=len(subject.book.formulas()),
        names=len(package.names),
        hidden=tuple(s.name for s in package.sheets if s.state != "visible"),
        sheets=tuple(
            sheet.name
            for sheet in package.sheets
            if sheet.name.casefold() not in ours and sheet.state == "visible"
        ),
        comments=sum(bool(kind & {"comments", "threadedComment"}) for kind in kinds),
        parts=sum(any(word in part for word in OTHER) for part in package.parts),
        people=len(people),
    )
