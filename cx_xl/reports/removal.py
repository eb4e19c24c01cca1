"""What of a book is not in the copy that leaves the company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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


@dataclass(frozen=True)
class Removed:
    """
    What stays at home.

    Attributes:
        answers: rows of answers.
        formulas: formulas; some of their values are in the copy.
        names: defined names.
        hidden: the hidden sheets.
        sheets: the sheets that the user has added.
        comments: sheets with notes or threaded comments.
        parts: pivot caches, macros, connections, custom data and the like.
        people: properties of the file that name people.
    """

    answers: int
    formulas: int
    names: int
    hidden: tuple[str, ...]
    sheets: tuple[str, ...]
    comments: int
    parts: int
    people: int


PEOPLE = ("creator", "lastModifiedBy")
PROGRAMS = {"", "cx_xl", "openpyxl"}
OTHER = ("pivotCache", "vbaProject", "connections", "customXml", "externalLink")


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
