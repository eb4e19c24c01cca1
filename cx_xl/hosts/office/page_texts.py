"""What the page says, beside the help of the functions."""

from cx_xl.errors import Language

TEXTS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "CX functions",
        "other": "Italiano",
        "search": "Search by name or word",
        "hint": "for example churn, effort, sample size",
        "found": "{0} functions",
        "foundOne": "1 function",
        "none": "Nothing found. Try another word, such as churn or interval.",
        "back": "All functions",
        "syntax": "Syntax",
        "arguments": "Arguments",
        "required": "required",
        "optional": "optional",
        "default": "optional, normally {0}",
        "result": "Result",
        "missing": "Missing data",
        "example": "Example",
        "gives": "gives",
        "sheet": "In your sheet",
        "errors": "Errors",
        "source": "Source",
        "insertExample": "Insert the example",
        "insertTypical": "Insert for my columns",
        "inserted": "Inserted in {0}.",
        "occupied": "{0} is not empty. Press once more to replace what is in it.",
        "insertFailed": "Excel did not take it: leave the cell you are typing in, and "
        "check that the sheet is not protected.",
        "why": "Why this error?",
        "whyNone": "A cell shows an error? Select it to read why.",
        "off": "Not started",
        "starting": "Starting Python in your browser…",
        "ready": "Ready. Everything is computed on this computer.",
        "failedState": "Could not start: {0}. Trying again by itself.",
        "retry": "Try now",
        "names": "{0} names of this workbook are spelled like CX functions ({1}): "
        "Excel "
        "uses them instead of the functions. They come from the edition without "
        "add-in.",
        "removeNames": "Remove these names",
        "removed": "{0} names removed; the functions answer now.",
        "notRemoved": "Excel did not remove them: delete them in Formulas > Name "
        "Manager.",
        "slow": "Python is still starting; this cell is computed as soon as it is "
        "ready.",
        "failed": "The add-in could not load ({0}). It tries again by itself and then "
        "computes this cell; if it lasts, tell IT.",
        "unknownZero": "This Excel does not say which zeros are empty cells, so no "
        "number would be sure; update Excel, or use Excel on the web.",
        "otherBook": "The range lies in another workbook, where an empty cell can not "
        "be "
        "told from a 0; copy it into this workbook.",
        "unread": "Excel did not let the add-in look for empty cells, as while you "
        "type "
        "in a cell; it tries again by itself, or press F9.",
        "dates1904": "This workbook counts days from 1904, so its dates would be four "
        "years off; turn that off in File > Options > Advanced and type the dates "
        "anew.",
        "bug": "cx_xl made a mistake, not you ({0}). No data left your computer.",
    },
    "it": {
        "title": "Funzioni CX",
        "other": "English",
        "search": "Cerca per nome o parola",
        "hint": "per esempio churn, sforzo, campione",
        "found": "{0} funzioni",
        "foundOne": "1 funzione",
        "none": "Nessun risultato. Prova un'altra parola, come churn o intervallo.",
        "back": "Tutte le funzioni",
        "syntax": "Sintassi",
        "arguments": "Argomenti",
        "required": "obbligatorio",
        "optional": "facoltativo",
        "default": "facoltativo, di norma {0}",
        "result": "Risultato",
        "missing": "Dati mancanti",
        "example": "Esempio",
        "gives": "dà",
        "sheet": "Nel tuo foglio",
        "errors": "Errori",
        "source": "Fonte",
        "insertExample": "Inserisci l'esempio",
        "insertTypical": "Inserisci per le mie colonne",
        "inserted": "Inserita in {0}.",
        "occupied": "{0} non è vuota. Premi ancora per sostituirne il contenuto.",
        "insertFailed": "Excel non l'ha accettata: esci dalla cella in cui stai "
        "scrivendo e controlla che il foglio non sia protetto.",
        "why": "Perché questo errore?",
        "whyNone": "Una cella dà errore? Selezionala per leggere il perché.",
        "off": "Non avviato",
        "starting": "Python si sta avviando nel browser…",
        "ready": "Pronto. Tutti i calcoli avvengono su questo computer.",
        "failedState": "Avvio non riuscito: {0}. Nuovo tentativo automatico fra poco.",
        "retry": "Riprova ora",
        "names": "{0} nomi di questa cartella di lavoro si scrivono come funzioni CX "
        "({1}): Excel usa quelli al posto delle funzioni. Vengono dall'edizione senza "
        "componente aggiuntivo.",
        "removeNames": "Elimina questi nomi",
        "removed": "{0} nomi eliminati; ora rispondono le funzioni.",
        "notRemoved": "Excel non li ha eliminati: eliminali in Formule > Gestione "
        "nomi.",
        "slow": "Python si sta ancora avviando; la cella si calcola appena è pronto.",
        "failed": "Il componente aggiuntivo non si è caricato ({0}). Riprova da solo e "
        "poi calcola questa cella; se continua, avvisa l'IT.",
        "unknownZero": "Questo Excel non dice quali zeri sono celle vuote, quindi "
        "nessun "
        "numero sarebbe sicuro; aggiorna Excel o usa Excel sul web.",
        "otherBook": "L'intervallo è in un'altra cartella di lavoro, dove una cella "
        "vuota non si distingue da uno 0; copialo in questa.",
        "unread": "Excel non ha permesso di cercare le celle vuote, come mentre "
        "scrivi in "
        "una cella; il componente riprova da solo, oppure premi F9.",
        "dates1904": "Questa cartella di lavoro conta i giorni dal 1904: le date "
        "sarebbero sbagliate di quattro anni; disattivalo in File > Opzioni > "
        "Impostazioni "
        "avanzate e riscrivi le date.",
        "bug": "L'errore è di cx_xl, non tuo ({0}). Nessun dato ha lasciato il tuo "
        "computer.",
    },
}
