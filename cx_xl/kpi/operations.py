"""Operations: how fast and how completely do we answer?"""

from collections.abc import Sequence
from typing import Annotated, Literal

from cx_xl.errors import Undefined
from cx_xl.kpi.shared.arguments import COUNT
from cx_xl.kpi.shared.shares import share_of_cases
from cx_xl.spec import Arg, Domain, Family, Kind, Role, worksheet
from cx_xl.stats.estimate import Estimate

FAMILY = Family.of(
    __doc__, "Operatività: quanto in fretta e quanto a fondo rispondiamo?"
)

Contacts = Annotated[
    Sequence[float],
    Arg(
        en="How many contacts each case took, 1 or more; one row per case.",
        it="Quanti contatti ha richiesto ogni caso, da 1 in su; una riga per caso.",
        role=Role.AMOUNTS,
        domain=Domain(low=1),
    ),
]
Resolved = Annotated[
    Sequence[bool | None] | None,
    Arg(
        en="TRUE for each case that was solved; left out, all were. Blank is FALSE.",
        it="VERO per ogni caso risolto; se lo ometti, lo sono tutti. Vuoto vale FALSO.",
        role=Role.MARKS,
    ),
]


@worksheet(
    "CX_FCR",
    it="First Contact Resolution: quota di casi risolti al primo contatto.",
    kind=Kind.SHARE,
    example="=CX_FCR({1;2;1;3})",
    returns_it="Una frazione da 0 a 1, calcolata sui casi risolti.",
    raises_it={
        "NoAnswers": "nessun caso è stato risolto",
        "OutOfRange": "un caso ha richiesto meno di 1 contatto",
        "NotAFlag": "*resolved* contiene qualcosa che non è né VERO né FALSO",
    },
    sources_it={"solved with a single reply": "risolti con una sola risposta"},
)
def fcr(contacts_per_case: Contacts, resolved: Resolved = None) -> Estimate:
    """
    First Contact Resolution: share of solved cases that took one contact.

    Args:
        contacts_per_case: contacts of each case, at least 1.
        resolved: whether each case was solved; only those that were count.

    Returns:
        A fraction in [0, 1] of the solved cases. In Python also their number n and the
        Wilson interval.

    Raises:
        NoAnswers: no case was solved.
        OutOfRange: a case took fewer than 1 contact.
        NotAFlag: *resolved* holds something else than TRUE or FALSE.

    References:
        Zendesk, "one-touch tickets": solved with a single reply.

    >>> fcr([1, 2, 1, 3])
    Estimate(0.5, n=4)
    """
    contacts = list(contacts_per_case)
    solved = [True] * len(contacts) if resolved is None else list(resolved)
    pairs = zip(contacts, solved, strict=True)
    taken = [contact for contact, is_solved in pairs if is_solved]
    return share_of_cases(
        sum(contact == 1 for contact in taken), len(taken), "contacts_per_case"
    )


Wait = Annotated[
    Sequence[float],
    Arg(
        en="How long each call waited, in seconds, answered or not.",
        it="Quanto ha atteso ogni chiamata, in secondi, con o senza risposta.",
        role=Role.AMOUNTS,
        domain=COUNT,
    ),
]
TargetWait = Annotated[
    float,
    Arg(
        en="Longest wait that is on target, in seconds: 20 by default.",
        it="Attesa massima per essere nel target, in secondi: 20 se lo ometti.",
        domain=COUNT,
    ),
]
Abandoned = Annotated[
    Sequence[bool | None] | None,
    Arg(
        en="TRUE where the caller hung up; left out, nobody did. Blank is FALSE.",
        it="VERO dove il cliente ha riagganciato; se lo ometti, nessuno. Vuoto vale "
        "FALSO.",
        role=Role.MARKS,
    ),
]
ServiceBase = Annotated[
    Literal["offered", "answered"],
    Arg(
        en='Out of what: "offered" (all calls, the default) or "answered".',
        it='Su che cosa: "offered" (tutte, predefinito), "answered" (con risposta).',
    ),
]
Short = Annotated[
    float,
    Arg(
        en="Calls abandoned before this many seconds are left out; 0 keeps them all.",
        it="Le chiamate perse prima di questi secondi non contano; 0 le tiene tutte.",
        domain=COUNT,
    ),
]


@worksheet(
    "CX_SERVICE_LEVEL",
    it="Livello di servizio: quota di chiamate con risposta entro il target.",
    kind=Kind.SHARE,
    example="=CX_SERVICE_LEVEL({5;12;25;18})",
    returns_it="Una frazione da 0 a 1: 0,8 per un obiettivo di 80/20 centrato.",
    raises_it={
        "NoAnswers": "non resta nessuna chiamata per cui dividere",
        "OutOfRange": "un'attesa è negativa",
        "Undefined": (
            "tutte le attese sono sotto il secondo: le durate di Excel sono parti di "
            "giorno"
        ),
        "NotAFlag": "*abandoned* contiene qualcosa che non è né VERO né FALSO",
    },
    sources_it={"80 % in 20 seconds": "l'80 % in 20 secondi"},
)
def service_level(
    wait: Wait,
    target: TargetWait = 20,
    abandoned: Abandoned = None,
    base: ServiceBase = "offered",
    short: Short = 0,
) -> Estimate:
    """
    Service level: share of calls answered within the target.

    Args:
        wait: seconds that each call waited, at least 0.
        target: the longest wait on target, in seconds.
        abandoned: whether the caller hung up before an answer.
        base: "offered" divides by all calls, "answered" by those answered.
        short: calls abandoned earlier than this are no calls; 0 keeps them all.

    Returns:
        A fraction in [0, 1]: 0.8 where a goal of 80/20 is met. In Python also n and the
        Wilson interval.

    Raises:
        NoAnswers: no call is left to divide by.
        OutOfRange: a wait is negative.
        Undefined: all waits are below a second: Excel's durations are parts of a day.
        NotAFlag: *abandoned* holds something else than TRUE or FALSE.

    References:
        Cleveland, "Call Center Management on Fast Forward": 80 % in 20 seconds.

    >>> service_level([5, 12, 25, 18])
    Estimate(0.75, n=4)
    """
    waits = list(wait)
    if any(waits) and max(waits) < 1:
        raise Undefined(
            "wait",
            why_en="all waits are below a second; multiply hh:mm:ss by 86400.",
            why_it="le attese sono sotto il secondo; moltiplica hh:mm:ss per 86400.",
        )
    hung_up = [False] * len(waits) if abandoned is None else list(abandoned)
    answered = [w for w, is_lost in zip(waits, hung_up, strict=True) if not is_lost]
    lost = [w for w, is_lost in zip(waits, hung_up, strict=True) if is_lost]
    offered = len(answered) + sum(w >= short for w in lost)
    n = offered if base == "offered" else len(answered)
    return share_of_cases(sum(w <= target for w in answered), n, "wait")
