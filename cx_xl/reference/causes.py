"""Why each error appears, in Italian; the docstrings say it in English."""

from cx_xl.errors import CxError

CAUSES = {  # by what the docstring says, where that is more than the error knows
    '"fisher" with counts that are not whole': '"fisher" con conteggi non interi',
    '"revenue" without amounts': '"revenue" senza gli importi',
    '"share" without a target': '"share" senza un target',
    "*abandoned* holds something else than TRUE or FALSE": (
        "*abandoned* contiene qualcosa che non è né VERO né FALSO"
    ),
    "*resolved* holds something else than TRUE or FALSE": (
        "*resolved* contiene qualcosa che non è né VERO né FALSO"
    ),
    "*split* is not before *as_of*, or a date is later than it": (
        "*split* non precede *as_of*, o una data è successiva ad *as_of*"
    ),
    "*expectations* has other columns than *perceptions*": (
        "*expectations* non ha le stesse colonne di *perceptions*"
    ),
    "a base is 0": "una base è 0",
    "a base is below 1: hand over counts, not shares": (
        "una base è sotto 1: indica conteggi, non quote"
    ),
    "a case took fewer than 1 contact": "un caso ha richiesto meno di 1 contatto",
    "a column is constant, a driver follows from the others, or the rows are worth "
    "too few with their weights": (
        "una colonna è costante, un driver si ricava dagli altri, o le righe con i "
        "loro pesi valgono troppo poco"
    ),
    "a column is constant, a pillar follows from the others, or the limits of the "
    "scale are the wrong way round": (
        "una colonna è costante, un pilastro si ricava dagli altri, o gli estremi "
        "della scala sono invertiti"
    ),
    "a count has a fraction": "un conteggio ha decimali",
    "a customer brings no margin": "un cliente non porta alcun margine",
    "a customer whose mean is infinite: one without repeats if q <= 1": (
        "un cliente ha una media infinita: uno senza riacquisti, se q <= 1"
    ),
    "a customer whose mean spend is infinite": (
        "un cliente ha una spesa media infinita"
    ),
    "a date is later than *as_of*": "una data è successiva ad *as_of*",
    "a dimension has no pair of answers": (
        "una dimensione non ha nessuna coppia di risposte"
    ),
    "a factor or a level has no target, a target above 0 has no respondents, or no "
    "weights meet all targets": (
        "un fattore o un livello non ha un obiettivo, a un obiettivo sopra 0 non "
        "corrisponde nessun rispondente, o nessun peso rispetta tutti gli obiettivi"
    ),
    "a frequency has a fraction": "un numero di riacquisti ha decimali",
    "a group has no answer": "un gruppo non ha risposte",
    "a history without recency or age": "uno storico senza recency o senza età",
    "a history without recency or occasions": (
        "uno storico senza recency o senza occasioni"
    ),
    "a number has a fraction": "un numero ha decimali",
    "a part exceeds its whole": "una parte supera il suo totale",
    "a period below 0, or below 1 for the retention rate": (
        "un periodo è sotto 0, o sotto 1 per il tasso di rinnovo"
    ),
    "a period has a fraction": "un periodo ha decimali",
    "a question has no answer": "una domanda non ha risposte",
    "a row is not whole": "una delle due righe non è intera",
    "a run of one, or shares that look like counts": (
        "una serie di un solo valore, o quote che sembrano conteggi"
    ),
    "a segment has no target, or a target above 0 has no respondents": (
        "un segmento non ha un obiettivo, o a un obiettivo sopra 0 non corrisponde "
        "nessun rispondente"
    ),
    "a share is not from 0 to 1 although n is given": (
        "una quota non è tra 0 e 1, benché sia indicato n"
    ),
    "a value is above the one before": "un valore supera il precedente",
    "a value is off the scale of its metric": (
        "un valore è fuori dalla scala della sua metrica"
    ),
    "a value lies outside its limits": "un valore è fuori dai suoi limiti",
    "a volume is negative": "un volume è negativo",
    "a wait is negative": "un'attesa è negativa",
    "a weight is negative": "un peso è negativo",
    "a window is given without dates": (
        "hai indicato il primo o l'ultimo giorno, ma non le date"
    ),
    "all changed by as much, so nothing tells how far changes vary": (
        "tutti sono cambiati allo stesso modo: nulla dice quanto variano i cambiamenti"
    ),
    "all four counts are 0": "tutti e quattro i conteggi sono 0",
    "all three counts are 0": "tutti e tre i conteggi sono 0",
    "all waits are below a second: Excel's durations are parts of a day": (
        "tutte le attese sono sotto il secondo: le durate di Excel sono parti di giorno"
    ),
    "an answer is not from 0 to 10": "una risposta non è tra 0 e 10",
    "an answer is not from 1 to *points*": "una risposta non è tra 1 e *points*",
    "an answer is not from 1 to *scale_max*": (
        "una risposta non è tra 1 e *scale_max*"
    ),
    "an answer is not from 1 to 5": "una risposta non è tra 1 e 5",
    "an end before its start, a start after *as_of*, or too many rows": (
        "una fine precede il suo inizio, un inizio è successivo ad *as_of*, o le "
        "righe sono troppe"
    ),
    "columns of different length": "le colonne hanno lunghezze diverse",
    "every cell is blank": "tutte le celle sono vuote",
    "fewer rows than 20, or than 5 per driver": (
        "le righe sono meno di 20, o meno di 5 per driver"
    ),
    "fewer than *min_base* answers": "le risposte sono meno di *min_base*",
    "fewer than *min_base* answers are left": (
        "le risposte rimaste sono meno di *min_base*"
    ),
    "fewer than 3 values, or what may be shares without *customers*": (
        "i valori sono meno di 3, o possono essere quote e manca *customers*"
    ),
    "fewer than 30 complete rows": "le righe complete sono meno di 30",
    "frequency above recency, or recency above occasions": (
        "i riacquisti superano la recency, o la recency supera le occasioni"
    ),
    "it belongs to another model": "la riga è di un altro modello",
    "limits are not two columns": "i limiti non sono due colonne",
    "more sessions were engaged than there were": (
        "le sessioni con coinvolgimento superano il totale delle sessioni"
    ),
    'more than 15 for "shapley"': 'sono più di 15 per "shapley"',
    "more was lost than there was": "si è perso più di quanto c'era",
    "more were lost than there were": "i clienti persi superano quelli iniziali",
    "n is 0": "n è 0",
    "new exceeds end, or more were kept than there were": (
        "i nuovi superano i finali, o i clienti rimasti superano quelli iniziali"
    ),
    "no answer meets all criteria": "nessuna risposta rispetta tutti i criteri",
    "no call is left to divide by": "non resta nessuna chiamata per cui dividere",
    "no case was answered": "nessun caso ha avuto risposta",
    "no case was solved": "nessun caso è stato risolto",
    "no period has both values": "nessun periodo ha entrambi i valori",
    "no purchase by *split*": "nessun acquisto entro *split*",
    "no respondent has all factors": "nessun rispondente ha tutti i fattori",
    "no row has a start": "nessuna riga ha un inizio",
    "no row has both a value and a segment": (
        "nessuna riga ha sia un valore sia un segmento"
    ),
    "no row has both an answer and a date": (
        "nessuna riga ha sia una risposta sia una data"
    ),
    "no row has both an answer and a segment": (
        "nessuna riga ha sia una risposta sia un segmento"
    ),
    "no row is complete": "nessuna riga è completa",
    "no row is complete, or none is a purchase": (
        "nessuna riga è completa, o nessuna è un acquisto"
    ),
    "no segment is known": "nessun segmento è noto",
    "nobody answered twice": "nessuno ha risposto due volte",
    "nobody opened a ticket (for the share: nobody needed help)": (
        "nessuno ha aperto un ticket (per la quota: nessuno ha cercato aiuto)"
    ),
    "nobody was won": "non è stato acquisito nessun cliente",
    "not one item weight per question": "i pesi non sono uno per domanda",
    "nothing was invested": "non è stato investito nulla",
    "one answer has no mean that varies": "di una sola risposta la media non varia",
    "one customer alone answered twice": "un solo cliente ha risposto due volte",
    "one that does is not from 0 to 10": "una di quelle scelte non è tra 0 e 10",
    "one that does is not from 1 to *scale_max*": (
        "una di quelle scelte non è tra 1 e *scale_max*"
    ),
    "one that does is off the scale": "una di quelle scelte è fuori dalla scala",
    "only one limit of the scale is given, or they are equal": (
        "hai indicato un solo estremo della scala, o i due sono uguali"
    ),
    "recency above age, or above 0 without a repeat purchase": (
        "la recency supera l'età, o è sopra 0 senza riacquisti"
    ),
    "several columns of labels, or a mapping that is not two columns": (
        "le etichette stanno su più colonne, o la tabella dei punti non ha due colonne"
    ),
    "successes exceed n": "i casi favorevoli superano n",
    "successes exceed their base": "i casi favorevoli superano la loro base",
    "target equals floor, green lies below amber, or the target is negative and no "
    "floor is given": (
        "*target* è uguale a *floor*, *green* è sotto *amber*, o l'obiettivo è "
        "negativo e manca *floor*"
    ),
    "the base is 0": "la base è 0",
    "the calibration period does not say which parameters the model has": (
        "il periodo di calibrazione non dice quali parametri ha il modello"
    ),
    "the cells are no parameters": "le celle non sono parametri",
    "the cost is not above 0": "il costo non è sopra 0",
    "the dates span more than 1000 periods": "le date coprono più di 1000 periodi",
    "the dates span more than 200 years or 10,000 periods": (
        "le date coprono più di 200 anni o di 10.000 periodi"
    ),
    "the end exceeds start + new, or more were lost than there were": (
        "i finali superano iniziali + nuovi, o i clienti persi superano quelli iniziali"
    ),
    "the margin is a fraction instead of points, or promoters and detractors add up "
    "to more than 1": (
        "il margine è una frazione invece che in punti, o promotori e detrattori "
        "insieme superano 1"
    ),
    "the margin is below a tenth of a percentage point": (
        "il margine è sotto un decimo di punto percentuale"
    ),
    "the option or the scale does not suit the metric": (
        "l'opzione o la scala non è adatta alla metrica"
    ),
    "the part exceeds the whole": "la parte supera il totale",
    "the first label may be an answer, or the header of the others": (
        "la prima etichetta può essere una risposta, o l'intestazione delle altre"
    ),
    "the rate is impossible for its kind": "un tasso di questo tipo è impossibile",
    "the row is not whole": "la riga non è intera",
    "the scale has neither 5 nor 7 points": "la scala non ha né 5 né 7 punti",
    "the series differ in length": "le due serie hanno lunghezze diverse",
    "the shares add up to 0": "la somma delle quote è 0",
    "the start is not above 0": "il valore iniziale non è sopra 0",
    "the target is not from -100 to 100": "l'obiettivo non è tra -100 e 100",
    "the threshold does not divide the scale": "la soglia non divide la scala",
    'the threshold does not divide the scale, or "fisher" with weights': (
        'la soglia non divide la scala, o hai chiesto "fisher" con i pesi'
    ),
    "the threshold does not divide the scale, or the dates span more than 200 years "
    "or 10,000 periods": (
        "la soglia non divide la scala, o le date coprono più di 200 anni o di "
        "10.000 periodi"
    ),
    "the weights add up to 0": "la somma dei pesi è 0",
    "the whole is 0": "il totale è 0",
    "there are no leads": "non ci sono lead",
    "there are no sessions": "non ci sono sessioni",
    "there is not one dimension per question, or not one weight per dimension": (
        "le dimensioni non sono una per domanda, o i pesi non sono uno per dimensione"
    ),
    "there are not six columns": "le colonne non sono sei",
    "there is no benchmark": "non c'è nessun benchmark",
    "there is no contact": "non c'è nessun contatto",
    "there is no purchase in the window": "non ci sono acquisti nei giorni indicati",
    "there is no value": "non c'è nessun valore",
    "there is nothing to average": "non c'è nulla di cui fare la media",
    "there is one value only, or one that outweighs all others": (
        "c'è un valore solo, o uno che pesa più di tutti gli altri"
    ),
    "there is only one": "c'è un valore solo",
    "there was no revenue at the start": "all'inizio non c'erano ricavi",
    "there were no conversations": "non ci sono state conversazioni",
    "there were no customers at the start": "all'inizio non c'erano clienti",
    "there were no customers at the start (for the rate)": (
        "all'inizio non c'erano clienti (per il tasso)"
    ),
    "without a discount the sum has no end (alpha at most 1)": (
        "senza tasso di sconto la somma non finisce mai (alpha al massimo 1)"
    ),
}


def in_italian(error: type[CxError], cause: str) -> str:
    """Return the Italian of *cause*, one that the docstring gives for *error*."""
    return CAUSES.get(cause.rstrip("."), error.cause_it) + "."
