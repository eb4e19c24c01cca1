"""Every failure on purpose: a cause, what the cell shows, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from string import Formatter
from typing import Any, ClassVar, Literal, Self

Language = Literal["en", "it"]
LANGUAGES: tuple[Language, ...] = ("en", "it")


LONGEST_QUOTED = 60  # characters of a cell in a message
QUOTES: Mapping[Language, str] = {"en": '"{}"', "it": "«{}»"}
TRUTHS: Mapping[Language, Mapping[bool, str]] = {
    "en": {True: "TRUE", False: "FALSE"},
    "it": {True: "VERO", False: "FALSO"},
}


class Bilingual:
    """Whatever is said in every language we serve."""

    __slots__ = ()
    en: str
    it: str

    def say(self, language: Language) -> str:
        """Return it in *language*."""
        return self.en if language == "en" else self.it


@dataclass(frozen=True, slots=True)
class Text(Bilingual):
    """Some words in every language we serve."""

    en: str
    it: str


def decimal(value: float, language: Language, form: str = "g") -> str:
    """Return *value* with the decimal mark of *language*: 0.5 or 0,5."""
    text = f"{value:{form}}"
    return text.replace(".", ",") if language == "it" else text


class Code(StrEnum):
    """An error cell: what Excel shows, and how such a cell travels through us."""

    NULL = "#NULL!"
    DIV = "#DIV/0!"
    VALUE = "#VALUE!"
    REF = "#REF!"
    NAME = "#NAME?"
    NUM = "#NUM!"
    NA = "#N/A"
    GETTING_DATA = "#GETTING_DATA"
    SPILL = "#SPILL!"
    CONNECT = "#CONNECT!"
    BLOCKED = "#BLOCKED!"
    UNKNOWN = "#UNKNOWN!"
    FIELD = "#FIELD!"
    CALC = "#CALC!"
    BUSY = "#BUSY!"
    PYTHON = "#PYTHON!"


class _Sentence(Formatter):
    """Fills a sentence; numbers and what the user wrote (!r) look as its language's."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> Any:
        """Return a number with the decimal mark of the language."""
        if isinstance(value, float):
            return decimal(value, self.language, format_spec)
        return super().format_field(value, format_spec)

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """Return a cell as its user knows it, never as Python writes it."""
        if conversion != "r":
            return super().convert_field(value, conversion)
        if isinstance(value, Enum) and isinstance(value.value, bool):
            return TRUTHS[self.language][value.value]
        if isinstance(value, float):
            return decimal(value, self.language, ".15g")
        text = " ".join(str(value).split())
        if len(text) > LONGEST_QUOTED:
            text = f"{text[:LONGEST_QUOTED]}…"
        is_text = isinstance(value, str)
        return QUOTES[self.language].format(text) if is_text else text


class Explained(Exception):
    """A failure that says its cause and its remedy in every language we serve."""

    en: ClassVar[str]
    it: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.say("en"))

    def __str__(self) -> str:
        return self.say("en")

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions are rebuilt from their message, which is not what ours are made of.
        return _rebuilt, (type(self), self.args), self.__dict__

    def say(self, language: Language) -> str:
        """Return the message in *language*."""
        template = self.en if language == "en" else self.it
        return _Sentence(language).vformat(template, (), self.facts)


def _rebuilt(kind: type[Explained], args: tuple[Any, ...]) -> Explained:
    """Return an error as it left another process, or its original."""
    return kind.__new__(kind, *args)


class CxError(Explained, ValueError):
    """
    Base of all KPI errors; anything else that escapes a KPI is a bug.

    Attributes:
        code: what the cell shows.
        cause_it: when it appears, where a KPI says no more of it in its docstring.
        argument: the argument at fault, by its worksheet name.
        position: (row, column) of the offending cell inside that argument, from 1;
            None when no single cell is at fault.
        cell: that cell as the workbook calls it, where the host knows: "Answers!D15".
    """

    code: Code = Code.VALUE
    cause_it: ClassVar[str] = "il messaggio della cella dice perché"
    position: tuple[int, int] | None = None
    cell: str | None = None

    def __init__(self, argument: str, **facts: object) -> None:
        self.argument = argument
        super().__init__(argument=argument, **facts)

    def at(self, row: int, column: int) -> Self:
        """Return the same error, pointing at one cell of its argument."""
        self.position = (row, column)
        return self

    def say(self, language: Language) -> str:
        """Return the message in *language*, with the place of the bad cell."""
        message = super().say(language)
        if self.cell is not None:
            return f"{self.cell}: {message}"
        if self.position is None:
            return message
        place = (
            "row {}, column {}: {}" if language == "en" else "riga {}, colonna {}: {}"
        )
        return place.format(*self.position, message)


class NoAnswers(CxError):
    """Nothing to measure: no cell holds an answer."""

    code = Code.DIV
    cause_it = "nessuna cella contiene una risposta"
    en = "{argument}: no cell holds an answer, so there is nothing to measure."
    it = "{argument}: nessuna cella contiene una risposta: non c'è nulla da misurare."


class OnlyWords(NoAnswers):
    """The cells hold text or TRUE where numbers belong."""

    en = (
        "{argument}: cells with text: {texts}, with TRUE or FALSE: {truths}, with a "
        "number: none; CX_POINTS gives words their points."
    )
    it = (
        "{argument}: celle con testo: {texts}, con VERO o FALSO: {truths}, con un "
        "numero: nessuna; CX_POINTS assegna i punti alle parole."
    )


class WordAmongAnswers(CxError):
    """Some answers are numbers, others the words of a scale."""

    en = '{argument}: "{value}" is an answer in words; CX_POINTS gives it its points.'
    it = "{argument}: «{value}» è una risposta a parole; CX_POINTS le assegna i punti."


class UnreadAnswer(CxError):
    """Text that holds a number, but not one that can only be meant in one way."""

    en = '{argument}: "{value}" can not be read as one answer; type its number alone.'
    it = "{argument}: «{value}» non si legge come una risposta: scrivi solo il numero."


class ClassOfAnswers(CxError):
    """One label stands for several points of the scale."""

    en = '{argument}: "{value}" covers several answers; use those that were given.'
    it = "{argument}: «{value}» raggruppa più risposte: usa quelle date davvero."


class UnknownLabels(CxError):
    """Words that are no points of a scale."""

    cause_it = "un'etichetta non è in nessuna scala"
    en = (
        "{argument}: no scale has {labels}; say in mapping how many points each label "
        "is worth."
    )
    it = (
        "{argument}: nessuna scala contiene {labels}; indica in mapping quanti punti "
        "vale ogni etichetta."
    )


class MixedScales(CxError):
    """Words of different scales in one column."""

    cause_it = "le etichette sono di scale diverse"
    en = (
        "{argument}: no single scale has all of {labels}; correct them, or say their "
        "points in mapping."
    )
    it = (
        "{argument}: nessuna scala contiene insieme {labels}; correggi le etichette, o "
        "indica i punti in mapping."
    )


class SeveralScales(CxError):
    """Words that mean different points on different scales."""

    cause_it = "le etichette vanno bene per scale che non concordano"
    en = (
        "{argument}: {labels} may be of scales with different points; say in points "
        "how many yours has, or give a mapping."
    )
    it = (
        "{argument}: {labels} possono appartenere a scale diverse; indica in points "
        "quanti punti ha la tua, o dai una tabella in mapping."
    )


class MaybeHeader(CxError):
    """A first cell that can be a header or an answer."""

    cause_it = "il primo testo può essere l'intestazione o una risposta"
    en = (
        '{argument}: "{value}" may be the header or an answer; start the range one row '
        "lower, or type the number alone."
    )
    it = (
        "{argument}: «{value}» può essere l'intestazione o una risposta; inizia "
        "l'intervallo una riga più sotto, o scrivi solo il numero."
    )


class MaybeLabel(CxError):
    """A first label that can be the header of the others."""

    en = (
        '{argument}: "{value}" may be the header or a label; say TRUE or FALSE in '
        "has_header."
    )
    it = (
        "{argument}: «{value}» può essere l'intestazione o un'etichetta; scrivi VERO o "
        "FALSO in has_header."
    )


class HeaderBesideValues(CxError):
    """One range begins with its header, its partner with the first value."""

    en = (
        '{argument}: "{value}" stands beside the first value of {other}; let both '
        "ranges begin in the same row."
    )
    it = (
        "{argument}: «{value}» sta accanto al primo valore di {other}; fai iniziare i "
        "due intervalli dalla stessa riga."
    )


class OtherScale(CxError):
    """An answer names the end of another scale than that of its question."""

    code = Code.NUM
    en = "{argument}: an answer out of {value:g} is not on the {scale} scale."
    it = "{argument}: un voto su {value:g} non è sulla scala {scale}."


class LooksLikeShares(CxError):
    """Fractions stand where answers on a scale belong."""

    code = Code.NUM
    en = (
        "{argument}: all values lie between 0 and 1, like shares; answers on the "
        "{scale} scale are needed."
    )
    it = (
        "{argument}: tutti i valori sono tra 0 e 1, come quote; servono risposte sulla "
        "scala {scale}."
    )


class ZeroBase(CxError):
    """A rate has nothing to be a rate of."""

    code = Code.DIV
    cause_it = "il denominatore è zero"
    en = "{argument} is 0, so there is nothing to divide by."
    it = "{argument} vale 0: non c'è nulla per cui dividere."


class OffScale(CxError):
    """An answer lies outside the scale of its question."""

    code = Code.NUM
    cause_it = "una risposta è fuori dalla scala"
    en = "{argument}: {value:g} is off the {scale} scale; correct one or the other."
    it = (
        "{argument}: {value:g} è fuori dalla scala {scale}; correggi "
        "la risposta o la scala."
    )


class OutOfRange(CxError):
    """A number lies outside its domain."""

    code = Code.NUM
    cause_it = "un numero è fuori dal suo campo"
    en = "{argument} is {value:g}; it must be {domain_en}."
    it = "{argument} vale {value:g}; deve essere {domain_it}."


class MeantAsPercent(OutOfRange):
    """A percentage stands where a share belongs: 95 for 0.95."""

    en = (
        "{argument} is {value:g}; it must be {domain_en}. For {value:g} percent type"
        " {share:g} or {value:g}%."
    )
    it = (
        "{argument} vale {value:g}; deve essere {domain_it}. Per il {value:g} per cento"
        " scrivi {share:g} o {value:g}%."
    )


class TooLarge(CxError):
    """A part is larger than its whole."""

    code = Code.NUM
    cause_it = "una parte supera il tutto"
    en = "{argument} is {value:g}, more than {other} allows ({limit:g})."
    it = "{argument} vale {value:g}, più di quanto consente {other} ({limit:g})."


class Undefined(CxError):
    """The arguments are legal one by one, but together they define no number."""

    code = Code.NUM
    cause_it = "gli argomenti, presi insieme, non definiscono un numero"
    en = "{argument}: {why_en}"
    it = "{argument}: {why_it}"


class TooFew(CxError):
    """There are answers, but fewer than the computation needs."""

    code = Code.NUM
    cause_it = "le righe complete sono troppo poche"
    en = "{argument}: {n:g} complete rows are too few; at least {least:g} are needed."
    it = "{argument}: {n:g} righe complete sono poche; ne servono almeno {least:g}."


class TooManyDrivers(CxError):
    """The exact computation would take too long."""

    cause_it = "i driver sono troppi per questo metodo"
    en = (
        '{argument}: {given} are too many for "shapley", {most} at '
        'most; use "relative".'
    )
    it = (
        '{argument}: {given} sono troppi per "shapley", al massimo '
        '{most}; usa "relative".'
    )


class ScaleReversed(CxError):
    """The ends of a scale are swapped."""

    code = Code.NUM
    en = "{argument} is {low:g} and {other} is {high:g}; swap the ends of the scale."
    it = "{argument} vale {low:g} e {other} {high:g}: scambia gli estremi della scala."


class NoSpread(CxError):
    """One answer alone says nothing about how far answers lie apart."""

    code = Code.DIV
    cause_it = "c'è una sola risposta"
    en = "{argument}: one answer alone has no spread; at least 2 are needed."
    it = "{argument}: una sola risposta non ha variabilità; ne servono almeno 2."


class NoWeights(CxError):
    """Weights that leave nothing: none is a number above 0."""

    code = Code.DIV
    en = "{argument}: no cell holds a number above 0, so no answer counts."
    it = "{argument}: nessuna cella contiene un numero sopra 0: non conta nulla."


class LowBase(CxError):
    """Fewer answers than the user asks for."""

    code = Code.NA
    cause_it = "le risposte sono meno della base minima"
    en = "{argument}: {n:g} answers are fewer than the minimum base of {min_base:g}."
    it = "{argument}: {n:g} risposte sono meno della base minima di {min_base:g}."


class Missing(CxError):
    """An argument without a default was left empty: a blank is not a zero."""

    cause_it = "manca un argomento senza valore predefinito"
    en = "{argument} is empty; a blank is not a zero, so type 0 if you mean 0."
    it = "{argument} è vuoto; una cella vuota non è uno zero: scrivi 0 se intendi 0."


class NotGiven(CxError):
    """A range, a target or a criterion that the call needs was left out."""

    cause_it = "manca un intervallo o un criterio"
    en = "{argument} is missing; add it to the formula."
    it = "{argument} manca; aggiungilo alla formula."


class NotARectangle(CxError):
    """What was handed over is no rectangle of cells."""

    cause_it = "le righe dell'intervallo non sono lunghe uguali"
    en = "{argument} is no rectangle of cells; hand over rows of equal length."
    it = (
        "{argument} non è un rettangolo di celle; servono righe della stessa lunghezza."
    )


class NotACell(CxError):
    """A Python object that no cell can hold."""

    en = "{argument}: a cell can not hold this ({kind}); use numbers, text or dates."
    it = "{argument}: in una cella non sta {kind}; usa numeri, testo o date."


class NotANumber(CxError):
    """Text or a truth value stands where a number belongs."""

    cause_it = "un valore non è un numero"
    en = "{argument} must be a number, not {value!r}."
    it = "{argument} deve essere un numero, non {value!r}."


class NotWhole(CxError):
    """A count has a fraction."""

    cause_it = "un numero che deve essere intero ha decimali"
    en = "{argument} must be a whole number, not {value:g}."
    it = "{argument} deve essere un numero intero, non {value:g}."


class NotAFlag(CxError):
    """Something else stands where TRUE or FALSE belongs."""

    cause_it = "un valore non è né VERO né FALSO"
    en = "{argument} must be TRUE or FALSE, not {value!r}."
    it = "{argument} deve essere VERO o FALSO, non {value!r}."


class UnknownOption(CxError):
    """A text option is not one of those on offer."""

    cause_it = "un'opzione non è tra quelle ammesse"
    en = "{argument} must be one of {choices}, not {value!r}."
    it = "{argument} deve essere uno tra {choices}, non {value!r}."


class NotOneCell(CxError):
    """A range stands where one value belongs."""

    cause_it = "un intervallo sta dove va una sola cella"
    en = "{argument} takes one cell, not a range of {rows} x {columns}."
    it = "{argument} vuole una sola cella, non un intervallo di {rows} x {columns}."


class ShapesDiffer(CxError):
    """Paired ranges have different sizes."""

    cause_it = "gli intervalli hanno dimensioni diverse"
    en = "{argument} and {other} differ in size ({size} and {other_size} cells)."
    it = "{argument} e {other} hanno dimensioni diverse ({size} e {other_size} celle)."


class WrongColumns(CxError):
    """A table has other columns than its argument needs."""

    cause_it = "le colonne non sono quelle che servono"
    en = "{argument} needs {needed} columns ({columns_en}), not {given}."
    it = "{argument} ha bisogno di {needed} colonne ({columns_it}), non {given}."


class SwappedRanges(CxError):
    """Labels stand where the answers belong, and the answers among the labels."""

    en = "{argument} holds text and {other} holds numbers; swap the two ranges."
    it = "{argument} contiene testo e {other} numeri: scambia i due intervalli."


class SkippedSlot(CxError):
    """The first criterion stands in the slot of an optional argument."""

    en = (
        "{argument} takes one cell, not a range; if the first criterion begins here, "
        "leave {argument} empty: write one more separator before the range."
    )
    it = (
        "{argument} vuole una sola cella, non un intervallo; se qui comincia il primo "
        "criterio, lascia vuoto {argument}: metti un separatore in più prima "
        "dell'intervallo."
    )


class NotADate(CxError):
    """Text or a number that is no date stands where a date belongs."""

    cause_it = "una data è testo, o non è una data"
    en = "{argument}: {value!r} is not a date; convert the text into a real date."
    it = "{argument}: {value!r} non è una data; converti il testo in una data vera."


class NoDay(NotADate):
    """A time of day stands where a day belongs, too."""

    en = "{argument}: {value} is a time without a day; add the date to it (=A2+B2)."
    it = "{argument}: {value} è un'ora senza giorno; sommale la data (=A2+B2)."


class ImplausibleDate(NotADate):
    """A number or a date that can not be meant as a date."""

    en = (
        "{argument}: {value} looks like {what_en}, not a date; type a real date, such"
        " as 2026-01-31 or =DATE(2026,1,31), or check which range is meant."
    )
    it = (
        "{argument}: {value} sembra {what_it}, non una data; scrivi una data vera, come"
        " 31/01/2026 o =DATA(2026;1;31), o controlla l'intervallo."
    )


class ReplyTooEarly(CxError):
    """A case was answered before it came in."""

    code = Code.NUM
    cause_it = "una risposta precede il suo caso"
    en = "{argument}: the reply of {reply} is earlier than its case, {created}."
    it = "{argument}: la risposta del {reply} precede il suo caso, {created}."


class BadCriterion(CxError):
    """A criterion cannot be read without guessing."""

    cause_it = "un criterio è ambiguo"
    en = '{argument}: cannot read {value!r}; for a date write ">="&DATE(2026,1,31).'
    it = '{argument}: {value!r} è ambiguo; per una data scrivi ">="&DATA(2026;1;31).'


class AmbiguousNumber(CxError):
    """Text such as 1.234, whose mark groups thousands here and divides there."""

    en = "{argument}: {value!r} is {grouped} or {divided}; type the one that you mean."
    it = "{argument}: {value!r} vale {grouped} o {divided}; scrivi quello che intendi."

    @classmethod
    def of(cls, argument: str, text: str) -> Self:
        """Return the error of *text*, with its two readings as nobody misreads them."""
        whole, mark, decimals = text.partition("." if "." in text else ",")
        shorter = decimals.rstrip("0")
        divided = f"{whole}{mark}{shorter}" if shorter else whole
        is_clear = len(shorter) < len(decimals)
        return cls(
            argument,
            value=text,
            grouped=f"{whole}{decimals}",
            divided=divided if is_clear else f"{divided}0",
        )


class NothingToCompare(CxError):
    """A criterion ends behind its operator."""

    en = '{argument}: nothing follows {value!r}; write ">=5", or fill A1 in ">="&A1.'
    it = '{argument}: manca il valore dopo {value!r}; scrivi ">=5", o riempi A1.'


class PatternTooLong(CxError):
    """A criterion with wildcards is longer than spreadsheets take."""

    en = "{argument} has over {most} characters and wildcards; shorten it."
    it = "{argument} ha più di {most} caratteri e caratteri jolly; accorcialo."


class CriterionIsRange(CxError):
    """A range stands where a criterion belongs."""

    en = (
        "{argument} is a range of {rows} x {columns}; a criterion is one cell, or a"
        ' text such as "Web" or ">=5".'
    )
    it = (
        "{argument} è un intervallo di {rows} x {columns}; un criterio è una sola"
        ' cella, o un testo come "Web" o ">=5".'
    )


class SwappedCriterion(CxError):
    """A criterion stands before its range."""

    en = "{argument} and {other} are swapped: first the range, then its criterion."
    it = "{argument} e {other} sono scambiati: prima l'intervallo, poi il criterio."


class NoRowMeets(CxError):
    """The criteria leave no row."""

    code = Code.DIV
    en = "{argument}: no row that is left meets {value!r}; its range holds {held}."
    it = "{argument}: nessuna riga rimasta soddisfa {value!r}; l'intervallo ha {held}."


class ErrorInRange(CxError):
    """A used cell holds an error, which propagates as itself."""

    cause_it = "una cella usata mostra un errore"
    en = "{argument}: the cell shows {code}; mend that cell first."
    it = "{argument}: la cella mostra {code}; correggi prima quella cella."

    def __init__(self, argument: str, code: Code) -> None:
        self.code = code
        super().__init__(argument, code=code.value)


class NeedsLibrary(CxError):
    """A library that this function computes with is not installed."""

    cause_it = "manca una libreria di Python"
    en = "{argument} needs the Python libraries NumPy, SciPy and pandas; install them."
    it = (
        "{argument} ha bisogno delle librerie Python NumPy, SciPy e pandas: installale."
    )


class NotFitted(CxError):
    """The data do not say which parameters a model has."""

    code = Code.NA
    cause_it = "i dati non bastano a stimare il modello"
    en = "{argument}: {verdict_en}; try another model, more customers or more history."
    it = "{argument}: {verdict_it}; prova un altro modello, più clienti o più storico."


class NotAFit(CxError):
    """The cells are neither the parameters of a model nor the row of its fit."""

    cause_it = "le celle non sono parametri, né la riga intera di una stima"
    en = (
        "{argument}: select the whole row of {fit}, all the cells that it fills"
        "{either_en}; cells selected: {given}."
    )
    it = (
        "{argument}: seleziona tutta la riga di {fit}, cioè tutte le celle che riempie"
        "{either_it}; celle selezionate: {given}."
    )


class WrongModel(CxError):
    """Parameters of one model stand where those of another belong."""

    cause_it = "i parametri sono di un altro modello"
    en = '{argument}: these are the parameters of "{found}", not of {wanted}.'
    it = '{argument}: questi sono i parametri di "{found}", non di {wanted}.'


class GivenTwice(CxError):
    """One argument has two values."""

    en = "{argument} is given twice; keep one of the two values."
    it = "{argument} è indicato due volte; tieni uno solo dei due valori."


class UnknownArgument(CxError):
    """The function has no argument of that name."""

    en = "{function} has no argument {argument}; it takes {names}."
    it = "{function} non ha l'argomento {argument}; accetta {names}."


class TooManyArguments(CxError):
    """More arguments than the function takes."""

    cause_it = "gli argomenti sono troppi"
    en = "{argument} takes at most {most} arguments, not {given}."
    it = "{argument} accetta al massimo {most} argomenti, non {given}."


class UnknownFunction(CxError):
    """No such function; the nearest name is suggested."""

    code = Code.NAME
    en = "There is no function {argument}. Did you mean {nearest}?"
    it = "La funzione {argument} non esiste. Forse cercavi {nearest}?"
