"""
The type library of the add-in, written without LibreOffice's SDK.

A file in the UNOIDL format, as `unoidl-write` makes it: little-endian, a map of names
at the end, strings in front of what refers to them. We need modules and one
interface; `unoidl-read` reads it back in a test.
"""

from collections.abc import Mapping
from struct import pack

from cx_xl.hosts.libreoffice.methods import (
    INTERFACE,
    Sent,
    method_arguments,
    method_name,
    returned,
)
from cx_xl.spec import Spec

MAGIC = b"UNOIDL\xff\0"
KIND_MODULE, KIND_INTERFACE = 0, 5
PARAMETER_IN = 0


def type_library(catalog: Mapping[str, Spec]) -> bytes:
    """Return the type library (.rdb) with one method for each function."""
    *modules, interface = INTERFACE.split(".")
    library = bytearray(MAGIC + bytes(8))  # the place of the root map, known last
    payload = len(library)
    library += _interface(catalog)
    name = interface
    for module in reversed(modules):
        entry = _entry(library, name, payload)
        payload = len(library)
        library += pack("<BI", KIND_MODULE, 1) + entry
        name = module
    entry = _entry(library, name, payload)
    root = len(library)
    library += entry
    library[len(MAGIC) : len(MAGIC) + 8] = pack("<II", root, 1)
    return bytes(library)


def _entry(library: bytearray, name: str, payload: int) -> bytes:
    """Append *name* and return the map entry that leads from it to *payload*."""
    place = len(library)
    library += name.encode("ascii") + b"\0"
    return pack("<II", place, payload)


def _interface(catalog: Mapping[str, Spec]) -> bytes:
    bases = _number(1) + _text("com.sun.star.uno.XInterface")
    no_optional_bases = no_attributes = _number(0)
    methods = b"".join(map(_method, catalog.values()))
    head = bytes([KIND_INTERFACE]) + bases + no_optional_bases + no_attributes
    return head + _number(len(catalog)) + methods


def _method(spec: Spec) -> bytes:
    arguments = [("document", Sent.DOCUMENT)]
    arguments += [(a.identifier, a.sent) for a in method_arguments(spec)]
    parameters = b"".join(
        bytes([PARAMETER_IN]) + _text(name) + _text(sent) for name, sent in arguments
    )
    no_exceptions = _number(0)
    head = _text(method_name(spec.name)) + _text(returned(spec))
    return head + _number(len(arguments)) + parameters + no_exceptions


def _number(value: int) -> bytes:
    return pack("<I", value)


def _text(text: str) -> bytes:
    return _number(len(text)) + text.encode("ascii")
