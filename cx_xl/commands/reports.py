"""What `calc`, `demo` and `--check` print."""

from typing import TYPE_CHECKING

from rich.markup import escape

from cx_xl.commands.language import say
from cx_xl.commands.show import cell, console, formula, grid
from cx_xl.errors import Language

if TYPE_CHECKING:
    from cx_xl.hosts.headless import CellCheck, CheckReport, Evaluation, Workbook
    from cx_xl.workbooks import KpiLine, Summary
    from cx_xl.workbooks.model import Unit

LIGHTS = {1: "green", 0: "yellow", -1: "red", None: "dim"}
NONE = "-"
FORMATS: "dict[Unit, tuple[int, str, str]]" = {  # factor, format, mark behind
    "points": (1, "+.1f", ""),
    "share": (100, ".1f", " %"),
    "rate": (100, ".2f", " %"),
    "money": (1, ".0f", ""),
    "cents": (1, ".2f", ""),
}
MOST_ROWS = 60  # the rest is in the JSON


def kpis(book: "Workbook", evaluation: "Evaluation", language: Language) -> None:
    """Print the KPIs: the KPI sheet of our template, else each CX_ formula."""
    from cx_xl import workbooks  # noqa: PLC0415 - loads the builder

    if workbooks.is_template(book):
        _template(workbooks.summary(book, evaluation), language)
    else:
        _calls(evaluation, language)


def _template(summary: "Summary", language: Language) -> None:
    month = summary.month.strftime("%m/%Y")
    console.print(f"[bold]{say('KPIs of', 'KPI di', language)} {month}[/]\n")
    headers = say(
        "KPI|Actual|95 % interval|Base|Target|Status|Change",
        "KPI|Valore|Intervallo 95 %|Base|Obiettivo|Stato|Variazione",
        language,
    ).split("|")
    console.print(grid(headers, (_line(kpi, language) for kpi in summary.kpis)))
    console.print()


def _line(kpi: "KpiLine", language: Language) -> tuple[str, ...]:
    interval = NONE
    if kpi.low is not None and kpi.high is not None:
        limits = (_number(limit, kpi.unit, language) for limit in (kpi.low, kpi.high))
        interval = " … ".join(limits)
    colour = LIGHTS[kpi.light]
    return (
        escape(kpi.name),
        f"[bold]{_number(kpi.actual, kpi.unit, language)}[/]",
        interval,
        NONE if kpi.base is None else f"{kpi.base:.0f}",
        _number(kpi.target, kpi.unit, language),
        f"[{colour}]● {escape(kpi.status)}[/]",
        _change(kpi, language),
    )


def _number(value: float | None, unit: "Unit", language: Language) -> str:
    if value is None:
        return NONE
    factor, form, mark = FORMATS[unit]
    return _comma(f"{factor * value:{form}}{mark}", language)


def _change(kpi: "KpiLine", language: Language) -> str:
    if kpi.change is None:
        return NONE
    decimals = FORMATS[kpi.unit][1].lstrip("+")
    return _comma(f"{kpi.change:+z{decimals}}", language)


def _comma(text: str, language: Language) -> str:
    return text.replace(".", ",") if language == "it" else text


def _calls(evaluation: "Evaluation", language: Language) -> None:
    from cx_xl.hosts.headless.formula import kpi_calls  # noqa: PLC0415 - loads an engine

    rows = [
        (
            escape(f"{found.sheet}!{found.address}"),
            cell(found.value, language),
            formula(found.formula),
            escape(found.message.say(language)) if found.message else "",
        )
        for found in evaluation.cells
        if kpi_calls(found.formula)
    ]
    headers = say("Cell|Value|Formula|Why", "Cella|Valore|Formula|Perché", language)
    console.print(grid(headers.split("|"), rows[:MOST_ROWS]))
    _more(len(rows) - MOST_ROWS, language)


def coverage(evaluation: "Evaluation", language: Language) -> None:
    """Print how many formulas were computed, and each one that was not."""
    done, left = len(evaluation.cells), evaluation.problems
    console.print(
        say(
            f"{done} formulas computed, {len(left)} could not be.",
            f"{done} formule calcolate, {len(left)} non calcolabili.",
            language,
        )
    )
    for problem in left[:MOST_ROWS]:
        place = escape(f"{problem.sheet}!{problem.address}")
        console.print(f"  {place}: {escape(problem.reason.say(language))}")
    _more(len(left) - MOST_ROWS, language)


def differences(report: "CheckReport", language: Language) -> None:
    """Print the verdict of a check, and every formula that is not equal."""
    wrong = (*report.different, *report.not_computable)
    if wrong:
        headers = say(
            "Cell|In the file|Should be|Formula|Why",
            "Cella|Nel file|Dovrebbe essere|Formula|Perché",
            language,
        )
        rows = [_verdict(found, language) for found in wrong[:MOST_ROWS]]
        console.print(grid(headers.split("|"), rows))
        _more(len(wrong) - MOST_ROWS, language)
    equal = len(report.cells) - len(wrong)
    unknown = len(report.not_computable)
    console.print(
        say(
            f"{equal} formulas equal, {len(report.different)} different, "
            f"{unknown} not computable.",
            f"{equal} formule uguali, {len(report.different)} diverse, "
            f"{unknown} non calcolabili.",
            language,
        ),
        style="bold green" if report.is_equal else "bold red",
    )


def _verdict(found: "CellCheck", language: Language) -> tuple[str, ...]:
    place = escape(f"{found.sheet}!{found.address}")
    why = found.reason.say(language) if found.reason else ""
    if found.verdict == "not computable":
        return place, cell(found.stored, language), "?", formula(found.formula), why
    where = ", ".join(d.address for d in found.differences[:5])
    return (
        place,
        cell(found.stored, language),
        cell(found.fresh, language),
        formula(found.formula),
        escape(why or where),
    )


def _more(hidden: int, language: Language) -> None:
    if hidden > 0:
        rest = say(
            f"… and {hidden} more; --json lists them all.",
            f"… e altre {hidden}; con --json ci sono tutte.",
            language,
        )
        console.print(rest)
