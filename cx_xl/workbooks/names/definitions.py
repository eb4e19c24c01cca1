"""The one table of names: each function of the catalogue that formulas can express."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from inspect import signature

from cx_xl.catalog import CATALOG
from cx_xl.errors import LANGUAGES, Language
from cx_xl.files.name_writer import NewName
from cx_xl.spec import Spec
from cx_xl.workbooks.formulas.inference import INTERVALS, METHODS
from cx_xl.workbooks.formulas.rates import RATES
from cx_xl.workbooks.names.lambdas import PAIRS, Lambda
from cx_xl.workbooks.names.of_answers import OF_ANSWERS

NUMBERS = {**RATES, **INTERVALS}
_NOTES: Mapping[str, Mapping[Language, str]] = {
    "numbers": {
        "en": "Numbers only: no header, no text.",
        "it": "Solo numeri: niente intestazione né testo.",
    },
    "without": {"en": "Not as a name: {0}.", "it": "Non come nome: {0}."},
    "method": {"en": "Method: {0}.", "it": "Metodo: {0}."},
    "pairs": {"en": "Up to {0} criteria.", "it": "Fino a {0} criteri."},
}


@dataclass(frozen=True, slots=True)
class Name:
    """
    A defined name that holds a function.

    Attributes:
        name: the catalogue's.
        text: the LAMBDA as files store it.
        comments: what Excel shows while the name is typed, by language.
    """

    name: str
    text: str
    comments: Mapping[Language, str]


@cache
def names() -> tuple[Name, ...]:
    """Return every name, in the order of the catalogue."""
    made = OF_ANSWERS.keys() | NUMBERS.keys()
    return tuple(_name(spec) for spec in CATALOG.values() if spec.name in made)


def new_names(language: Language) -> tuple[NewName, ...]:
    """Return the names as files store them, with what *language* says of each."""
    return tuple(
        NewName(name.name, name.text, name.comments[language]) for name in names()
    )


def _name(spec: Spec) -> Name:
    lambda_ = Lambda(spec, METHODS.get(spec.name, ()))
    if lambda_.methods:
        lambda_.of("method")  # may be given, if it is one of these
    text = lambda_.text(*_values(lambda_))
    comments = {language: _comment(lambda_, language) for language in LANGUAGES}
    return Name(spec.name, text, comments)


def _values(lambda_: Lambda) -> tuple[str, ...]:
    """Return the formula of each cell of the result; note what makes it wrong."""
    name = lambda_.spec.name
    if name in OF_ANSWERS:
        return tuple(OF_ANSWERS[name](lambda_))
    body = NUMBERS[name]
    arguments = signature(body).parameters  # later ones of the catalogue: left out
    places = [p.name for p in lambda_.spec.parameters][: len(arguments)]
    formula = body(*map(lambda_.of, places))
    lambda_.wrong += formula.wrong
    return formula.values


def _comment(lambda_: Lambda, language: Language) -> str:
    """Return the function's help, and what the name leaves to the add-in."""
    said = [lambda_.spec.help.say(language)]
    reads_answers = (
        lambda_.spec.name in OF_ANSWERS and lambda_.spec.name != "CX_REPEAT_RATE"
    )
    facts = {
        "numbers": "only" if reads_answers else "",
        "method": ", ".join(f'"{method}"' for method in lambda_.methods),
        "pairs": str(PAIRS) if lambda_.spec.filtered else "",
        "without": ", ".join(lambda_.unused),
    }
    said += [_NOTES[key][language].format(fact) for key, fact in facts.items() if fact]
    return " ".join(said)
