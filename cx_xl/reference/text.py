"""The docstrings as readers of the reference want them."""

import inspect
import re
from collections.abc import Iterator

from cx_xl.catalog import CATALOG
from cx_xl.spec import Spec

NAMES = {spec.python_name: spec.name for spec in CATALOG.values()}
IN_PYTHON = re.compile(r" In Python .*$")  # what a cell does not show stands last
INTERVAL = re.compile(r"\bin \[(-?\d+), (-?\d+)\]")
CODE = re.compile(r"`(\w+)`")
ARGUMENT = re.compile(r"\*(\w[\w ]*)\*")


def section(spec: Spec, title: str) -> str:
    """Return one section of the docstring of a KPI, as it stands there."""
    text = inspect.cleandoc(spec.kpi.__doc__ or "")
    found = re.search(rf"^{title}:\n((?:    .*\n?|\n)+)", text, re.MULTILINE)
    return found[1] if found else ""


def entries(spec: Spec, title: str) -> Iterator[tuple[str, str]]:
    """Yield the entries of a section, such as "Raises": a name and all that it says."""
    pattern = re.compile(r"^    (\w+): (.+(?:\n {5,}.+)*)", re.MULTILINE)
    for name, text in pattern.findall(section(spec, title)):
        yield name, " ".join(text.split())


def readable(spec: Spec, text: str) -> str:
    """
    Return *text*, said of *spec*, on one line and in the words of a sheet.

    Other functions are called by their worksheet names; arguments are in backticks.
    """
    arguments = {parameter.name for parameter in spec.parameters}

    def called(found: re.Match[str]) -> str:
        is_own = found[1] in arguments
        return found[0] if is_own else NAMES.get(found[1], found[0])

    text = IN_PYTHON.sub("", " ".join(text.split()))
    text = INTERVAL.sub(r"from \1 to \2", text)
    return ARGUMENT.sub(r"`\1`", CODE.sub(called, text))
