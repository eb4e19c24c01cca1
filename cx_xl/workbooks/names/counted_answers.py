"""What a name reads in ranges: answers that count, and what must not be skipped."""

from cx_xl.workbooks.formulas.countifs import Answers
from cx_xl.workbooks.names.lambdas import PAIRS, Lambda


def take(lambda_: Lambda, scores: str, low: str, high: str, where: str = "") -> Answers:
    """Return the answers in an argument; let nothing unread or impossible pass."""
    cells = lambda_.of(scores)
    answers = Answers(cells, low, high, where)
    unread(lambda_, cells, where)
    off = f"{answers.count('<', low)}+{answers.count('>', high)}"
    lambda_.wrong.append(f"{off}>0")
    return answers


def unread(lambda_: Lambda, scores: str, where: str = "") -> None:
    """
    Refuse text and errors among answers.

    The core reads numbers stored as text, labels and words, or refuses them; COUNTIFS
    would leave them out.
    """
    more = f",{where}" if where else ""
    lambda_.must += [f'COUNTIFS({scores},"?*"{more})=0', f"SUM({scores})*0=0"]


def where(lambda_: Lambda, scores: str) -> str:
    """Return the pairs of range and criterion, as COUNTIFS takes them."""
    pairs = []
    for number in range(1, PAIRS + 1):
        given, criterion = f"_xlpm.range_{number}", f"_xlpm.criterion_{number}"
        omitted = f"ISOMITTED({given})"
        lambda_.must.append(f"{omitted}=ISOMITTED({criterion})")
        cells = lambda_.bind(
            f"cells_{number}", f"IF({omitted},{lambda_.of(scores)},{given})"
        )
        meets = lambda_.bind(f"meets_{number}", f'IF({omitted},"<>",{criterion})')
        bare = lambda_.bind(f"bare_{number}", _without(meets, "<", ">", "="))
        lambda_.must += [_plain(meets, bare), _tidy(cells)]
        pairs += [cells, meets]
    return ",".join(pairs)


def _without(text: str, *marks: str) -> str:
    for mark in marks:
        text = f'SUBSTITUTE({text},"{mark}","")'
    return text


def _plain(criterion: str, bare: str) -> str:
    """
    Return whether a criterion means the same to the core and to every Excel.

    Text that is a date or a number with a decimal mark in one language is not, nor is
    the order of texts.
    """
    is_date = f"ISNUMBER(DATEVALUE({bare}))"
    has_mark = f'COUNT(SEARCH(",",{bare}),SEARCH(".",{bare}))>0'
    is_marked = f"AND({has_mark},ISNUMBER(-RIGHT({bare},1)))"
    starts = f"LEFT({criterion},1)"
    is_order = f'OR({starts}="<",{starts}=">")'
    is_ordered = f'AND({is_order},{bare}<>"",NOT(ISNUMBER(-{bare})))'
    return f"OR(ISNUMBER({criterion}),NOT(OR({is_date},{is_marked},{is_ordered})))"


def _tidy(cells: str) -> str:
    """Return whether no name has blanks around it, which only the core ignores."""
    patterns = ('" *"', '"* "', '"*  *"', '"*"&UNICHAR(160)&"*"')
    counted = "+".join(f"COUNTIFS({cells},{pattern})" for pattern in patterns)
    return f"{counted}=0"
