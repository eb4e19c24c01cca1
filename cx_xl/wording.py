"""
Answers in words: which point of its scale does a label name?

The built-in scales are the usual five- and seven-point ones of survey tools, in the
languages that Italian companies survey in. A label belongs to a scale only as a whole,
without regard to case, accents, apostrophes and blanks; nothing is guessed from parts.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count
from unicodedata import combining, normalize

LONGEST = 80  # characters; no label of a scale has more
STARS = re.compile(r"((?:[★⭐]\ufe0f?)+)(?:[☆✩✰]\ufe0f?)*")
FULL = frozenset("★⭐")
STAR_WORDS = ("star", "stell", "étoile", "stern", "estrel")

# A paragraph is a scale, its points from the lowest to the highest; a slash divides the
# spellings of one point, and a tilde says that the word has a feminine form too.
SATISFACTION = """
very dissatisfied | dissatisfied | neutral / neither satisfied nor dissatisfied |
satisfied | very satisfied

extremely dissatisfied | somewhat dissatisfied | neutral / neither satisfied nor
dissatisfied | somewhat satisfied | extremely satisfied

very dissatisfied | somewhat dissatisfied | neutral / neither satisfied nor
dissatisfied | somewhat satisfied | very satisfied

extremely dissatisfied | moderately dissatisfied / slightly dissatisfied | neutral /
neither satisfied nor dissatisfied | moderately satisfied / slightly satisfied |
extremely satisfied

very unsatisfied | unsatisfied | neutral / neither satisfied nor unsatisfied |
satisfied | very satisfied

not at all satisfied | slightly satisfied | moderately satisfied | very satisfied |
completely satisfied / extremely satisfied

extremely dissatisfied | moderately dissatisfied | slightly dissatisfied | neutral /
neither satisfied nor dissatisfied | slightly satisfied | moderately satisfied |
extremely satisfied

very dissatisfied | dissatisfied | somewhat dissatisfied | neutral / neither satisfied
nor dissatisfied | somewhat satisfied | satisfied | very satisfied

molto insoddisfatto~ | insoddisfatto~ | neutrale / neutro / né soddisfatto~ né
insoddisfatto~ / né insoddisfatto né soddisfatto | soddisfatto~ | molto soddisfatto~

molto insoddisfatto~ | abbastanza insoddisfatto~ / piuttosto insoddisfatto~ | neutrale
/ neutro / né soddisfatto~ né insoddisfatto~ | abbastanza soddisfatto~ / piuttosto
soddisfatto~ | molto soddisfatto~

per niente soddisfatto~ / per nulla soddisfatto~ | poco soddisfatto~ | abbastanza
soddisfatto~ | molto soddisfatto~ | completamente soddisfatto~ / del tutto
soddisfatto~

molto insoddisfatto~ | insoddisfatto~ | abbastanza insoddisfatto~ / piuttosto
insoddisfatto~ | neutrale / neutro / né soddisfatto~ né insoddisfatto~ | abbastanza
soddisfatto~ / piuttosto soddisfatto~ | soddisfatto~ | molto soddisfatto~

très insatisfait~ | insatisfait~ | neutre / ni satisfait~ ni insatisfait~ | satisfait~
| très satisfait~

per niente soddisfatto~ / per nulla soddisfatto~ | poco soddisfatto~ | abbastanza
soddisfatto~ | molto soddisfatto~

très insatisfait~ | plutôt insatisfait~ | neutre / ni satisfait~ ni insatisfait~ |
plutôt satisfait~ | très satisfait~

pas du tout satisfait~ | plutôt pas satisfait~ / peu satisfait~ | neutre / ni
satisfait~ ni insatisfait~ | plutôt satisfait~ | très satisfait~ / tout à fait
satisfait~

très insatisfait~ | insatisfait~ | plutôt insatisfait~ | neutre / ni satisfait~ ni
insatisfait~ | plutôt satisfait~ | satisfait~ | très satisfait~

sehr unzufrieden | unzufrieden | neutral / weder zufrieden noch unzufrieden / teils
teils / teils / teils-teils | zufrieden | sehr zufrieden

sehr unzufrieden | eher unzufrieden | neutral / weder zufrieden noch unzufrieden /
teils-teils | eher zufrieden | sehr zufrieden

sehr unzufrieden | unzufrieden | eher unzufrieden | neutral / weder zufrieden noch
unzufrieden / teils-teils | eher zufrieden | zufrieden | sehr zufrieden

muy insatisfecho~ | insatisfecho~ | neutral / ni satisfecho~ ni insatisfecho~ |
satisfecho~ | muy satisfecho~

muy insatisfecho~ | algo insatisfecho~ | neutral / ni satisfecho~ ni insatisfecho~ |
algo satisfecho~ | muy satisfecho~

nada satisfecho~ | poco satisfecho~ | neutral / ni satisfecho~ ni insatisfecho~ |
bastante satisfecho~ | muy satisfecho~

muy insatisfecho~ | insatisfecho~ | algo insatisfecho~ | neutral / ni satisfecho~ ni
insatisfecho~ | algo satisfecho~ | satisfecho~ | muy satisfecho~

muito insatisfeito~ | insatisfeito~ | neutro / nem satisfeito~ nem insatisfeito~ |
satisfeito~ | muito satisfeito~

muito insatisfeito~ | um pouco insatisfeito~ | neutro / nem satisfeito~ nem
insatisfeito~ | um pouco satisfeito~ | muito satisfeito~

muito insatisfeito~ | insatisfeito~ | um pouco insatisfeito~ | neutro / nem
satisfeito~ nem insatisfeito~ | um pouco satisfeito~ | satisfeito~ | muito satisfeito~
"""
AGREEMENT = """
strongly disagree | disagree | neutral / neither agree nor disagree / undecided |
agree | strongly agree

strongly disagree | somewhat disagree | neutral / neither agree nor disagree |
somewhat agree | strongly agree

strongly disagree | disagree | somewhat disagree | neutral / neither agree nor
disagree | somewhat agree | agree | strongly agree

completamente in disaccordo / fortemente in disaccordo / totalmente in disaccordo /
per niente d'accordo / molto in disaccordo | in disaccordo / poco d'accordo / non
d'accordo | neutrale / neutro / né d'accordo né in disaccordo / né in accordo né in
disaccordo | d'accordo / abbastanza d'accordo / in accordo | completamente d'accordo /
fortemente d'accordo / totalmente d'accordo / del tutto d'accordo / molto d'accordo

completamente in disaccordo / fortemente in disaccordo / totalmente in disaccordo | in
disaccordo | abbastanza in disaccordo / piuttosto in disaccordo | neutrale / neutro /
né d'accordo né in disaccordo / né in accordo né in disaccordo | abbastanza d'accordo
/ piuttosto d'accordo | d'accordo | completamente d'accordo / fortemente d'accordo /
totalmente d'accordo

completamente in disaccordo / fortemente in disaccordo / totalmente in disaccordo |
abbastanza in disaccordo / piuttosto in disaccordo | neutrale / neutro / né d'accordo
né in disaccordo / né in accordo né in disaccordo | abbastanza d'accordo / piuttosto
d'accordo | completamente d'accordo / fortemente d'accordo / totalmente d'accordo

per niente d'accordo | poco d'accordo | abbastanza d'accordo | molto d'accordo

pas du tout d'accord / tout à fait en désaccord | pas d'accord / plutôt pas d'accord /
en désaccord | neutre / ni d'accord ni pas d'accord / ni d'accord ni en désaccord |
d'accord / plutôt d'accord | tout à fait d'accord

tout à fait en désaccord | en désaccord | plutôt en désaccord | neutre / ni d'accord
ni en désaccord | plutôt d'accord | d'accord | tout à fait d'accord

tout à fait en désaccord | plutôt en désaccord | neutre / ni d'accord ni en désaccord |
plutôt d'accord | tout à fait d'accord

stimme überhaupt nicht zu / stimme gar nicht zu | stimme nicht zu / stimme eher nicht
zu | neutral / weder noch / teils-teils | stimme zu / stimme eher zu |
stimme voll und ganz zu / stimme völlig zu / stimme voll zu

stimme überhaupt nicht zu / stimme gar nicht zu | stimme nicht zu | stimme eher nicht
zu | neutral / weder noch / teils-teils | stimme eher zu | stimme zu | stimme voll und
ganz zu / stimme völlig zu

totalmente en desacuerdo / muy en desacuerdo | en desacuerdo | neutral / ni de acuerdo
ni en desacuerdo | de acuerdo | totalmente de acuerdo / muy de acuerdo

totalmente en desacuerdo / muy en desacuerdo | algo en desacuerdo | neutral / ni de
acuerdo ni en desacuerdo | algo de acuerdo | totalmente de acuerdo / muy de acuerdo

totalmente en desacuerdo | en desacuerdo | algo en desacuerdo | neutral / ni de
acuerdo ni en desacuerdo | algo de acuerdo | de acuerdo | totalmente de acuerdo

discordo totalmente | discordo | neutro / nem concordo nem discordo / não concordo nem
discordo | concordo | concordo totalmente

discordo totalmente | discordo parcialmente | neutro / nem concordo nem discordo / não
concordo nem discordo | concordo parcialmente | concordo totalmente

discordo totalmente | discordo | discordo parcialmente | neutro / nem concordo nem
discordo / não concordo nem discordo | concordo parcialmente | concordo | concordo
totalmente
"""
EASE = """
very difficult | difficult | neutral / neither easy nor difficult | easy | very easy

very difficult | somewhat difficult | neutral / neither easy nor difficult | somewhat
easy | very easy

extremely difficult | somewhat difficult | neutral / neither easy nor difficult |
somewhat easy | extremely easy

very difficult | difficult | somewhat difficult | neutral / neither easy nor difficult |
somewhat easy | easy | very easy

molto difficile | difficile | neutrale / neutro / né facile né difficile | facile |
molto facile

molto difficile | abbastanza difficile / piuttosto difficile | neutrale / neutro / né
facile né difficile | abbastanza facile / piuttosto facile | molto facile

molto difficile | difficile | abbastanza difficile / piuttosto difficile | neutrale /
neutro / né facile né difficile | abbastanza facile / piuttosto facile | facile |
molto facile

très difficile | difficile | neutre / ni facile ni difficile | facile | très facile

sehr schwierig / sehr schwer | schwierig / schwer | neutral / weder noch | einfach /
leicht | sehr einfach / sehr leicht

muy difícil | difícil | neutral / ni fácil ni difícil | fácil | muy fácil

muito difícil | difícil | neutro / nem fácil nem difícil | fácil | muito fácil
"""
RECOMMENDATION = """
detractor / detractors | passive / passives | promoter / promoters

detrattore / detrattori / detrattrice | passivo / passivi / passiva | promotore /
promotori / promotrice

détracteur / détracteurs | passif / passifs | promoteur / promoteurs

detraktor / detraktoren / kritiker | passiver / passive / indifferente / passiv |
promotor / promotoren / förderer

detractor / detractores | pasivo / pasivos | promotor / promotores

detrator / detratores | neutro / neutros / passivo / passivos | promotor / promotores
"""
NO_ANSWER = """
n/a | na | n.a. | n/d | nd | n.d. | none | null | nan | - | -- | ? | not applicable |
no answer | no opinion | don't know | do not know | i don't know | prefer not to say |
prefer not to answer | not sure | skipped | non so | nessuna risposta | non
applicabile | preferisco non rispondere | senza risposta | non risponde | nessuna
opinione | ne sais pas | je ne sais pas | sans réponse | sans opinion | non applicable
| sans objet | weiß nicht | weiss nicht | keine angabe | keine antwort | keine meinung
| k.a. | trifft nicht zu | no sé | no sabe | no contesta | ns/nc | sin respuesta | no
aplica | não sei | sem resposta | não se aplica | prefiro não responder | prefiero no
responder
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """
    A scale in words.

    Attributes:
        points: how many it has.
        scores: the score of each label, folded.
        names: which of the names of its point a label is; a survey uses one.
    """

    points: int
    scores: Mapping[str, float]
    names: Mapping[str, int]

    def knows(self, labels: Collection[str]) -> bool:
        """Say whether the folded *labels* are points of it, each by one name."""
        if not all(label in self.scores for label in labels):
            return False
        named = {(self.scores[label], self.names[label]) for label in labels}
        return len(named) == len({score for score, _ in named})


def folded(text: str) -> str:
    """Return *text* without case, accents, kinds of apostrophe and blanks."""
    plain = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    plain = plain.translate({0x2019: "'", 0x2018: "'", 0xB4: "'", 0x60: "'"})
    return " ".join(plain.replace("-", " ").split()).rstrip(".!")


@cache
def wordings() -> tuple[Wording, ...]:
    """Return the built-in scales, those with fewer points first."""
    tables = (SATISFACTION, AGREEMENT, EASE)
    likert = [_wording(each, count(1)) for table in tables for each in _each(table)]
    classes = [_wording(each, (0, 8, 10)) for each in _each(RECOMMENDATION)]
    return tuple(sorted([*likert, *classes], key=lambda wording: wording.points))


@cache
def no_answers() -> frozenset[str]:
    """Return what people and tools write where there is no answer, folded."""
    return frozenset(map(folded, NO_ANSWER.split("|")))


def is_no_answer(text: str) -> bool:
    """Say whether *text* says that there is no answer: "n/a", "non so"."""
    return len(text) <= LONGEST and folded(text) in no_answers()


@cache
def _known() -> frozenset[str]:
    return frozenset(label for wording in wordings() for label in wording.scores)


def is_point(text: str) -> bool:
    """Say whether *text* names a point of some built-in scale, or shows stars."""
    if len(text) > LONGEST:  # a comment
        return False
    return folded(text) in _known() or stars(text) is not None


def has_point(text: str) -> bool:
    """Say whether *text* begins or ends with a point's words: "Completely agree"."""
    if len(text) > LONGEST:
        return False
    words = folded(text).split()
    parts = (part for i in range(len(words)) for part in (words[i:], words[:i]))
    return any(" ".join(part) in _known() for part in parts)


def stars(text: str) -> float | None:
    """Return how many stars *text* shows ("★★★★☆") or says ("4 stars")."""
    shown = STARS.fullmatch(text.strip())
    if shown:
        return float(sum(star in FULL for star in shown[1]))
    number, _, word = folded(text).partition(" ")
    is_star = any(word.startswith(folded(stem)) for stem in STAR_WORDS)
    has_number = number.replace(",", ".", 1).replace(".", "", 1).isdecimal()
    return float(number.replace(",", ".")) if is_star and has_number else None


def _each(table: str) -> Iterator[str]:
    yield from table.strip().split("\n\n")


def _wording(scale: str, scores: Iterable[float]) -> Wording:
    points = [point.split(" / ") for point in " ".join(scale.split()).split(" | ")]
    table: dict[str, float] = {}
    names: dict[str, int] = {}
    for score, labels in zip(scores, points, strict=False):
        for name, label in enumerate(labels):
            spellings = _spellings(label)
            table |= dict.fromkeys(spellings, float(score))
            names |= dict.fromkeys(spellings, name)
    return Wording(len(points), table, names)


def _spellings(label: str) -> set[str]:
    """Return a label with both genders of the words that have two."""
    feminine = label.replace("o~", "a").replace("t~", "te")
    return {folded(label.replace("~", "")), folded(feminine)}
