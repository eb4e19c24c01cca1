"""What of a book is not in the copy that leaves the company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cx_xl.checks.privacy import commented, people
from cx_xl.record import Record
from cx_xl.workbooks.layout import SHEET_ORDER

if TYPE_CHECKING:
    from cx_xl.checks.subject import Subject


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
    package, filled = subject.book.package, subject.filled
    ours = {filled.texts[f"sheets.{key}"].casefold() for key in SHEET_ORDER}
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
        comments=len(list(commented(package))),
        parts=sum(any(word in part for word in OTHER) for part in package.parts),
        people=len(list(people(package))),
    )
