"""The books of a month added up, and each of them beside all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cx_xl.errors import CxError
from cx_xl.reports.discreet import LEAST
from cx_xl.reports.rollup.measures import MEASURES
from cx_xl.reports.rollup.rollup_model import BookFigure, Figure, KpiTotal, Verdict
from cx_xl.reports.rollup.why_left_out import BadInputs, left_out
from cx_xl.stats.regression import holm
from cx_xl.workbooks.template_model import Kpi, load_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cx_xl.reports.rollup.extract import Extract
    from cx_xl.reports.rollup.rollup_model import LeftOut
    from cx_xl.reports.rollup.terms import Terms


class Sums:
    """
    The KPIs of some books together.

    Attributes:
        extracts: the books, by name.
        terms: what they agree on.
        left_out: KPIs of single books that are not in the sum.
    """

    def __init__(
        self, extracts: Sequence[Extract], terms: Terms, without: Iterable[LeftOut]
    ) -> None:
        self.extracts = tuple(extracts)
        self.terms = terms
        self.left_out = list(without)

    @property
    def least_base(self) -> int:
        """The base below which no figure of a book is shown, as `cx-xl share` does."""
        return max(LEAST, self.terms.min_base)

    def kpis(self) -> tuple[KpiTotal, ...]:
        """Return every KPI of the template."""
        return tuple(self._kpi(kpi) for kpi in load_template().kpis)

    def _kpi(self, kpi: Kpi) -> KpiTotal:
        measure = MEASURES[kpi.key]
        parts = self._parts(kpi.key)
        whole = measure.sum([*parts.values()]) if parts else None
        total = self._figure(kpi.key, whole) if parts else Figure()
        if total.base is not None and total.base < self.least_base:
            total = Figure()
        figures = {book: self._figure(kpi.key, part) for book, part in parts.items()}
        looks = self._looks(kpi.key, parts, figures)
        withheld = _withheld(figures, self.least_base)
        books = tuple(
            _beside(one.book, figures, looks, withheld, 1 - self.terms.confidence)
            for one in self.extracts
        )
        return KpiTotal(
            key=kpi.key,
            unit=kpi.unit,
            higher_is_better=kpi.better == "higher",
            amounts=measure.names,
            total=total,
            added=len(parts),
            looks=1 if len(parts) == 2 and looks else len(looks),
            books=books,
        )

    def _parts(self, key: str) -> dict[str, Any]:
        """Return what each book adds; one whose inputs are wrong is left out."""
        skipped = {out.book for out in self.left_out if key in out.kpis}
        parts = {}
        for one in self.extracts:
            if one.book in skipped:
                continue
            try:
                part = MEASURES[key].of(one, self.terms.satisfied_from)
            except CxError as error:
                said = {"said_en": error.say("en"), "said_it": error.say("it")}
                self.left_out.append(left_out(one.book, BadInputs(**said), (key,)))
                continue
            if part is not None:
                parts[one.book] = part
        return parts

    def _figure(self, key: str, part: Any) -> Figure:
        measure = MEASURES[key]
        value, base = measure.value(part), measure.base(part)
        limits = measure.limits(part, self.terms.confidence)
        low, high = (None, None) if limits is None or value is None else limits
        amounts = measure.amounts(part)
        return Figure(value=value, low=low, high=high, base=base, amounts=amounts)

    def _looks(
        self, key: str, parts: dict[str, Any], figures: dict[str, Figure]
    ) -> dict[str, dict[str, float]]:
        """Return each book against all the others, where both are large enough."""
        measure, least = MEASURES[key], self.terms.min_base
        if len(parts) < 2:
            return {}
        found: dict[str, dict[str, float]] = {}
        for (book, part), rest in zip(
            parts.items(), measure.others([*parts.values()]), strict=True
        ):
            small = min(figures[book].base or 0, measure.base(rest) or 0) < least
            if small:
                continue
            test = measure.difference(part, rest, self.terms.confidence)
            if test is not None:
                names = ("difference", "low", "high", "p")
                found[book] = {name: getattr(test, name) for name in names}
        # Of two books each is the other's rest: that is one look, not two.
        p_values = [look["p"] for look in found.values()]
        adjusted = p_values if len(parts) == 2 else holm(p_values)
        for look, p in zip(found.values(), adjusted, strict=True):
            look["p_adjusted"] = p
        return found


def _beside(
    book: str,
    figures: dict[str, Figure],
    looks: dict[str, dict[str, float]],
    withheld: set[str],
    chance: float,
) -> BookFigure:
    if book not in figures:
        return BookFigure(
            book=book, figure=Figure(), is_withheld=False, verdict="no data"
        )
    if book in withheld:
        return BookFigure(
            book=book, figure=Figure(), is_withheld=True, verdict="too few"
        )
    figure, look = figures[book], looks.get(book)
    if look is None:
        is_tested = figure.low is not None and len(figures) > 1
        verdict: Verdict = "too few" if is_tested else "no test"
        return BookFigure(book=book, figure=figure, is_withheld=False, verdict=verdict)
    verdict = "hint" if look["p"] < chance else "none"
    if look["p_adjusted"] < chance:
        verdict = "higher" if look["difference"] > 0 else "lower"
    return BookFigure(
        book=book, figure=figure, is_withheld=False, verdict=verdict, **look
    )


def _withheld(figures: dict[str, Figure], least: int) -> set[str]:
    """
    Return the books whose figures rest on too few people.

    A single one could be worked out from the total, and so could a few that are too few
    together: the smallest of the others go with them.
    """
    bases = {
        book: figure.base for book, figure in figures.items() if figure.base is not None
    }
    small = {book for book, base in bases.items() if base < least}
    others = sorted(bases.keys() - small, key=lambda book: (bases[book], book))
    for book in others:
        if not small or (len(small) > 1 and sum(bases[b] for b in small) >= least):
            break
        small.add(book)
    return small
