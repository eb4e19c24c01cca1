"""What is wrong with answers: words and points of a scale, headers, how many."""

from cx_xl.errors.explained import Code, CxError


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


class OffScale(CxError):
    """An answer lies outside the scale of its question."""

    code = Code.NUM
    cause_it = "una risposta è fuori dalla scala"
    en = "{argument}: {value:g} is off the {scale} scale; correct one or the other."
    it = (
        "{argument}: {value:g} è fuori dalla scala {scale}; correggi "
        "la risposta o la scala."
    )


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
