"""
Why does this cell show an error? Answered for one cell of an open document.

The cell is computed once more while the refusals are collected. A cell that only
passes an error on leads to the one where it began.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cx_xl.errors import Explained, Language, Text
from cx_xl.hosts.libreoffice.calc_ranges import cell_name
from cx_xl.hosts.libreoffice.call_refusals import Refusal, collected
from cx_xl.hosts.libreoffice.precedents import Area, areas
from cx_xl.hosts.spelling import logical_name

CALLED = re.compile(r"[\w.]+(?=\()")


class Answer(Explained):
    """What is said about a cell: a sentence, with the cell's name in it."""


class NoCell(Answer):
    """A drawing or a chart is selected."""

    en = "Select a cell that shows an error, then ask again."
    it = "Seleziona una cella che mostra un errore, poi riprova."


class NoError(Answer):
    """The cell is fine."""

    en = "{cell} shows no error. Select a cell that shows one, then ask again."
    it = "{cell} non mostra errori. Seleziona una cella che ne mostra uno, poi riprova."


class Refused(Answer):
    """A function of ours has refused its arguments."""

    en = "{cell} shows {shown}. {message}"
    it = "{cell} mostra {shown}. {message}"


class PassedOn(Answer):
    """The error comes from another cell."""

    en = "{cell} reads {source}, and the error comes from there. {rest}"
    it = "{cell} legge {source}, e l'errore viene da lì. {rest}"


class ErrorTyped(Answer):
    """The formula is nothing but an error, or ends in one of Calc's own."""

    en = (
        "{cell} shows {shown}, which no CX function gave. {meaning} In the KPI "
        "template the sheet Checks says which cells to mend."
    )
    it = (
        "{cell} mostra {shown}, che non viene da una funzione CX. {meaning} Nel "
        "modello dei KPI il foglio Controlli indica le celle da correggere."
    )


class NoValue(Answer):
    """Nothing is wrong, but there is no value in this place."""

    en = (
        "{cell} shows {shown}: there is no value for this place. {function} has "
        "refused nothing, but there are too few answers, or nothing to compare with, "
        "or more cells are selected than its table has."
    )
    it = (
        "{cell} mostra {shown}: qui non c'è un valore. {function} non ha rifiutato "
        "nulla, ma le risposte sono troppo poche, o manca il termine di confronto, o "
        "sono selezionate più celle di quante ne abbia la tabella."
    )


class Constants(Answer):
    """Calc did not call a function, since it can not hand over the argument."""

    en = (
        "{cell} shows {shown}: {function} reads cells, and Calc can hand over neither "
        "{{…}} nor the result of another formula. Put these values into cells, and "
        "give their range, such as A2:A500."
    )
    it = (
        "{cell} mostra {shown}: {function} legge celle, e Calc non sa passarle né "
        "{{…}} né il risultato di un'altra formula. Metti quei valori in celle e "
        "indica il loro intervallo, per esempio A2:A500."
    )


MEANINGS = {  # by the numbers of Calc's help, "Error Codes in LibreOffice Calc"
    501: Text("A character in the formula is not valid.", "Un carattere non va."),
    503: Text("A calculation has no result.", "Un calcolo non ha risultato."),
    508: Text("A bracket is missing.", "Manca una parentesi."),
    509: Text("An operator is missing.", "Manca un operatore."),
    511: Text("An argument is missing.", "Manca un argomento."),
    519: Text("Text stands where a number belongs.", "C'è testo dove serve un numero."),
    522: Text(
        "The formula refers to itself.", "La formula fa riferimento a se stessa."
    ),
    524: Text(
        "It refers to cells that were deleted.", "Fa riferimento a celle eliminate."
    ),
    525: Text(
        "A name in the formula is unknown; check the spelling.",
        "Un nome nella formula è sconosciuto: controlla come è scritto.",
    ),
    532: Text("It divides by zero.", "Divide per zero."),
    32767: Text("A value was not found.", "Un valore non è stato trovato."),
}
NOT_CALLED = 504  # an argument is not what its function takes
NO_VALUE = 32767  # #N/A
OTHER = Text("Calc's help explains its codes.", "La guida di Calc spiega i codici.")


@dataclass(frozen=True, slots=True)
class Inquiry:
    """
    A document in which someone asks.

    Attributes:
        document: the open spreadsheet.
        language: of the answer.
    """

    document: Any
    language: Language

    def selected(self) -> str:
        """Return what is to be said about the selected cell."""
        controller = self.document.getCurrentController()
        chosen = controller.getSelection()
        if not hasattr(chosen, "getCellByPosition"):
            return NoCell().say(self.language)
        cell = chosen.getCellByPosition(0, 0)
        try:
            return self._about(cell, (cell_name(cell),))
        finally:
            controller.select(chosen)

    def _about(self, cell: Any, seen: Sequence[str]) -> str:
        name, shown = seen[-1], cell.getString()
        if not cell.getError():
            return NoError(cell=name).say(self.language)
        refusals = self._refusals(cell)
        if refusals:
            return self._refused(name, shown, refusals)
        source = self._source(cell, seen)
        if source is not None:
            there = cell_name(source)
            rest = self._about(source, (*seen, there))
            return PassedOn(cell=name, source=there, rest=rest).say(self.language)
        return self._own(cell, name, shown)

    def _refusals(self, cell: Any) -> list[Refusal]:
        """Compute *cell* once more; return what our functions in it have refused."""
        names, read = _functions(cell), areas(_array(cell), self.document)
        with collected() as refusals:
            self.document.getCurrentController().select(_origin(cell))
            self.document.calculate()  # computes the cell under the cursor anew
        # Along with it Calc computes what depends on it, and what always changes.
        called = [refusal for refusal in refusals if refusal.function in names]
        ours = [refusal for refusal in called if _reads(read, refusal)]
        return ours or called  # the range may have been made by OFFSET or INDIRECT

    def _source(self, cell: Any, seen: Sequence[str]) -> Any:
        """Return the first cell that *cell* reads and that shows an error."""
        for area in areas(_array(cell), self.document):
            for found in area.errors(self.document):
                if cell_name(found) not in seen:
                    return found
        return None

    def _refused(self, cell: str, shown: str, refusals: Sequence[Refusal]) -> str:
        told = dict.fromkeys(map(self._told, refusals))
        message = "\n".join(told)
        return Refused(cell=cell, shown=shown, message=message).say(self.language)

    def _told(self, refusal: Refusal) -> str:
        message, function = refusal.error.say(self.language), refusal.function
        return message if message.startswith(function) else f"{function}: {message}"

    def _own(self, cell: Any, name: str, shown: str) -> str:
        """Explain an error that comes neither from us nor from another cell."""
        error, functions = cell.getError(), _functions(cell)
        facts = {"cell": name, "shown": shown}
        if functions and error == NOT_CALLED:
            return Constants(**facts, function=functions[0]).say(self.language)
        if functions and error == NO_VALUE:
            return NoValue(**facts, function=functions[0]).say(self.language)
        meaning = MEANINGS.get(error, OTHER)
        said = meaning.say(self.language)
        return ErrorTyped(**facts, meaning=said).say(self.language)


def _functions(cell: Any) -> list[str]:
    """Return the functions of ours that the formula of *cell* calls."""
    found = map(logical_name, CALLED.findall(_origin(cell).getFormula()))
    return [name for name in found if name]


def _origin(cell: Any) -> Any:
    """Return the cell that computes *cell*: the first of its array, or itself."""
    return _array(cell).getCellByPosition(0, 0)


def _array(cell: Any) -> Any:
    """Return the cells of the array formula that *cell* is in, or itself."""
    cursor = cell.getSpreadsheet().createCursorByRange(cell)
    cursor.collapseToCurrentArray()
    return cursor


def _reads(read: Sequence[Area], refusal: Refusal) -> bool:
    """Say whether the ranges of a call are among those that a formula reads."""
    given = [Area.of(ours.cells) for ours in refusal.ranges.values()]
    return all(any(ours in area for area in read) for ours in given)
