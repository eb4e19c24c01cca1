"""
What runs inside LibreOffice: an object with one method for each function.

The interface is looked up by name when Calc asks for it, and never imported: the first
installation then succeeds, although the type library is not yet known.
"""

import traceback
from collections.abc import Callable
from importlib import import_module
from sys import stderr
from typing import Any

from cx_xl.catalog import CATALOG
from cx_xl.hosts.libreoffice.methods import INTERFACE, SERVICE, method_name
from cx_xl.hosts.libreoffice.sheet_call import answer
from cx_xl.spec import Spec

TYPES = (INTERFACE, "com.sun.star.lang.XTypeProvider")
SERVICES = (SERVICE, "com.sun.star.sheet.AddIn")


class AddIn:
    """The add-in, as Calc creates it once."""

    def __init__(self, context: Any) -> None:
        self.uno = import_module("uno")  # only LibreOffice's Python has it
        self.mark = _decimal_mark(context)

    def getTypes(self) -> tuple[Any, ...]:  # noqa: N802 - UNO's name
        """Return the interfaces."""
        return tuple(map(self.uno.getTypeByName, TYPES))

    def getImplementationId(self) -> Any:  # noqa: N802 - UNO's name
        """Return nothing: LibreOffice no longer asks for it."""
        return self.uno.ByteSequence(b"")


def _method(spec: Spec) -> Callable[..., Any]:
    def method(self: AddIn, document: Any, *arguments: Any) -> Any:
        try:
            return answer(spec, document, arguments, self.mark)
        except Exception as bug:
            frames = traceback.format_tb(bug.__traceback__)  # no values of cells
            stderr.write(f"{spec.name}: {type(bug).__name__}\n{''.join(frames)}")
            raise

    return method


def _decimal_mark(context: Any) -> str:
    """Return the mark of this locale, as Calc uses it when it writes a number."""
    create = context.ServiceManager.createInstanceWithContext
    formatter = create("com.sun.star.util.NumberFormatter", context)
    supplier = create("com.sun.star.util.NumberFormatsSupplier", context)
    formatter.attachNumberFormatsSupplier(supplier)
    return str(formatter.getInputString(0, 0.5))[1]


for _spec in CATALOG.values():
    setattr(AddIn, method_name(_spec.name), _method(_spec))
