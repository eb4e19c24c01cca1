"""Google Forms: answers by CSV, or from the sheet that collects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.imports.contract import Layout, unique

if TYPE_CHECKING:
    from cx_xl.imports.contract import Importer, Source

ITALIAN = "Informazioni cronologiche"
TIMES = ("Timestamp", ITALIAN)
SHEETS = ("form responses", "risposte del modulo")


class GoogleForms:
    """Known by its first column, surer by the name of the sheet."""

    key = "google-forms"
    name = "Google Forms"

    def knows(self, source: Source) -> float:
        """Return how sure it is."""
        if not source.head or source.head[0] not in TIMES:
            return 0.0
        by_sheet = source.sheet.casefold().startswith(SHEETS)
        return 0.95 if by_sheet or source.head[0] == ITALIAN else 0.7

    def layout(self, source: Source) -> Layout:
        """Return what the export looks like."""
        names = unique(source.head)
        return Layout(
            names=names,
            asked=names,
            date=0,
            day_first=True if names[0] == ITALIAN else None,
            no_scores=frozenset({0}),
        )


IMPORTER: Importer = GoogleForms()
