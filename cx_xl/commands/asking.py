"""What the options of `import` settle, and what is asked of the user."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import typer

from cx_xl.commands.language import say
from cx_xl.commands.options import month_of
from cx_xl.commands.show import console
from cx_xl.errors import Explained, Language
from cx_xl.imports import (
    CountedExport,
    Importer,
    Profile,
    Scale,
    Source,
    Understanding,
    understand,
)
from cx_xl.imports.import_refusals import BadPoint, Unsettled
from cx_xl.imports.profile import LEFT_OUT
from cx_xl.imports.questions import Question, with_point
from cx_xl.workbooks.template_model import SCORES

NONE = {"none", "nessuna", "nessuno", "-"}
Found = TypeVar("Found", Understanding, CountedExport)


class BadPair(Explained):
    """An option that names two things names one."""

    en = "{option} {text!r} is not understood; write it like {example}."
    it = "{option} {text!r} non si capisce; scrivilo come {example}."


@dataclass(frozen=True)
class Given:
    """
    What the command line says.

    Attributes:
        columns: the column of each role, None where nothing is said.
        fields: other fields of the profile, None where nothing is said.
        scales, points, also, months: as typed.
        tool: the survey tool.
        profile: where the profile lies.
    """

    columns: Mapping[str, str | None]
    fields: Mapping[str, Any]
    scales: Sequence[str]
    points: Sequence[str]
    also: Sequence[str]
    months: Sequence[str]
    tool: str | None
    profile: Path | None

    def into(self, profile: Profile) -> Profile:
        """
        Return the profile with what was said: an option goes before a profile.

        Raises:
            BadPair, BadPoint: an option cannot be read.
        """
        said = {name: value for name, value in self.fields.items() if value is not None}
        profile = profile.model_copy(update=said)
        for role, name in self.columns.items():
            if name is not None:
                is_none = name.casefold() in NONE
                profile = profile.with_column(role, LEFT_OUT if is_none else name)
        for text in self.scales:
            role, _, points = text.partition("=")
            if role not in SCORES or not points.isdecimal():
                raise BadPair(option="--scale", text=text, example="ces=7")
            scales = {**profile.scales, role: int(points)}
            profile = profile.model_copy(update={"scales": scales})
        for text in self.points:
            label, _, points = text.rpartition("=")
            role, _, label = label.partition(":")
            if role not in SCORES or not label:
                raise BadPoint(text=text)
            profile = with_point(profile, role, label, points)
        for text in self.also:
            header, _, name = text.partition("=")
            if not name:
                raise BadPair(option="--also", text=text, example="Comment=Q7")
            profile = profile.model_copy(
                update={"also": {**profile.also, header: name}}
            )
        return profile

    def chosen_months(self) -> frozenset[date]:
        """
        Return the months of --month.

        Raises:
            BadMonth: one is none.
        """
        return frozenset(map(month_of, self.months))


def settled(  # noqa: PLR0913 - one per fact
    source: Source,
    importer: Importer,
    profile: Profile,
    scales: Mapping[str, Scale],
    language: Language,
    *,
    can_ask: bool,
) -> Understanding:
    """
    Ask until nothing is open.

    Raises:
        Unsettled: something is open, and nobody can be asked.
    """
    return until_settled(
        lambda answers: understand(source, importer, answers, scales),
        profile,
        language,
        can_ask=can_ask,
    )


def until_settled(
    understood: Callable[[Profile], Found],
    profile: Profile,
    language: Language,
    *,
    can_ask: bool,
) -> Found:
    """
    Ask until what is understood with a profile leaves nothing open.

    Raises:
        Unsettled: something is open, and nobody can be asked.
    """
    while True:
        found = understood(profile)
        question = found.question
        if question is None:
            return found
        profile = answered(question, found.profile, language, can_ask=can_ask)


def answered(
    question: Question, profile: Profile, language: Language, *, can_ask: bool
) -> Profile:
    """
    Return the profile with the answer to one question in it.

    Raises:
        Unsettled: nobody can be asked.
    """
    if can_ask:
        return _asked(question, profile, language)
    raise Unsettled(question=question.words, option=question.option)


def _asked(question: Question, profile: Profile, language: Language) -> Profile:
    """Ask one question until its answer can be used."""
    console.print()
    console.print(question.words.say(language), style="bold", markup=False)
    for number, (_, meaning) in enumerate(question.choices, start=1):
        console.print(f"  {number}. {meaning.say(language)}", markup=False)
    prompt = say("Your answer", "La tua risposta", language)
    if question.choices:
        prompt = say("Number", "Numero", language)
    while True:
        answer: str = typer.prompt(prompt, default=question.proposal)
        try:
            return question.settle(profile, _chosen(question, answer.strip()))
        except Explained as refusal:
            console.print(refusal.say(language), style="red", markup=False)
        except (IndexError, ValueError):
            hint = say("Type one of the numbers.", "Digita uno dei numeri.", language)
            console.print(hint, style="red")


def _chosen(question: Question, answer: str) -> str:
    """Return the value that an answer stands for; its number, or itself."""
    if not question.choices:
        return answer
    values = [value for value, _ in question.choices]
    if answer in values and not answer.isdecimal():
        return answer
    number = int(answer)
    if number < 1:
        raise IndexError(number)
    return values[number - 1]
