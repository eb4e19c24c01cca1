"""The function reference: the catalogue as its users read it, in both languages."""

from cx_xl.reference.markdown import markdown
from cx_xl.reference.notation import constants, localised, shown
from cx_xl.reference.page import Argument, Page, page

__all__ = ["Argument", "Page", "constants", "localised", "markdown", "page", "shown"]
