"""
LibreOffice as a second opinion on every formula of the template.

Each CX_ call is replaced by its textbook definition in ordinary functions, written
here from the definitions and not from our code; LibreOffice computes the rest.
"""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
from openpyxl.cell import Cell

_CALL = re.compile(r"(CX_\w+)\(")
_LIMIT = re.compile(r"INDEX\(CX_RATE_CI\(([^()]*)\),1,([12])\)")


def _nps(scores: str, *where: str) -> str:
    rows = ",".join(where)
    promoters = f'COUNTIFS({scores},">=9",{rows})'
    detractors = f'COUNTIFS({scores},"<=6",{rows})'
    return f'100*({promoters}-{detractors})/COUNTIFS({scores},">=0",{rows})'


def _top(scores: str, threshold: str, *where: str) -> str:
    threshold = "5" if threshold == '"top"' else threshold
    rows = ",".join(where)
    top = f'COUNTIFS({scores},">="&{threshold},{rows})'
    return f'{top}/COUNTIFS({scores},">=1",{rows})'


def _status(value: str, target: str, floor: str, amber: str, green: str) -> str:
    ratio = f"({value}-{floor})/({target}-{floor})"
    return f"IF({ratio}>={green},1,IF({ratio}>={amber},0,-1))"


DEFINITIONS: dict[str, Callable[..., str]] = {
    "CX_NPS_IFS": _nps,
    "CX_CSAT_IFS": _top,
    "CX_CES_IFS": _top,
    "CX_RATE": "({}/{})".format,
    "CX_CHURN_RATE": "({1}/{0})".format,
    "CX_RETENTION_RATE": "(({1}-{2})/{0})".format,
    "CX_CAC": "(({}+{})/{})".format,
    "CX_CPL": "({}/{})".format,
    "CX_ROI": "(({0}-{1})/{1})".format,
    "CX_KPI_STATUS": _status,
}


def recalculate(book: Path, folder: Path) -> dict[tuple[str, str], object]:
    """Return every formula cell's value as LibreOffice computes it."""
    copy = folder / "ordinary" / book.name
    copy.parent.mkdir(parents=True, exist_ok=True)
    workbook = openpyxl.load_workbook(book)  # its save drops all cached results
    formulas = list(formula_cells(workbook))
    for _, cell in formulas:
        cell.value = ordinary(str(cell.value))
    workbook.save(copy)
    convert(copy, folder / "recalculated", "xlsx")
    done = openpyxl.load_workbook(folder / "recalculated" / book.name, data_only=True)
    return {(s, c.coordinate): done[s][c.coordinate].value for s, c in formulas}


def formula_cells(workbook: openpyxl.Workbook) -> Iterator[tuple[str, Cell]]:
    """Give every cell that holds a formula, with its sheet's name."""
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell


def convert(book: Path, folder: Path, kind: str) -> None:
    """Convert *book* with LibreOffice, in a profile of its own."""
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind]
    subprocess.run(  # noqa: S603  our own command on our own file
        [*command, "--outdir", str(folder), str(book)], check=True, capture_output=True
    )


def ordinary(formula: str) -> str:
    """Return *formula* with every CX_ call written out in ordinary functions."""
    formula = _LIMIT.sub(_wilson, formula)
    while call := _CALL.search(formula):
        arguments, end = _arguments(formula, call.end())
        plain = DEFINITIONS[call[1]](*arguments)
        formula = f"{formula[: call.start()]}{plain}{formula[end:]}"
    return formula


def _wilson(match: re.Match[str]) -> str:
    k, n, confidence = match[1].split(",")
    z = f"NORMSINV((1+{confidence})/2)"
    sign = "-" if match[2] == "1" else "+"
    half = f"{z}*SQRT({k}*({n}-{k})/{n}+{z}^2/4)"
    return f"(({k}+{z}^2/2{sign}{half})/({n}+{z}^2))"


def _arguments(formula: str, start: int) -> tuple[list[str], int]:
    """Split the arguments that start at *start*; return them and the call's end."""
    arguments, depth, quoted = [""], 1, False
    for end, character in enumerate(formula[start:], start=start + 1):
        quoted ^= character == '"'
        if not quoted:
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
            if depth == 0:
                return arguments, end
            if character == "," and depth == 1:
                arguments.append("")
                continue
        arguments[-1] += character
    msg = f"no closing bracket in {formula}"
    raise ValueError(msg)
