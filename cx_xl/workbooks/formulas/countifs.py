"""
Answers counted by COUNTIFS: the parts of a scale, and the base.

Comparisons count numbers only: text, TRUE and blanks are never among the answers. No
criterion is a pattern, because LibreOffice matches patterns with numbers too.
"""

from dataclasses import dataclass

from cx_xl.workbooks.formulas.formula import IMPOSSIBLE


@dataclass(frozen=True, slots=True)
class Answers:
    """
    A column of answers on a scale, or those of its rows that meet some criteria.

    Attributes:
        scores: the range.
        low: the lowest answer on offer.
        high: the highest one.
        where: pairs of range and criterion, as COUNTIFS takes them.
    """

    scores: str
    low: str
    high: str
    where: str = ""

    @property
    def valid(self) -> str:
        """How many answers are on the scale."""
        return self.count(">=", self.low, "<=", self.high)

    @property
    def rows(self) -> str:
        """How many rows meet the criteria."""
        return f"COUNTIFS({self.where})"

    @property
    def blank(self) -> str:
        """How many of the cells are blank, or text of no characters."""
        return f'COUNTIFS({self.scores},"",{self.where})'

    @property
    def filled(self) -> str:
        """
        How many of the cells are not blank; needs criteria that name the rows.

        LibreOffice 7.4 counts too few blanks where the column starts with one; Excel
        counts texts of no characters as not blank. So the smaller count is right.
        """
        other = f'COUNTIFS({self.scores},"<>",{self.where})'
        return f"MIN({self.rows}-{self.blank},{other})"

    @property
    def base(self) -> str:
        """
        How many answers there are, #NUM! if a filled cell is no answer.

        So no text, error, TRUE or number off the scale is left out in silence.
        """
        return f"IF({self.valid}={self.filled},{self.filled},{IMPOSSIBLE})"

    def at_least(self, lowest: str) -> str:
        """How many answers are *lowest* or more."""
        return self.count(">=", lowest, "<=", self.high)

    def between(self, lowest: str, above: str) -> str:
        """How many answers lie from *lowest* up to, but not including, *above*."""
        return self.count(">=", lowest, "<", above)

    def below(self, above: str) -> str:
        """How many answers are less than *above*."""
        return self.between(self.low, above)

    def count(self, *conditions: str) -> str:
        """How many answers meet *conditions*: a comparison, a limit, and so on."""
        pairs = zip(conditions[::2], conditions[1::2], strict=True)
        criteria = (f"{self.scores},{_criterion(sign, to)}" for sign, to in pairs)
        return f"COUNTIFS({','.join(criteria)}{',' if self.where else ''}{self.where})"


def _criterion(sign: str, limit: str) -> str:
    is_constant = limit.isdigit()
    return f'"{sign}{limit}"' if is_constant else f'"{sign}"&{limit}'
