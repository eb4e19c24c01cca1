"""The files that can be made of a report: one row per form."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cx_xl.by_name import loaded
from cx_xl.errors import Explained
from cx_xl.reports.story import Story
from cx_xl.workbooks import numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cx_xl.errors import Language
    from cx_xl.reports.model import Report


class NoReportExtra(Explained, ImportError):
    """The libraries that draw are an extra."""

    en = 'the report needs a few more libraries; run: pip install "cx-xl[report]"'
    it = 'al report servono altre librerie; esegui: pip install "cx-xl[report]"'


@dataclass(frozen=True)
class Form:
    """
    A kind of file.

    Attributes:
        module: has a function of the form's name, from a `Story` to bytes.
        needs: the libraries of the extra that it uses.
    """

    module: str
    needs: tuple[str, ...]


CHARTS = ("altair", "vl_convert")
FORMS: Mapping[str, Form] = {
    "html": Form("cx_xl.reports.html", ("jinja2", *CHARTS)),
    "pdf": Form("cx_xl.reports.pdf", ("typst", *CHARTS)),
    "pptx": Form("cx_xl.reports.deck", ("pptx",)),
}


def require(form: str) -> None:
    """
    Raise unless a form can be made here.

    Raises:
        NoReportExtra: a library is missing.
    """
    if not all(map(find_spec, FORMS[form].needs)):
        raise NoReportExtra


def rendered(report: Report, form: str, language: Language) -> bytes:
    """
    Return the report as a file of a form: "html", "pdf" or "pptx".

    Raises:
        NoReportExtra: a library is missing.
    """
    require(form)
    story = Story(report, language, numbers.MINUS)
    content: bytes = loaded(f"{FORMS[form].module}:{form}")(story)
    return content
