"""What the pages of the reference say around the functions, in both languages."""

from cx_xl.errors import Language

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "title": "Worksheet functions",
        "other": "Italiano",
        "intro": "Generated from the catalogue, one page each family; every example "
        "is run by a test. `cx-xl functions NAME` shows the same in a terminal, and "
        "`cx-xl functions WORD` finds a function by a word, such as `churn`.",
        "index": "What do you want to know?",
        "question": "question",
        "function": "function",
        "answer": "what it answers",
        "all": "What holds for all functions",
        "rules": "- Arguments in brackets may be left out. To skip one in the middle, "
        "leave its place empty: `=CX_CSAT_CI(A2:A500,,0.9)`.\n"
        '- Options such as `"wald"` are typed in quotes, the same in every language.\n'
        "- A blank cell is a gap, not a 0. A number stored as text counts, words such "
        "as `n/a` are gaps; text with digits that is no number (`€ 100`) is an error "
        "that names the cell.\n"
        "- A header row may be selected with its column: text in which nothing can be "
        "read is taken for one. Where only you can know, the function asks.\n"
        "- A cell that shows an error hands it on if it is used: mend it first.\n"
        "- Nothing is rounded: how many decimals you see is the format of the cell.",
        "argument": "argument",
        "default": "default",
        "meaning": "what it is",
        "required": "required",
        "optional": "optional",
        "result": "Result",
        "missing": "Missing data",
        "example": "Example",
        "gives": "gives",
        "sheet": "In a sheet",
        "errors": "Errors",
        "source": "Source",
        "back": "All functions",
        "docs": "All pages",
    },
    "it": {
        "title": "Funzioni del foglio di calcolo",
        "other": "English",
        "intro": "Generato dal catalogo, una pagina per famiglia; ogni esempio è "
        "verificato da un test. `cx-xl functions NOME --lang it` mostra lo stesso nel "
        "terminale, e `cx-xl functions PAROLA --lang it` trova una funzione da una "
        "parola, per esempio `churn`.",
        "index": "Che cosa vuoi sapere?",
        "question": "domanda",
        "function": "funzione",
        "answer": "a che cosa risponde",
        "all": "Che cosa vale per tutte le funzioni",
        "rules": "- Gli argomenti tra parentesi quadre si possono omettere. Per "
        "saltarne uno in mezzo, lascia vuoto il suo posto: `=CX_CSAT_CI(A2:A500;;0,9)`."
        '\n- Le opzioni come `"wald"` si scrivono tra virgolette, uguali in tutte le '
        "lingue.\n"
        "- Una cella vuota è un vuoto, non uno 0. Un numero scritto come testo conta, "
        "parole come `n/d` sono vuoti; un testo con cifre che non è un numero "
        "(`€ 100`) è un errore che indica la cella.\n"
        "- Puoi selezionare una colonna con l'intestazione: un testo in cui non si "
        "legge nulla vale come tale. Dove solo tu puoi saperlo, la funzione lo chiede."
        "\n"
        "- Una cella che mostra un errore lo trasmette se viene usata: correggi prima "
        "quella cella.\n"
        "- Nulla viene arrotondato: quanti decimali vedi dipende dal formato della "
        "cella.",
        "argument": "argomento",
        "default": "predefinito",
        "meaning": "che cos'è",
        "required": "obbligatorio",
        "optional": "facoltativo",
        "result": "Risultato",
        "missing": "Dati mancanti",
        "example": "Esempio",
        "gives": "dà",
        "sheet": "In un foglio",
        "errors": "Errori",
        "source": "Fonte",
        "back": "Tutte le funzioni",
        "docs": "Tutte le pagine",
    },
}
