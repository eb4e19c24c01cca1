"""Why an export, a profile or a book is refused, and what to do about it."""

from cx_xl.errors import Explained
from cx_xl.files.file_refusals import FileRefused


class Unsettled(Explained):
    """Something only the user knows, and nobody is there to be asked."""

    en = "{question} Settle it with {option}."
    it = "{question} Decidilo con {option}."


class NoAnswers(FileRefused):
    """An export without rows."""

    en = "{file} holds no answers; export them again, with all responses."
    it = "{file} non contiene risposte; esportale di nuovo, tutte."


class ExportTooLarge(FileRefused):
    """More than an import should hold."""

    en = "{file} is too large to import; export fewer months at a time."
    it = "{file} è troppo grande da importare; esporta meno mesi alla volta."


class NoSuchColumn(FileRefused):
    """The export has no column of that name."""

    en = "{file} has no column {column!r}; it has {columns}."
    it = "{file} non ha una colonna {column!r}; le sue colonne sono {columns}."


class TwiceTheSame(FileRefused):
    """Two columns of the export have the name that was asked for."""

    en = "{file} has several columns {column!r}; name one of {columns}."
    it = "{file} ha più colonne {column!r}; indicane una tra {columns}."


class NoSuchTool(Explained):
    """No importer has that key."""

    en = "There is no importer {tool!r}; there are {tools}."
    it = "Non c'è un importatore {tool!r}; ci sono {tools}."


class BadImporter(Explained):
    """An importer that another package registered does not work."""

    en = "Importer {name!r}, of another package, fails ({reason}); update or remove it."
    it = (
        "L'importatore {name!r}, di un altro pacchetto, non funziona ({reason}); "
        "aggiornalo o disinstallalo."
    )


class BadProfile(FileRefused):
    """A profile that was edited into something else."""

    en = "{file} is no valid profile ({reason}); correct it, or delete it to be asked."
    it = "{file} non è un profilo valido ({reason}); correggilo, o eliminalo."


class UnknownZone(Explained):
    """No such time zone."""

    en = "There is no time zone {zone!r}; write it like Europe/Rome."
    it = "Il fuso orario {zone!r} non esiste; scrivilo come Europe/Rome."


class BadPoint(Explained):
    """A label with its points that cannot be read."""

    en = "{text!r} gives no points; write it like 'Very happy=5'."
    it = "{text!r} non dà punti; scrivilo come 'Molto contento=5'."
