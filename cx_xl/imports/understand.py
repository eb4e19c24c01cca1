"""What an export says, what only the user knows, and the profile that holds both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.imports.import_refusals import NoAnswers
from cx_xl.imports.personal import is_personal
from cx_xl.imports.steps import STEPS
from cx_xl.imports.understood import Understanding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cx_xl.imports.contract import Importer, Source
    from cx_xl.imports.profile import Profile
    from cx_xl.imports.scores import Scale


def understand(
    source: Source, importer: Importer, profile: Profile, scales: Mapping[str, Scale]
) -> Understanding:
    """
    Say what an export holds, and ask for the first thing that does not show.

    Args:
        source: the export.
        importer: of its tool.
        profile: what is settled already.
        scales: the book's, by KPI.

    Raises:
        NoAnswers: there is no row below the header.
        NoSuchColumn, TwiceTheSame: the profile names a column that is not there.
    """
    layout = importer.layout(source)
    found = Understanding(source, importer, layout, profile, layout.answers(source))
    if not found.rows:
        raise NoAnswers(file=source.file)
    kept = [row for row in found.rows if not layout.leave(row[1], profile.partial)]
    every, found.rows = found.rows, kept or found.rows
    for step in STEPS:
        found.question = step(found, scales)
        if found.question:
            break
    _leave_out(found)
    found.rows = every
    return found


def _leave_out(found: Understanding) -> None:
    used = {*found.columns.values(), *found.also.values()}
    left = [i for i in range(len(found.layout.names)) if i not in used]
    names = found.layout.names
    personal = [i for i in left if is_personal(names[i], found.cells(i))]
    found.personal = tuple(names[i] for i in personal)
    found.others = tuple(names[i] for i in left if i not in personal)
