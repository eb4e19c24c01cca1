"""The reference as data, for a host that shows it in a page of its own."""

from itertools import groupby
from typing import Any

from cx_xl.catalog import CATALOG
from cx_xl.errors import Code, Language
from cx_xl.reference.notation import shown
from cx_xl.reference.page import page
from cx_xl.reference.search import searched
from cx_xl.spec import Spec


def pages(language: Language) -> dict[str, Any]:
    """Return every function under the question of its family."""
    families = groupby(CATALOG.values(), lambda spec: spec.family.say(language))
    return {
        "codes": {code: shown(code, language) for code in Code},
        "families": [
            {"question": asked, "functions": [_entry(s, language) for s in specs]}
            for asked, specs in families
        ],
    }


def _entry(spec: Spec, language: Language) -> dict[str, Any]:
    this, english = page(spec, language), page(spec, "en")
    result = this.example_result
    rows = result if isinstance(result, list) else [[result]]
    head = [list(this.fields)] if this.fields else []
    return {
        "name": this.name,
        "help": this.help,
        "search": searched(spec),
        "syntax": this.syntax,
        "typical": this.typical,
        "example": this.example,
        "formulas": {"example": english.example, "typical": english.typical},
        "answer": [[_cell(c, language) for c in row] for row in [*head, *rows]],
        "hasHead": bool(head) or this.has_header,
        "arguments": [
            {
                "name": argument.name,
                "isOptional": argument.is_optional,
                "default": argument.default,
                "help": argument.help,
            }
            for argument in this.arguments
        ],
        "result": " ".join(filter(None, (f"{this.shape}.", this.returns, this.unit))),
        "missing": this.missing,
        "errors": [list(error) for error in this.errors],
        "source": this.source,
    }


def _cell(value: Any, language: Language) -> str:
    return "" if value is None else shown(value, language)
