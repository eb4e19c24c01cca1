"""One function as its users read it."""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cx_xl import errors
from cx_xl.edge import call_function
from cx_xl.errors import CxError, Language, Text
from cx_xl.hosts.typical import typical_call
from cx_xl.reference.gaps import missing
from cx_xl.reference.italian import italian_cause, italian_source
from cx_xl.reference.notation import SEPARATORS, constants, localised, shown, typed
from cx_xl.reference.text import entries, readable, section
from cx_xl.spec import Kind, Parameter, Shape, Spec

SHAPES: Mapping[Shape, Text] = {
    Shape.CELL: Text("One cell", "Una cella"),
    Shape.ROW: Text(
        "A row of cells that spills to the right",
        "Una riga di celle che si espande verso destra",
    ),
    Shape.COLUMN: Text(
        "A column of cells that spills downwards",
        "Una colonna di celle che si espande verso il basso",
    ),
    Shape.TABLE: Text(
        "A table with a header row that spills right and down",
        "Una tabella con intestazione che si espande a destra e in basso",
    ),
}
HANDED_ON = Text("that error", "quell'errore")
FRACTION = Text(
    "Format a fraction as a percentage, and 0.7 reads 70 %.",
    "Formatta una frazione come percentuale: 0,7 si leggerà 70 %.",
)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument as the reference shows it."""

    name: str
    is_optional: bool
    default: str  # as it is typed into a formula; nothing where it is no value
    help: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that a user needs to know of one function, in one language."""

    name: str
    help: str
    syntax: str
    typical: str
    arguments: tuple[Argument, ...]
    shape: str
    returns: str
    unit: str
    missing: str
    fields: tuple[str, ...]
    has_header: bool
    example: str
    example_result: Any
    errors: tuple[tuple[str, str], ...]
    source: str


def page(spec: Spec, language: Language) -> Page:
    """Return the page of *spec* in *language*."""
    is_english = language == "en"
    returns = section(spec, "Returns")
    has_fractions = spec.kind is Kind.SHARE or "fraction" in returns
    source = " ".join(section(spec, "References").split())
    return Page(
        name=spec.name,
        help=spec.help.say(language),
        syntax=syntax(spec, language),
        typical=typical(spec, language),
        arguments=tuple(
            _argument(p, language) for p in (*spec.parameters, *spec.named_parameters)
        ),
        shape=SHAPES[spec.shape].say(language),
        returns=readable(spec, returns if is_english else spec.returns_it),
        unit=FRACTION.say(language) if has_fractions else "",
        missing=missing(spec, language),
        fields=_fields(spec),
        has_header=spec.shape is Shape.TABLE,
        example=localised(spec.example, language),
        example_result=call_function(spec.name, *constants(spec.example)),
        errors=tuple(_errors(spec, language)),
        source=source if is_english else italian_source(source),
    )


def _argument(parameter: Parameter, language: Language) -> Argument:
    has_default = parameter.is_optional and not parameter.is_repeated
    return Argument(
        ", ".join(_names(parameter)),
        parameter.is_optional,
        typed(parameter.default, language) if has_default else "",
        parameter.arg.say(language),
    )


def _fields(spec: Spec) -> tuple[str, ...]:
    """Return what each cell of a row is; nothing for other shapes."""
    returned = inspect.signature(spec.kpi, eval_str=True).return_annotation
    return tuple(returned._fields) if spec.shape is Shape.ROW else ()


def syntax(spec: Spec, language: Language) -> str:
    """Return the call with the names of its arguments; optional ones in brackets."""
    names = [
        f"[{name}]" if parameter.is_optional else name
        for parameter in spec.parameters
        for name in _names(parameter)
    ]
    separator = f"{SEPARATORS[language]} "
    named = [f'["{p.name}"{separator}{p.name}]' for p in spec.named_parameters]
    return f"={spec.name}({separator.join([*names, *named])})"


def typical(spec: Spec, language: Language) -> str:
    """Return a call on columns and cells, as one types it into a sheet."""
    return typical_call(spec, SEPARATORS[language])


def _names(parameter: Parameter) -> tuple[str, ...]:
    repeated = ("range_1", "criterion_1", "...")
    return repeated if parameter.is_repeated else (parameter.name,)


def _errors(spec: Spec, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the errors that the docstring names: what the cell shows, and why."""
    for name, cause in entries(spec, "Raises"):
        error: type[CxError] = getattr(errors, name)
        said = cause if language == "en" else italian_cause(error, cause)
        is_handed_on = error is errors.ErrorInRange
        code = HANDED_ON.say(language) if is_handed_on else shown(error.code, language)
        yield code, readable(spec, said)
