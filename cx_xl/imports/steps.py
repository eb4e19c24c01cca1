"""The steps from an export to its understanding: each settles something, or asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.imports.import_refusals import NoAnswers
from cx_xl.imports.moments import survey
from cx_xl.imports.personal import is_comment, is_personal
from cx_xl.imports.profile import LEFT_OUT
from cx_xl.imports.questions import (
    ask_column,
    ask_order,
    ask_personal,
    ask_points,
    ask_scale,
    ask_zone,
)
from cx_xl.imports.scores import SUSPICIOUS, Scale, Scores, read_scores
from cx_xl.imports.understood import column_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cx_xl.imports.contract import Layout
    from cx_xl.imports.moments import Order
    from cx_xl.imports.questions import Question
    from cx_xl.imports.understood import Understanding

WORDS: Mapping[str, re.Pattern[str]] = {
    role: re.compile(pattern, re.IGNORECASE)
    for role, pattern in {
        "nps": r"\bnps|net promoter|recommend|consigli|raccomand",
        "csat": r"\bcsat|satisf|soddisf|\brating\b|valutazione|\bstars?\b|stelle",
        "ces": r"\bces\b|effort|\beas[yei]|sforzo|\bfacil",
        "segment": r"\bsegment|customer type|tipo (?:di )?cliente",
        "channel": r"\bchannel|\bcanale|touchpoint",
        "date": r"\bdat[ea]\b|timestamp|submitted|cronologic|completion|\bcreated|_at$",
    }.items()
}
FITS = 0.5  # of the filled cells that must read as scores of the scale
MOST_WORDS = 9  # that a scale in words has, with those for no answer
READABLE = 0.8  # of the filled cells of a column of dates


def _settle(found: Understanding, role: str, column: int | None) -> None:
    """Note the column of a role, in the profile too."""
    name = LEFT_OUT if column is None else found.layout.names[column]
    found.profile = found.profile.with_column(role, name)
    if column is not None:
        found.columns[role] = column


def _named(found: Understanding, role: str) -> bool:
    """Take the column that the profile names; False if it names none."""
    name = found.profile.column(role)
    if name is None:
        return False
    if name != LEFT_OUT:
        _settle(found, role, column_of(found.layout, name, found.source.file))
    return True


def _dates(found: Understanding, _scales: Mapping[str, Scale]) -> Question | None:
    if not _named(found, "date"):
        layout = found.layout
        if layout.date is not None:
            _settle(found, "date", layout.date)
        else:
            fits = [i for i in range(len(layout.names)) if _holds_dates(found, i)]
            called = [i for i in fits if _is_called(layout, i, "date")]
            likely = called or fits
            if len(likely) != 1:
                return ask_column("date", layout, fits or range(len(layout.names)))
            _settle(found, "date", likely[0])
    if "date" not in found.columns:
        return ask_column("date", found.layout, range(len(found.layout.names)))
    found.dates = survey(found.cells(found.columns["date"]))
    return None


def _holds_dates(found: Understanding, column: int) -> bool:
    cells = found.cells(column)
    held = sum(cell is not None for cell in cells)
    return held > 0 and survey(cells).read >= READABLE * held


def _is_called(layout: Layout, column: int, role: str) -> bool:
    return any(
        WORDS[role].search(names[column]) for names in (layout.names, layout.asked)
    )


def _score_columns(
    found: Understanding, scales: Mapping[str, Scale]
) -> Question | None:
    for role, scale in scales.items():
        if not _named(found, role):
            question = _guess_score(found, role, scale)
            if question:
                return question
    if not any(role in found.columns for role in scales):
        open_roles = [role for role in scales if found.profile.column(role) is None]
        if not open_roles:
            raise NoAnswers(file=found.source.file)
        return ask_column(open_roles[0], found.layout, _free(found), may_skip=True)
    for role in scales:
        if found.profile.column(role) is None:
            _settle(found, role, None)
    return None


def _guess_score(found: Understanding, role: str, scale: Scale) -> Question | None:
    hint = found.layout.hints.get(role)
    if hint is not None:
        _settle(found, role, hint)
        return None
    likely = [
        column
        for column in _free(found)
        if _is_called(found.layout, column, role)
        and _holds_scores(found, column, scale)
    ]
    if len(likely) > 1:
        return ask_column(role, found.layout, likely, may_skip=True)
    if likely:
        _settle(found, role, likely[0])
    return None


def _free(found: Understanding) -> list[int]:
    taken = {*found.layout.no_scores, *found.columns.values()}
    return [i for i in range(len(found.layout.names)) if i not in taken]


def _holds_scores(found: Understanding, column: int, scale: Scale) -> bool:
    cells = found.cells(column)
    scores = read_scores(cells, scale, {})
    filled = scores.answered + scores.failed
    read = scores.answered
    words = [key for key in scores.wrong if key[0] is str]
    # Words that nobody knows yet may be a short scale of the user's own.
    if scale.key != "nps" and len(words) <= MOST_WORDS and not is_comment(cells):
        read += sum(scores.counts[key] for key in words)
    elif scores.refusal is not None:
        read += scores.failed
    return filled > 0 and read >= FITS * filled


def _labels(found: Understanding, _scales: Mapping[str, Scale]) -> Question | None:
    """Find the columns of segments and channels; one is never asked for."""
    for role in ("segment", "channel"):
        if _named(found, role):
            continue
        likely = [i for i in _free(found) if _is_called(found.layout, i, role)]
        constant = getattr(found.profile, f"{role}_is")
        fits = [i for i in likely if not is_comment(found.cells(i))]
        _settle(found, role, fits[0] if len(fits) == 1 and constant is None else None)
    for header, name in found.profile.also.items():
        found.also[header] = column_of(found.layout, name, found.source.file)
    return None


def _identity(found: Understanding, _scales: Mapping[str, Scale]) -> Question | None:
    if not _named(found, "response_id"):
        column = found.layout.response_id
        _settle(found, "response_id", column)
    return None


def _order(found: Understanding, _scales: Mapping[str, Scale]) -> Question | None:
    """Settle what stands first in a date: by the values, the tool, the user."""
    dates, profile = found.dates, found.profile
    if dates is None or not (dates.day_first or dates.month_first or dates.either):
        return None
    if dates.day_first and dates.month_first:
        if profile.order is None:
            return ask_order(dates, mixed=True)
        return None
    shown: Order | None = None
    if dates.day_first or dates.month_first:
        shown = "day" if dates.day_first else "month"
    elif found.layout.day_first is not None and profile.order is None:
        shown = "day" if found.layout.day_first else "month"
    if shown and profile.order != shown:
        found.profile = profile.model_copy(update={"order": shown})
    elif profile.order is None:
        return ask_order(dates, mixed=False)
    return None


def _zone(found: Understanding, _scales: Mapping[str, Scale]) -> Question | None:
    is_zoned = found.layout.is_utc or (found.dates and found.dates.zoned)
    if is_zoned and found.profile.time_zone is None:
        return ask_zone(found.profile)
    return None


def _points(found: Understanding, scales: Mapping[str, Scale]) -> Question | None:
    for role, scale in scales.items():
        if role not in found.columns:
            continue
        profile = found.profile
        given = {**found.layout.points.get(role, {}), **profile.points.get(role, {})}
        size = profile.scales.get(role)
        cells = found.cells(found.columns[role])
        scores = read_scores(cells, scale, given, size)
        found.scores[role] = scores
        if scores.unknown:
            return ask_points(role, scores.unknown, scale)
        question = scale_question(role, scores, scale, size)
        if question:
            return question
        if scores.labels:
            every = {**given, **scores.labels}.items()
            labels = sorted(every, key=lambda item: item[1])
            points = {**profile.points, role: dict(labels)}
            found.profile = profile.model_copy(update={"points": points})
    return None


def scale_question(
    role: str, scores: Scores, scale: Scale, size: int | None
) -> Question | None:
    """Ask where the answers look as if they were given on another scale."""
    if size is not None and size == scale.points:
        return None
    sizes = scores.sizes - {3} if role == "nps" else scores.sizes
    is_other = bool(sizes) and (scores.refusal is not None or sizes != {scale.points})
    if is_other and not (role == "csat" and sizes == {5, 7} and _is_whole(scores)):
        return ask_scale(role, scale, f"{'/'.join(map(str, sorted(sizes)))}")
    filled = scores.answered + scores.failed
    if filled and (scores.failed > FITS * filled or scores.looks_longer(scale)):
        return ask_scale(role, scale, "?")
    top = scores.highest
    ends_early = scale.high > 5 and top is not None and top <= 5 and scores.has_numbers
    if ends_early and scores.answered >= SUSPICIOUS:
        return ask_scale(role, scale, f"{top:g}")
    return None


def _is_whole(scores: Scores) -> bool:
    """Tell whether all five points of a scale of five were ticked."""
    return len(set(scores.labels.values())) == 5


def _privacy(found: Understanding, _scales: Mapping[str, Scale]) -> Question | None:
    """Ask before a column that looks personal goes into the book."""
    if found.profile.personal:
        return None
    for role in ("segment", "channel"):
        column = found.columns.get(role)
        if column is not None:
            cells = found.cells(column)
            name = found.layout.names[column]
            if is_personal(name, cells) or is_comment(cells):
                return ask_personal(name)
    for column in found.also.values():
        name = found.layout.names[column]
        if is_personal(name, found.cells(column)):
            return ask_personal(name)
    return None


STEPS = (_dates, _score_columns, _labels, _identity, _order, _zone, _points, _privacy)
