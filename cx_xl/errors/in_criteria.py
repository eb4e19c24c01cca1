"""What is wrong with pairs of range and criterion."""

from cx_xl.errors.explained import Code, CxError


class BadCriterion(CxError):
    """A criterion cannot be read without guessing."""

    cause_it = "un criterio è ambiguo"
    en = '{argument}: cannot read {value!r}; for a date write ">="&DATE(2026,1,31).'
    it = '{argument}: {value!r} è ambiguo; per una data scrivi ">="&DATA(2026;1;31).'


class NothingToCompare(CxError):
    """A criterion ends behind its operator."""

    en = '{argument}: nothing follows {value!r}; write ">=5", or fill A1 in ">="&A1.'
    it = '{argument}: manca il valore dopo {value!r}; scrivi ">=5", o riempi A1.'


class PatternTooLong(CxError):
    """A criterion with wildcards is longer than spreadsheets take."""

    en = "{argument} has over {most} characters and wildcards; shorten it."
    it = "{argument} ha più di {most} caratteri e caratteri jolly; accorcialo."


class CriterionIsRange(CxError):
    """A range stands where a criterion belongs."""

    en = (
        "{argument} is a range of {rows} x {columns}; a criterion is one cell, or a"
        ' text such as "Web" or ">=5".'
    )
    it = (
        "{argument} è un intervallo di {rows} x {columns}; un criterio è una sola"
        ' cella, o un testo come "Web" o ">=5".'
    )


class SwappedCriterion(CxError):
    """A criterion stands before its range."""

    en = "{argument} and {other} are swapped: first the range, then its criterion."
    it = "{argument} e {other} sono scambiati: prima l'intervallo, poi il criterio."


class NoRowMeets(CxError):
    """The criteria leave no row."""

    code = Code.DIV
    en = "{argument}: no row that is left meets {value!r}; its range holds {held}."
    it = "{argument}: nessuna riga rimasta soddisfa {value!r}; l'intervallo ha {held}."
