"""The function reference: the catalogue as its users read it, in both languages."""

from cx_xl.reference.markdown import documents
from cx_xl.reference.notation import constants, localised, shown, typed
from cx_xl.reference.page import Page, page
from cx_xl.reference.pane import pages
from cx_xl.reference.search import search
from cx_xl.reference.stub import stub

__all__ = [
    "Page",
    "constants",
    "documents",
    "localised",
    "page",
    "pages",
    "search",
    "shown",
    "stub",
    "typed",
]
