"""
Counts: what do answers say of which only the counts are known?

Each function is one that takes answers, with the number of people beside each answer:
a pivot table, the export of a survey tool, the counts of a warehouse. It returns what
that one returns of the answers written out, to the last digit.
"""

import inspect
import re
from collections.abc import Callable, Iterable
from typing import Annotated, Any, get_args

from cx_xl.kpi.any_by_segment import by
from cx_xl.kpi.by_period import csat_trend, nps_trend
from cx_xl.kpi.effort import ces, ces_ci
from cx_xl.kpi.loyalty import nps, nps_ci, nps_split
from cx_xl.kpi.precision import mean_ci
from cx_xl.kpi.satisfaction import csat, csat_ci
from cx_xl.kpi.shared.arguments import CASES
from cx_xl.spec import Arg, Domain, Family, Role, Spec, worksheet

FAMILY = Family.of(
    __doc__, "Conteggi: che cosa dicono le risposte di cui hai solo i conteggi?"
)

COUNTED = Arg(
    en="The answers that were given, one per row; an answer may stand in several rows.",
    it="Le risposte date, una per riga; la stessa può stare in più righe.",
    role=Role.SCORES,
)
Counts = Annotated[
    Iterable[float],
    Arg(
        en="How many gave each: whole numbers from 0, not weights; blanks are skipped.",
        it="Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non "
        "contano.",
        role=Role.COUNTS,
        domain=Domain(CASES.low, CASES.high, whole=True),
    ),
]
_ENTRY = r"^    {}: .+\n(?:     .+\n)*"
_COUNTS = """\
    {}: the answers that were given; one that stands in several rows is added up.
    counts: how many gave each: whole numbers >= 0. Their sum is n.
"""
_RAISES = """\
    OutOfRange: a count is negative or has a fraction.
    NotANumber: a count is text; a blank one leaves out its row.
"""


def _counted(  # noqa: PLR0913 - as a declaration
    kpi: Callable[..., Any],
    name: str,
    en: str,
    *,
    it: str,
    example: str,
    returns_it: str = "",
) -> Callable[..., Any]:
    """
    Declare *kpi* once more, with counts behind its answers in place of weights.

    Args:
        kpi: a worksheet function that takes answers.
        name: of the new one.
        en: its help in one line; the rest is that of *kpi*.
        it: the same in Italian.
        example: a formula that runs.
        returns_it: if *kpi* has something to say of weights there.
    """
    spec: Spec = vars(kpi)["__worksheet__"]
    own = inspect.signature(kpi, eval_str=True)
    lead = next(p.name for p in spec.own_parameters if p.role is Role.SCORES)
    parameters = []
    for parameter in own.parameters.values():
        if parameter.name == lead:
            hint, _ = get_args(parameter.annotation)
            parameters += [
                parameter.replace(annotation=Annotated[hint, COUNTED]),
                parameter.replace(name="counts", annotation=Counts),
            ]
        elif parameter.name != "weights":
            parameters.append(parameter)

    def function(*arguments: Any, **named: Any) -> Any:
        given = signature.bind(*arguments, **named).arguments
        del given["counts"]  # they are inside the tallies of the answers
        return kpi(**given)

    signature = own.replace(parameters=parameters)
    function.__dict__["__signature__"] = signature
    function.__annotations__ = {"return": own.return_annotation}  # its shape in cells
    function.__name__ = function.__qualname__ = f"{kpi.__name__}_from_scores"
    function.__doc__ = _documented(kpi, lead, en)
    declared = worksheet(
        name,
        it=it,
        kind=spec.kind,
        example=example,
        returns_it=returns_it or spec.returns_it,
    )
    return declared(function)


def _documented(kpi: Callable[..., Any], lead: str, en: str) -> str:
    """Return the docstring of *kpi* with counts in place of weights."""
    _, _, rest = inspect.cleandoc(kpi.__doc__ or "").partition("\n")
    rest, *_ = rest.partition("\n>>> ")
    for name, text in ((lead, _COUNTS.format(lead)), ("weights", "")):
        rest = re.sub(_ENTRY.format(name), text, rest, count=1, flags=re.MULTILINE)
    rest = rest.replace("Raises:\n", f"Raises:\n{_RAISES}", 1)
    return f"{en}\n{rest.rstrip()}\n"


nps_from_scores = _counted(
    nps,
    "CX_NPS_FROM_SCORES",
    "Net Promoter Score where each answer stands once, beside how many gave it.",
    it="Net Promoter Score se di ogni risposta sai solo quanti l'hanno data.",
    example="=CX_NPS_FROM_SCORES({10;9;8;6},{40;20;25;15})",
)
nps_ci_from_scores = _counted(
    nps_ci,
    "CX_NPS_CI_FROM_SCORES",
    "Confidence interval of the Net Promoter Score of counted answers.",
    it="Intervallo di confidenza del Net Promoter Score di risposte già contate.",
    example="=CX_NPS_CI_FROM_SCORES({10;9;8;6},{40;20;25;15})",
)
nps_split_from_scores = _counted(
    nps_split,
    "CX_NPS_SPLIT_FROM_SCORES",
    "Shares of promoters, passives and detractors among counted answers.",
    it="Quote di promotori, passivi e detrattori tra risposte già contate.",
    example="=CX_NPS_SPLIT_FROM_SCORES({10;9;8;6},{40;20;25;15})",
)
csat_from_scores = _counted(
    csat,
    "CX_CSAT_FROM_SCORES",
    "Customer Satisfaction Score of counted answers: share of satisfied ones.",
    it="Customer Satisfaction Score di risposte già contate: quota di soddisfatti.",
    example="=CX_CSAT_FROM_SCORES({5;4;3;1},{50;24;18;8})",
)
csat_ci_from_scores = _counted(
    csat_ci,
    "CX_CSAT_CI_FROM_SCORES",
    "Confidence interval of CSAT of counted answers: low and high.",
    it="Intervallo di confidenza del CSAT di risposte già contate.",
    example="=CX_CSAT_CI_FROM_SCORES({5;4;3;1},{50;24;18;8})",
)
ces_from_scores = _counted(
    ces,
    "CX_CES_FROM_SCORES",
    "Customer Effort Score of counted answers: share who found it easy.",
    it="Customer Effort Score di risposte già contate: quota di facile.",
    example="=CX_CES_FROM_SCORES({7;5;4;2},{30;40;20;10})",
)
ces_ci_from_scores = _counted(
    ces_ci,
    "CX_CES_CI_FROM_SCORES",
    "Confidence interval of CES of counted answers: low and high.",
    it="Intervallo di confidenza del CES di risposte già contate.",
    example="=CX_CES_CI_FROM_SCORES({7;5;4;2},{30;40;20;10})",
)
mean_ci_from_scores = _counted(
    mean_ci,
    "CX_MEAN_CI_FROM_SCORES",
    "Confidence interval of the mean of counted answers: low and high.",
    it="Intervallo di confidenza della media di risposte già contate.",
    example="=CX_MEAN_CI_FROM_SCORES({5;4;3;1},{50;24;18;8})",
    returns_it="Due numeri nell'unità di *values*: la media meno e più t(n - 1) errori "
    "standard.",
)
by_from_scores = _counted(
    by,
    "CX_BY_FROM_SCORES",
    "Any KPI by segment from counted answers: nps, csat, ces, mean, median, rate.",
    it="Tabella per segmento di un KPI, da risposte già contate.",
    example='=CX_BY_FROM_SCORES("nps",{10;6;10;6},{50;10;30;30},'
    '{"Web";"Web";"Shop";"Shop"})',
)
nps_trend_from_scores = _counted(
    nps_trend,
    "CX_NPS_TREND_FROM_SCORES",
    "Net Promoter Score by period from counted answers, with base and change.",
    it="NPS per periodo da risposte già contate, con base, intervallo e variazione.",
    example="=CX_NPS_TREND_FROM_SCORES({10;6;10;6},{50;10;40;30},"
    '{46023;46023;46054;46054},"M")',
)
csat_trend_from_scores = _counted(
    csat_trend,
    "CX_CSAT_TREND_FROM_SCORES",
    "Customer Satisfaction Score by period from counted answers, with change.",
    it="CSAT per periodo da risposte già contate, con base, intervallo e variazione.",
    example="=CX_CSAT_TREND_FROM_SCORES({5;2;5;2},{50;10;40;30},"
    '{46023;46023;46054;46054},"M")',
)
