"""The one border between cells and KPIs, both ways."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from cx_xl.catalog import CATALOG
from cx_xl.edge.binding import OMITTED, bind
from cx_xl.edge.into_cells import to_cells, too_large
from cx_xl.edge.ranges import Ranges
from cx_xl.edge.scalars import read_scalar, refuse_reversed_scale
from cx_xl.edge.signature import python_signature
from cx_xl.errors import (
    CxError,
    NeedsLibrary,
    NoAnswers,
    NotOneCell,
    OffScale,
    OtherScale,
    SkippedSlot,
    UnknownFunction,
    WordAmongAnswers,
)
from cx_xl.spec import HAS_HEADER, HEADERS, Parameter, Spec, Table

__all__ = ["OMITTED", "call_function", "public"]

LIBRARIES = ("numpy", "scipy", "pandas")  # loaded when a function needs them


def call_function(name: str, *arguments: Any) -> Any:
    """
    Answer one worksheet call, as every host does.

    Args:
        name: the worksheet name, in any case: "CX_NPS".
        *arguments: in the order of the worksheet function. Each is omitted (OMITTED
            or None for a skipped slot), a cell (None, bool, int, float, Decimal, str,
            datetime, date, or an error such as Code.NA or "#N/A"), or a block of
            cells: rows, a column, a NumPy array, a pandas Series.

    Returns:
        A cell, or a rectangular list of rows.

    Raises:
        CxError: what the cell shows is its `code`, what to do is in `say("en")` and
            `say("it")`, and the offending cell, if there is one, in `position`.

    >>> call_function("CX_NPS", [[10, 9, None], [8, 6, ""]])
    25.0
    """
    spec = find(name)
    given = bind(spec, arguments, {})
    headers = read_scalar(HEADERS, given.pop("headers", None))
    return to_cells(_answer(spec, given), headers=headers)


def find(name: str) -> Spec:
    """Return the function called *name*, in any case."""
    spec = CATALOG.get(name.upper())
    if spec is None:
        from difflib import get_close_matches  # noqa: PLC0415 - for typos alone

        near = get_close_matches(name.upper(), CATALOG, n=1, cutoff=0)
        raise UnknownFunction(name.upper(), nearest=near[0])
    return spec


def public(spec: Spec) -> Callable[..., Any]:
    """Return the Python function of *spec*: checked like a cell, answered in full."""

    @wraps(spec.kpi)
    def function(*arguments: Any, **named: Any) -> Any:
        result = _answer(spec, bind(spec, arguments, named))
        if isinstance(result, Table):
            return Table(result.header, list(result.rows))
        return result

    function.__dict__["__signature__"] = python_signature(spec)  # `help` shows it
    return function


def _answer(spec: Spec, given: dict[str, Any]) -> Any:
    try:
        return _computed(spec, given)
    except ImportError as lacking:  # that of LibreOffice carries no name
        if not any(library in str(lacking) for library in LIBRARIES):
            raise
        raise NeedsLibrary(spec.name) from lacking
    except OverflowError as overflow:
        raise too_large() from overflow


def _computed(spec: Spec, given: dict[str, Any]) -> Any:
    header = read_scalar(HAS_HEADER, given.get(HAS_HEADER.name))
    ranges = Ranges.of(spec, given, has_header=header)
    try:
        values = ranges.values()
    except WordAmongAnswers as error:
        raise ranges.explained(error) from None
    for parameter in spec.own_parameters:
        if not parameter.is_range:
            value = _scalar(spec, parameter, given.get(parameter.name))
            if value is not None:
                values[parameter.name] = value
    refuse_reversed_scale(values)
    try:
        return spec.kpi(**values)
    except (OffScale, OtherScale) as error:
        raise ranges.located(error) from None
    except NoAnswers as error:
        raise ranges.explained(error) from None
    except CxError as error:
        raise ranges.placed(error) from None


def _scalar(spec: Spec, parameter: Parameter, given: Any) -> Any:
    try:
        return read_scalar(parameter, given)
    except NotOneCell as error:
        if spec.filtered and parameter.is_optional:
            raise SkippedSlot(parameter.name) from error
        raise
