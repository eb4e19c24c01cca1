"""Prints what the core answers to the table of calls without NumPy and SciPy."""

import pickle
import sys
from datetime import date, datetime

from cx_xl import call_function
from cx_xl.dates import serial
from cx_xl.errors import CxError, NeedsLibrary
from tests.hosts.cases import AGREED, STATED, WholeColumns

LACKING = "lacking"  # in place of an answer


def sent(argument):
    """Return an argument as Excel sends it: dates are numbers."""
    if isinstance(argument, WholeColumns):
        return argument.rows
    if isinstance(argument, list):
        return [[sent(cell) for cell in row] for row in argument]
    return serial(argument) if isinstance(argument, date | datetime) else argument


def answer(call):
    """Return the cells of *call*, or the code of its error."""
    try:
        found = call_function(call.name, *map(sent, call.arguments))
    except NeedsLibrary:
        return LACKING
    except CxError as error:
        return error.code
    rows = found if isinstance(found, list) else [[found]]
    return [["" if cell is None else cell for cell in row] for row in rows]


if __name__ == "__main__":
    sys.modules |= dict.fromkeys(("numpy", "scipy", "pandas"))
    answers = [answer(call) for call in (*STATED, *AGREED)]
    sys.stdout.buffer.write(pickle.dumps(answers))
