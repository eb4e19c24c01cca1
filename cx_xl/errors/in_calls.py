"""What is wrong with a call: its name and places, what it needs or hands on."""

from cx_xl.errors.explained import Code, CxError


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
    en = "{argument} needs the Python libraries NumPy and SciPy; install them."
    it = "{argument} ha bisogno delle librerie Python NumPy e SciPy: installale."


class NotFitted(CxError):
    """The data do not say which parameters a model has."""

    code = Code.NA
    cause_it = "i dati non bastano a stimare il modello"
    en = "{argument}: {verdict}; try another model, more customers or more history."
    it = "{argument}: {verdict}; prova un altro modello, più clienti o più storico."


class NotAFit(CxError):
    """The cells are neither the parameters of a model nor the row of its fit."""

    cause_it = "le celle non sono parametri, né la riga intera di una stima"
    en = (
        "{argument}: select the whole row of {fit}, all the cells that it fills"
        "{either}; cells selected: {given}."
    )
    it = (
        "{argument}: seleziona tutta la riga di {fit}, cioè tutte le celle che riempie"
        "{either}; celle selezionate: {given}."
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
