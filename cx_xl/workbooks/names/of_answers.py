"""Names of functions that read answers: NPS, CSAT, CES, their intervals and indices."""

from collections.abc import Callable, Mapping

from cx_xl.kpi.shared.scale_cuts import CUTS
from cx_xl.workbooks.formulas.countifs import Answers
from cx_xl.workbooks.formulas.inference import (
    adjusted_wald,
    nps_test,
    p_value,
    share_test,
    wilson,
)
from cx_xl.workbooks.formulas.survey_scores import nps, off_cut
from cx_xl.workbooks.names.counted_answers import take, unread, where
from cx_xl.workbooks.names.lambdas import Lambda

QUESTIONS = 12  # columns that an index averages one by one


def _nps(lambda_: Lambda) -> list[str]:
    answers = take(lambda_, "scores", "0", "10")
    n = lambda_.bind("answered", answers.valid)
    return [_with_base(lambda_, n, nps(answers, n))]


def _nps_ifs(lambda_: Lambda) -> list[str]:
    answers = take(lambda_, "scores", "0", "10", where(lambda_, "scores"))
    return [nps(answers, answers.valid)]


def _nps_split(lambda_: Lambda) -> list[str]:
    answers = take(lambda_, "scores", "0", "10")
    n = lambda_.bind("answered", answers.valid)
    counted = (answers.at_least("9"), answers.between("7", "9"), answers.below("7"))
    shares = [f"{count}/{n}" for count in counted]
    unit = lambda_.bind("unit", f"IF({lambda_.of('as_counts')},{n},1)")
    return [*(f"{share}*{unit}" for share in shares), f"{n}*{n}/{n}"]


def _nps_ci(lambda_: Lambda) -> list[str]:
    p, n, d = _three(lambda_, take(lambda_, "scores", "0", "10"))
    return list(adjusted_wald(p, n, d, lambda_.of("confidence")).values)


def _nps_test(lambda_: Lambda) -> list[str]:
    groups = [
        _three(lambda_, take(lambda_, f"scores_{group}", "0", "10"), f"_{group}")
        for group in (1, 2)
    ]
    lambda_.wrong += [f"1/{n}=0" for _, n, _ in groups]  # an error without answers
    z = lambda_.bind("z", nps_test(*groups))
    return [p_value(z, lambda_.of("tails"))]


def _csat(lambda_: Lambda) -> list[str]:
    satisfied, n = _satisfied(lambda_, "scores")
    return [_with_base(lambda_, n, f"{satisfied}/{n}")]


def _csat_ifs(lambda_: Lambda) -> list[str]:
    answers = take(lambda_, "scores", "1", "5", where(lambda_, "scores"))
    threshold = _cut(lambda_, "1", "5")
    lambda_.wrong += off_cut(threshold, "1", "5")
    return [f"{answers.at_least(threshold)}/{answers.valid}"]


def _csat_ci(lambda_: Lambda) -> list[str]:
    satisfied, n = _satisfied(lambda_, "scores")
    return list(wilson(satisfied, n, lambda_.of("confidence")).values)


def _csat_test(lambda_: Lambda) -> list[str]:
    one = _satisfied(lambda_, "scores_1", "_1")
    other = _satisfied(lambda_, "scores_2", "_2")
    z = lambda_.bind("z", share_test(*one, *other, lambda_.of("method")))
    return [p_value(z, lambda_.of("tails"))]


def _ces(lambda_: Lambda) -> list[str]:
    top = lambda_.of("scale_max")
    answers = take(lambda_, "scores", "1", top)
    lambda_.wrong.append(f"AND({','.join(f'{top}<>{points}' for points in CUTS)})")
    cuts = [
        lambda_.bind(name, f"IF({top}=5,{five},{seven})")
        for name, five, seven in zip(
            ("easy", "very_easy", "neutral"), CUTS[5], CUTS[7], strict=True
        )
    ]
    value = _effort(lambda_, answers, cuts, lambda_.of("high_is_easy"))
    return [_with_base(lambda_, answers.valid, value)]


def _ces_ifs(lambda_: Lambda) -> list[str]:
    answers = take(lambda_, "scores", "1", "7", where(lambda_, "scores"))
    return [_effort(lambda_, answers, [str(cut) for cut in CUTS[7]], "TRUE")]


def _effort(lambda_: Lambda, answers: Answers, cuts: list[str], upright: str) -> str:
    """Return the share, the mean or the net score, as the method asks."""
    n = lambda_.bind("answered", answers.valid)
    easy, very_easy, neutral = cuts

    def from_(cut: str) -> str:
        """Count the answers from *cut* to the easy end of the scale."""
        mirrored = answers.count("<=", f"(1+{answers.high}-{cut})")
        return f"IF({upright},{answers.count('>=', cut)},{mirrored})"

    sums = f"SUM({answers.scores})"
    if answers.where:
        sums = f"SUMIFS({answers.scores},{answers.where})"
    net = f"100*({from_(very_easy)}-({n}-{from_(neutral)}))/{n}"
    method = lambda_.of("method")
    others = f'IF({method}="mean",{sums}/{n},{net})'
    return f'IF({method}="top",{from_(easy)}/{n},{others})'


def _cli(lambda_: Lambda) -> list[str]:
    points, answers = lambda_.of("points"), lambda_.of("answers")
    taken = take(lambda_, "answers", "1", points)
    mean = lambda_.bind("mean", f"SUM({answers})/{taken.valid}")
    best_last = f"IF({lambda_.of('first_is_best')},1+{points}-{mean},{mean})"
    return [f"100*({best_last}-1)/({points}-1)"]


def _csi(lambda_: Lambda) -> list[str]:
    low, high = lambda_.of("scale_min"), lambda_.of("scale_max")
    items, weights = lambda_.of("items"), lambda_.of("item_weights")
    unread(lambda_, items)
    is_index = lambda_.bind("is_index", f'{low}<>""')
    answers = Answers(items, low, high)
    off = f"{answers.count('<', low)}+{answers.count('>', high)}>0"
    lambda_.wrong += [
        f'({low}="")+({high}="")=1',
        f"AND({is_index},OR(N({low})>=N({high}),{off}))",
    ]
    equal = f"ISOMITTED({weights})"
    size = f"ROWS({weights})*COLUMNS({weights})=COUNT({weights})"
    fit = f"AND({size},COUNT({weights})=COLUMNS({items}))"
    lambda_.must.append(f"IF({equal},TRUE,{fit})")
    lambda_.wrong.append(f'IF({equal},FALSE,COUNTIF({weights},"<0")>0)')
    total = f"IF({equal},COLUMNS({items}),SUM({weights}))"
    sums = _columns(
        lambda_, items, lambda place: f"IF({equal},1,INDEX({weights},{place}))*"
    )
    mean = lambda_.bind("mean", f"({sums})/{total}")
    return [f"IF({is_index},100*({mean}-N({low}))/(N({high})-N({low})),{mean})"]


def _esi(lambda_: Lambda) -> list[str]:
    top, answers = lambda_.of("scale_max"), lambda_.of("answers")
    take(lambda_, "answers", "1", top)
    sums = _columns(lambda_, answers, lambda _: "")
    return [f"100*(({sums})/COLUMNS({answers})-1)/({top}-1)"]


def _columns(lambda_: Lambda, items: str, factor: Callable[[int], str]) -> str:
    """Add up the means of the columns; more than QUESTIONS can not be read."""
    lambda_.must.append(f"COLUMNS({items})<={QUESTIONS}")
    means = (
        f"IF(COLUMNS({items})<{place},0,"
        f"{factor(place)}AVERAGE(INDEX({items},0,{place})))"
        for place in range(1, QUESTIONS + 1)
    )
    return "+".join(means)


def _cxi(lambda_: Lambda) -> list[str]:
    nets = []
    for name in ("needs", "ease", "enjoyment"):
        answers = take(lambda_, name, "1", "5")
        nets.append(f"({answers.at_least('4')}-{answers.below('3')})/{answers.valid}")
    return [f"100*({'+'.join(nets)})/3"]


def _effective_n(lambda_: Lambda) -> list[str]:
    weights = lambda_.of("weights")
    unread(lambda_, weights)
    lambda_.wrong.append(f'COUNTIF({weights},"<0")>0')
    return [f"SUM({weights})^2/SUMSQ({weights})"]


def _repeat_rate(lambda_: Lambda) -> list[str]:
    """Count customers with UNIQUE; names that the core would tidy are refused."""
    ids = lambda_.of("customer_ids")
    cells = lambda_.bind("cells", f"TOCOL({ids},1)")
    names = lambda_.bind("names", f'FILTER({cells}&"",{cells}<>"")')
    lambda_.must += [
        f"SUMPRODUCT(--EXACT(TRIM({names}),{names}))=ROWS({names})",
        f"SUMPRODUCT(--ISNUMBER(SEARCH(UNICHAR(160),{names})))=0",
        f"SUMPRODUCT(--(CLEAN({names})<>{names}))=0",
        # A first name that does not come again may be a header.
        f"OR(ISNUMBER(INDEX({cells},1)),SUMPRODUCT(--({names}=INDEX({names},1)))>1)",
    ]
    once = f"IFERROR(ROWS(UNIQUE({names},FALSE,TRUE)),0)"
    return [f"1-{once}/ROWS(UNIQUE({names}))"]


def _three(lambda_: Lambda, answers: Answers, suffix: str = "") -> tuple[str, str, str]:
    """Bind promoters, the base and detractors."""
    return (
        lambda_.bind(f"promoters{suffix}", answers.at_least("9")),
        lambda_.bind(f"answered{suffix}", answers.valid),
        lambda_.bind(f"detractors{suffix}", answers.below("7")),
    )


def _cut(lambda_: Lambda, low: str, high: str) -> str:
    """Return the lowest satisfied answer: by default the second highest of four."""
    threshold = lambda_.of("threshold")
    if lambda_.has_default("threshold"):
        return threshold
    top = f"IF({high}-{low}>=3,{high}-1,{high})"
    return lambda_.bind("cut", f'IF({threshold}="",{top},{threshold})')


def _satisfied(lambda_: Lambda, scores: str, suffix: str = "") -> tuple[str, str]:
    """Bind the satisfied and the base."""
    low, high = lambda_.of("scale_min"), lambda_.of("scale_max")
    threshold = _cut(lambda_, low, high)
    answers = take(lambda_, scores, low, high)
    lambda_.wrong += off_cut(threshold, low, high)
    return (
        lambda_.bind(f"satisfied{suffix}", answers.at_least(threshold)),
        lambda_.bind(f"answered{suffix}", answers.valid),
    )


def _with_base(lambda_: Lambda, n: str, value: str) -> str:
    """Return *value*, #N/A below the smallest base."""
    if not lambda_.has("min_base"):
        return value
    return f"IF({n}<{lambda_.of('min_base')},NA(),{value})"


OF_ANSWERS: Mapping[str, Callable[[Lambda], list[str]]] = {
    "CX_NPS": _nps,
    "CX_NPS_IFS": _nps_ifs,
    "CX_NPS_SPLIT": _nps_split,
    "CX_NPS_CI": _nps_ci,
    "CX_NPS_TEST": _nps_test,
    "CX_CSAT": _csat,
    "CX_CSAT_IFS": _csat_ifs,
    "CX_CSAT_CI": _csat_ci,
    "CX_CSAT_TEST": _csat_test,
    "CX_CES": _ces,
    "CX_CES_IFS": _ces_ifs,
    "CX_CLI": _cli,
    "CX_CSI": _csi,
    "CX_ESI": _esi,
    "CX_CXI": _cxi,
    "CX_EFFECTIVE_N": _effective_n,
    "CX_REPEAT_RATE": _repeat_rate,
}
