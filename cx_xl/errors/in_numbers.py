"""What is wrong with numbers: their domain, and what they define together."""

from cx_xl.errors.explained import Code, CxError


class ZeroBase(CxError):
    """A rate has nothing to be a rate of."""

    code = Code.DIV
    cause_it = "il denominatore è zero"
    en = "{argument} is 0, so there is nothing to divide by."
    it = "{argument} vale 0: non c'è nulla per cui dividere."


class OutOfRange(CxError):
    """A number lies outside its domain."""

    code = Code.NUM
    cause_it = "un numero è fuori dal suo campo"
    en = "{argument} is {value:g}; it must be {domain}."
    it = "{argument} vale {value:g}; deve essere {domain}."


class MeantAsPercent(OutOfRange):
    """A percentage stands where a share belongs: 95 for 0.95."""

    en = (
        "{argument} is {value:g}; it must be {domain}. For {value:g} percent type"
        " {share:g} or {value:g}%."
    )
    it = (
        "{argument} vale {value:g}; deve essere {domain}. Per il {value:g} per cento"
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
