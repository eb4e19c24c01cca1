"""What happens to blank cells and gaps, as the border treats each range."""

from collections.abc import Iterator

from cx_xl.errors import Language, Text
from cx_xl.reference.text import section
from cx_xl.roles import BESIDE, Role
from cx_xl.spec import Parameter, Spec

OWN: dict[str, Text] = {  # where blank cells have a meaning that no role tells
    "CX_SERVQUAL": Text(
        "A question counts for a person only if both its answers are there, "
        "the perceived and the expected one.",
        "Una domanda vale per una persona solo se ci sono entrambe le risposte, "
        "quella sul servizio percepito e quella sull'atteso.",
    ),
    "CX_WEIGHTS": Text(
        "A row without a segment gets no weight; a gap in the targets leaves "
        "out their row.",
        "Una riga senza segmento non riceve un peso; tra gli obiettivi, una riga "
        "con un vuoto è esclusa.",
    ),
    "CX_SBG_FIT": Text(
        "Each row is one period: an empty cell between two others is an error.",
        "Ogni riga è un periodo: una cella vuota tra due piene è un errore.",
    ),
    "CX_GG_FIT": Text(
        "A row with a gap is left out; without repeats the spend may be blank.",
        "Una riga con un vuoto è esclusa; senza riacquisti la spesa può mancare.",
    ),
    "CX_RESPONSE_TIME": Text(
        "A case without `created` does not count; one without `first_reply` has "
        "no answer yet.",
        "Un caso senza `created` non conta; uno senza `first_reply` non ha "
        "ancora avuto risposta.",
    ),
    "CX_VOLUME_BY_CHANNEL": Text(
        "Without volumes, rows without a channel do not count; with them, their "
        'channel is "unknown", and rows without a volume do not count.',
        "Senza volumi, le righe senza canale non contano; con i volumi, il loro "
        'canale è "unknown", e non contano le righe senza volume.',
    ),
    "CX_KPI_LINK": Text(
        "Only periods with both values are compared; keep the row of a period "
        "without a value, or the lags are wrong.",
        "Si confrontano solo i periodi con entrambi i valori; lascia la riga dei "
        "periodi senza valore, o i ritardi saranno sbagliati.",
    ),
    "CX_DATACHECK": Text(
        "Nothing is skipped: blank cells are counted, those at the end are not.",
        "Niente viene saltato: le celle vuote sono contate, quelle in fondo no.",
    ),
}
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
    own = OWN.get(spec.name)
    if own:
        return own.say(language)
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
