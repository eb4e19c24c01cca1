"""What is wrong with an argument: nothing, the wrong kind of cell or range, no date."""

from typing import Self

from cx_xl.errors.explained import Code, CxError


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
    en = "{argument} needs {needed} columns ({columns}), not {given}."
    it = "{argument} ha bisogno di {needed} colonne ({columns}), non {given}."


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
        "{argument}: {value} looks like {what}, not a date; type a real date, such"
        " as 2026-01-31 or =DATE(2026,1,31), or check which range is meant."
    )
    it = (
        "{argument}: {value} sembra {what}, non una data; scrivi una data vera, come"
        " 31/01/2026 o =DATA(2026;1;31), o controlla l'intervallo."
    )


class ReplyTooEarly(CxError):
    """A case was answered before it came in."""

    code = Code.NUM
    cause_it = "una risposta precede il suo caso"
    en = "{argument}: the reply of {reply} is earlier than its case, {created}."
    it = "{argument}: la risposta del {reply} precede il suo caso, {created}."


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
