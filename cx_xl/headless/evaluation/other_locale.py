"""What a workbook gives in other regional settings: what differs depends on them."""

from cx_xl.files.addresses import Area
from cx_xl.files.shared_formulas import Value
from cx_xl.headless.compare import equal, is_text
from cx_xl.headless.evaluation.answering import Answers
from cx_xl.headless.evaluation.harvest import Fresh, harvest
from cx_xl.headless.evaluation.regional import may_depend, may_hold_dates
from cx_xl.headless.evaluation.work import Work
from cx_xl.headless.locales import Locale
from cx_xl.headless.reasons import RegionUnknown
from cx_xl.headless.syntax.references import Place


def see_locale(
    fresh: Fresh, locale: Locale, work: Work, answers: Answers, *, tells: bool
) -> None:
    """
    Compute once more in other settings, and note what depends on them.

    Args:
        fresh: the values in the settings of the workbook.
        locale: those settings.
        work: the formulas, and the engine that has calculated them.
        answers: the answers to our calls in them.
        tells: whether somebody asks for it; else only what may be wrong is looked for.
    """
    written = {cell.text for cell in work.formulas.values()}
    written |= {name.text for name in work.cells.package.names}
    if (locale.is_sure and not tells) or not may_depend(written, work.cells.texts):
        return
    outcomes = answers.outcomes
    work.engine.use_settings(locale.other)
    answers.ask_again()
    other = harvest(work.engine, work.formulas)
    work.engine.use_settings(locale.settings)
    for call, outcome in outcomes.items():
        call.outcome = outcome
    is_open = locale.is_british and may_hold_dates(work.cells.texts, written)
    for place in work.formulas:
        mine, theirs = (_filled(found, place) for found in (fresh, other))
        if all(map(equal, mine, theirs)) and len(mine) == len(theirs):
            continue
        if locale.is_known:
            fresh.regional.add(place)
        if locale.is_british and not any(map(is_text, theirs)):  # the day comes first
            _take_over(fresh, other, place)
        elif is_open or not locale.is_known:
            work.problems.setdefault(place, RegionUnknown())


def _filled(fresh: Fresh, place: Place) -> list[Value]:
    """Return all that the formula of *place* gave."""
    area = fresh.areas.get(place)
    if area is None:
        return [fresh.cells.get(place)]
    return [fresh.cells.get((place[0], *at)) for at in area.places()]


def _take_over(fresh: Fresh, other: Fresh, place: Place) -> None:
    area = other.areas.get(place) or Area(*place[1:], *place[1:])
    for at in area.places():
        fresh.cells[place[0], *at] = other.cells.get((place[0], *at))
    if place in other.areas:
        fresh.areas[place] = area
