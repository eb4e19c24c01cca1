"""The arguments of functions that compare two groups."""

from typing import Annotated, Literal

from cx_xl.kpi.shared.arguments import CASES, Answers
from cx_xl.spec import Arg, Domain, Role

Scores1 = Annotated[
    Answers,
    Arg(
        en="Answers of the first group or period.",
        it="Risposte del primo gruppo o periodo.",
        role=Role.SCORES,
        table="1",
    ),
]
Scores2 = Annotated[
    Answers,
    Arg(
        en="Answers of the second group or period; other people than the first.",
        it="Risposte del secondo gruppo o periodo; persone diverse dal primo.",
        role=Role.SCORES,
        table="2",
    ),
]
Weights1 = Annotated[
    list[float] | None,
    Arg(
        en="One weight per answer of the first group; left out, all count the same.",
        it="Un peso per risposta del primo gruppo; se lo ometti, contano tutte allo "
        "stesso modo.",
        role=Role.WEIGHTS,
        table="1",
    ),
]
Weights2 = Annotated[
    list[float] | None,
    Arg(
        en="One weight per answer of the second group; left out, all count the same.",
        it="Un peso per risposta del secondo gruppo; se lo ometti, contano tutte allo "
        "stesso modo.",
        role=Role.WEIGHTS,
        table="2",
    ),
]
Tails = Annotated[
    int,
    Arg(
        en="2 (default) asks whether they differ; 1 whether the first is higher: "
        "choose before you look.",
        it="2 (predefinito): sono diversi; 1: il primo è più alto del secondo; "
        "scegli prima di guardare i dati.",
        domain=Domain(1, 2),
    ),
]
NpsTest = Annotated[
    Literal["adjusted", "wald"],
    Arg(
        en='"adjusted" (adjusted Wald, the default) or "wald" (for large groups only).',
        it='"adjusted" (Wald corretto, predefinito) o "wald" (solo per gruppi grandi).',
    ),
]
Successes1 = Annotated[
    float,
    Arg(
        en="How many succeeded in the first group.",
        it="Casi favorevoli nel primo gruppo.",
        domain=CASES,
    ),
]
Base1 = Annotated[
    float,
    Arg(
        en="Out of how many: the base of the first group.",
        it="Su quanti: la base del primo gruppo.",
        domain=CASES,
    ),
]
Successes2 = Annotated[
    float,
    Arg(
        en="How many succeeded in the second group.",
        it="Casi favorevoli nel secondo gruppo.",
        domain=CASES,
    ),
]
Base2 = Annotated[
    float,
    Arg(
        en="Out of how many: the base of the second group.",
        it="Su quanti: la base del secondo gruppo.",
        domain=CASES,
    ),
]
