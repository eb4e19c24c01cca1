"""What happens to blank cells and gaps, as the border treats each range."""

from collections.abc import Iterator

from cx_xl.errors import Language, Text
from cx_xl.reference.text import section
from cx_xl.roles import BESIDE, Role
from cx_xl.spec import Parameter, Spec

CELL = Text(
    "An empty cell is not a 0: type 0 if you mean 0",
    "Una cella vuota non è uno 0: scrivi 0 se intendi 0",
)
SKIPPED = Text("Blank cells are skipped", "Le celle vuote non contano")
WITH_GAPS = Text(
    "; a row with a gap in any range beside the answers is left out",
    "; una riga con un vuoto in uno degli altri intervalli è esclusa",
)
ITEMS = Text(
    "A missing answer leaves out that question only",
    "Una risposta mancante esclude solo la sua domanda",
)
ROWS = Text(
    "A row with a gap in any of its ranges is left out",
    "Una riga con un vuoto in uno degli intervalli è esclusa",
)
ROWS_OF = Text("A row without {names} is left out", "Una riga senza {names} è esclusa")
SPECIAL = Text(
    "A blank cell has a meaning of its own: see the arguments",
    "Una cella vuota ha un significato suo: vedi gli argomenti",
)
PER_ANSWER = {Role.WEIGHTS, Role.COUNTS}
SAID = ("gap", "blank", "empty text")  # in "Returns": then nothing is left to say


def missing(spec: Spec, language: Language) -> str:
    """Return what blank cells do in *spec*; nothing where "Returns" says it."""
    if spec.missing:
        return spec.missing.say(language)
    rule = "".join(words.say(language) for words in _rules(spec))
    names = ", ".join(f"`{p.name}`" for p in _rows(spec) if not p.gaps)
    return f"{rule.format(names=names)}." if rule else ""


def _rules(spec: Spec) -> Iterator[Text]:
    roles = {parameter.role for parameter in spec.own_parameters}
    rows = _rows(spec)
    if Role.SCORES in roles or Role.ITEMS in roles:
        yield ITEMS if Role.ITEMS in roles else SKIPPED
        if rows or roles & PER_ANSWER:
            yield WITH_GAPS
    elif rows and not all(parameter.gaps for parameter in rows):
        yield ROWS_OF if any(parameter.gaps for parameter in rows) else ROWS
    elif rows:
        if not any(word in section(spec, "Returns") for word in SAID):
            yield SPECIAL
    else:
        yield SKIPPED if Role.NUMBERS in roles else CELL


def _rows(spec: Spec) -> list[Parameter]:
    """Return the ranges that are read together, row by row."""
    together = {*BESIDE} - PER_ANSWER
    return [p for p in spec.own_parameters if p.role in together]
