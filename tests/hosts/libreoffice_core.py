"""
Answers calls with the core, in the Python that LibreOffice has.

A pickled list of (name, arguments) on standard input, pickled answers on the output.
Its NumPy and SciPy are those of the system, years older than ours.
"""

import pickle
import sys
from pathlib import Path


def main():
    """Answer every call; an error is its code."""
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from cx_xl import call_function  # noqa: PLC0415 - found through the line above
    from cx_xl.errors import CxError  # noqa: PLC0415

    def answer(name, arguments):
        try:
            return call_function(name, *arguments)
        except CxError as error:
            return error.code

    calls = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own test
    pickle.dump([answer(*call) for call in calls], sys.stdout.buffer)


if __name__ == "__main__":
    main()
