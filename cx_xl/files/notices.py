"""What a reader of a foreign workbook should know before trusting it."""

from cx_xl.errors import Text


class Notice(Text):
    """One sentence; the file is read all the same."""

    __slots__ = ()


MACROS = Notice(
    en="It contains macros; they are kept and never run.",
    it="Contiene macro: restano nel file e non vengono mai eseguite.",
)
EXTERNAL_LINKS = Notice(
    en="It refers to other workbooks; their last saved values are used.",
    it="Rimanda ad altre cartelle di lavoro: valgono gli ultimi valori salvati.",
)
CONNECTIONS = Notice(
    en="It has data connections; nothing is refreshed.",
    it="Ha connessioni a dati esterni: non viene aggiornato nulla.",
)
OPEN_ELSEWHERE = Notice(
    en="It is open in a spreadsheet program; changes not yet saved are not seen.",
    it="È aperto in un altro programma: le modifiche non salvate non si vedono.",
)

BY_LINK = {
    "vbaProject": MACROS,
    "xlMacrosheet": MACROS,
    "xlIntlMacrosheet": MACROS,
    "externalLink": EXTERNAL_LINKS,
    "connections": CONNECTIONS,
    "queryTable": CONNECTIONS,
}
