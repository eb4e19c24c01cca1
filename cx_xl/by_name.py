"""
What is imported by its name, at the moment somebody asks for it.

Two things are: a choice of many, of which one is loaded (a host, a form of report), and
the few things that a room asks of a room above it. Those are all written here, so that
no arrow points up unseen; the import contracts hold for everything else.
"""

from importlib import import_module
from typing import Any

# Two buttons of Excel's ribbon make a new book and show examples as they are typed.
TEMPLATE = "cx_xl.workbooks:create"
FILLING = "cx_xl.workbooks:Filling"
LOCALISED = "cx_xl.reference.notation:localised"
MARKS = "cx_xl.reference.notation:Marks"
UPWARD = (TEMPLATE, FILLING, LOCALISED, MARKS)


def loaded(where: str) -> Any:
    """
    Return what *where* names as "module:name".

    >>> loaded("math:pi") > 3
    True
    """
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)
