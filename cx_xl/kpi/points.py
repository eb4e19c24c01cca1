"""Points: what number stands behind the words that people ticked?"""

from collections.abc import Iterable
from typing import Annotated, Any

from cx_xl import answers, wording
from cx_xl import cells as read
from cx_xl.cells import Block
from cx_xl.errors import (
    ErrorInRange,
    MaybeHeader,
    MixedScales,
    NoAnswers,
    NotANumber,
    SeveralScales,
    Undefined,
    UnknownLabels,
)
from cx_xl.spec import Arg, Domain, Family, Kind, Role, worksheet
from cx_xl.wording import Wording, folded

FAMILY = Family.of(
    __doc__, "Punti: quale numero sta dietro le parole che hanno scelto?"
)

MOST_SHOWN = 3  # labels that a message lists
SHORT = 5  # points: where such a scale fits, one of seven is not thought of
FOUR = 4  # points: seldom enough to be asked for, for CX_CSAT expects five

Labels = Annotated[
    Block | Iterable[Any],
    Arg(
        en="The column of answers in words; numbers stay as they are.",
        it="La colonna di risposte a parole; i numeri restano come sono.",
        role=Role.RAW,
    ),
]
Mapping = Annotated[
    Block | Iterable[Any] | None,
    Arg(
        en="Two columns of your own: label and points. Left out: the usual scales.",
        it="Due colonne tue: etichetta e punti. Se lo ometti: le scale più usate.",
        role=Role.RAW,
    ),
]
Points = Annotated[
    int | None,
    Arg(
        en="Points of the scale (4, 5 or 7), where its words fit several.",
        it="Punti della scala (4, 5 o 7), se le parole vanno bene per più scale.",
        domain=Domain(3, 7),
    ),
]


@worksheet(
    "CX_POINTS",
    it="I punti di risposte date a parole: «Molto soddisfatto» 5, «4 stelle» 4.",
    kind=Kind.MEAN,
    example='=CX_POINTS({"Very satisfied";"Neutral";"Satisfied"})',
    returns_it="Un numero per riga, e testo vuoto per le celle vuote, per "
    "l'intestazione e per chi non ha risposto («non so», n/d). Le righe oltre l'ultima "
    "piena non compaiono.",
    raises_it={
        "NoAnswers": "tutte le celle sono vuote",
        "MaybeHeader": (
            "la prima etichetta può essere una risposta, o l'intestazione delle altre"
        ),
        "Undefined": (
            "le etichette stanno su più colonne, o la tabella dei punti non ha due "
            "colonne"
        ),
    },
    sources_it={
        ": points from 1 up in equal steps": ": punti da 1 in su a passi uguali"
    },
)
def points(
    labels: Labels, mapping: Mapping = None, points: Points = None
) -> list[float | str]:
    """
    The points of answers in words: "Very satisfied" is 5, "4 stars" is 4.

    Args:
        labels: a column of words. Built in are satisfaction, agreement and ease on
            five and seven points in English, Italian, French, German, Spanish and
            Portuguese, stars, and Promoter, Passive, Detractor as 10, 8 and 0.
        mapping: label and points, row by row; it goes before what is built in.
        points: how many points the scale has, where words alone do not tell. A scale
            of seven is taken only if none of five has all the words.

    Returns:
        A number per row, and empty text for blank cells, the header, and answers such
        as "don't know". Rows behind the last filled one are left out.

    Raises:
        NoAnswers: every cell is blank.
        UnknownLabels: a label is in no scale.
        MixedScales: the labels belong to different scales.
        SeveralScales: they fit scales that disagree.
        ErrorInRange: a cell shows an error.
        MaybeHeader: the first label may be an answer, or the header of the others.
        Undefined: several columns of labels, or a mapping that is not two columns.

    References:
        Likert (1932), "A Technique for the Measurement of Attitudes", Archives of
        Psychology 140: points from 1 up in equal steps.

    >>> points(["Very satisfied", None, "Neutral", "4 stars"])
    [5.0, '', 3.0, 4.0]
    """
    block = Block.of(labels)
    if block.columns > 1 and block.rows > 1:
        raise Undefined(
            "labels",
            why_en="select one column of answers at a time.",
            why_it="seleziona una colonna di risposte alla volta.",
        )
    cells = _used(block)
    if not cells:
        raise NoAnswers("labels")
    own = {} if mapping is None else _own(Block.of(mapping))
    found = {cell: _read(cell, own) for cell in dict.fromkeys(cells)}
    words = {str(cell): folded(str(cell)) for cell, x in found.items() if x is None}
    if _begins_with_header(block, cells, words):
        found[cells[0]] = ""
        del words[cells[0]]
    scores = _scores(words, points) if words else {}
    return [scores[cell] if (x := found[cell]) is None else x for cell in cells]


def _used(block: Block) -> list[Any]:
    cells = [read.plain(c) if isinstance(c, read.Logical) else c for c in block.cells]
    for index, cell in enumerate(cells):
        code = read.error_code(cell)
        if code:
            raise ErrorInRange("labels", code).at(*block.place(index))
    while cells and read.is_blank(cells[-1]):
        cells.pop()
    return ["" if read.is_blank(cell) else cell for cell in cells]


def _own(block: Block) -> dict[str, float]:
    """Read the two columns of a mapping; a header above them is left out."""
    if block.columns != 2:
        raise Undefined(
            "mapping",
            why_en=f"two columns are needed, label and points, not {block.columns}.",
            why_it=f"servono due colonne, etichetta e punti, non {block.columns}.",
        )
    own: dict[str, float] = {}
    rows = list(zip(block.cells[::2], block.cells[1::2], strict=True))
    for row, (label, score) in enumerate(rows, start=1):
        number = read.number(score)
        if read.is_blank(label) or (row == 1 and number is None and len(rows) > 1):
            continue
        if number is None or read.is_ambiguous(score):
            raise NotANumber("mapping", value=read.plain(score)).at(row, 2)
        name = folded(str(read.label(label)))
        if own.setdefault(name, number) != number:
            raise Undefined(
                "mapping",
                why_en=f'"{read.plain(label)}" has two different points.',
                why_it=f"«{read.plain(label)}» ha due punteggi diversi.",
            ).at(row, 1)
    return own


def _read(cell: Any, own: dict[str, float]) -> float | str | None:
    """Return the points of a cell by itself, "" for no answer, None for a word."""
    text = str(read.label(cell) or "")
    if folded(text) in own:
        return own[folded(text)]
    if not text or wording.is_no_answer(text):
        return ""
    stars = wording.stars(text)
    return answers.score(cell) if stars is None else stars


def _begins_with_header(block: Block, cells: list[Any], words: dict[str, str]) -> bool:
    """
    Say whether the first cell is the one text that is no point of a scale.

    Raises:
        MaybeHeader: it holds the words of a point ("Completely agree"), so it may be
            an answer that no scale has; as a header nobody would miss it.
    """
    if block.header is False or len(cells) < 2 or cells[0] not in words:
        return False
    others = (wording.is_point(word) for word in words if word != cells[0])
    is_point = wording.is_point(cells[0])
    if is_point or cells[0] in cells[1:] or not all(others):
        return False
    if not cells[0].endswith("?") and wording.has_point(cells[0]):
        raise MaybeHeader("labels", value=read.plain(cells[0])).at(1, 1)
    return True


def _scores(words: dict[str, str], points: int | None) -> dict[str, float]:
    """Return the score of each word on the one scale that has them all."""
    named = set(words.values())
    unknown = [word for word in words if not wording.is_point(word)]
    if unknown:
        raise UnknownLabels("labels", labels=_listed(unknown))
    fits = [
        scale
        for scale in wording.wordings()
        if scale.knows(named) and points in {None, scale.points}
    ]
    if not fits:
        raise MixedScales("labels", labels=_listed(list(words)))
    pool = _likely(fits, named)
    found = {tuple(scale.scores[word] for word in words.values()) for scale in pool}
    sizes = sorted({scale.points for scale in pool})
    if len(found) > 1 or (points is None and FOUR in sizes):
        raise SeveralScales("labels", labels=_listed(list(words)))
    return dict(zip(words, found.pop(), strict=True))


def _likely(fits: list[Wording], named: set[str]) -> list[Wording]:
    """Leave out scales of seven where a shorter one fits, then those with gaps."""
    short = [scale for scale in fits if scale.points <= SHORT] or fits
    whole = [
        scale
        for scale in short
        if {scale.scores[word] for word in named} == set(scale.scores.values())
    ]
    return whole or short


def _listed(labels: list[str]) -> str:
    shown = ", ".join(str(read.plain(label)) for label in labels[:MOST_SHOWN])
    return f"{shown}, …" if len(labels) > MOST_SHOWN else shown
