"""`functions.json`: what Excel is told of every function, in each language."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cx_xl.errors import Language
from cx_xl.roles import DATED
from cx_xl.spec import Help, Spec

PAIRS = 12  # of range and criterion: Excel tells no addresses of repeated arguments
RANGE = Help(
    en="The cells that this criterion looks at, one per answer; or the name of an "
    "option, in quotes.",
    it="Le celle su cui agisce questo criterio, una per risposta; o il nome di "
    "un'opzione, fra virgolette.",
)
CRITERION = Help(
    en='The criterion, as in COUNTIFS: "Online", ">=5", a date; or the value of the '
    "option.",
    it='Il criterio, come in CONTA.PIÙ.SE: "Online", ">=5", una data; o il valore '
    "dell'opzione.",
)


def metadata(catalog: Mapping[str, Spec], url: str, language: Language) -> str:
    """
    Return `functions.json` in *language*.

    Every argument is a matrix of anything: only then does Excel say where its cells
    are, which tells an empty cell from a 0, and what error a cell holds.

    References:
        learn.microsoft.com/office/dev/add-ins/excel/custom-functions-json
    """
    listed = [_function(spec, url, language) for spec in catalog.values()]
    allowed = {"allowErrorForDataTypeAny": True, "allowCustomDataForDataTypeAny": True}
    return json.dumps(allowed | {"functions": listed}, ensure_ascii=False, indent=1)


def dated(catalog: Mapping[str, Spec]) -> list[str]:
    """Return the functions whose arguments hold dates: 1904 books shift them."""
    return [
        name
        for name, spec in catalog.items()
        if any(p.is_repeated or p.role in DATED for p in spec.parameters)
    ]


def _function(spec: Spec, url: str, language: Language) -> dict[str, Any]:
    return {
        "id": spec.name,
        "name": spec.name,
        "description": spec.help.say(language),
        "helpUrl": f"{url}/readme.{language}.html",
        "parameters": list(_parameters(spec, language)),
        "result": {"type": "any", "dimensionality": "matrix"},
        "options": {"requiresAddress": True, "requiresParameterAddresses": True},
    }


def _parameters(spec: Spec, language: Language) -> Iterator[dict[str, Any]]:
    for parameter in spec.parameters:
        if parameter.is_repeated:
            yield from _pairs(language)
        else:
            yield _parameter(
                parameter.name, parameter.arg, language, optional=parameter.is_optional
            )


def _pairs(language: Language) -> Iterator[dict[str, Any]]:
    for number in range(1, PAIRS + 1):
        yield _parameter(f"range_{number}", RANGE, language, optional=True)
        yield _parameter(f"criterion_{number}", CRITERION, language, optional=True)


def _parameter(
    name: str, text: Help, language: Language, *, optional: bool
) -> dict[str, Any]:
    kind = {"type": "any", "dimensionality": "matrix", "optional": optional}
    return {"name": name, "description": text.say(language)} | kind
