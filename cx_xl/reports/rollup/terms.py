"""What books must agree on to be added: template, threshold, currency."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from cx_xl.reports.rollup.measures import COSTS
from cx_xl.reports.rollup.why_left_out import (
    HasWeights,
    OtherCurrency,
    OtherTemplate,
    OtherThreshold,
    left_out,
)
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cx_xl.reports.rollup.extract import Extract
    from cx_xl.reports.rollup.rollup_model import LeftOut

UNKNOWN = ""
Term = TypeVar("Term", bound=Any)


class Terms(NamedTuple):
    """
    What most of the books say.

    Attributes:
        confidence: the level of all intervals.
        min_base: the base below which nothing is tested.
        satisfied_from: the lowest answer that is satisfied.
        currency: of all costs; empty if no book shows one.
    """

    confidence: float
    min_base: int
    satisfied_from: int
    currency: str


def of_one_template(
    extracts: Sequence[Extract],
) -> tuple[tuple[Extract, ...], tuple[LeftOut, ...]]:
    """
    Return the books of the template that most have, and the others.

    Its corrections (1.1.2) change no column; a book that lost what it says of itself
    has all the columns, or it could not be read.
    """
    known = [one for one in extracts if one.template != UNKNOWN]
    usual = _most(map(_edition, known), ())
    others = [one for one in known if _edition(one) != usual]
    shown = max((one.template for one in known if _edition(one) == usual), default="")
    odd = tuple(
        left_out(one.book, OtherTemplate(own=one.template, usual=shown))
        for one in others
    )
    return tuple(one for one in extracts if one not in others), odd


def terms_of(extracts: Sequence[Extract]) -> Terms:
    """Return what most of the books say; of equally many, what a new book says."""
    usual = load_template().settings
    money = [one for one in extracts if _has_costs(one) and one.currencies]
    return Terms(
        confidence=_most((e.confidence for e in extracts), usual.confidence),
        min_base=_most((e.min_base for e in extracts), usual.min_base),
        satisfied_from=_most(
            (e.satisfied_from for e in extracts if e.scores["csat"]),
            usual.satisfied_from,
        ),
        currency=_most(map(_currency, money), "€") if money else UNKNOWN,
    )


def disagreeing(extracts: Sequence[Extract], terms: Terms) -> Iterator[LeftOut]:
    """Yield the KPIs of books that mean something else by them."""
    for one in extracts:
        if one.weighted:
            yield left_out(one.book, HasWeights(), one.weighted)
        own, is_weighted = one.satisfied_from, "csat" in one.weighted
        if one.scores["csat"] and not is_weighted and own != terms.satisfied_from:
            why = OtherThreshold(own=own, usual=terms.satisfied_from)
            yield left_out(one.book, why, ("csat",))
        if _has_costs(one) and one.currencies and _currency(one) != terms.currency:
            money = OtherCurrency(own=_currency(one), usual=terms.currency)
            yield left_out(one.book, money, COSTS)


def _edition(extract: Extract) -> tuple[str, tuple[int, ...]]:
    """Return the contract of a template: its schema, and its version but the last."""
    numbers = extract.template.split(".")[:2]
    version = tuple(int(n) if n.isdecimal() else 0 for n in numbers)
    return extract.schema_version, version


def _has_costs(extract: Extract) -> bool:
    costs = {"sales_cost", "marketing_cost", "campaign_margin"}
    return bool(costs & extract.inputs.keys())


def _currency(extract: Extract) -> str:
    return " + ".join(extract.currencies)


def _most(values: Iterable[Term], usual: Term) -> Term:
    """Return the most frequent value; of several the usual one, else the largest."""
    counts = Counter(values)
    if not counts:
        return usual
    return max(counts, key=lambda value: (counts[value], value == usual, value))
