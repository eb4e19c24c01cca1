"""How formulas and results read in each language."""

from typing import Any, NamedTuple

from openpyxl.formula.tokenizer import Token

from cx_xl.errors import TRUTHS, Code, Language
from cx_xl.files.tokens import tokens


class Marks(NamedTuple):
    """What separates the parts of a formula; a country's settings decide."""

    argument: str
    decimal: str
    column: str
    row: str


MARKS: dict[Language, Marks] = {
    "en": Marks(",", ".", ",", ";"),
    "it": Marks(";", ",", "\\", ";"),
}
SEPARATORS: dict[Language, str] = {key: m.argument for key, m in MARKS.items()}
ITALIAN_CODES = {  # as Excel in Italian shows them; the others read the same
    Code.NULL: "#NULLO!",
    Code.VALUE: "#VALORE!",
    Code.REF: "#RIF!",
    Code.NAME: "#NOME?",
    Code.NA: "#N/D",
    Code.SPILL: "#ESPANSIONE!",
}


def localised(formula: str, language: Language, marks: Marks | None = None) -> str:
    """
    Return an English formula as Excel in *language* wants it typed.

    *marks* are those of the language, unless the regional settings have others.
    """
    wanted = marks or MARKS[language]
    if language == "en" and wanted == MARKS["en"]:
        return formula
    words, in_array = ["="], 0
    for token in tokens(formula):
        in_array += (token.type == "ARRAY") * (1 if token.subtype == "OPEN" else -1)
        words.append(_typed(token, language, wanted, in_array=bool(in_array)))
    return "".join(words)


def _typed(token: Token, language: Language, marks: Marks, *, in_array: bool) -> str:
    text = str(token.value)
    if token.type == "SEP":
        if token.subtype == "ROW":
            return marks.row
        return marks.column if in_array else marks.argument
    if token.subtype == "NUMBER":
        return text.replace(".", marks.decimal)
    if token.subtype == "LOGICAL" and language == "it":
        return TRUTHS["it"][text == "TRUE"]
    return text


def constants(formula: str) -> list[Any]:
    """Read the arguments of an example: numbers, text, TRUE, array constants."""
    arguments: list[Any] = [None]
    rows: list[list[Any]] | None = None
    sign = 1
    for token in tokens(formula)[1:-1]:
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
    if isinstance(value, Code):
        return ITALIAN_CODES.get(value, value) if language == "it" else value
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "it" else text


def typed(value: Any, language: Language) -> str:
    """Return a value as it is typed into a formula; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return localised(f"={str(value).upper()}", language).removeprefix("=")
    if isinstance(value, str):
        return f'"{value}"'
    number = f"{value:.15f}".rstrip("0").rstrip(".")
    return localised(f"={number}", language).removeprefix("=")
