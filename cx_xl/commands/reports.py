"""What `calc`, `demo` and `--check` print."""

from typing import TYPE_CHECKING

from cx_xl.commands.language import say
from cx_xl.commands.show import cell, console, formula, grid, text
from cx_xl.errors import Code, Language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cx_xl.headless import (
        CellCheck,
        CheckReport,
        Contradiction,
        EvaluatedCell,
        Evaluation,
        Workbook,
    )
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
MONTHS: dict[Language, str] = {
    "en": "January February March April May June July August September October "
    "November December",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre "
    "ottobre novembre dicembre",
}
MOST_REASONS = 10
MOST_ROWS = 60  # the rest is in the JSON


def kpis(book: "Workbook", evaluation: "Evaluation", language: Language) -> None:
    """Print the KPIs: the KPI sheet of our template, else each CX_ formula."""
    from cx_xl import workbooks  # noqa: PLC0415 - loads the builder

    if workbooks.is_template(book):
        _template(workbooks.summary(book, evaluation), language)
        _reasons(evaluation, language)
    else:
        _calls(evaluation, language)


def _template(summary: "Summary", language: Language) -> None:
    console.print(f"[bold]{_heading(summary, language)}[/]\n")
    headers = say(
        "KPI|Actual|95 % interval|Base|Target|Status|Change",
        "KPI|Valore|Intervallo 95 %|Base|Obiettivo|Stato|Variazione",
        language,
    ).split("|")
    console.print(grid(headers, (_line(kpi, language) for kpi in summary.kpis)))
    console.print()
    for finding in summary.findings:
        row = f", {say('row', 'riga', language)} {finding.row}" if finding.row else ""
        found = f"{text(finding.sheet)}{row}: {text(finding.name)}"
        console.print(f"[red]{found}[/] ({finding.count:.0f}). {text(finding.remedy)}")


def _heading(summary: "Summary", language: Language) -> str:
    if summary.month is None:
        return say(
            "No month is chosen on the KPI sheet",
            "Nel foglio KPI non è stato scelto il mese",
            language,
        )
    month = MONTHS[language].split()[summary.month.month - 1]
    return f"{say('KPIs of', 'KPI di', language)} {month} {summary.month.year}"


def _reasons(evaluation: "Evaluation", language: Language) -> None:
    """Print why formulas of the template show an error, each reason once."""
    reasons: dict[str, list[str]] = {}
    for found in evaluation.cells:
        if found.message and isinstance(found.value, Code):
            place = f"{found.sheet}!{found.address}"
            reasons.setdefault(found.message.say(language), []).append(place)
    for reason, places in list(reasons.items())[:MOST_REASONS]:
        shown = ", ".join(places[:3]) + (" …" if len(places) > 3 else "")
        console.print(f"[red]{text(shown)}[/]: {text(reason)}")


def _line(kpi: "KpiLine", language: Language) -> tuple[str, ...]:
    interval = NONE
    if kpi.low is not None and kpi.high is not None:
        limits = (_number(limit, kpi.unit, language) for limit in (kpi.low, kpi.high))
        interval = " … ".join(limits)
    colour = LIGHTS[kpi.light]
    return (
        text(kpi.name),
        f"[bold]{_number(kpi.actual, kpi.unit, language)}[/]",
        interval,
        NONE if kpi.base is None else f"{kpi.base:.0f}",
        _number(kpi.target, kpi.unit, language),
        f"[{colour}]● {text(kpi.status)}[/]",
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


def _comma(number: str, language: Language) -> str:
    return number.replace(".", ",") if language == "it" else number


def _calls(evaluation: "Evaluation", language: Language) -> None:
    from cx_xl.headless.syntax.tree import kpi_calls  # noqa: PLC0415 - loads an engine

    rows = [
        (
            text(f"{found.sheet}!{found.address}"),
            _value(found, language),
            formula(found.formula, language),
            text(found.message.say(language)) if found.message else "",
        )
        for found in evaluation.cells
        if kpi_calls(found.formula)
    ]
    headers = say("Cell|Value|Formula|Why", "Cella|Valore|Formula|Perché", language)
    console.print(grid(headers.split("|"), rows[:MOST_ROWS]))
    _more(len(rows) - MOST_ROWS, language)


def _value(found: "EvaluatedCell", language: Language) -> str:
    """Return a value, and where the rest of it stands if it spills."""
    spills = "" if found.area == found.address else f" [dim]({found.area})[/]"
    return cell(found.value, language) + spills


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
    _settings(evaluation, language)
    for problem in left[:MOST_ROWS]:
        place = text(f"{problem.sheet}!{problem.address}")
        console.print(f"  {place}: {text(problem.reason.say(language))}")
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
    _settings(report, language)


def contradictions(found: "Sequence[Contradiction]", language: Language) -> None:
    """Print the cells to which a second engine gives another value."""
    if found:
        headers = say(
            "Cell|Computed|Second engine|Formula",
            "Cella|Calcolato|Secondo motore|Formula",
            language,
        )
        rows = [
            (
                text(f"{one.sheet}!{one.address}"),
                cell(one.fresh, language),
                cell(one.second, language),
                formula(one.formula, language),
            )
            for one in found[:MOST_ROWS]
        ]
        console.print(grid(headers.split("|"), rows))
        _more(len(found) - MOST_ROWS, language)
    console.print(
        say(
            f"A second engine contradicts {len(found)} cells.",
            f"Un secondo motore contraddice {len(found)} celle.",
            language,
        )
    )


def _settings(found: "Evaluation | CheckReport", language: Language) -> None:
    """Say in which regional settings was computed, if it mattered."""
    if found.regional:
        console.print(
            say(
                f"{found.regional} values follow the regional settings of "
                f"{found.region}; --region chooses others.",
                f"{found.regional} valori seguono le impostazioni internazionali di "
                f"{found.region}; con --region ne scegli altre.",
                language,
            )
        )


def _verdict(found: "CellCheck", language: Language) -> tuple[str, ...]:
    place = text(f"{found.sheet}!{found.address}")
    why = found.reason.say(language) if found.reason else ""
    if found.verdict == "not computable":
        stored = cell(found.stored, language)
        return place, stored, "?", formula(found.formula, language), text(why)
    where = ", ".join(d.address for d in found.differences[:5])
    return (
        place,
        cell(found.stored, language),
        cell(found.fresh, language),
        formula(found.formula, language),
        text(why or where),
    )


def _more(hidden: int, language: Language) -> None:
    if hidden > 0:
        rest = say(
            f"… and {hidden} more; --json lists them all.",
            f"… e altre {hidden}; con --json ci sono tutte.",
            language,
        )
        console.print(rest)
