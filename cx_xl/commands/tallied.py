"""What `cx-xl tally` says of the answers it counted, and of those it did not."""

from typing import TYPE_CHECKING

from cx_xl.commands.language import say
from cx_xl.commands.show import errors, text
from cx_xl.errors import Language, whole

if TYPE_CHECKING:
    from cx_xl.grouped import Tallies

MOST_REASONS = 5


def report(found: "Tallies", lang: Language) -> None:
    """Say on standard error what was counted and what was not, and why."""
    n, groups, gaps = map(whole, (found.total().n, len(found), found.gaps))
    answers = "1 answer" if n.en == "1" else f"{n.en} answers"
    within = "1 group" if groups.en == "1" else f"{groups.en} groups"
    risposte = "Contata 1 risposta" if n.en == "1" else f"Contate {n.it} risposte"
    gruppi = "1 gruppo" if groups.en == "1" else f"{groups.it} gruppi"
    errors.print(
        say(
            f"Counted {answers} in {within}; rows with a gap: {gaps.en}.",
            f"{risposte} in {gruppi}; righe con un vuoto: {gaps.it}.",
            lang,
        ),
        highlight=False,
    )
    for refused in found.refused[:MOST_REASONS]:
        line = f"  {whole(refused.n).say(lang)} × {refused.error.say(lang)}"  # noqa: RUF001 - times
        errors.print(text(line), highlight=False, style="yellow")
    more = sum(refused.n for refused in found.refused[MOST_REASONS:])
    if more:
        others = whole(more)
        rest = say(f"  {others.en} others", f"  altre {others.it}", lang)
        errors.print(rest, style="yellow", highlight=False)
