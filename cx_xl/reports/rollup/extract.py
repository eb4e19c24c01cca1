"""What one book gives to the sum: its counts and inputs of a month, and its terms."""

from collections.abc import Mapping

from cx_xl.errors import Language
from cx_xl.record import Record
from cx_xl.reports.rollup.rollup_model import LeftOut
from cx_xl.tally import Mass, Tally

Counts = tuple[tuple[float, int], ...]


class Trace(Record):
    """
    Something that two books only share if the same people are in both.

    Attributes:
        mark: a hash of it.
        bits: how unlikely chance is to repeat it: one in 2 to the power of this.
        answers: how many answers it stands for.
    """

    mark: int
    bits: float
    answers: int


class Extract(Record):
    """
    A month of one book.

    Attributes:
        book: its path inside the folder, without the ending.
        schema_version: of its template; empty if unknown.
        template: version of it; empty if unknown.
        language: of its sheets.
        currencies: what its costs are shown in; empty if no cell says.
        confidence: the level of its intervals.
        min_base: the base below which it shows no scores.
        satisfied_from: the lowest answer that it counts as satisfied.
        answers: how many people answered in the month, one by one or counted.
        scores: how often each answer was given, by question.
        weighted: the questions whose counts have weights.
        inputs: the numbers typed for the month.
        whole: the trace of all answers and inputs.
        days: the traces of its days, and of what it holds as counts.
        people: a mark of 16 hexadecimal digits for each respondent whose id it knows.
    """

    book: str
    schema_version: str
    template: str
    language: Language
    currencies: tuple[str, ...]
    confidence: float
    min_base: int
    satisfied_from: int
    answers: int
    scores: Mapping[str, Counts]
    weighted: tuple[str, ...] = ()
    inputs: Mapping[str, float]
    whole: Trace
    days: tuple[Trace, ...]
    people: str

    def tally(self, key: str) -> Tally:
        """Return the answers to one question."""
        return Tally({score: Mass(n, n, n) for score, n in self.scores[key]})


class Outcome(Record):
    """What became of reading a book: one of the two."""

    extract: Extract | None = None
    left_out: LeftOut | None = None
