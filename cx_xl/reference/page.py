"""One function as its users read it."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cx_xl import errors
from cx_xl.edge import call_function
from cx_xl.errors import CxError, Language
from cx_xl.hosts.typical import typical_call
from cx_xl.reference.notation import SEPARATORS, constants, localised, shown
from cx_xl.spec import Kind, Parameter, Shape, Spec

UNITS: dict[Kind, dict[Language, str]] = {
    Kind.POINTS: {"en": "points, not a percentage", "it": "punti, non percentuali"},
    Kind.SHARE: {
        "en": "a fraction (0.7 = 70 %); format the cell as a percentage",
        "it": "una frazione (0,7 = 70 %); formatta la cella come percentuale",
    },
    Kind.COUNT: {"en": "counts", "it": "conteggi"},
    Kind.MEAN: {
        "en": "on the scale of the question",
        "it": "sulla scala della domanda",
    },
    Kind.MONEY: {"en": "money, in your currency", "it": "denaro, nella tua valuta"},
    Kind.RATIO: {"en": "plain numbers", "it": "numeri puri"},
    Kind.DURATION: {"en": "in the unit asked for", "it": "nell'unità richiesta"},
    Kind.TEXT: {"en": "text", "it": "testo"},
    Kind.STATUS: {
        "en": "1 green, 0 amber, -1 red",
        "it": "1 verde, 0 giallo, -1 rosso",
    },
}
SHAPES: dict[Shape, dict[Language, str]] = {
    Shape.CELL: {"en": "One cell", "it": "Una cella"},
    Shape.ROW: {
        "en": "A row of cells that spills to the right",
        "it": "Una riga di celle che si espande verso destra",
    },
    Shape.COLUMN: {
        "en": "A column of cells that spills downwards",
        "it": "Una colonna di celle che si espande verso il basso",
    },
    Shape.TABLE: {
        "en": "A table with a header row that spills right and down",
        "it": "Una tabella con intestazione che si espande a destra e in basso",
    },
}
MEANINGS = {  # what each error means, in Italian; the docstrings say it in English
    "ErrorInRange": "una cella usata mostra un errore",
    "LowBase": "le risposte sono meno della base minima",
    "Missing": "manca un argomento senza valore predefinito",
    "NoAnswers": "nessuna cella contiene una risposta",
    "NoSpread": "c'è una sola risposta",
    "NotADate": "una data è testo, o non è una data",
    "NotAFlag": "un valore non è né VERO né FALSO",
    "NotAFit": "le celle non sono parametri, né la riga intera di una stima",
    "NotFitted": "i dati non bastano a stimare il modello",
    "NotWhole": "un numero che deve essere intero ha decimali",
    "WrongModel": "i parametri sono di un altro modello",
    "OffScale": "una risposta è fuori dalla scala",
    "OutOfRange": "un numero è fuori dal suo campo",
    "ReplyTooEarly": "una risposta precede il suo caso",
    "ShapesDiffer": "gli intervalli hanno dimensioni diverse",
    "TooFew": "le righe complete sono troppo poche",
    "TooLarge": "una parte supera il tutto",
    "TooManyDrivers": "i driver sono troppi per questo metodo",
    "Undefined": "gli argomenti, presi insieme, non definiscono un numero",
    "ZeroBase": "il denominatore è zero",
}


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument as the reference shows it."""

    name: str
    is_optional: bool
    help: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that a user needs to know of one function, in one language."""

    name: str
    help: str
    syntax: str
    typical: str
    arguments: tuple[Argument, ...]
    result: str
    fields: tuple[str, ...]
    example: str
    example_result: Any
    errors: tuple[tuple[str, str], ...]
    source: str


def page(spec: Spec, language: Language) -> Page:
    """Return the page of *spec* in *language*."""
    return Page(
        name=spec.name,
        help=spec.help.say(language),
        syntax=syntax(spec, language),
        typical=typical(spec, language),
        arguments=tuple(
            Argument(
                ", ".join(_names(parameter)),
                parameter.is_optional,
                parameter.arg.say(language),
            )
            for parameter in spec.parameters
        ),
        result=f"{SHAPES[spec.shape][language]}: {UNITS[spec.kind][language]}.",
        fields=_fields(spec),
        example=localised(spec.example, language),
        example_result=call_function(spec.name, *constants(spec.example)),
        errors=tuple(_errors(spec, language)),
        source=" ".join(_section(spec, "References").split()),
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
    return f"={spec.name}({f'{SEPARATORS[language]} '.join(names)})"


def typical(spec: Spec, language: Language) -> str:
    """Return a call on columns and cells, as one types it into a sheet."""
    return typical_call(spec, SEPARATORS[language])


def _names(parameter: Parameter) -> tuple[str, ...]:
    repeated = ("range_1", "criterion_1", "...")
    return repeated if parameter.is_repeated else (parameter.name,)


def _errors(spec: Spec, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the errors that the docstring names: what the cell shows, and why."""
    raises = re.findall(r"^    (\w+): (.+)$", _section(spec, "Raises"), re.MULTILINE)
    for name, cause in raises:
        error: type[CxError] = getattr(errors, name)
        meaning = cause if language == "en" else MEANINGS[name] + "."
        yield shown(error.code, language), meaning


def _section(spec: Spec, title: str) -> str:
    """Return one section of the docstring of a KPI."""
    text = inspect.cleandoc(spec.kpi.__doc__ or "")
    found = re.search(rf"^{title}:\n((?:    .*\n?|\n)+)", text, re.MULTILINE)
    return found[1] if found else ""
