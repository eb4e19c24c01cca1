"""The sources in Italian: titles stay as they were printed, what we say of them not."""

NOTES = {
    "6.3.2.2 (individuals), 6.3.3.2 (proportions) and 6.3.2 (Western Electric rules)": (
        "6.3.2.2 (valori singoli), 6.3.3.2 (quote) e 6.3.2 (regole Western Electric)"
    ),
    "the NPS as a mean of the codes -1, 0 and 1": (
        "l'NPS come media dei codici -1, 0 e 1"
    ),
    ": points from 1 up in equal steps": ": punti da 1 in su a passi uguali",
    "42 + 32 of 107 answers give 4 or 5, 69 %": (
        "42 + 32 risposte su 107 sono 4 o 5, il 69 %"
    ),
    "three questions from 1 to 10": "tre domande da 1 a 10",
    "Gartner's CES 2.0 for the share of 5-7": (
        "CES 2.0 di Gartner per la quota di 5-7"
    ),
    "the present CX Index weights its questions by industry and is not published": (
        "il CX Index di oggi pesa le domande per settore e non è pubblicato"
    ),
    "the variance of one answer is p + d - (p - d)^2": (
        "la varianza di una risposta è p + d - (p - d)^2"
    ),
    "a rolling metric pools answers, a rolling average averages scores; they differ "
    "when the base varies": (
        "una metrica mobile unisce le risposte, una media mobile fa la media dei "
        "punteggi; non coincidono quando la base varia"
    ),
    "for the median; otherwise as the single functions": (
        "per la mediana; per il resto come le singole funzioni"
    ),
    'prints "end - begin - new", which is the count with the wrong sign': (
        "stampa «end - begin - new», cioè il conteggio con il segno sbagliato"
    ),
    "3 % a month is not 36 % a year": "il 3 % al mese non è il 36 % all'anno",
    "on cohort analysis": "sull'analisi delle coorti",
    "(the Starbucks example)": "(l'esempio di Starbucks)",
    "for the margin multiple": "per il multiplo del margine",
    "Parametric simulation; coverage measured on simulated customer bases": (
        "Simulazione parametrica; copertura misurata su basi clienti simulate"
    ),
    "solved with a single reply": "risolti con una sola risposta",
    "80 % in 20 seconds": "l'80 % in 20 secondi",
    "percentiles as Excel's PERCENTILE.INC": (
        "percentili come INC.PERCENTILE di Excel"
    ),
    "values checked against R's relaimpo and iopsych": (
        "valori verificati con relaimpo e iopsych di R"
    ),
    "(returns - cost) / cost": "(ritorno - costo) / costo",
    "thresholds on value / target, which has no meaning for scores that can be "
    "negative without a floor": (
        "soglie sul rapporto valore / obiettivo, che senza un minimo non ha senso "
        "per punteggi che possono essere negativi"
    ),
    "for the weights": "per i pesi",
    "Delighted help": "Guida di Delighted",
    "Google Analytics help": "Guida di Google Analytics",
    ", section ": ", sezione ",
    ", chapter ": ", capitolo ",
    ", part ": ", parte ",
    "eq. 6 and 8": "eq. 6 e 8",
    "eq. 9 and 10": "eq. 9 e 10",
    "eq. 8 and 13": "eq. 8 e 13",
}


def in_italian(source: str) -> str:
    """Return *source* with what we say of it in Italian."""
    for english, italian in NOTES.items():
        source = source.replace(english, italian)
    return source
