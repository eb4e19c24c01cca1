"""Scores of answers that meet criteria: NPS, CSAT and CES, each over its base."""

from collections.abc import Callable, Mapping

from cx_xl.workbooks.formulas.countifs import Answers
from cx_xl.workbooks.formulas.formula import Formula, NotExpandable, one


def nps(answers: Answers, base: str) -> str:
    """Return the net score in points."""
    promoters, detractors = answers.at_least("9"), answers.below("7")
    return f"100*({promoters}-{detractors})/{base}"


def off_cut(threshold: str, low: str, high: str) -> tuple[str, ...]:
    """Return when *threshold* counts everybody, or nobody, as satisfied."""
    return f"{threshold}<={low}", f"{threshold}>{high}"


def _nps_ifs(scores: str, where: str) -> Formula:
    answers = Answers(scores, "0", "10", where)
    return one(nps(answers, answers.base))


def _csat_ifs(scores: str, threshold: str, where: str) -> Formula:
    answers = Answers(scores, "1", "5", where)
    wrong = off_cut(threshold, answers.low, answers.high)
    return one(f"{answers.at_least(threshold)}/{answers.base}", *wrong)


def _ces_ifs(scores: str, method: str, where: str) -> Formula:
    if method.casefold() != '"top"':
        raise NotExpandable(method)
    answers = Answers(scores, "1", "7", where)
    return one(f"{answers.at_least('5')}/{answers.base}")


SCORES_IFS: Mapping[str, Callable[..., Formula]] = {
    "CX_NPS_IFS": _nps_ifs,
    "CX_CSAT_IFS": _csat_ifs,
    "CX_CES_IFS": _ces_ifs,
}
