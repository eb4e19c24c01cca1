"""Where a scale is cut: which answers count as satisfied, and which as easy."""

from typing import NamedTuple, Self

from cx_xl.errors import Undefined, decimal
from cx_xl.spec import Scale

FEWEST_STEPS = 3  # from four answers on, the two highest are both above the middle
# Per scale: from where an answer counts as easy, from where it counts as very easy
# (for the net score), and below what it counts as hard.
CUTS = {5: (4, 4, 3), 7: (5, 6, 4)}


class TopBox(NamedTuple):
    """The answers that count as satisfied: those from a threshold up."""

    scale: Scale
    threshold: float

    @classmethod
    def of(cls, threshold: float | None, scale_min: float, scale_max: float) -> Self:
        """
        Return the top box, once sure that it divides the scale in two.

        Without a threshold it holds the two highest answers; of two or three answers
        only the highest, because the second is no satisfied one.
        """
        if scale_min >= scale_max:
            raise Undefined(
                "scale_min, scale_max",
                why_en=f"{scale_min:g} is not below {scale_max:g}; give the lowest "
                "answer first, then the highest.",
                why_it=f"{decimal(scale_min, 'it')} non è minore di "
                f"{decimal(scale_max, 'it')}; indica prima la risposta più bassa, poi "
                "la più alta.",
            )
        top = scale_max - 1 if scale_max - scale_min >= FEWEST_STEPS else scale_max
        lowest = top if threshold is None else threshold
        if not scale_min < lowest <= scale_max:
            raise Undefined(
                "threshold",
                why_en=f"{lowest:g} must lie above {scale_min:g} and not above "
                f"{scale_max:g}, or all (or none) would count as satisfied.",
                why_it=f"{decimal(lowest, 'it')} deve superare "
                f"{decimal(scale_min, 'it')} e non {decimal(scale_max, 'it')}, "
                "altrimenti sarebbero tutti (o nessuno) soddisfatti.",
            )
        return cls(Scale(scale_min, scale_max), lowest)


def effort_scale(scale_max: float, argument: str = "scale_max") -> Scale:
    """Return the scale up to *scale_max*, once sure that its cuts are published."""
    if scale_max not in CUTS:
        raise Undefined(
            argument,
            why_en="effort is asked on 5 or 7 points; no cut is published for others.",
            why_it="lo sforzo si misura su 5 o 7 punti; altre scale non hanno regole.",
        )
    return Scale(1, scale_max)
