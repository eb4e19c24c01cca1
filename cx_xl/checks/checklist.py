"""What a check is, and the list of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from cx_xl.checks.examination import Finding
from cx_xl.errors import LANGUAGES, Text
from cx_xl.headless import Message
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cx_xl.checks.examination import Place, Severity
    from cx_xl.checks.subject import Subject

    Find = Callable[[Subject], Iterable[Place]]

# In the order in which their findings are shown.
FAMILIES = (
    "formulas",
    "lost_references",
    "typed_answers",
    "scales",
    "typed_counts",
    "repeats",
    "months",
    "goals",
    "closed",
    "privacy",
    "unseen",
)
_CHECKS: list[Check] = []


@dataclass(frozen=True)
class Check:
    """
    One check.

    Attributes:
        key: its name in JSON; that of the line on sheet Checks where there is one.
        severity: how bad a finding is.
        find: yields the places that have the problem.
        what: what is wrong.
        remedy: what to do.
        any_book: it needs no template.
        line: the line of sheet Checks that counts the same problem, if any.
    """

    key: str
    severity: Severity
    find: Find
    what: Message
    remedy: Message
    any_book: bool
    line: str | None

    def finding(self, places: Iterable[Place]) -> Finding | None:
        """Return what is told of the places that have the problem, if any has."""
        found = tuple(places)
        if not found:
            return None
        return Finding(
            check=self.key,
            severity=self.severity,
            what=self.what,
            remedy=self.remedy,
            places=found,
        )


def check(  # noqa: PLR0913 - what a check says
    key: str,
    severity: Severity,
    *,
    what: Text | None = None,
    remedy: Text | None = None,
    any_book: bool = False,
    line: str | None = None,
) -> Callable[[Find], Find]:
    """
    Make a check of a function that yields the places that have a problem.

    Args:
        key: its name in JSON.
        severity: how bad a finding is.
        what: what is wrong; left out, the words of sheet Checks.
        remedy: what to do; left out, the words of sheet Checks.
        any_book: it needs no template.
        line: the line of sheet Checks that counts the same; by default that of *key*.
    """
    if line is None and key in {each.key for each in load_template().checks}:
        line = key
    said = what or _on_sheet(key, "name"), remedy or _on_sheet(key, "remedy")
    wrong, to_do = (Message(code=key, en=text.en, it=text.it) for text in said)

    def register(find: Find) -> Find:
        _CHECKS.append(Check(key, severity, find, wrong, to_do, any_book, line))
        return find

    return register


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check, in the order of their families."""
    for family in FAMILIES:
        import_module(f"cx_xl.checks.{family}")
    modules = [f"cx_xl.checks.{family}" for family in FAMILIES]
    return tuple(sorted(_CHECKS, key=lambda c: modules.index(c.find.__module__)))


def for_subject(subject: Subject) -> Iterator[Check]:
    """Yield the checks that a workbook can be put to."""
    for one in all_checks():
        if one.any_book or subject.template is not None:
            yield one


def _on_sheet(key: str, part: str) -> Text:
    return Text(
        *(load_texts(language)[f"checks.{key}.{part}"] for language in LANGUAGES)
    )
