"""Microsoft Forms: English and Italian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.imports.contract import Layout, unique
from cx_xl.imports.tools import header_rows

if TYPE_CHECKING:
    from cx_xl.imports.contract import Importer, Source

ENGLISH = ("ID", "Start time", "Completion time", "Email", "Name")
ITALIAN = ("ID", "Ora di completamento", "Nome")
START = ("Start time", "Ora di inizio")
END = ("Completion time", "Ora di completamento")
OTHERS = (
    "ID",
    "Email",
    "Name",
    "Nome",
    "Posta elettronica",
    "Indirizzo di posta elettronica",
    "Last modified time",
    "Ora ultima modifica",
    "Language",
    "Lingua",
    *START,
    *END,
)


class MicrosoftForms:
    """Known by the columns in front of the questions."""

    key = "microsoft-forms"
    name = "Microsoft Forms"

    def knows(self, source: Source) -> float:
        """Return how sure it is."""
        if header_rows.place(source.head[:1], "ID") is None:
            return 0.0
        if header_rows.place(source.head, *END) is None:
            return 0.0
        best = max(
            header_rows.share(source.head, names) for names in (ENGLISH, ITALIAN)
        )
        return 0.5 + 0.45 * best

    def layout(self, source: Source) -> Layout:
        """Return what the export looks like."""
        names = unique(source.head)
        is_italian = header_rows.place(names, "Ora di completamento") is not None
        own = set(header_rows.folded(OTHERS))
        return Layout(
            names=names,
            asked=names,
            date=header_rows.place(names, *END),
            response_id=0,
            day_first=is_italian,
            no_scores=frozenset(
                i for i, name in enumerate(header_rows.folded(names)) if name in own
            ),
        )


IMPORTER: Importer = MicrosoftForms()
