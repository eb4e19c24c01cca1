"""What only the user knows: one question each, and the option that settles it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from cx_xl.errors import Text
from cx_xl.imports.import_refusals import BadPoint, UnknownZone
from cx_xl.imports.profile import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from cx_xl.imports.contract import Layout
    from cx_xl.imports.moments import Dates
    from cx_xl.imports.profile import Profile
    from cx_xl.imports.scores import Scale

MOST_SHOWN = 5
AS_WRITTEN = "-"  # as a time zone: take the times as they stand


@dataclass(frozen=True)
class Question:
    """
    One question.

    Attributes:
        words: what is asked.
        option: the option of the command line that settles it.
        choices: the values that may be given with what they mean; empty for free text.
        settle: returns the profile with the answer in it.
        proposal: what most people would answer.
    """

    words: Text
    option: str
    choices: tuple[tuple[str, Text], ...]
    settle: Callable[[Profile, str], Profile]
    proposal: str | None = None


def ask_column(
    role: str, layout: Layout, fits: Iterable[int], *, may_skip: bool = False
) -> Question:
    """Ask which column holds a role."""
    names = [layout.names[i] for i in fits]
    shown = ", ".join(f"«{name}»" for name in names[:MOST_SHOWN])
    shown_en = shown.replace("«", '"').replace("»", '"')
    more = " …" if len(names) > MOST_SHOWN else ""
    what = Text(*WHAT[role])
    choices = [(name, Text(name, name)) for name in names]
    if may_skip:
        choices.append((LEFT_OUT, Text("none of them", "nessuna di queste")))
    option = role.replace("_", "-")
    return Question(
        Text(
            f"Which column holds {what.en}: {shown_en}{more}?",
            f"Quale colonna contiene {what.it}: {shown}{more}?",
        ),
        f"--{option} COLUMN" + (f" (or --{option} none)" if may_skip else ""),
        tuple(choices),
        lambda profile, name: profile.with_column(role, name),
    )


WHAT = {
    "date": ("the date of the answer", "la data della risposta"),
    "nps": ("the NPS score", "il voto NPS"),
    "csat": ("the CSAT score", "il voto CSAT"),
    "ces": ("the CES score", "il voto CES"),
}


def ask_order(dates: Dates, *, mixed: bool) -> Question:
    """Ask whether day or month stands first."""
    words = Text(
        f'Is "{dates.example}" written with the day or the month first?',
        f"In «{dates.example}» viene prima il giorno o il mese?",
    )
    if mixed:
        words = Text(
            "Some dates have the day first, others the month: which ones are right?",
            "Alcune date hanno prima il giorno, altre il mese: quali sono giuste?",
        )
    return Question(
        words,
        "--order day / --order month",
        (
            ("day", Text("day first", "prima il giorno")),
            ("month", Text("month first", "prima il mese")),
        ),
        lambda profile, order: profile.model_copy(update={"order": order}),
    )


def ask_zone(_profile: Profile) -> Question:
    """Ask for the user's time zone: the month is the local one."""
    own = local_zone()

    def settle(profile: Profile, name: str) -> Profile:
        zone_of(name)
        return profile.model_copy(update={"time_zone": name})

    return Question(
        Text(
            "The times of this export are in UTC: what is your time zone?",
            "Gli orari di questa esportazione sono in UTC: qual è il tuo fuso orario?",
        ),
        f"--time-zone {own or 'Europe/Rome'}",
        (),
        settle,
        own,
    )


def ask_scale(role: str, scale: Scale, seen: str) -> Question:
    """Ask what to do with answers of another scale."""
    kpi, low, high = role.upper(), scale.low, scale.high
    its = f"--scale {role}={scale.points}"
    return Question(
        Text(
            f"The book's {kpi} goes from {low} to {high}; this column looks like "
            f"another scale ({seen}). Is it {low} to {high} all the same?",
            f"Il {kpi} del file va da {low} a {high}; questa colonna sembra di "
            f"un'altra scala ({seen}). È comunque da {low} a {high}?",
        ),
        f"{its} / --{role} none",
        (
            ("yes", Text(f"yes, {low} to {high}", f"sì, da {low} a {high}")),
            ("no", Text("no, leave it out", "no, lasciala fuori")),
        ),
        lambda profile, answer: (
            profile.model_copy(
                update={"scales": {**profile.scales, role: scale.points}}
            )
            if answer == "yes"
            else profile.with_column(role, LEFT_OUT)
        ),
    )


def ask_points(role: str, labels: list[str], scale: Scale) -> Question:
    """Ask how many points the first unknown label is worth."""
    label = labels[0]
    more = len(labels) - 1
    also_en = f" ({more} more labels follow)" if more else ""
    also_it = f" (seguono altre {more} etichette)" if more else ""

    def settle(profile: Profile, answer: str) -> Profile:
        if answer.casefold() in {"none", "nessuna"}:
            return profile.with_column(role, LEFT_OUT)
        return with_point(profile, role, label, answer)

    return Question(
        Text(
            f'How many points of the {role.upper()} is "{label}" worth, '
            f"{scale.low} to {scale.high}?{also_en}",
            f"Quanti punti di {role.upper()} vale «{label}», da {scale.low} a "
            f"{scale.high}?{also_it}",
        ),
        f'--point "{role}:{label}={scale.high}" / --{role} none',
        (),
        settle,
    )


def ask_personal(name: str) -> Question:
    """Ask before personal data or comments go into the book."""
    return Question(
        Text(
            f'Column "{name}" looks like personal data or free text: take it?',
            f"La colonna «{name}» sembra contenere dati personali o testo libero: "
            "la importo?",
        ),
        "--allow-personal",
        (("yes", Text("yes", "sì")),),
        lambda profile, _answer: profile.model_copy(update={"personal": True}),
    )


def ask_replacing(lost: Mapping[tuple[date, str, str], int]) -> Question:
    """Ask whether counts are a whole month, or a further part of it."""
    shown = [
        " ".join(filter(None, (f"{month:%Y-%m}", segment, channel))) + f": {n}"
        for (month, segment, channel), n in sorted(lost.items())
    ]
    named = ", ".join(shown[:MOST_SHOWN]) + (" …" if len(shown) > MOST_SHOWN else "")
    n = sum(lost.values())
    return Question(
        Text(
            f"The book counts {n} people of these months in segments or channels that "
            f"the export does not have ({named}). Is it the whole month, so that they "
            "go (month), or do they stay beside it (groups)?",
            f"Il file conta {n} persone di questi mesi in segmenti o canali che "
            f"l'esportazione non ha ({named}). È il mese intero, quindi spariscono "
            "(month), o restano accanto (groups)?",
        ),
        "--replace month / --replace groups",
        (
            ("month", Text("the whole month: they go", "mese intero: spariscono")),
            ("groups", Text("a part of it: they stay", "una parte: restano")),
        ),
        lambda profile, answer: profile.model_copy(update={"replace": answer}),
    )


def with_point(profile: Profile, role: str, label: str, points: str) -> Profile:
    """
    Return the profile with the points of one label.

    Raises:
        BadPoint: no number.
    """
    try:
        number = float(points.replace(",", "."))
    except ValueError as error:
        raise BadPoint(text=points) from error
    own = {**profile.points.get(role, {}), label: number}
    return profile.model_copy(update={"points": {**profile.points, role: own}})


def zone_of(name: str | None) -> ZoneInfo | None:
    """
    Return a time zone, None where times are taken as written.

    Raises:
        UnknownZone: there is none of that name.
    """
    if name is None or name == AS_WRITTEN:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise UnknownZone(zone=name) from error


def local_zone() -> str | None:
    """Return the zone of this computer, None if it does not say."""
    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        _, _, name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    try:
        return zone_of(name).key if "UTC" not in name and name else None  # type: ignore[union-attr]
    except UnknownZone:
        return None
