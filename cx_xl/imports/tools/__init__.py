"""The survey tools we know, each in a file of its own."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from cx_xl.imports.import_refusals import NoSuchTool
from cx_xl.imports.tools.generic import Generic
from cx_xl.imports.tools.google_forms import GoogleForms
from cx_xl.imports.tools.microsoft_forms import MicrosoftForms
from cx_xl.imports.tools.qualtrics import Qualtrics
from cx_xl.imports.tools.surveymonkey import SurveyMonkey
from cx_xl.imports.tools.trustpilot import Trustpilot
from cx_xl.imports.tools.typeform import Typeform
from cx_xl.imports.tools.zendesk import Zendesk

if TYPE_CHECKING:
    from cx_xl.imports.contract import Importer, Source

GROUP = "cx_xl.importers"
OURS: tuple[Importer, ...] = (
    Qualtrics(),
    SurveyMonkey(),
    Typeform(),
    GoogleForms(),
    MicrosoftForms(),
    Zendesk(),
    Trustpilot(),
    Generic(),
)


def importers() -> tuple[Importer, ...]:
    """Return our importers and those that other packages registered."""
    return *OURS, *(found.load() for found in entry_points(group=GROUP))


def recognised(source: Source) -> Importer:
    """Return the importer that is surest that the export is its own."""
    return max(importers(), key=lambda importer: importer.knows(source))


def importer_for(key: str) -> Importer:
    """
    Return the importer of that key.

    Raises:
        NoSuchTool: there is none.
    """
    known = {importer.key: importer for importer in importers()}
    if key not in known:
        raise NoSuchTool(tool=key, tools=", ".join(known))
    return known[key]
