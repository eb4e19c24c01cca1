"""Why the place where answers are said to lie is refused, and what to do about it."""

from cx_xl.errors import CxError


class NoSource(CxError):
    """No file of that name."""

    en = "{argument}: no file matches {name!r}; check its name and folder."
    it = "{argument}: nessun file corrisponde a {name!r}; controlla nome e cartella."


class UnknownScheme(CxError):
    """A database or a place that is not read; its address is not repeated."""

    en = "{argument}: {scheme}: is not read; there are {schemes}, and files."
    it = "{argument}: {scheme}: non è supportato; usa {schemes} oppure un file."


class UnknownSource(CxError):
    """A file of another kind."""

    en = (
        "{argument}: {name!r} is neither parquet nor CSV, nor a DuckDB or SQLite file; "
        "export it as one of them."
    )
    it = (
        "{argument}: {name!r} non è parquet né CSV, né un file DuckDB o SQLite; "
        "esportalo in uno di questi formati."
    )


class NoTable(CxError):
    """The database has no such table, or several and none was named."""

    en = "{argument}: name one of its tables with --table: {tables}."
    it = "{argument}: indica una delle tabelle con --table: {tables}."


class NoTables(CxError):
    """The database has no table at all, or none that may be read."""

    en = (
        "{argument}: this database shows no table; check that it is the right one, and "
        "that you may read its tables."
    )
    it = (
        "{argument}: questo database non mostra nessuna tabella; controlla che sia "
        "quello giusto e di poterne leggere le tabelle."
    )


class NeedsExtension(CxError):
    """DuckDB reads such a database with an extension that is not here."""

    en = (
        "{argument}: DuckDB reads {kind} with its extension {extension}, which could "
        "not be loaded; install it once where there is a network."
    )
    it = (
        "{argument}: DuckDB legge {kind} con la sua estensione {extension}, che non si "
        "può caricare; installala una volta dove c'è rete."
    )


class WhichDate(CxError):
    """Periods are wanted, and it is not clear by which date."""

    en = "{argument}: say with --date which column holds the date: {columns}."
    it = "{argument}: indica con --date la colonna della data: {columns}."


class EmptySource(CxError):
    """A file without a single byte: an export that was cut off."""

    en = "{argument}: {name!r} is empty; export it again, or leave it out."
    it = "{argument}: {name!r} è vuoto; esportalo di nuovo, o toglilo."


class FolderSource(CxError):
    """A folder, and not what is in it."""

    en = "{argument}: {name!r} is a folder; name its files, such as {name}/*.parquet."
    it = "{argument}: {name!r} è una cartella; indica i file, come {name}/*.parquet."


class MixedSources(CxError):
    """Files of several kinds, or databases, under one pattern."""

    en = "{argument}: {name!r} and {other!r} are no single table; count them apart."
    it = (
        "{argument}: {name!r} e {other!r} non sono una sola tabella; contali "
        "separatamente."
    )


class BadLine(CxError):
    """A line of a CSV that is not like those above it."""

    en = (
        "{argument}: line {line} of {name!r} is not like those above (another number "
        "of cells, or text among numbers or dates); nothing was counted: correct it."
    )
    it = (
        "{argument}: la riga {line} di {name!r} non è come quelle sopra (un altro "
        "numero di celle, o testo tra numeri o date); correggila: non è stato contato "
        "nulla."
    )


class NotUtf8(CxError):
    """A CSV as older Windows programs save it."""

    en = "{argument}: {name!r} is not in UTF-8; save it as CSV UTF-8."
    it = "{argument}: {name!r} non è in UTF-8; salvalo come CSV UTF-8."


class FileLacks(CxError):
    """One of several files has no such column: its rows would all be gaps."""

    en = (
        "{argument}: {name!r} lacks column {column!r}, which the other files have; "
        "add it."
    )
    it = (
        "{argument}: in {name!r} manca la colonna {column!r}, che gli altri file "
        "hanno; aggiungila."
    )


class ColumnTwice(CxError):
    """A file with two columns of that name: which one is meant?"""

    en = "{argument}: {name!r} has several columns {column!r}; rename all but one."
    it = "{argument}: {name!r} ha più colonne {column!r}; rinominale tranne una."


class NothingCounted(CxError):
    """No row is an answer: the wrong column, or an empty export."""

    en = (
        "{argument}: none of {rows} rows is an answer with all that was asked for, so "
        "nothing was written; look at column {column!r} and at the groups."
    )
    it = (
        "{argument}: su {rows} righe nessuna è una risposta con tutto ciò che serve, "
        "quindi non è stato scritto nulla; guarda la colonna {column!r} e i gruppi."
    )
