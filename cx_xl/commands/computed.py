"""What `calc`, `demo` and `--check` print."""

from typing import TYPE_CHECKING

from cx_xl.commands.language import say
from cx_xl.commands.show import cell, console, formula, grid, text
from cx_xl.errors import Code, Language
from cx_xl.workbooks import numbers

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

LIGHTS = {1: "green", 0: "yellow", -1: "red", None: "dim"}
MOST_REASONS = 10
MOST_ROWS = 60  # the rest is in the JSON


def summary_of(book: "Workbook", evaluation: "Evaluation") -> "Summary | None":
    """Return what the KPI sheet of our template says, None for any other book."""
    from cx_xl import workbooks  # noqa: PLC0415 - loads the builder

    return workbooks.summary(book, evaluation) if workbooks.is_template(book) else None


def kpis(
    evaluation: "Evaluation", summary: "Summary | None", language: Language
) -> None:
    """Print the KPIs: the KPI sheet of our template, else each CX_ formula."""
    if summary:
        _template(summary, evaluation.file, language)
        _reasons(evaluation, language)
    else:
        _calls(evaluation, language)


def _template(summary: "Summary", file: str, language: Language) -> None:
    console.print(f"[bold]{_heading(summary, language)}[/]\n")
    level = numbers.percent(summary.confidence, language)
    headers = say(
        f"KPI|Actual|{level} interval|Base|Target|Status|Change",
        f"KPI|Valore|Intervallo {level}|Base|Obiettivo|Stato|Variazione",
        language,
    ).split("|")
    console.print(grid(headers, (_line(kpi, language) for kpi in summary.kpis)))
    console.print()
    for finding in summary.findings:
        row = f", {say('row', 'riga', language)} {finding.row}" if finding.row else ""
        found = f"{text(finding.sheet)}{row}: {text(finding.name)}"
        console.print(f"[red]{found}[/] ({finding.count:.0f}). {text(finding.remedy)}")
    problems(sum(finding.count for finding in summary.findings), file, language)


def stored_problems(book: "Workbook", language: Language) -> None:
    """Say how many problems the sheet Checks of our template counts in the file."""
    from cx_xl import workbooks  # noqa: PLC0415 - loads the builder

    count = book.value("chk_Problems") if workbooks.is_template(book) else None
    if isinstance(count, int | float):
        problems(count, book.file, language)


def problems(count: float, file: str, language: Language) -> None:
    """Say how many problems the sheet Checks counts, if it counts any."""
    if count:
        shown = numbers.count(count, language)
        words = say(
            f"Problems on the sheet Checks: {shown}. Each cell: cx-xl check {file}",
            f"Problemi nel foglio Controlli: {shown}. Cella per cella: "
            f"cx-xl check {file}",
            language,
        )
        console.print(words, style="bold red", markup=False)


def _heading(summary: "Summary", language: Language) -> str:
    if summary.month is None:
        return say(
            "No month is chosen on the KPI sheet",
            "Nel foglio KPI non è stato scelto il mese",
            language,
        )
    month = numbers.month(summary.month, language)
    return f"{say('KPIs of', 'KPI di', language)} {month}"


def _reasons(evaluation: "Evaluation", language: Language) -> None:
    """
    Print why formulas of the template show an error, each reason once.

    #N/A is none: it stands in months that have no data yet, such as those to come.
    """
    reasons: dict[str, list[str]] = {}
    for found in evaluation.cells:
        is_error = isinstance(found.value, Code) and found.value is not Code.NA
        if found.message and is_error:
            place = f"{found.sheet}!{found.address}"
            reasons.setdefault(found.message.say(language), []).append(place)
    for reason, places in list(reasons.items())[:MOST_REASONS]:
        shown = ", ".join(places[:3]) + (" …" if len(places) > 3 else "")
        console.print(f"[red]{text(shown)}[/]: {text(reason)}")


def _line(kpi: "KpiLine", language: Language) -> tuple[str, ...]:
    unit, colour = kpi.unit, LIGHTS[kpi.light]
    value, target = numbers.told_apart(kpi.actual, kpi.target, unit, language)
    return (
        text(kpi.name),
        f"[bold]{value}[/]",
        numbers.interval(kpi.low, kpi.high, unit, language),
        numbers.count(kpi.base, language),
        target,
        f"[{colour}]● {text(kpi.status)}[/]",
        _change(kpi, language),
    )


def _change(kpi: "KpiLine", language: Language) -> str:
    """Return a change; the sheet holds that of a share in percentage points."""
    if kpi.change is None:
        return numbers.NONE
    is_points = kpi.unit in numbers.IN_POINTS
    return numbers.difference(
        kpi.change / 100 if is_points else kpi.change, kpi.unit, language
    )


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


def counted(evaluation: "Evaluation", language: Language) -> None:
    """Print how many formulas were computed, and how many were not."""
    done, left = len(evaluation.cells), len(evaluation.problems)
    console.print(
        say(
            f"{done} formulas computed, {left} could not be.",
            f"{done} formule calcolate, {left} non calcolabili.",
            language,
        )
    )


def coverage(evaluation: "Evaluation", language: Language) -> None:
    """Print how many formulas were computed, and each one that was not."""
    counted(evaluation, language)
    left = evaluation.problems
    _settings(evaluation, language)
    for problem in left[:MOST_ROWS]:
        place = text(f"{problem.sheet}!{problem.address}")
        console.print(f"  {place}: {text(problem.reason.say(language))}")
    _more(len(left) - MOST_ROWS, language)


def differences(report: "CheckReport", language: Language) -> None:
    """Print the verdict of a check, and every formula that is not equal."""
    if not report.holds_results:
        console.print(
            say(
                f"{report.file} holds no results to compare; save it in Excel or "
                "LibreOffice, or write a computed copy with cx-xl calc -o.",
                f"{report.file} non contiene risultati da confrontare; salvalo con "
                "Excel o LibreOffice, o scrivine una copia calcolata con cx-xl calc "
                "-o.",
                language,
            ),
            style="bold red",
            markup=False,
        )
        return
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
