"""What a doctor has found in a spreadsheet program."""

from dataclasses import dataclass
from typing import Literal

from cx_xl.errors import Bilingual

Verdict = Literal["fine", "warning", "problem"]


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
