"""KPIs of single numbers: rates, values, costs, lights; arguments as declared."""

import re
from collections.abc import Callable, Mapping

from cx_xl.kpi.renewal import PER_YEAR
from cx_xl.kpi.targets import ROUNDING
from cx_xl.stats.sample_size import LAST_BITS
from cx_xl.workbooks.formulas.formula import Formula, one
from cx_xl.workbooks.formulas.inference import quantile

_CELL = re.compile(r"(?:(?:'(?:[^']|'')+'|\w+)!)?\$?[A-Z]{1,3}\$?\d+")


def _share(part: str, whole: str) -> Formula:
    """Divide a part by its whole; no whole comes before too large a part."""
    return one(f"{part}/{whole}", f"AND({whole}>0,{part}>{whole})")


def _retention(start: str, end: str, new: str) -> Formula:
    return one(
        f"({end}-{new})/{start}", f"{new}>{end}", f"AND({start}>0,{end}-{new}>{start})"
    )


def _attrition(start: str, new: str, end: str, as_count: str) -> Formula:
    lost = f"({start}+{new}-{end})"
    return one(
        f"IF({as_count},{lost},{lost}/{start})",
        f"{end}>{start}+{new}",
        f"AND(NOT({as_count}),{start}>0,{lost}>{start})",
    )


def _revenue_retention(
    start: str, expansion: str, contraction: str, churned: str, gross: str
) -> Formula:
    lost = f"({contraction}+{churned})"
    return one(
        f"({start}+IF({gross},0,{expansion})-{lost})/{start}",
        f"AND({start}>0,{lost}>{start})",
    )


def _rate_convert(rate: str, period: str, into: str, kind: str) -> Formula:
    def per_year(unit: str) -> str:
        *others, (_, last) = PER_YEAR.items()
        text = f"{last}"
        for name, times in reversed(others):
            times_text = "365/7" if name == "W" else f"{times}"
            text = f'IF({unit}="{name}",{times_text},{text})'
        return text

    left = f'IF({kind}="churn",1-{rate},IF({kind}="retention",{rate},1+{rate}))'
    later = f"({left})^({per_year(period)}/({per_year(into)}))"
    return one(
        f'IF({kind}="churn",1-{later},IF({kind}="retention",{later},{later}-1))',
        f'IF({kind}="growth",{rate}<-1,OR({rate}<0,{rate}>1))',
    )


def _clv_retention(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    margin: str,
    retention: str,
    discount: str,
    periods: str,
    timing: str,
    acquisition_cost: str,
) -> Formula:
    ratio = f"({retention}/(1+{discount}))"
    first = f'IF({timing}="now",1,IF({timing}="end",1/(1+{discount}),{ratio}))'
    terms = f'IF({periods}="",1,1-{ratio}^N({periods}))'
    return one(f"{margin}*{first}*{terms}/(1-{ratio})-{acquisition_cost}")


def _bot_containment(conversations: str, handed_over: str, resolved: str) -> Formula:
    contained = f"({conversations}-{handed_over})"
    return one(
        f'IF({resolved}="",{contained},{resolved})/{conversations}',
        f"AND({conversations}>0,{handed_over}>{conversations})",
        f'AND({conversations}>0,{resolved}<>"",N({resolved})>{contained})',
    )


def _rocxi(benefit: str, cost: str, months: str, discount: str) -> Formula:
    factor = f"(1+{discount})^(-1/12)"
    parts = f"{factor}*(1-({factor})^{months})/(1-{factor})"
    worth = f"IF({factor}=1,{months},{parts})"
    return one(f"({benefit}*{worth}/{months}-{cost})/{cost}")


def _kpi_status(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    value: str, target: str, floor: str, amber: str, green: str, higher_is_better: str
) -> Formula:
    is_cell = bool(_CELL.fullmatch(floor))  # which is 0 in sums while it is blank
    start = floor if is_cell else f'IF({floor}="",0,{floor})'
    done, way = f"({value}-{start})", f"({target}-{start})"

    def light(share: str) -> str:
        moved = f"{share}+{_exact(ROUNDING)}"
        return f"({moved}>={green})+({moved}>={amber})-1"

    upright = light(f"{done}/{way}")
    wrong = [f"{target}={start}", f'AND({floor}="",{target}<0)']
    if not (amber.isdigit() and green.isdigit()):
        wrong.append(f"{green}<{amber}")
    if higher_is_better == "TRUE":
        return one(upright, *wrong)
    turned = f"IF({done}<=0,1,{light(f'{way}/{done}')})"
    is_turned = f"AND(NOT({higher_is_better}),{way}>0)"
    return one(f"IF({is_turned},{turned},{upright})", *wrong)


def _exact(tiny: float) -> str:
    """Return a tiny number as every program writes it again: 0.000000001."""
    return f"{tiny:.9f}"


def _needed(variance: str, margin: str, confidence: str, population: str) -> str:
    """Count the answers that a margin of error takes, as Cochran does."""
    endless = f"({quantile(confidence)}*SQRT({variance})/{margin})^2"
    finite = f"{endless}/(1+({endless}-1)/{population})"
    n = f'IF({population}="",{endless},IF({endless}>1,{finite},{endless}))'
    return f"MAX(1,-INT(-({n}-{_exact(LAST_BITS)})))"  # rounded up


def _nps_sample_size(
    margin: str, confidence: str, promoters: str, detractors: str, population: str
) -> Formula:
    both = f"{promoters}+{detractors}"
    variance = f"10000*({both}-({promoters}-{detractors})^2)"
    size = _needed(variance, margin, confidence, population)
    return one(size, f"{both}>1+1E-12")


def _rate_sample_size(
    margin: str, confidence: str, expected: str, population: str
) -> Formula:
    variance = f"{expected}*(1-{expected})"
    return one(_needed(variance, margin, confidence, population))


RATES: Mapping[str, Callable[..., Formula]] = {
    "CX_RATE": _share,
    "CX_CHURN_RATE": lambda start, lost: _share(lost, start),
    "CX_RETENTION_RATE": _retention,
    "CX_ATTRITION": _attrition,
    "CX_REVENUE_RETENTION": _revenue_retention,
    "CX_RATE_CONVERT": _rate_convert,
    "CX_CLV": lambda value, orders, periods, margin: one(
        f"{value}*{orders}*{periods}*{margin}"
    ),
    "CX_CLV_RETENTION": _clv_retention,
    "CX_CAC": lambda sales, marketing, new: one(f"({sales}+{marketing})/{new}"),
    "CX_CPL": lambda cost, leads: one(f"{cost}/{leads}"),
    "CX_ROI": lambda gain, cost: one(f"({gain}-{cost})/{cost}"),
    "CX_CAC_PAYBACK": lambda cac, revenue, margin: one(f"{cac}/({revenue}*{margin})"),
    "CX_BOT_CONTAINMENT": _bot_containment,
    "CX_SELF_SERVICE": lambda help_users, ticket_users, as_share: one(
        f"{help_users}/IF({as_share},{ticket_users}+{help_users},{ticket_users})"
    ),
    "CX_ENGAGEMENT_RATE": lambda interactions, base: one(f"{interactions}/{base}"),
    "CX_BOUNCE_RATE": lambda sessions, engaged: one(
        f"({sessions}-{engaged})/{sessions}", f"AND({sessions}>0,{engaged}>{sessions})"
    ),
    "CX_AUDIENCE_GROWTH": lambda start, end, periods: one(
        f"({end}/{start})^(1/{periods})-1"
    ),
    "CX_ROCXI": _rocxi,
    "CX_KPI_STATUS": _kpi_status,
    "CX_NPS_SAMPLE_SIZE": _nps_sample_size,
    "CX_RATE_SAMPLE_SIZE": _rate_sample_size,
}
