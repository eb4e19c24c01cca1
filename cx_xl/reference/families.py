"""What each family of functions asks: the headings of the reference."""

import sys

from cx_xl.errors import Language
from cx_xl.spec import Spec

ITALIAN = {
    "loyalty": "Fedeltà: i clienti ci consiglierebbero, e resteranno?",
    "satisfaction": "Soddisfazione: sono contenti di quello che hanno avuto?",
    "effort": "Sforzo: quanto è stato facile ottenere ciò che volevano?",
    "experience": "Esperienza: com'è l'insieme, visto attraverso le sue parti?",
    "pillars": "Pilastri: quale dei sei pilastri regge l'esperienza?",
    "employees": "Persone: chi serve i clienti è contento?",
    "precision": "Precisione: quanto possiamo fidarci di queste risposte?",
    "sampling": "Campione: quante risposte servono?",
    "comparison": "Confronto: la differenza è vera o è il caso?",
    "differences": "Differenze: quanto è grande la differenza, e quanto è sicura?",
    "paired": "Dati appaiati: che cosa è cambiato negli stessi clienti?",
    "breakdown": "Dettaglio: quale segmento, da quando, ed è una differenza vera?",
    "segments": "Segmenti: qualsiasi KPI, segmento per segmento",
    "segmentation": "Segmentazione: in quale gruppo sta ogni cliente?",
    "weighting": "Pesi: come far somigliare il campione a tutti i clienti?",
    "retention": "Fidelizzazione: i clienti restano, e tornano?",
    "renewal": "Rinnovi: quanta parte dei ricavi ricorrenti resta?",
    "survival": "Permanenza: quanti clienti restano dopo un mese, dopo un anno?",
    "cohorts": "Coorti: quanto restano i clienti di ogni mese, e quanto spendono?",
    "histories": "Storie d'acquisto: che cosa ha fatto ogni cliente?",
    "value": "Valore: quanto vale un cliente negli anni?",
    "contracts": "Contratti: quanto durano, e quanto vale chi ne ha uno?",
    "activity": "Attività: chi è ancora cliente, e quanto spesso comprerà?",
    "spending": "Spesa: quanto spenderà un cliente, e quanto vale la base clienti?",
    "occasions": "Occasioni: chi comprerà ancora alla prossima campagna?",
    "validation": "Verifica: il modello avrebbe previsto ciò che è successo?",
    "acquisition": "Acquisizione: quanto costa un cliente nuovo, e conviene?",
    "service": "Servizio: quanto bene rispondiamo quando un cliente chiama?",
    "operations": "Operatività: quanto in fretta e quanto a fondo rispondiamo?",
    "responses": "Prima risposta: quanto aspetta un cliente?",
    "channels": "Canali: dove chiedono i clienti, e chi risponde?",
    "web": "Web e social: il pubblico partecipa, e cresce?",
    "drivers": "Leve: che cosa muove la fedeltà, e da dove cominciare?",
    "outcomes": "Risultati: il KPI rende?",
    "points": "Punti: quale numero sta dietro le parole che hanno scelto?",
    "quality": "Qualità: ci si può fidare dei dati dietro un KPI?",
    "targets": "Obiettivi: siamo dove volevamo essere?",
    "control": "Controllo: il KPI oscilla come sempre o è successo qualcosa?",
}


def family(spec: Spec) -> str:
    """Return the name of the family that *spec* belongs to, the same everywhere."""
    return spec.kpi.__module__.rpartition(".")[2]


def question(spec: Spec, language: Language) -> str:
    """Return the question that the family of *spec* answers."""
    if language == "it":
        return ITALIAN[family(spec)]
    doc = sys.modules[spec.kpi.__module__].__doc__ or ""
    return doc.strip().splitlines()[0].rstrip(".")
