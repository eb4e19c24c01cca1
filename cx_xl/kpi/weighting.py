"""Weighting: how to make the sample look like all customers?"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Annotated, TypeVar

from cx_xl.errors import NoAnswers, Text, Undefined, ZeroBase
from cx_xl.kpi.shared.arguments import COUNT
from cx_xl.spec import Arg, Domain, Family, Kind, Role, worksheet
from cx_xl.stats import raking

FAMILY = Family.of(__doc__, "Pesi: come far somigliare il campione a tutti i clienti?")

Row = TypeVar("Row", bound=Hashable)

Respondents = Annotated[
    Sequence[Hashable | None],
    Arg(
        en="The segment of each respondent; blank cells get a blank weight.",
        it="Il segmento di ogni rispondente; a una cella vuota va un peso vuoto.",
        role=Role.GROUPS,
    ),
]
TargetSegments = Annotated[
    Iterable[Hashable],
    Arg(
        en="Every segment once.",
        it="Tutti i segmenti, una volta sola.",
        role=Role.GROUPS,
        table="targets",
    ),
]
TargetShares = Annotated[
    Iterable[float],
    Arg(
        en="The share of each segment among all customers: 0.3, 30 or a head count.",
        it="La quota di ogni segmento tra tutti i clienti: 0,3, 30 o il numero.",
        role=Role.AMOUNTS,
        domain=COUNT,
        table="targets",
    ),
]
Cap = Annotated[
    float | None,
    Arg(
        en="Largest weight, 1 or more: the excess goes to the others; left out, no "
        "limit.",
        it="Peso massimo, da 1 in su: l'eccedenza va agli altri; se lo ometti, nessun "
        "limite.",
        domain=Domain(low=1),
    ),
]


@worksheet(
    "CX_WEIGHTS",
    it="Pesi che riportano il campione alle quote reali dei segmenti (media 1).",
    kind=Kind.RATIO,
    example='=CX_WEIGHTS({"Web";"Web";"Shop"},{"Web";"Shop"},{0.5;0.5})',
    returns_it="Un peso per riga, (quota nella popolazione) / (quota nel campione); "
    "testo vuoto se il segmento è ignoto. Le righe dopo l'ultimo segmento non "
    "compaiono.",
    raises_it={
        "NoAnswers": "nessun segmento è noto",
        "Undefined": (
            "un segmento non ha un obiettivo, o a un obiettivo sopra 0 non corrisponde "
            "nessun rispondente"
        ),
        "ZeroBase": "la somma delle quote è 0",
    },
    missing=Text(
        "A row without a segment gets no weight; a gap in the targets leaves out "
        "their row.",
        "Una riga senza segmento non riceve un peso; tra gli obiettivi, una riga con "
        "un vuoto è esclusa.",
    ),
)
def weights(
    segments: Respondents,
    target_segments: TargetSegments,
    target_shares: TargetShares,
    cap: Cap = None,
) -> list[float | str]:
    """
    Weights that give each segment its true share (mean 1).

    Args:
        segments: the segment of each of n >= 1 respondents; None for unknown.
        target_segments: every segment once.
        target_shares: its share, percentage or head count, at least 0; they are
            divided by their sum.
        cap: the largest weight, at least 1.

    Returns:
        A weight per row, (share in the population) / (share in the sample); empty
        text for unknown segments. Rows behind the last segment are left out.

    Raises:
        NoAnswers: no segment is known.
        Undefined: a segment has no target, or a target above 0 has no respondents.
        ZeroBase: the shares add up to 0.

    References:
        Holt, Smith (1979), "Post Stratification", JRSS A 142, 33-46.

    >>> weights(["Web", "Web", "Shop"], ["Web", "Shop"], [0.5, 0.5])
    [0.75, 0.75, 1.5]
    """
    rows = _trimmed(segments)
    sizes = Counter(segment for segment in rows if segment is not None)
    if not sizes:
        raise NoAnswers("segments")
    pairs = zip(target_segments, target_shares, strict=True)
    shares = _fractions("target_segments", pairs, sizes)
    n = sum(sizes.values())
    by_segment: dict[Hashable, float] = {
        segment: shares[segment] * n / size for segment, size in sizes.items()
    }
    if cap is not None:
        by_segment = raking.capped(by_segment, sizes, cap)
    return ["" if segment is None else by_segment[segment] for segment in rows]


Factors = Annotated[
    Sequence[Sequence[Hashable | None]],
    Arg(
        en="One column per factor (age, region) and one row per respondent.",
        it="Una colonna per fattore (età, regione), una riga per rispondente.",
        role=Role.FACTORS,
    ),
]
Targets = Annotated[
    Iterable[tuple[Hashable, Hashable, float]],
    Arg(
        en="Three columns: factor (its header, or 1, 2...), level and share.",
        it="Tre colonne: fattore (la sua intestazione, o 1, 2...), livello e quota.",
        role=Role.TARGETS,
        domain=COUNT,
        table="targets",
    ),
]
MaxIter = Annotated[
    int,
    Arg(
        en="Rounds after which it gives up.",
        it="Numero di giri dopo i quali rinuncia.",
        domain=Domain(1, 10_000),
    ),
]
Tolerance = Annotated[
    float,
    Arg(
        en="Largest error of a share that is accepted.",
        it="Errore massimo accettato su una quota.",
        domain=Domain(0, 1, open_low=True),
    ),
]


@worksheet(
    "CX_RAKE",
    it="Pesi che rispettano insieme le quote di più fattori (raking, media 1).",
    kind=Kind.RATIO,
    example='=CX_RAKE({"F","N";"F","S";"M","N";"M","S"},'
    '{1,"F",0.4;1,"M",0.6;2,"N",0.5;2,"S",0.5})',
    returns_it='Un peso per riga; accanto all\'intestazione compare "weight", e '
    "testo vuoto dove un fattore è ignoto.",
    raises_it={
        "NoAnswers": "nessun rispondente ha tutti i fattori",
        "Undefined": (
            "un fattore o un livello non ha un obiettivo, a un obiettivo sopra 0 non "
            "corrisponde nessun rispondente, o nessun peso rispetta tutti gli obiettivi"
        ),
    },
)
def rake(
    factors: Factors,
    targets: Targets,
    max_iter: MaxIter = 100,
    tolerance: Tolerance = 1e-8,
    cap: Cap = None,
) -> list[float | str]:
    """
    Weights that meet the shares of several factors at once (raking, mean 1).

    Args:
        factors: one column per factor. With a header row, *targets* name the factors
            by it; without one, by number (1 is the first column).
        targets: (factor, level, share) rows; the shares of a factor are divided by
            their sum.
        max_iter: rounds after which it gives up.
        tolerance: the largest error of a share that is accepted.
        cap: the largest weight, at least 1.

    Returns:
        A weight per row; "weight" beside the header row, and empty text where a
        factor is unknown.

    Raises:
        NoAnswers: no respondent has all factors.
        Undefined: a factor or a level has no target, a target above 0 has no
            respondents, or no weights meet all targets.

    References:
        Deming, Stephan (1940), Annals of Mathematical Statistics 11, 427-444.
    """
    by_factor: dict[Hashable, list[tuple[Hashable, float]]] = {}
    for factor, level, share in targets:
        by_factor.setdefault(factor, []).append((level, share))
    has_header = any(isinstance(factor, str) for factor in by_factor)
    names = [c[0] if has_header and c else i for i, c in enumerate(factors, start=1)]
    _match(names, list(by_factor))
    rows = _trimmed(
        [None if None in row else row for row in zip(*factors, strict=True)]
    )
    people = rows[has_header:]
    sizes = Counter(row for row in people if row is not None)
    if not sizes:
        raise NoAnswers("factors")
    levels = [Counter(row[i] for row in sizes) for i in range(len(names))]
    shares = [
        _fractions(f"targets ({name})", by_factor[name], level)
        for name, level in zip(names, levels, strict=True)
    ]
    by_cell = raking.rake(
        sizes, shares, max_iter=max_iter, tolerance=tolerance, cap=cap
    )
    header: list[float | str] = ["weight"] if has_header else []
    return header + ["" if row is None else by_cell[row] for row in people]


def _match(columns: Sequence[Hashable], named: Sequence[Hashable]) -> None:
    """Make sure that every factor has targets, and every target a factor."""
    for factor in {*columns} ^ {*named}:
        raise Undefined(
            "targets",
            why_en=f'factor "{factor}" is in the targets or the header, not in both.',
            why_it=(
                f"il fattore «{factor}» è solo tra gli obiettivi o solo "
                "nell'intestazione."
            ),
        )


def _fractions(
    argument: str,
    targets: Iterable[tuple[Hashable, float]],
    sizes: Mapping[Hashable, int],
) -> dict[Hashable, float]:
    """Return the share of each level, once sure that sample and targets match."""
    shares: dict[Hashable, float] = {}
    for level, share in targets:
        if level in shares:
            raise Undefined(
                argument,
                why_en=f'"{level}" is there twice.',
                why_it=f"«{level}» compare due volte.",
            )
        shares[level] = share
    for level in sizes:
        if level not in shares:
            raise Undefined(
                argument,
                why_en=f'"{level}" has respondents but no target share; add it, or '
                "start the range below its header.",
                why_it=f"«{level}» ha risposte ma nessuna quota obiettivo: aggiungila, "
                "o inizia l'intervallo sotto l'intestazione.",
            )
    for level, share in shares.items():
        if share and level not in sizes:
            raise Undefined(
                argument,
                why_en=f'"{level}" has no respondents; merge it with another level.',
                why_it=f"«{level}» non ha risposte: uniscilo a un altro livello.",
            )
    total = sum(shares.values())
    if not total:
        raise ZeroBase(argument)
    return {level: share / total for level, share in shares.items()}


def _trimmed(rows: Iterable[Row | None]) -> list[Row | None]:
    """Return the rows up to the last filled one."""
    kept = list(rows)
    while kept and kept[-1] is None:
        kept.pop()
    return kept
