"""What a call that can not be answered says, and what its cell shows."""

from functools import partial

import pytest

from cx_xl import CxError, call_function


def error(call, *arguments, **named):
    """Return the error of *call*, a function, or the name of a worksheet function."""
    function = partial(call_function, call) if isinstance(call, str) else call
    with pytest.raises(CxError) as caught:
        function(*arguments, **named)
    return caught.value


def shown(name, *arguments):
    """Return what a cell shows: the answer, or the code of the error."""
    try:
        return call_function(name, *arguments)
    except CxError as refused:
        return refused.code
