"""
The files that can be made of a report: one row per form.

A new form is its renderer and its row; `cx-xl report` takes its option from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from cx_xl.by_name import loaded
from cx_xl.errors import Explained, Text

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
    A kind of file; its key is its option, its suffix and its function's name.

    Attributes:
        module: has that function, from a `Story` to bytes.
        needs: the libraries of the extra that it uses.
        help: what it is, beside its option.
    """

    module: str
    needs: tuple[str, ...]
    help: Text


CHARTS = ("altair", "vl_convert")
FORMS: Mapping[str, Form] = {
    "html": Form(
        "cx_xl.reports.html",
        ("jinja2", *CHARTS),
        Text("A page for any browser.", "Una pagina per qualsiasi browser."),
    ),
    "pdf": Form(
        "cx_xl.reports.pdf",
        ("typst", *CHARTS),
        Text("An accessible PDF (PDF/UA).", "Un PDF accessibile (PDF/UA)."),
    ),
    "pptx": Form(
        "cx_xl.reports.deck",
        ("pptx",),
        Text(
            "Slides with charts that PowerPoint can edit.",
            "Slide con grafici modificabili in PowerPoint.",
        ),
    ),
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
    Return the report as a file of a form, such as "html".

    Raises:
        NoReportExtra: a library is missing.
    """
    from cx_xl.reports.story import Story  # noqa: PLC0415 - loads the model
    from cx_xl.workbooks import numbers  # noqa: PLC0415 - loads the builder

    require(form)
    story = Story(report, language, numbers.MINUS)
    content: bytes = loaded(f"{FORMS[form].module}:{form}")(story)
    return content
