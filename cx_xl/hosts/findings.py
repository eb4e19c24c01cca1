"""What a doctor has found in a spreadsheet program."""

from dataclasses import dataclass
from typing import Literal

from cx_xl.errors import Bilingual

# "unknown": what could not be looked at, and how to see it.
Verdict = Literal["fine", "warning", "problem", "unknown"]


@dataclass(frozen=True, slots=True)
class Finding(Bilingual):
    """One thing that was looked at, and what to do about it."""

    verdict: Verdict
    en: str
    it: str

    @property
    def is_fine(self) -> bool:
        """Whether the functions work all the same."""
        return self.verdict != "problem"
