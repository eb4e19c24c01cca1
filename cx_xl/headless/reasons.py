"""Why a cell has no fresh value, said in words: nothing is skipped in silence."""

from typing import ClassVar

from cx_xl.errors import Explained


class NotComputable(Explained):
    """
    Base of the reasons; a reason belongs to one formula.

    Attributes:
        spreads: what reads the cell is not computable either.
    """

    spreads: ClassVar[bool] = True


class Unreadable(NotComputable):
    """The stored text is not a formula."""

    en = "cannot read the formula {formula}; enter it again in Excel and save."
    it = "non riesco a leggere la formula {formula}; reinseriscila in Excel e salva."


class Malformed(Unreadable):
    """The text cannot be a formula of Excel's."""

    en = "the formula cannot be read: is a bracket or a separator missing?"
    it = "la formula non si legge: manca una parentesi o un separatore?"


class Semicolons(Unreadable):
    """Arguments separated as regional settings show them; files have commas."""

    en = "cannot be read: files separate arguments by commas, not by ;: write commas."
    it = "non si legge: nei file si separa con la virgola, non con ;: usa la virgola."


class Unsupported(NotComputable):
    """The engine does not know something that the formula uses."""

    en = (
        "the formula engine cannot evaluate {detail}; open the file in Excel to see it."
    )
    it = "il motore di calcolo non sa valutare {detail}; apri il file in Excel."


class OtherLanguage(NotComputable):
    """A function by its name in another language: files hold the English one."""

    en = "{name} cannot be read: files hold {english}, in English; write that."
    it = "{name} non si legge: nei file è {english}, in inglese; scrivi così."


class TooLarge(NotComputable):
    """An array over more cells than the engine fills."""

    en = "an array of {area} cells is too large here; use as many as are needed."
    it = "una matrice di {area} celle è troppo grande; usa solo quelle che servono."


class EngineFull(NotComputable):
    """An expression in or around a call, in a workbook too large for the engine."""

    en = "needs the formula engine, too small for this workbook; give plain ranges."
    it = "serve il motore di calcolo, ma il file è troppo grande; indica intervalli."


class Circular(NotComputable):
    """The cell depends on itself."""

    en = "circular reference: the cell depends on itself; break the circle."
    it = "riferimento circolare: la cella dipende da se stessa; interrompi il giro."


class NotReproducible(NotComputable):
    """A random number."""

    en = "random numbers (RAND, RANDBETWEEN, RANDARRAY) cannot be reproduced."
    it = "i numeri casuali (CASUALE, CASUALE.TRA) non sono riproducibili."


class Upstream(NotComputable):
    """Another cell without a value stands before this one."""

    en = "depends on {cell}, which cannot be computed."
    it = "dipende da {cell}, che non è calcolabile."


class OtherWorkbook(NotComputable):
    """An argument lies in another file."""

    en = "{text} lies in another workbook; copy those cells into this one."
    it = "{text} si trova in un altro file; copia quelle celle in questo."


class LambdaVariable(NotComputable):
    """An argument of ours exists only while a LAMBDA runs."""

    en = "{variable} is a LAMBDA variable inside {function}; put its values in cells."
    it = "{variable} è una variabile LAMBDA dentro {function}; metti i valori in celle."


class CallInName(NotComputable):
    """A defined name that stands for one of our calls."""

    en = "the name {name!r} holds a CX_ function; write it in a cell, and name that."
    it = "il nome {name!r} contiene una funzione CX_; scrivila in una cella con nome."


class PlaceDependent(NotComputable):
    """The outcome depends on where the formula stands."""

    en = "{function} inside a CX_ call cannot be followed; write the range itself."
    it = "{function} dentro una funzione CX_ non si può seguire; scrivi l'intervallo."


class SeveralRanges(NotComputable):
    """A union of ranges: Excel's own hosts disagree on what a function gets."""

    en = "{text} is several ranges; give one range, or stack them with VSTACK."
    it = "{text} sono più intervalli; indicane uno solo o uniscili con STACK.VERT."


class RegionUnknown(NotComputable):
    """Text and numbers turn into one another as regional settings say."""

    en = "depends on the regional settings: not computable here; give --region."
    it = "dipende dalle impostazioni internazionali: non calcolabile; indica --region."

    spreads = False


class DataTable(NotComputable):
    """A what-if table."""

    en = "what-if data tables are computed only by Excel."
    it = "le tabelle dati (analisi di simulazione) le calcola solo Excel."


class NoStoredValue(NotComputable):
    """A cell it reads was saved by a program that does not calculate."""

    en = "the file holds no value for {cell}; use --full, or save it in Excel."
    it = "nel file manca il valore di {cell}; usa --full, o salva con Excel."


class UnknownSheet(NotComputable):
    """A sheet that the workbook does not have."""

    en = "there is no sheet {name!r} in this workbook; check the spelling."
    it = "in questo file non c'è il foglio {name!r}; controlla come è scritto."


class UnknownName(NotComputable):
    """A word that names nothing: #NAME?, and that is what its readers get."""

    spreads = False

    en = "there is no name {name!r} in this workbook; check the spelling."
    it = "in questo file non esiste il nome {name!r}; controlla come è scritto."
