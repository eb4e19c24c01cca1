"""The arguments that many KPIs share, said once."""

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from math import inf
from typing import Annotated

from cx_xl.errors import LowBase
from cx_xl.kpi.shared.periods import Unit
from cx_xl.spec import Arg, Domain, Role, Scale
from cx_xl.stats import net_score, proportion
from cx_xl.tally import Tally

Answers = Tally | Iterable[float]

NPS_SCALE = Scale(0, 10)
ANY_SCALE = Scale(-inf, inf)
COUNT = Domain(low=0)
# More cases than anybody has are a mistake, and quantiles of beta would be wrong.
CASES = Domain(low=0, high=1e12)
FRACTION = Domain(low=0, high=1)
BELOW_1 = Domain(0, 1, open_high=True)  # of rates: 10 is meant for 10 %

Scores = Annotated[
    Answers,
    Arg(
        en="Answers on the scale of the question; blank cells are skipped.",
        it="Risposte sulla scala della domanda; le celle vuote non contano.",
        role=Role.SCORES,
    ),
]
Recommendations = Annotated[
    Answers,
    Arg(
        en="Answers from 0 to 10 to 'would you recommend us?'; blanks are skipped.",
        it="Risposte da 0 a 10 a «ci consiglieresti?»; le celle vuote non contano.",
        role=Role.SCORES,
    ),
]
_ONE_PER_ROW = Arg(
    en="One answer per row; rows without an answer are skipped.",
    it="Una risposta per riga; le righe senza risposta non contano.",
    role=Role.SCORES,
)
GroupedScores = Annotated[Mapping[Hashable, Tally] | Iterable[float], _ONE_PER_ROW]
DatedScores = Annotated[Mapping[date, Tally] | Iterable[float], _ONE_PER_ROW]
Weights = Annotated[
    Iterable[float] | None,
    Arg(
        en="One weight per answer, 0 or more; leave it out if all count the same.",
        it="Un peso per risposta, da 0 in su; omettilo se contano tutte allo stesso "
        "modo.",
        role=Role.WEIGHTS,
        domain=COUNT,
    ),
]
Segments = Annotated[
    Iterable[Hashable],
    Arg(
        en="The segment of each answer, one cell per answer.",
        it="Il segmento di ogni risposta, una cella per risposta.",
        role=Role.GROUPS,
    ),
]
Dates = Annotated[
    Iterable[date],
    Arg(
        en="The date of each answer: real dates, not text.",
        it="La data di ogni risposta: date vere, non testo.",
        role=Role.DAYS,
    ),
]
MinBase = Annotated[
    int,
    Arg(
        en="With fewer answers than this the result is #N/A.",
        it="Con meno risposte di così il risultato è #N/D.",
        domain=Domain(low=0),
    ),
]
Confidence = Annotated[
    float,
    Arg(
        en="Confidence level between 0 and 1, for example 0.95.",
        it="Livello di confidenza tra 0 e 1, per esempio 0,95.",
        domain=Domain(0, 1, open_low=True, open_high=True),
    ),
]
NetScoreMethod = Annotated[
    net_score.Method,
    Arg(
        en='"adjusted" (adjusted Wald, the default), "score" (Tango) or "wald".',
        it='"adjusted" (Wald corretto, predefinito), "score" (Tango) o "wald".',
    ),
]
ShareMethod = Annotated[
    proportion.Method,
    Arg(
        en='"wilson" (default), "agresti-coull", "exact", "jeffreys" or "wald".',
        it='"wilson" (predefinito), "agresti-coull", "exact", "jeffreys", "wald".',
    ),
]
Threshold = Annotated[
    float | None,
    Arg(
        en="Lowest answer that counts as satisfied; if left out, the two highest do: "
        "4-5 of 1-5, 6-7 of 1-7.",
        it="La risposta più bassa che vale «soddisfatto»; se la ometti, le due più "
        "alte: 4-5 su 1-5, 6-7 su 1-7.",
    ),
]
ScaleMin = Annotated[
    float,
    Arg(
        en="Lowest answer that the scale offers.",
        it="La risposta più bassa della scala.",
    ),
]
ScaleMax = Annotated[
    float,
    Arg(
        en="Highest answer that the scale offers.",
        it="La risposta più alta della scala.",
    ),
]
Period = Annotated[
    Unit,
    Arg(
        en='"D" day, "W" ISO week, "M" month, "Q" quarter or "Y" year.',
        it='"D" giorno, "W" settimana ISO, "M" mese, "Q" trimestre, "Y" anno.',
    ),
]
Window = Annotated[
    int,
    Arg(
        en="Periods whose answers are pooled: 3 with months is a rolling quarter.",
        it="Periodi da unire: 3 con i mesi dà un trimestre mobile.",
        domain=Domain(low=1),
    ),
]
Margin = Annotated[
    float,
    Arg(
        en="Margin per customer and period, in money.",
        it="Margine per cliente e per periodo, nella tua valuta.",
        domain=COUNT,
    ),
]
Promoters = Annotated[
    float,
    Arg(en="How many gave 9 or 10.", it="Quanti hanno dato 9 o 10.", domain=COUNT),
]
Passives = Annotated[
    float, Arg(en="How many gave 7 or 8.", it="Quanti hanno dato 7 o 8.", domain=COUNT)
]
Detractors = Annotated[
    float,
    Arg(en="How many gave 0 to 6.", it="Quanti hanno dato da 0 a 6.", domain=COUNT),
]
HighIsEasy = Annotated[
    bool,
    Arg(
        en="TRUE (default) if the highest answer means easy, FALSE if it means hard.",
        it="VERO (predefinito) se la risposta più alta vuol dire facile.",
    ),
]


def with_base(tally: Tally, min_base: float) -> Tally:
    """Return *tally*, once sure that it holds *min_base* answers."""
    if tally.n < min_base:
        raise LowBase("scores", n=tally.n, min_base=min_base)
    return tally
