"""Why a book, or a KPI of it, is not in the totals: a cause and a remedy each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.errors import Explained
from cx_xl.headless import Message
from cx_xl.reports.rollup.rollup_model import LeftOut

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN_REMEDY = "Run cx-xl check on it.", "Esegui cx-xl check su questo file."


class Reason(Explained):
    """A sentence before the bar says why, the one behind it what to do."""


class NoMonth(Reason):
    """The book does not reach so far."""

    en = "It has no month {month}; it has {first} to {last}.|Add months: cx-xl roll."
    it = "Non ha il mese {month}; va da {first} a {last}.|Aggiungi i mesi: cx-xl roll."


class NothingThere(Reason):
    """Nobody has filled in the month."""

    en = "It has no answers and no inputs in {month}.|Import its answers: cx-xl import."
    it = (
        "Non ha né risposte né dati nel mese {month}.|Importa le sue risposte: "
        "cx-xl import."
    )


class OtherHeaders(Reason):
    """A column of the template was renamed or deleted."""

    en = (
        "A column of its tables was renamed or deleted.|Give the columns of Responses, "
        "Monthly and Targets their names back."
    )
    it = (
        "Una colonna delle sue tabelle è stata rinominata o eliminata.|Ridai il loro "
        "nome alle colonne di Risposte, Mensile e Obiettivi."
    )


class DoesNotAddUp(Reason):
    """Customers at the start are not those of the month before, plus new minus lost."""

    en = (
        "{cell} starts with {start} customers, the month before ends with {end}."
        "|Correct start, new or lost."
    )
    it = (
        "{cell} comincia con {start} clienti, il mese prima finisce con {end}."
        "|Correggi i clienti a inizio mese, nuovi o persi."
    )


class NotComputed(Reason):
    """An input that is a formula has no value."""

    en = "The formula in {cell} cannot be computed.|Type its value there."
    it = "La formula in {cell} non è calcolabile.|Scrivi lì il suo valore."


class IsRollup(Reason):
    """The result of an earlier run."""

    en = "It is itself a sum of books.|Move it out of the folder."
    it = "È già una somma di file.|Spostalo fuori dalla cartella."


class SameBook(Reason):
    """Its answers and inputs are all those of another book."""

    en = "It is the same book as {other}, which is counted.|Remove one of the two."
    it = "È lo stesso file di {other}, che è già contato.|Togline uno dei due."


class SameAnswers(Reason):
    """Two versions of a book: counting both would count people twice."""

    en = (
        "At least {answers} of its answers are also in {other}: two versions of one "
        "book.|Keep the right one in the folder; until then neither is counted."
    )
    it = (
        "Almeno {answers} sue risposte sono anche in {other}: due versioni dello "
        "stesso file.|Tieni quella giusta; fino ad allora non ne conta nessuna."
    )


class OtherTemplate(Reason):
    """Made by another version of the template."""

    en = (
        "Its template is {own}, that of most books {usual}.|Bring all books to one "
        "template: cx-xl upgrade."
    )
    it = (
        "Il suo modello è {own}, quello della maggior parte dei file {usual}.|Porta "
        "tutti i file allo stesso modello: cx-xl upgrade."
    )


class OtherThreshold(Reason):
    """Satisfied means something else there."""

    en = (
        "It counts answers from {own} as satisfied, most books from {usual}.|Agree on "
        "one limit and set it in Targets."
    )
    it = (
        "Conta come soddisfatte le risposte da {own} in su, la maggior parte dei file "
        "da {usual}.|Concordate una soglia e impostatela in Obiettivi."
    )


class HasWeights(Reason):
    """Weights have a unit of their own in each book."""

    en = (
        "Its counts have weights, and those of one book say nothing about another's."
        "|Count the answers of all books together: cx-xl tally."
    )
    it = (
        "I suoi conteggi sono pesati, e i pesi di un file non valgono per un altro."
        "|Conta insieme le risposte di tutti i file: cx-xl tally."
    )


class OtherCurrency(Reason):
    """Costs in other money cannot be added."""

    en = (
        "Its costs are in {own}, those of most books in {usual}.|Convert its costs "
        "and give their cells the format of the others."
    )
    it = (
        "I suoi costi sono in {own}, quelli della maggior parte dei file in {usual}."
        "|Converti i costi e dai alle celle il formato degli altri."
    )


class BadInputs(Reason):
    """What the core says of the inputs."""

    en = "{said_en}|Correct the inputs of the month in Monthly."
    it = "{said_it}|Correggi i dati del mese in Mensile."


class TookTooLong(Reason):
    """The process that read it was stopped."""

    en = "Reading it took more than {seconds} seconds.|Open it, save it, and try again."
    it = "La lettura ha superato {seconds} secondi.|Aprilo, salvalo e riprova."


class ReaderDied(Reason):
    """The process that read it ended without an answer."""

    en = (
        "It ended the program that read it.|Do not open it unless you trust its sender."
    )
    it = (
        "Ha fatto terminare il programma che lo leggeva.|Aprilo solo se ti fidi di chi "
        "l'ha mandato."
    )


class ReaderFault(Reason):
    """A fault of ours."""

    en = "This is a fault of cx-xl ({kind}), not of the book.|Please report it to us."
    it = "È un errore di cx-xl ({kind}), non del file.|Segnalacelo, per favore."


class TooMuchMemory(Reason):
    """More than one book should need."""

    en = "It needs more memory than a book should.|Delete what is not needed in it."
    it = "Richiede più memoria del dovuto.|Elimina ciò che non serve."


def left_out(book: str, why: Explained, kpis: Iterable[str] = ()) -> LeftOut:
    """Return what is told of a book that cannot be added."""
    en, it = map(_parts, (why.say("en"), why.say("it")), OWN_REMEDY)
    return told(book, type(why).__name__, en, it, kpis)


def told(
    book: str,
    code: str,
    en: tuple[str, str],
    it: tuple[str, str],
    kpis: Iterable[str] = (),
) -> LeftOut:
    """Return the same, from reason and remedy in both languages."""
    reason, remedy = (
        Message(code=code, en=english, it=italian)
        for english, italian in zip(en, it, strict=True)
    )
    return LeftOut(book=book, code=code, kpis=tuple(kpis), reason=reason, remedy=remedy)


def _parts(said: str, own: str) -> tuple[str, str]:
    """Return cause and remedy of a sentence; refusals of files part them with ;."""
    for mark in ("|", "; "):
        cause, found, remedy = said.rpartition(mark)
        if found:
            cause = cause if cause.endswith(".") else f"{cause}."
            return cause, remedy[:1].upper() + remedy[1:]
    return said, own
