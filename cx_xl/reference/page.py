"""The function reference: the catalogue as its users read it, in both languages."""

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Any

from openpyxl.formula.tokenizer import Token, Tokenizer

from cx_xl import errors
from cx_xl.edge import call_function
from cx_xl.errors import CxError, Language
from cx_xl.spec import Kind, Parameter, Role, Shape, Spec

UNITS: dict[Kind, dict[Language, str]] = {
    Kind.POINTS: {"en": "points, not a percentage", "it": "punti, non percentuali"},
    Kind.SHARE: {
        "en": "a fraction: 0.7 is 70 %, so format the cell as a percentage",
        "it": "una frazione: 0,7 è il 70 %; formatta la cella come percentuale",
    },
    Kind.COUNT: {"en": "counts", "it": "conteggi"},
    Kind.MEAN: {
        "en": "on the scale of the question",
        "it": "sulla scala della domanda",
    },
    Kind.MONEY: {"en": "money, in your currency", "it": "denaro, nella tua valuta"},
    Kind.RATIO: {"en": "a ratio", "it": "un rapporto"},
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
SEPARATORS: dict[Language, str] = {"en": ",", "it": ";"}
MANY = defaultdict(lambda: 1, {Role.ITEMS: 4})  # columns of a typical range
MEANINGS = {  # what each error means, in Italian; the docstrings say it in English
    "ErrorInRange": "una cella usata mostra un errore",
    "LowBase": "le risposte sono meno della base minima",
    "Missing": "manca un argomento senza valore predefinito",
    "NoAnswers": "nessuna cella contiene una risposta",
    "NotADate": "una data è testo, o non è una data",
    "OffScale": "una risposta è fuori dalla scala",
    "OutOfRange": "un numero è fuori dal suo campo",
    "ShapesDiffer": "gli intervalli hanno dimensioni diverse",
    "TooLarge": "una parte supera il tutto",
    "Undefined": "gli argomenti, presi insieme, non definiscono un numero",
    "ZeroBase": "il denominatore è zero",
}


@dataclass(frozen=True, slots=True)
class Page:
    """All that a user needs to know of one function, in one language."""

    name: str
    help: str
    syntax: str
    typical: str
    arguments: tuple[tuple[str, bool, str], ...]
    result: str
    example: str
    example_result: Any
    errors: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


def page(spec: Spec, language: Language) -> Page:
    """Return the page of *spec* in *language*."""
    return Page(
        name=spec.name,
        help=spec.help.say(language),
        syntax=syntax(spec, language),
        typical=typical(spec, language),
        arguments=tuple(
            (name, parameter.is_optional, parameter.arg.say(language))
            for parameter in spec.parameters
            for name in _names(parameter)[:1]
        ),
        result=f"{SHAPES[spec.shape][language]}: {UNITS[spec.kind][language]}.",
        example=localised(spec.example, language),
        example_result=call_function(spec.name, *constants(spec.example)),
        errors=tuple(_errors(spec, language)),
        sources=tuple(_sources(spec)),
    )


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
    columns, cells = iter("ABCDEFGHIJ"), count(2)
    arguments: list[str] = []
    for parameter in spec.parameters:
        if parameter.is_repeated:
            arguments += [_column(columns, 1), '"Online"']
        elif not parameter.is_optional and parameter.is_range:
            arguments.append(_column(columns, MANY[parameter.arg.role]))
        elif not parameter.is_optional:
            arguments.append(f"K{next(cells)}")
    return f"={spec.name}({SEPARATORS[language].join(arguments)})"


def _column(columns: Iterator[str], width: int) -> str:
    first, *others = islice(columns, width)
    return f"{first}2:{others[-1] if others else first}500"


def _names(parameter: Parameter) -> tuple[str, ...]:
    repeated = ("range_1", "criterion_1", "...")
    return repeated if parameter.is_repeated else (parameter.name,)


def localised(formula: str, language: Language) -> str:
    """Return an English formula as Excel in *language* wants it typed."""
    if language == "en":
        return formula
    words, in_array = ["="], 0
    for token in Tokenizer(formula).items:
        in_array += (token.type == "ARRAY") * (1 if token.subtype == "OPEN" else -1)
        words.append(_italian(token, in_array=bool(in_array)))
    return "".join(words)


def _italian(token: Token, *, in_array: bool) -> str:
    if token.type == "SEP" and token.subtype == "ARG":
        return "\\" if in_array else ";"
    if token.subtype == "NUMBER":
        return str(token.value).replace(".", ",")
    if token.subtype == "LOGICAL":
        return {"TRUE": "VERO", "FALSE": "FALSO"}[token.value]
    return str(token.value)


def constants(formula: str) -> list[Any]:
    """Read the arguments of an example: numbers, text, TRUE, array constants."""
    arguments: list[Any] = [None]
    rows: list[list[Any]] | None = None
    sign = 1
    for token in Tokenizer(formula).items[1:-1]:
        if token.type == "ARRAY":
            if token.subtype == "CLOSE":
                arguments[-1] = rows
            rows = [[]] if token.subtype == "OPEN" else None
        elif token.type == "SEP":
            if rows is None:
                arguments.append(None)
            elif token.subtype == "ROW":
                rows.append([])
        elif token.type == "OPERATOR-PREFIX":
            sign = -1
        elif rows is None:
            arguments[-1], sign = _constant(token, sign), 1
        else:
            rows[-1].append(_constant(token, sign))
            sign = 1
    return arguments


def _constant(token: Token, sign: int) -> Any:
    text = str(token.value)
    if token.subtype == "TEXT":
        return text[1:-1].replace('""', '"')
    return text == "TRUE" if token.subtype == "LOGICAL" else sign * float(text)


def shown(value: Any, language: Language) -> str:
    """Return one cell of a result, rounded as people read it."""
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "it" else text


def _errors(spec: Spec, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the errors that the docstring names: what the cell shows, and why."""
    raises = re.findall(r"^    (\w+): (.+)$", _section(spec, "Raises"), re.MULTILINE)
    for name, cause in raises:
        error: type[CxError] = getattr(errors, name)
        yield error.code.value, cause if language == "en" else MEANINGS[name] + "."


def _sources(spec: Spec) -> Iterator[str]:
    text = " ".join(_section(spec, "References").split())
    if text:
        yield text


def _section(spec: Spec, title: str) -> str:
    """Return one section of the docstring of a KPI."""
    text = inspect.cleandoc(spec.kpi.__doc__ or "")
    found = re.search(rf"^{title}:\n((?:    .*\n?|\n)+)", text, re.MULTILINE)
    return found[1] if found else ""
