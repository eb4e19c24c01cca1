"""Twelve months of a made-up company: plausible, deterministic, nobody's data."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from math import exp
from random import Random

from cx_xl.errors import Language
from cx_xl.workbooks.rows import Answer, Filling, Month, month_after
from cx_xl.workbooks.texts import load_texts

FIRST_MONTH = date(2025, 11, 1)
MONTHS = 12
SEED = 2026

# The example distribution of the R package NPS: scores 0 to 10, expected NPS 45.
SCORES = (0.02, 0.01, 0.01, 0.01, 0.01, 0.03, 0.03, 0.09, 0.22, 0.22, 0.35)
SEGMENT_SHARES = (0.40, 0.32, 0.22, 0.06)  # the last one stays below a base of 30
SEGMENT_TILTS = (0.0, 0.55, -0.5, 0.2)
CHANNEL_SHARES = (0.55, 0.18, 0.27)
MONTH_TILTS = (-0.5, -0.8, -0.45, -0.3, -0.35, -0.1, 0.0, -0.15, 0.1, 0.3, 0.15, 0.3)
UNANSWERED = {"nps": 0.03, "csat": 0.06, "ces": 0.14}


def demo(language: Language, first_month: date = FIRST_MONTH) -> Filling:
    """Return the demo's rows, with the words of *language*."""
    return Filling(_answers(language, first_month), _months(), first_month=first_month)


def _answers(language: Language, first_month: date) -> list[Answer]:
    """Return about 220 answers a month, some questions left blank, all valid."""
    texts = load_texts(language)
    segments = texts.under("lists.segments")
    channels = texts.under("lists.channels")
    random = Random(SEED)  # noqa: S311  a demo needs repetition, not secrecy
    answers = []
    for index in range(MONTHS):
        first = month_after(first_month, index)
        days = sorted(_days(random, first))
        for day in days:
            segment = _draw(random, SEGMENT_SHARES)
            channel = _draw(random, CHANNEL_SHARES)
            tilt = MONTH_TILTS[index] + SEGMENT_TILTS[segment]
            nps, csat, ces = _scores(random, tilt)
            who = (channels[channel], segments[segment])
            answers.append(Answer(first.replace(day=day), *who, nps, csat, ces))
    return answers


def _months() -> list[Month]:
    """Return the inputs of the twelve months; customers add up from month to month."""
    random = Random(SEED + 1)  # noqa: S311  as above
    customers = 8_420
    months = []
    for index in range(MONTHS):
        new = 168 + 4 * index + int(random.random() * 36)
        lost = int(customers * (0.0168 - 0.0005 * index + 0.0024 * random.random()))
        marketing = 20_500 + 150 * index + 100 * int(random.random() * 24)
        leads = int(marketing / (27.5 - 0.25 * index + 3 * random.random()))
        months.append(
            Month(
                invited=760 + int(random.random() * 120),
                start=customers,
                new=new,
                lost=lost,
                sales_cost=12_400 + 100 * int(random.random() * 18),
                marketing_cost=marketing,
                leads=leads,
                campaign_margin=100
                * int(marketing * (1.12 + 0.3 * random.random()) / 100),
            )
        )
        customers += new - lost
    return months


def _days(random: Random, first: date) -> Iterator[int]:
    _, length = monthrange(first.year, first.month)
    for _ in range(190 + int(random.random() * 65)):
        yield 1 + int(random.random() * length)


def _draw(random: Random, shares: tuple[float, ...]) -> int:
    """Draw an index; `random()` alone is promised to repeat between versions."""
    total = list(accumulate(shares))
    at = random.random() * total[-1]
    return next(index for index, edge in enumerate(total) if at < edge)


def _scores(random: Random, tilt: float) -> tuple[int | None, int | None, int | None]:
    """Draw the three scores of one person, who is as pleased in each of them."""
    nps = _draw(
        random, tuple(p * exp(tilt * (i - 8) / 4) for i, p in enumerate(SCORES))
    )
    mood = nps + 2.4 * (random.random() - 0.5)
    csat = _clip(1 + mood * 0.36, 5)
    ces = _clip(1 + mood * 0.47 + 1.6 * (random.random() - 0.5), 7)
    blanks = [random.random() < share for share in UNANSWERED.values()]
    if all(blanks):
        blanks[0] = False
    scores = [
        None if blank else score
        for blank, score in zip(blanks, (nps, csat, ces), strict=True)
    ]
    return scores[0], scores[1], scores[2]


def _clip(value: float, highest: int) -> int:
    return max(1, min(highest, round(value)))
