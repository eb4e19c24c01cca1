"""How files store a CX_ call: one function writes it, one reads it."""

import re
from functools import cache

from cx_xl.hosts.registry import HOSTS

_PLACE = r"(?:\[\d+\](?:[^'!(]*)!|'(?:[^']|'')*'!|[^'!(]+!)?"
_OWNER = r"(?:_xlfn\.)?(?:_xll\.|_xludf\.|_xldudf_(?:\w+_)?)?"
_CALL = re.compile(rf"[@+]?{_PLACE}{_OWNER}(CX[._][A-Z0-9_.]+)\(?", re.IGNORECASE)
_LIBREOFFICE = re.compile(r"ORG\.CXXL\.CX\.(?:\w+\.)?(CX_?\w+)\(?", re.IGNORECASE)

_LAMBDA = re.compile(r"_xlfn\.LAMBDA\(((?:_xl(?:pm|op)\.\w+,)+)", re.IGNORECASE)
_VARIABLE = re.compile(r"_xl(?:pm|op)\.(\w+)")
_PAIR = re.compile(r"(?:range|criterion)_\d+")


def stored_call(name: str, edition: str = "plain") -> str:
    """
    Return *name* as files of *edition* store it, ready for its bracket.

    >>> stored_call("CX_NPS"), stored_call("CX_NPS_IFS", "libreoffice")
    ('CX_NPS', 'ORG.CXXL.CX.CXNPSIFS')

    Raises:
        KeyError: no host has declared *edition*.
    """
    spellings = {name: host.spelling for name, host in HOSTS.items() if host.spelling}
    return spellings[edition].format(name=name, method=name.replace("_", ""))


def logical_name(token: str) -> str | None:
    """
    Return the catalogue's name of a stored function name; None if it is not ours.

    >>> logical_name("_xldudf_CX_NPS("), logical_name("[1]!cx.nps"), logical_name("SUM")
    ('CX_NPS', 'CX_NPS', None)
    """
    found = _CALL.fullmatch(token)
    if found:
        return found[1].upper().replace(".", "_")
    found = _LIBREOFFICE.fullmatch(token)
    return _from_service(found[1].upper()) if found else None


def is_own_lambda(name: str, text: str) -> bool:
    """
    Tell whether the workbook's own name *name* is one that we put there.

    Such a name has the arguments of the function; the core answers for it.

    >>> is_own_lambda("CX_RATE", "_xlfn.LAMBDA(_xlpm.part,_xlpm.whole,0)")
    True
    >>> is_own_lambda("CX_RATE", "_xlfn.LAMBDA(_xlpm.x,2*_xlpm.x)")
    False
    """
    from cx_xl.catalog import CATALOG  # noqa: PLC0415 - only such files need it

    found = _LAMBDA.match(text)
    if not found or name not in CATALOG:
        return False
    declared = _VARIABLE.findall(found[1].lower())
    own = [p.name for p in CATALOG[name].parameters if not p.is_repeated]
    others = (d for d in declared[len(own) :])
    return declared[: len(own)] == own and all(map(_PAIR.fullmatch, others))


def _from_service(word: str) -> str:
    """Return the name behind a LibreOffice method, which has no underscores."""
    bare = word.replace("_", "")
    return _services().get(bare, f"CX_{bare[2:]}")


@cache
def _services() -> dict[str, str]:
    from cx_xl.catalog import CATALOG  # noqa: PLC0415 - only such files need it

    return {name.replace("_", ""): name for name in CATALOG}
