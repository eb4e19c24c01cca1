Attribute VB_Name = "CxHelp_it"
' Generated from the catalogue by cx_xl.hosts.excel.wrappers; do not edit.
Option Explicit
Option Private Module

Public Sub CxDescribe_it()
    Describe1
    Describe2
    Describe3
    Describe4
    Describe5
End Sub

Private Sub Describe1()
    CxDescribeOne "CX_NPS", _
        "Net Promoter Score: % promotori (9-10) meno % detrattori (0-6).", Array( _
        "Risposte da 0 a 10 a «ci consiglieresti?»; le celle vuote non contano.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.", _
        "Con meno risposte di così il risultato è #N/D.")
    CxDescribeOne "CX_NPS_IFS", _
        "Net Promoter Score delle sole risposte che rispettano tutti i criteri.", Array( _
        "Risposte da 0 a 10 a «ci consiglieresti?»; le celle vuote non contano.", _
        "Coppie di intervallo e criterio, come in CONTA.PIÙ.SE; poi, se servono, di nome e valore: ""min_base"";30.")
    CxDescribeOne "CX_NPS_FROM_COUNTS", _
        "Net Promoter Score quando conosci solo i tre conteggi.", Array( _
        "Quanti hanno dato 9 o 10.", _
        "Quanti hanno dato 7 o 8.", _
        "Quanti hanno dato da 0 a 6.")
    CxDescribeOne "CX_NPS_SPLIT", _
        "Quote di promotori, passivi e detrattori, e il numero di risposte.", Array( _
        "Risposte da 0 a 10 a «ci consiglieresti?»; le celle vuote non contano.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.", _
        "VERO per i conteggi (o i pesi), FALSO (predefinito) per le quote.")
    CxDescribeOne "CX_NPS_CI", _
        "Intervallo di confidenza del Net Promoter Score: minimo e massimo.", Array( _
        "Risposte da 0 a 10 a «ci consiglieresti?»; le celle vuote non contano.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        """adjusted"" (Wald corretto, predefinito), ""score"" (Tango) o ""wald"".", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.")
    CxDescribeOne "CX_CLI", _
        "Customer Loyalty Index: media 0-100 delle domande sulla fedeltà.", Array( _
        "Risposte alle domande sulla fedeltà, una colonna per domanda.", _
        "Quante risposte offre ogni domanda: 6 se non indichi altro.", _
        "VERO (predefinito) se 1 è la risposta migliore, FALSO se è la peggiore.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.")
    CxDescribeOne "CX_CSAT", _
        "Customer Satisfaction Score: quota di risposte soddisfatte (4-5 su 5).", Array( _
        "Risposte sulla scala della domanda; le celle vuote non contano.", _
        "La risposta più bassa che vale «soddisfatto»; se la ometti, le due più alte: 4-5 su 1-5, 6-7 su 1-7.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.", _
        "La risposta più bassa della scala.", _
        "La risposta più alta della scala.", _
        "Con meno risposte di così il risultato è #N/D.")
    CxDescribeOne "CX_CSAT_IFS", _
        "Customer Satisfaction Score delle risposte che rispettano i criteri.", Array( _
        "Risposte sulla scala della domanda; le celle vuote non contano.", _
        "La risposta più bassa che vale «soddisfatto»; se la ometti, le due più alte: 4-5 su 1-5, 6-7 su 1-7.", _
        "Coppie di intervallo e criterio, come in CONTA.PIÙ.SE; poi, se servono, di nome e valore: ""min_base"";30.")
    CxDescribeOne "CX_CSAT_CI", _
        "Intervallo di confidenza del CSAT dalle risposte: minimo e massimo.", Array( _
        "Risposte sulla scala della domanda; le celle vuote non contano.", _
        "La risposta più bassa che vale «soddisfatto»; se la ometti, le due più alte: 4-5 su 1-5, 6-7 su 1-7.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        """wilson"" (predefinito), ""agresti-coull"", ""exact"", ""jeffreys"", ""wald"".", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.", _
        "La risposta più bassa della scala.", _
        "La risposta più alta della scala.")
    CxDescribeOne "CX_CSI", _
        "Customer Satisfaction Index: media (ponderata) di una o più domande.", Array( _
        "Risposte: una colonna per domanda, una riga per persona.", _
        "L'importanza di ogni domanda; omettilo se contano tutte allo stesso modo.", _
        "Risposta minima; con scale_max l'indice va da 0 a 100.", _
        "Risposta massima; con scale_min l'indice va da 0 a 100.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.")
    CxDescribeOne "CX_CES", _
        "Customer Effort Score: quota di chi ha trovato facile farsi aiutare.", Array( _
        "Risposte sulla scala della domanda; le celle vuote non contano.", _
        """top"" (predefinito): quota di facile, 5-7 su 7; ""mean"": media; ""net"": % molto facile (6-7) meno % difficile (1-3).", _
        "Risposta più alta della domanda: 7 (predefinito) oppure 5.", _
        "VERO (predefinito) se la risposta più alta vuol dire facile.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.", _
        "Con meno risposte di così il risultato è #N/D.")
    CxDescribeOne "CX_CES_IFS", _
        "Customer Effort Score delle risposte che rispettano tutti i criteri.", Array( _
        "Risposte sulla scala della domanda; le celle vuote non contano.", _
        """top"" (predefinito): quota di facile, 5-7 su 7; ""mean"": media; ""net"": % molto facile (6-7) meno % difficile (1-3).", _
        "Coppie di intervallo e criterio, come in CONTA.PIÙ.SE; poi, se servono, di nome e valore: ""min_base"";30.")
    CxDescribeOne "CX_CES_CI", _
        "Intervallo di confidenza del CES dalle risposte: minimo e massimo.", Array( _
        "Risposte sulla scala della domanda; le celle vuote non contano.", _
        """top"" (predefinito): quota di facile, 5-7 su 7; ""mean"": media; ""net"": % molto facile (6-7) meno % difficile (1-3).", _
        "Risposta più alta della domanda: 7 (predefinito) oppure 5.", _
        "VERO (predefinito) se la risposta più alta vuol dire facile.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.")
    CxDescribeOne "CX_CXI", _
        "Customer Experience Index: media dei netti di esigenze, facilità e piacere.", Array( _
        "Risposte da 1 a 5 a «abbiamo soddisfatto le tue esigenze?».", _
        "Risposte da 1 a 5 a «quanto è stato facile?».", _
        "Risposte da 1 a 5 a «quanto è stato piacevole?».", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.")
    CxDescribeOne "CX_SERVQUAL", _
        "SERVQUAL: divario tra servizio percepito e atteso, per dimensione.", Array( _
        "Che cosa hanno vissuto i clienti: una colonna per domanda.", _
        "Che cosa si aspettavano: stesse domande, stesse persone.", _
        "La dimensione di ogni domanda; se lo ometti, le 22 domande standard.", _
        "L'importanza di ogni dimensione: 100 punti da dividere; se lo ometti, è la stessa per tutte.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_PILLARS", _
        "Sei pilastri della customer experience: medie, pesi dai tuoi dati e indice.", Array( _
        "Sei colonne: personalizzazione, integrità, aspettative, risoluzione, tempo e impegno, empatia.", _
        "Che cosa vuoi spiegare (voto generale, NPS), una riga per persona.", _
        "La risposta più bassa della scala.", _
        "La risposta più alta della scala.", _
        """relative"" (Johnson, predefinito), ""shapley"" o ""correlation"".", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_ESI", _
        "Employee Satisfaction Index: media 0-100 delle tre domande ai dipendenti.", Array( _
        "Risposte alle tre domande, una colonna per domanda, da 1 in su.", _
        "Risposta più alta delle domande: 10 se non indichi altro.")
    CxDescribeOne "CX_NPS_CI_COUNTS", _
        "Intervallo di confidenza dell'NPS quando conosci solo i tre conteggi.", Array( _
        "Quanti hanno dato 9 o 10.", _
        "Quanti hanno dato 7 o 8.", _
        "Quanti hanno dato da 0 a 6.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        """adjusted"" (Wald corretto, predefinito), ""score"" (Tango) o ""wald"".")
    CxDescribeOne "CX_MEAN_CI", _
        "Intervallo di confidenza di una media, anche pesata: minimo e massimo.", Array( _
        "I numeri di cui fare la media: risposte, minuti, importi.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.")
    CxDescribeOne "CX_EFFECTIVE_N", _
        "Base effettiva di Kish: quante risposte restano davvero dopo i pesi.", Array( _
        "Un peso per risposta, da 0 in su.")
End Sub

Private Sub Describe2()
    CxDescribeOne "CX_NPS_SAMPLE_SIZE", _
        "Quante risposte servono per un NPS con il margine di errore voluto.", Array( _
        "Di quanti punti può sbagliare il punteggio: 5 per più o meno 5.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Quota di promotori che ti aspetti; 0,5 è il caso peggiore.", _
        "Quota di detrattori che ti aspetti; 0,5 è il caso peggiore.", _
        "Quante persone potresti intervistare; omettilo se sono moltissime.")
    CxDescribeOne "CX_RATE_SAMPLE_SIZE", _
        "Quante risposte servono per una quota con il margine di errore voluto.", Array( _
        "Di quanto può sbagliare la quota, come frazione: 0,05 per 5 punti %.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "La quota che ti aspetti; 0,5 è il caso peggiore.", _
        "Quante persone potresti intervistare; omettilo se sono moltissime.")
    CxDescribeOne "CX_NPS_TEST", _
        "Confronta due NPS: p-value della differenza (sotto 0,05 è di solito reale).", Array( _
        "Risposte del primo gruppo o periodo.", _
        "Risposte del secondo gruppo o periodo; persone diverse dal primo.", _
        """adjusted"" (Wald corretto, predefinito) o ""wald"" (solo per gruppi grandi).", _
        "2 (predefinito): sono diversi; 1: il primo è più alto del secondo; scegli prima di guardare i dati.", _
        "Un peso per risposta del primo gruppo; se lo ometti, contano tutte allo stesso modo.", _
        "Un peso per risposta del secondo gruppo; se lo ometti, contano tutte allo stesso modo.")
    CxDescribeOne "CX_CSAT_TEST", _
        "Confronta due CSAT: p-value della differenza (sotto 0,05 è di solito reale).", Array( _
        "Risposte del primo gruppo o periodo.", _
        "Risposte del secondo gruppo o periodo; persone diverse dal primo.", _
        "La risposta più bassa che vale «soddisfatto»; se la ometti, le due più alte: 4-5 su 1-5, 6-7 su 1-7.", _
        """n-1"" (predefinito), ""pooled"" (test z semplice) o ""fisher"" (esatto).", _
        "2 (predefinito): sono diversi; 1: il primo è più alto del secondo; scegli prima di guardare i dati.", _
        "Un peso per risposta del primo gruppo; se lo ometti, contano tutte allo stesso modo.", _
        "Un peso per risposta del secondo gruppo; se lo ometti, contano tutte allo stesso modo.", _
        "La risposta più bassa della scala.", _
        "La risposta più alta della scala.")
    CxDescribeOne "CX_RATE_TEST", _
        "Confronta due quote (CSAT, churn, FCR): p-value della differenza.", Array( _
        "Casi favorevoli nel primo gruppo.", _
        "Su quanti: la base del primo gruppo.", _
        "Casi favorevoli nel secondo gruppo.", _
        "Su quanti: la base del secondo gruppo.", _
        """n-1"" (predefinito), ""pooled"" (test z semplice) o ""fisher"" (esatto).", _
        "2 (predefinito): sono diversi; 1: il primo è più alto del secondo; scegli prima di guardare i dati.")
    CxDescribeOne "CX_NPS_DIFF", _
        "Differenza tra due NPS in punti: valore, minimo, massimo e p-value.", Array( _
        "Risposte del primo gruppo o periodo.", _
        "Risposte del secondo gruppo o periodo; persone diverse dal primo.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        """adjusted"" (Wald corretto, predefinito) o ""wald"" (solo per gruppi grandi).", _
        "2 (predefinito): sono diversi; 1: il primo è più alto del secondo; scegli prima di guardare i dati.", _
        "Un peso per risposta del primo gruppo; se lo ometti, contano tutte allo stesso modo.", _
        "Un peso per risposta del secondo gruppo; se lo ometti, contano tutte allo stesso modo.")
    CxDescribeOne "CX_RATE_DIFF", _
        "Differenza tra due quote (CSAT, churn, FCR): valore, minimo, massimo, p.", Array( _
        "Casi favorevoli nel primo gruppo.", _
        "Su quanti: la base del primo gruppo.", _
        "Casi favorevoli nel secondo gruppo.", _
        "Su quanti: la base del secondo gruppo.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "2 (predefinito): sono diversi; 1: il primo è più alto del secondo; scegli prima di guardare i dati.")
    CxDescribeOne "CX_NPS_TARGET_TEST", _
        "Confronta un NPS con un obiettivo: p-value della distanza.", Array( _
        "Risposte da 0 a 10 a «ci consiglieresti?»; le celle vuote non contano.", _
        "L'NPS da raggiungere, in punti da -100 a 100: un obiettivo o un benchmark.", _
        """adjusted"" (predefinito), ""score"" (da usare con tails 1 e obiettivo sotto 0), ""wald"".", _
        "2 (predefinito): l'NPS è diverso dall'obiettivo; 1: lo supera davvero.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.")
    CxDescribeOne "CX_NPS_DIFF_PAIRED", _
        "Differenza tra due NPS degli stessi clienti: punti, minimo, massimo e p.", Array( _
        "Risposte della prima rilevazione o domanda, un cliente per riga.", _
        "Risposte degli stessi clienti nella seconda, nelle stesse righe.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "2 (predefinito): sono diversi; 1: il primo è più alto del secondo; scegli prima di guardare i dati.")
    CxDescribeOne "CX_RATE_DIFF_PAIRED", _
        "Differenza tra due quote degli stessi clienti, dai quattro conteggi.", Array( _
        "Clienti con esito favorevole (soddisfatti, puntuali) tutte e due le volte.", _
        "Clienti con esito favorevole solo la prima volta.", _
        "Clienti con esito favorevole solo la seconda volta.", _
        "Clienti con esito favorevole nessuna delle due volte.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "2 (predefinito): sono diversi; 1: il primo è più alto del secondo; scegli prima di guardare i dati.")
    CxDescribeOne "CX_NPS_BY", _
        "Tabella dell'NPS per segmento, con base, intervallo e confronto.", Array( _
        "Una risposta per riga; le righe senza risposta non contano.", _
        "Il segmento di ogni risposta, una cella per risposta.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Con meno risposte di così il risultato è #N/D.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_CSAT_BY", _
        "Tabella del CSAT per segmento, con base, intervallo e confronto.", Array( _
        "Una risposta per riga; le righe senza risposta non contano.", _
        "Il segmento di ogni risposta, una cella per risposta.", _
        "La risposta più bassa che vale «soddisfatto»; se la ometti, le due più alte: 4-5 su 1-5, 6-7 su 1-7.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Con meno risposte di così il risultato è #N/D.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.", _
        "La risposta più bassa della scala.", _
        "La risposta più alta della scala.")
    CxDescribeOne "CX_NPS_TREND", _
        "NPS per periodo, anche mobile, con base, intervallo e variazione.", Array( _
        "Una risposta per riga; le righe senza risposta non contano.", _
        "La data di ogni risposta: date vere, non testo.", _
        """D"" giorno, ""W"" settimana ISO, ""M"" mese, ""Q"" trimestre, ""Y"" anno.", _
        "Periodi da unire: 3 con i mesi dà un trimestre mobile.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Con meno risposte di così il risultato è #N/D.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_CSAT_TREND", _
        "CSAT per periodo, anche mobile, con base, intervallo e variazione.", Array( _
        "Una risposta per riga; le righe senza risposta non contano.", _
        "La data di ogni risposta: date vere, non testo.", _
        """D"" giorno, ""W"" settimana ISO, ""M"" mese, ""Q"" trimestre, ""Y"" anno.", _
        "Periodi da unire: 3 con i mesi dà un trimestre mobile.", _
        "La risposta più bassa che vale «soddisfatto»; se la ometti, le due più alte: 4-5 su 1-5, 6-7 su 1-7.", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Con meno risposte di così il risultato è #N/D.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.", _
        "La risposta più bassa della scala.", _
        "La risposta più alta della scala.")
    CxDescribeOne "CX_BY", _
        "Tabella per segmento di un KPI: nps, csat, ces, media, mediana o quota.", Array( _
        "Uno tra ""nps"", ""csat"", ""ces"", ""mean"", ""median"" e ""rate"".", _
        "Una risposta per riga; le righe senza risposta non contano.", _
        "Il segmento di ogni risposta, una cella per risposta.", _
        "csat: minimo soddisfatto (4 su 5); ces: scala, 7 o 5; rate: minimo valido (1).", _
        "Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso modo.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Con meno risposte di così il risultato è #N/D.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.", _
        "Risposta più bassa possibile; se omessa: nps 0, csat e ces 1, altrimenti senza limite.", _
        "Risposta più alta possibile; se omessa: nps 10, csat 5, ces 7, altrimenti senza limite.", _
        "VERO (predefinito) se la risposta più alta vuol dire facile.")
    CxDescribeOne "CX_NPS_FROM_SCORES", _
        "Net Promoter Score se di ogni risposta sai solo quanti l'hanno data.", Array( _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        "Con meno risposte di così il risultato è #N/D.")
    CxDescribeOne "CX_NPS_CI_FROM_SCORES", _
        "Intervallo di confidenza del Net Promoter Score di risposte già contate.", Array( _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        """adjusted"" (Wald corretto, predefinito), ""score"" (Tango) o ""wald"".")
    CxDescribeOne "CX_NPS_SPLIT_FROM_SCORES", _
        "Quote di promotori, passivi e detrattori tra risposte già contate.", Array( _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        "VERO per i conteggi (o i pesi), FALSO (predefinito) per le quote.")
    CxDescribeOne "CX_CSAT_FROM_SCORES", _
        "Customer Satisfaction Score di risposte già contate: quota di soddisfatti.", Array( _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        "La risposta più bassa che vale «soddisfatto»; se la ometti, le due più alte: 4-5 su 1-5, 6-7 su 1-7.", _
        "La risposta più bassa della scala.", _
        "La risposta più alta della scala.", _
        "Con meno risposte di così il risultato è #N/D.")
    CxDescribeOne "CX_CSAT_CI_FROM_SCORES", _
        "Intervallo di confidenza del CSAT di risposte già contate.", Array( _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        "La risposta più bassa che vale «soddisfatto»; se la ometti, le due più alte: 4-5 su 1-5, 6-7 su 1-7.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        """wilson"" (predefinito), ""agresti-coull"", ""exact"", ""jeffreys"", ""wald"".", _
        "La risposta più bassa della scala.", _
        "La risposta più alta della scala.")
End Sub

Private Sub Describe3()
    CxDescribeOne "CX_CES_FROM_SCORES", _
        "Customer Effort Score di risposte già contate: quota di facile.", Array( _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        """top"" (predefinito): quota di facile, 5-7 su 7; ""mean"": media; ""net"": % molto facile (6-7) meno % difficile (1-3).", _
        "Risposta più alta della domanda: 7 (predefinito) oppure 5.", _
        "VERO (predefinito) se la risposta più alta vuol dire facile.", _
        "Con meno risposte di così il risultato è #N/D.")
    CxDescribeOne "CX_CES_CI_FROM_SCORES", _
        "Intervallo di confidenza del CES di risposte già contate.", Array( _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        """top"" (predefinito): quota di facile, 5-7 su 7; ""mean"": media; ""net"": % molto facile (6-7) meno % difficile (1-3).", _
        "Risposta più alta della domanda: 7 (predefinito) oppure 5.", _
        "VERO (predefinito) se la risposta più alta vuol dire facile.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.")
    CxDescribeOne "CX_MEAN_CI_FROM_SCORES", _
        "Intervallo di confidenza della media di risposte già contate.", Array( _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.")
    CxDescribeOne "CX_BY_FROM_SCORES", _
        "Tabella per segmento di un KPI, da risposte già contate.", Array( _
        "Uno tra ""nps"", ""csat"", ""ces"", ""mean"", ""median"" e ""rate"".", _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        "Il segmento di ogni risposta, una cella per risposta.", _
        "csat: minimo soddisfatto (4 su 5); ces: scala, 7 o 5; rate: minimo valido (1).", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Con meno risposte di così il risultato è #N/D.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.", _
        "Risposta più bassa possibile; se omessa: nps 0, csat e ces 1, altrimenti senza limite.", _
        "Risposta più alta possibile; se omessa: nps 10, csat 5, ces 7, altrimenti senza limite.", _
        "VERO (predefinito) se la risposta più alta vuol dire facile.")
    CxDescribeOne "CX_NPS_TREND_FROM_SCORES", _
        "NPS per periodo da risposte già contate, con base, intervallo e variazione.", Array( _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        "La data di ogni risposta: date vere, non testo.", _
        """D"" giorno, ""W"" settimana ISO, ""M"" mese, ""Q"" trimestre, ""Y"" anno.", _
        "Periodi da unire: 3 con i mesi dà un trimestre mobile.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Con meno risposte di così il risultato è #N/D.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_CSAT_TREND_FROM_SCORES", _
        "CSAT per periodo da risposte già contate, con base, intervallo e variazione.", Array( _
        "Le risposte date, una per riga; la stessa può stare in più righe.", _
        "Quanti hanno dato ciascuna: interi da 0 in su, non pesi; i vuoti non contano.", _
        "La data di ogni risposta: date vere, non testo.", _
        """D"" giorno, ""W"" settimana ISO, ""M"" mese, ""Q"" trimestre, ""Y"" anno.", _
        "Periodi da unire: 3 con i mesi dà un trimestre mobile.", _
        "La risposta più bassa che vale «soddisfatto»; se la ometti, le due più alte: 4-5 su 1-5, 6-7 su 1-7.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Con meno risposte di così il risultato è #N/D.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.", _
        "La risposta più bassa della scala.", _
        "La risposta più alta della scala.")
    CxDescribeOne "CX_NPS_CLASS", _
        "La classe di ogni risposta: promotore, passivo o detrattore.", Array( _
        "Risposte da 0 a 10; a una cella vuota va una classe vuota.", _
        "VERO per 1, 0 e -1, FALSO (predefinito) per le parole.")
    CxDescribeOne "CX_RFM_SCORE", _
        "Segmentazione RFM: recency, frequency e monetary di ogni cliente, con voto.", Array( _
        "Il cliente di ogni acquisto, una riga per acquisto.", _
        "La data di ogni acquisto: date vere, non testo.", _
        "L'importo di ogni acquisto, in denaro; negativo per un reso.", _
        "Giorno da cui si conta la recency; se lo ometti, l'ultima delle date.", _
        "Quanti gruppi per misura: 5 (predefinito) dà voti da 1 a 5.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_WEIGHTS", _
        "Pesi che riportano il campione alle quote reali dei segmenti (media 1).", Array( _
        "Il segmento di ogni rispondente; a una cella vuota va un peso vuoto.", _
        "Tutti i segmenti, una volta sola.", _
        "La quota di ogni segmento tra tutti i clienti: 0,3, 30 o il numero.", _
        "Peso massimo, da 1 in su: l'eccedenza va agli altri; se lo ometti, nessun limite.")
    CxDescribeOne "CX_RAKE", _
        "Pesi che rispettano insieme le quote di più fattori (raking, media 1).", Array( _
        "Una colonna per fattore (età, regione), una riga per rispondente.", _
        "Tre colonne: fattore (la sua intestazione, o 1, 2...), livello e quota.", _
        "Numero di giri dopo i quali rinuncia.", _
        "Errore massimo accettato su una quota.", _
        "Peso massimo, da 1 in su: l'eccedenza va agli altri; se lo ometti, nessun limite.")
    CxDescribeOne "CX_CHURN_RATE", _
        "Tasso di abbandono: clienti persi sui clienti iniziali.", Array( _
        "Clienti all'inizio del periodo.", _
        "Quanti dei clienti iniziali sono andati via nel periodo.")
    CxDescribeOne "CX_ATTRITION", _
        "Abbandono dai tre conteggi: (inizio + nuovi - fine) / inizio.", Array( _
        "Clienti all'inizio del periodo.", _
        "Clienti acquisiti nel periodo.", _
        "Clienti alla fine del periodo, nuovi compresi.", _
        "VERO per il numero di clienti persi, FALSO (predefinito) per il tasso.")
    CxDescribeOne "CX_RETENTION_RATE", _
        "Tasso di fidelizzazione: clienti iniziali rimasti sui clienti iniziali.", Array( _
        "Clienti all'inizio del periodo.", _
        "Clienti alla fine del periodo, nuovi compresi.", _
        "Clienti acquisiti nel periodo.")
    CxDescribeOne "CX_REPEAT_RATE", _
        "Tasso di riacquisto: quota di clienti con almeno due acquisti.", Array( _
        "Il cliente di ogni acquisto, una riga ciascuno.", _
        "Data di ogni acquisto: un giorno vale uno; se la ometti, vale ogni riga.", _
        "Primo giorno da contare; se lo ometti, tutti fino all'ultimo.", _
        "Ultimo giorno da contare; se lo ometti, tutti a partire dal primo.", _
        "L'importo di ogni acquisto; uno negativo è un reso, non un acquisto.", _
        "VERO se la prima riga è un'intestazione, FALSO se no; omesso: la regola.")
    CxDescribeOne "CX_REVENUE_RETENTION", _
        "Net (o gross) revenue retention: ricavi ricorrenti rimasti su quelli iniziali.", Array( _
        "Ricavi ricorrenti all'inizio del periodo, nella tua valuta.", _
        "Quanto hanno aggiunto gli stessi clienti: upgrade, aumenti.", _
        "Quanto hanno tolto i clienti rimasti: downgrade, sconti.", _
        "Ricavi dei clienti andati via.", _
        "VERO senza espansione (lordo), FALSO (predefinito) con espansione (netto).")
    CxDescribeOne "CX_RATE_CONVERT", _
        "Converte un tasso da mensile ad annuo e viceversa: si compone, non si somma.", Array( _
        "Il tasso come frazione: 0,03 per il 3 %.", _
        "Il periodo a cui si riferisce: ""M"" (predefinito), ""D"", ""W"", ""Q"", ""Y"".", _
        "Il periodo che ti serve: ""Y"" (predefinito), ""D"", ""W"", ""M"", ""Q"".", _
        "Di che tasso si tratta: ""churn"" (predefinito), ""retention"", ""growth"".")
    CxDescribeOne "CX_SURVIVAL", _
        "Curva di sopravvivenza (Kaplan-Meier): quota di clienti ancora presenti.", Array( _
        "Il giorno in cui ogni cliente ha iniziato: date vere, non testo.", _
        "Il giorno in cui ogni cliente se n'è andato; vuoto se è ancora cliente.", _
        "Il giorno fino a cui sai chi se n'è andato: quello dei dati, non oltre.", _
        "Una riga per ""M"" mese (predefinito), ""D"" giorno, ""W"" settimana, ""Y"" anno.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_COHORT", _
        "Matrice delle coorti: clienti, quota rimasta o ricavi per periodo.", Array( _
        "Il cliente di ogni acquisto, una riga per acquisto.", _
        "La data di ogni acquisto: date vere, non testo.", _
        """D"" giorno, ""W"" settimana ISO, ""M"" mese, ""Q"" trimestre, ""Y"" anno.", _
        """retention"" (quota rimasta, predefinito), ""customers"" o ""revenue"".", _
        "L'importo di ogni acquisto, per ""revenue""; negativo per un reso.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_RFM", _
        "Storico per cliente: riacquisti, recency, età e spesa media, per i modelli.", Array( _
        "Il cliente di ogni acquisto, una riga per acquisto.", _
        "La data di ogni acquisto: date vere, non testo.", _
        "L'importo di ogni acquisto, in denaro; negativo per un reso.", _
        "Giorno in cui finisce lo storico; se lo ometti, l'ultima delle date.", _
        "Unità di recency ed età: ""W"" settimana (predefinito), ""D"", ""M"", ""Y"".", _
        "Gli acquisti nello stesso ""D"" giorno (predefinito), ""W"" o ""M"" valgono uno.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_CLV", _
        "Customer Lifetime Value semplice: ordine x ordini per periodo x periodi.", Array( _
        "Valore medio di un ordine, nella tua valuta.", _
        "Ordini di un cliente in un periodo.", _
        "Per quanti di questi periodi il cliente resta.", _
        "Margine lordo come frazione: 0,2 per il 20 %. Se lo ometti vale 1: i ricavi.")
End Sub

Private Sub Describe4()
    CxDescribeOne "CX_CLV_RETENTION", _
        "Customer Lifetime Value con fidelizzazione e tasso di sconto.", Array( _
        "Margine per cliente e per periodo, nella tua valuta.", _
        "Quota di clienti che restano da un periodo all'altro, minore di 1.", _
        "Tasso di sconto per periodo come frazione, minore di 1.", _
        "Numero di margini da sommare; se lo ometti, senza fine.", _
        "Primo margine: ""retained"" al rinnovo, ""now"" subito, ""end"" a fine periodo.", _
        "Costo per acquisire il cliente, nella tua valuta; viene sottratto.")
    CxDescribeOne "CX_SBG_FIT", _
        "Stima l'abbandono dei clienti con contratto, che rallenta nel tempo (sBG).", Array( _
        "Clienti di una coorte all'inizio e dopo ogni periodo; conteggi o %.", _
        "Clienti a cui corrisponde il primo valore; serve se i valori sono %.")
    CxDescribeOne "CX_SBG_SURVIVAL", _
        "Quota di clienti con contratto ancora presenti, periodo per periodo.", Array( _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Periodi dall'inizio: numeri interi, uno o molti.", _
        """survival"" (predefinito): quota rimasta; ""retention"": tasso del periodo.")
    CxDescribeOne "CX_SBG_CLV", _
        "Customer Lifetime Value di un cliente con contratto, nuovo o al rinnovo.", Array( _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Margine per cliente e per periodo, nella tua valuta.", _
        "Tasso di sconto per periodo come frazione: 0,1 per il 10 %.", _
        "0 (predefinito) per un nuovo cliente; n se ora scade l'n-esimo rinnovo.")
    CxDescribeOne "CX_BGNBD_FIT", _
        "Stima come riacquistano i clienti senza contratto (BG/NBD, Pareto/NBD, NBD).", Array( _
        "Riacquisti di ogni cliente: gli acquisti dopo il primo.", _
        "Tempo dal primo all'ultimo acquisto; 0 o vuoto senza riacquisti.", _
        "Tempo dal primo acquisto a oggi, nella stessa unità.", _
        "Quanti clienti rappresenta ogni riga; se lo ometti, uno.", _
        """bgnbd"" (predefinito), ""mbgnbd"", ""pnbd"" o ""nbd"" (nessuno se ne va).")
    CxDescribeOne "CX_BGNBD_ALIVE", _
        "Probabilità che ogni cliente sia ancora attivo.", Array( _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Riacquisti di ogni cliente: gli acquisti dopo il primo.", _
        "Tempo dal primo all'ultimo acquisto; 0 o vuoto senza riacquisti.", _
        "Tempo dal primo acquisto a oggi, nella stessa unità.", _
        """auto"" (predefinito): il modello scritto nella riga, o ""bgnbd"".")
    CxDescribeOne "CX_BGNBD_EXPECTED", _
        "Quanti acquisti aspettarsi da ogni cliente nel prossimo periodo.", Array( _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Quanto guardare avanti, nell'unità dell'età.", _
        "Riacquisti di ogni cliente; omettilo per un cliente nuovo.", _
        "Tempo dal primo all'ultimo acquisto; 0 o vuoto senza riacquisti.", _
        "Tempo dal primo acquisto a oggi; omettilo per un cliente nuovo.", _
        """auto"" (predefinito): il modello scritto nella riga, o ""bgnbd"".")
    CxDescribeOne "CX_BGNBD_INTERVAL", _
        "Acquisti attesi nel periodo, con limiti validi se il modello è giusto.", Array( _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Quanto guardare avanti, nell'unità dell'età.", _
        "Riacquisti di ogni cliente: gli acquisti dopo il primo.", _
        "Tempo dal primo all'ultimo acquisto; 0 o vuoto senza riacquisti.", _
        "Tempo dal primo acquisto a oggi, nella stessa unità.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "FALSO (predefinito) per il totale di questi clienti, VERO per ciascuno.", _
        "Avvio della simulazione: lo stesso numero dà lo stesso intervallo.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_GG_FIT", _
        "Stima quanto spendono i clienti per acquisto (Gamma-Gamma).", Array( _
        "Riacquisti di ogni cliente: gli acquisti dopo il primo.", _
        "Spesa media dei riacquisti; 0 o vuoto senza riacquisti.", _
        "Quanti clienti rappresenta ogni riga; se lo ometti, uno.")
    CxDescribeOne "CX_GG_SPEND", _
        "Spesa media attesa per acquisto di ogni cliente.", Array( _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Riacquisti di ogni cliente: gli acquisti dopo il primo.", _
        "Spesa media dei riacquisti; 0 o vuoto senza riacquisti.")
    CxDescribeOne "CX_CLV_BGNBD", _
        "Customer Lifetime Value residuo di ogni cliente senza contratto.", Array( _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Riacquisti di ogni cliente: gli acquisti dopo il primo.", _
        "Tempo dal primo all'ultimo acquisto; 0 o vuoto senza riacquisti.", _
        "Tempo dal primo acquisto a oggi, nella stessa unità.", _
        "Spesa media dei riacquisti; 0 o vuoto senza riacquisti.", _
        "Quanto guardare avanti, nell'unità dell'età.", _
        "Tasso di sconto per periodo: 0,01 per l'1 %. Se lo ometti: nessuno.", _
        "Margine lordo come frazione: 0,2 per il 20 %. Se lo ometti: 1, i ricavi.", _
        "Durata di un periodo di sconto nell'unità dell'età: un mese è 4,348 sett.", _
        """auto"" (predefinito): il modello scritto nella riga, o ""bgnbd"".")
    CxDescribeOne "CX_CLV_INTERVAL", _
        "Customer Lifetime Value residuo, con limiti validi se il modello è giusto.", Array( _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Riacquisti di ogni cliente: gli acquisti dopo il primo.", _
        "Tempo dal primo all'ultimo acquisto; 0 o vuoto senza riacquisti.", _
        "Tempo dal primo acquisto a oggi, nella stessa unità.", _
        "Spesa media dei riacquisti; 0 o vuoto senza riacquisti.", _
        "Quanto guardare avanti, nell'unità dell'età.", _
        "Tasso di sconto per periodo: 0,01 per l'1 %. Se lo ometti: nessuno.", _
        "Margine lordo come frazione: 0,2 per il 20 %. Se lo ometti: 1, i ricavi.", _
        "Durata di un periodo di sconto nell'unità dell'età: un mese è 4,348 sett.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "FALSO (predefinito) per il totale di questi clienti, VERO per ciascuno.", _
        "Avvio della simulazione: lo stesso numero dà lo stesso intervallo.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_BGBB_FIT", _
        "Stima chi riacquista a occasioni fisse: donazioni, eventi, uscite (BG/BB).", Array( _
        "Riacquisti di ogni cliente: gli acquisti dopo il primo.", _
        "Occasione dell'ultimo acquisto, contata da 1; 0 o vuoto senza riacquisti.", _
        "Occasioni offerte finora, dopo quella del primo acquisto.", _
        "Quanti clienti rappresenta ogni riga; se lo ometti, uno.")
    CxDescribeOne "CX_BGBB_ALIVE", _
        "Probabilità che ogni cliente sia ancora attivo alla prossima occasione.", Array( _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Riacquisti di ogni cliente: gli acquisti dopo il primo.", _
        "Occasione dell'ultimo acquisto, contata da 1; 0 o vuoto senza riacquisti.", _
        "Occasioni offerte finora, dopo quella del primo acquisto.")
    CxDescribeOne "CX_BGBB_EXPECTED", _
        "Quanti acquisti aspettarsi da ogni cliente alle prossime occasioni.", Array( _
        "Tutta la riga della stima, così il modello è noto; o i soli parametri.", _
        "Quante occasioni guardare avanti, al massimo 1000.", _
        "Riacquisti di ogni cliente; omettilo per un cliente nuovo.", _
        "Occasione dell'ultimo acquisto, contata da 1; 0 o vuoto senza riacquisti.", _
        "Occasioni offerte finora; omettilo per un cliente nuovo.")
    CxDescribeOne "CX_CLV_CHECK", _
        "Mette alla prova il modello: prevede acquisti già avvenuti e li confronta.", Array( _
        "Il cliente di ogni acquisto, una riga per acquisto.", _
        "La data di ogni acquisto: date vere, non testo.", _
        "Ultimo giorno che il modello può vedere; il resto va previsto.", _
        "L'importo di ogni acquisto, in denaro; negativo per un reso.", _
        "Giorno in cui finisce lo storico; se lo ometti, l'ultima delle date.", _
        "Unità di recency ed età: ""W"" settimana (predefinito), ""D"", ""M"", ""Y"".", _
        """bgnbd"" (predefinito), ""mbgnbd"", ""pnbd"" o ""nbd"" (nessuno se ne va).", _
        "Gli acquisti nello stesso ""D"" giorno (predefinito), ""W"" o ""M"" valgono uno.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        "Avvio della simulazione: lo stesso numero dà lo stesso intervallo.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_CAC", _
        "Customer Acquisition Cost: costi di vendita e marketing per nuovo cliente.", Array( _
        "Costi di vendita del periodo, nella tua valuta.", _
        "Costi di marketing dello stesso periodo, nella tua valuta.", _
        "Clienti acquisiti nello stesso periodo.")
    CxDescribeOne "CX_CPL", _
        "Costo per lead: costo della campagna diviso per i lead ottenuti.", Array( _
        "Costo della campagna, nella tua valuta.", _
        "Contatti (lead) portati dalla campagna.")
    CxDescribeOne "CX_ROI", _
        "Ritorno sull'investimento: (guadagno - costo) / costo.", Array( _
        "Quanto ha reso l'investimento: margine, non ricavi.", _
        "Quanto è stato investito, nella stessa valuta.")
    CxDescribeOne "CX_CAC_PAYBACK", _
        "Dopo quanti periodi un cliente ripaga il suo costo di acquisizione.", Array( _
        "Costo di acquisizione di un cliente, nella tua valuta.", _
        "Ricavi di un cliente in un periodo, per esempio un mese.", _
        "Margine lordo come frazione: 0,8 per l'80 %. Se lo ometti vale 1: i ricavi.")
End Sub

Private Sub Describe5()
    CxDescribeOne "CX_RATE", _
        "Tasso semplice: la parte sul totale (risposta, segnalazione, abbandono).", Array( _
        "Quanti sul totale: risposte, segnalazioni, chiamate perse.", _
        "Il totale possibile: inviti, clienti, chiamate.")
    CxDescribeOne "CX_RATE_CI", _
        "Intervallo di confidenza di una quota (CSAT, churn): minimo e massimo.", Array( _
        "Quanti casi favorevoli: soddisfatti, risolti, persi.", _
        "Su quanti: la base.", _
        "Livello di confidenza tra 0 e 1, per esempio 0,95.", _
        """wilson"" (predefinito), ""agresti-coull"", ""exact"", ""jeffreys"", ""wald"".")
    CxDescribeOne "CX_FCR", _
        "First Contact Resolution: quota di casi risolti al primo contatto.", Array( _
        "Quanti contatti ha richiesto ogni caso, da 1 in su; una riga per caso.", _
        "VERO per ogni caso risolto; se lo ometti, lo sono tutti. Vuoto vale FALSO.")
    CxDescribeOne "CX_SERVICE_LEVEL", _
        "Livello di servizio: quota di chiamate con risposta entro il target.", Array( _
        "Quanto ha atteso ogni chiamata, in secondi, con o senza risposta.", _
        "Attesa massima per essere nel target, in secondi: 20 se lo ometti.", _
        "VERO dove il cliente ha riagganciato; se lo ometti, nessuno. Vuoto vale FALSO.", _
        "Su che cosa: ""offered"" (tutte, predefinito), ""answered"" (con risposta).", _
        "Le chiamate perse prima di questi secondi non contano; 0 le tiene tutte.")
    CxDescribeOne "CX_RESPONSE_TIME", _
        "Tempo di prima risposta: mediana, media, 90° percentile o quota nel target.", Array( _
        "Quando è arrivato ogni caso: date vere, con l'ora.", _
        "Quando ha avuto la prima risposta; vuoto se non l'ha ancora avuta.", _
        """median"" (predefinito), ""mean"", ""p90"", ""max"", ""share"", ""unanswered"".", _
        "Unità del risultato e del target: ""s"", ""min"" (predefinito), ""h"", ""d"".", _
        "VERO dove la prima risposta è automatica: non vale; se lo ometti, nessuna lo è.", _
        "Per ""share"": il tempo massimo per essere nel target, stessa unità.")
    CxDescribeOne "CX_VOLUME_BY_CHANNEL", _
        "Contatti per canale: quanti e che quota sul totale.", Array( _
        "Il canale di ogni contatto o riga di volumi.", _
        "Quanti contatti vale ogni riga; se lo ometti, uno.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.", _
        "VERO se la prima riga è un'intestazione, FALSO se no; omesso: la regola.")
    CxDescribeOne "CX_BOT_CONTAINMENT", _
        "Quota di conversazioni che il bot ha chiuso da solo.", Array( _
        "Conversazioni iniziate dal bot.", _
        "Quante sono passate a una persona.", _
        "Quante ne ha risolte il bot, misura più severa; se lo ometti, quelle non passate.")
    CxDescribeOne "CX_SELF_SERVICE", _
        "Self-service: quanti si aiutano da soli per ogni cliente con un ticket.", Array( _
        "Visitatori del centro assistenza.", _
        "Clienti che hanno aperto un ticket.", _
        "VERO per la quota su chi cercava aiuto, FALSO per il rapporto.")
    CxDescribeOne "CX_ENGAGEMENT_RATE", _
        "Tasso di engagement: interazioni su follower, copertura o sessioni.", Array( _
        "Interazioni (like, commenti, condivisioni) o sessioni con coinvolgimento.", _
        "Su che cosa: follower, copertura, impression o tutte le sessioni.")
    CxDescribeOne "CX_BOUNCE_RATE", _
        "Frequenza di rimbalzo (GA4): quota di sessioni senza coinvolgimento.", Array( _
        "Tutte le sessioni.", _
        "Sessioni con coinvolgimento: oltre 10 secondi, o due pagine.")
    CxDescribeOne "CX_AUDIENCE_GROWTH", _
        "Crescita del pubblico: variazione, o crescita media per periodo.", Array( _
        "Dimensione del pubblico all'inizio, sopra 0.", _
        "Dimensione del pubblico alla fine.", _
        "Quanti periodi ci sono in mezzo; sopra 1, la crescita media per periodo.")
    CxDescribeOne "CX_DRIVERS", _
        "Driver chiave: quanto pesa ogni aspetto sul risultato complessivo.", Array( _
        "Che cosa vuoi spiegare (voto generale, NPS), una riga per persona.", _
        "Che cosa può spiegarlo: una colonna per driver, con intestazione.", _
        """relative"" (Johnson, predefinito), ""shapley"" o ""correlation"".", _
        "Un peso per riga, da 0 in su; se lo ometti, contano tutte allo stesso modo.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_IPA", _
        "Importanza e performance: in quale quadrante sta ogni aspetto.", Array( _
        "Il nome di ogni aspetto.", _
        "Quanto conta ogni aspetto: dichiarato dai clienti o da CX_DRIVERS.", _
        "Quanto bene andiamo in ogni aspetto: il suo voto medio.", _
        "Dove inizia «alto»: alla media (""mean"", predefinito) o alla mediana.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.", _
        "Due colonne, low e high: i limiti al 95 % di ogni importanza; se li ometti, nulla è verificato.", _
        "Due colonne, low e high: i limiti al 95 % di ogni performance; se li ometti, nulla è verificato.")
    CxDescribeOne "CX_KPI_LINK", _
        "Legame tra un KPI e un risultato successivo: correlazione e pendenza.", Array( _
        "Il KPI di ogni periodo, dal più vecchio, una riga per periodo.", _
        "Il risultato degli stessi periodi: vendite, churn, ordini.", _
        "Fino a quanti periodi dopo il KPI cercare il risultato.", _
        "VERO per confrontare le variazioni: due serie in crescita si somigliano.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.", _
        "12 confronta ogni mese con quello dell'anno prima, 4 i trimestri; 0 (predefinito) confronta i valori.")
    CxDescribeOne "CX_ROCXI", _
        "Ritorno sull'investimento in customer experience: (beneficio - costo) / costo.", Array( _
        "Quanto rende l'investimento in tutti i suoi mesi, come margine.", _
        "Quanto costa l'investimento, pagato all'inizio, nella stessa valuta.", _
        "Mesi in cui arriva il beneficio, in parti uguali: 12 se lo ometti.", _
        "Tasso di sconto annuo come frazione; 0 (predefinito) non sconta.")
    CxDescribeOne "CX_POINTS", _
        "I punti di risposte date a parole: «Molto soddisfatto» 5, «4 stelle» 4.", Array( _
        "La colonna di risposte a parole; i numeri restano come sono.", _
        "Due colonne tue: etichetta e punti. Se lo ometti: le scale più usate.", _
        "Punti della scala (4, 5 o 7), se le parole vanno bene per più scale.")
    CxDescribeOne "CX_DATACHECK", _
        "Controlla una colonna di risposte prima di fidarti di un KPI.", Array( _
        "La colonna di risposte da controllare, così com'è.", _
        "La risposta più bassa della scala.", _
        "La risposta più alta della scala.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_KPI_STATUS", _
        "Semaforo di un KPI: 1 verde, 0 giallo, -1 rosso; vale anche sotto zero.", Array( _
        "Il valore attuale del KPI.", _
        "Il valore obiettivo del KPI.", _
        "Il valore che vuol dire «nessun risultato»: -100 per l'NPS, altrimenti 0.", _
        "Quota del percorso verso l'obiettivo da cui il semaforo è giallo: 0,8.", _
        "Quota del percorso verso l'obiettivo da cui il semaforo è verde: 1.", _
        "VERO (predefinito) per NPS o CSAT, FALSO per churn o costi.")
    CxDescribeOne "CX_BENCHMARK", _
        "Confronto con i benchmark: posizione, distanza da media, mediana e migliore.", Array( _
        "Il valore attuale del KPI.", _
        "Lo stesso KPI degli altri: concorrenti, paesi, negozi.", _
        "VERO (predefinito) per NPS o CSAT, FALSO per churn o costi.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
    CxDescribeOne "CX_CONTROL", _
        "Carta di controllo (XmR o p): limiti di un KPI nel tempo e punti anomali.", Array( _
        "Il KPI di ogni periodo, dal più vecchio; con n sono quote da 0 a 1.", _
        "La base di ogni quota (risposte, casi); la carta diventa una carta p.", _
        "Il nome di ogni periodo, per la prima colonna; se no 1, 2, 3 ...", _
        "Tanti punti di fila da un lato sono un segnale: 8; 0 (predefinito): no.", _
        "VERO (predefinito) per la riga di intestazione, FALSO per ometterla.")
End Sub
