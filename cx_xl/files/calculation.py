"""What a workbook's main part says about recalculation on opening."""

import re

CALC_ID = 191_029  # of the Excels of today: an older one makes them recalculate
_CALC = re.compile(
    r"<((?:[\w.-]+:)?)calcPr\b((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*/?>"
)
_STALE = re.compile(r"\s+(?:calcId|fullCalcOnLoad)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
# What may stand before it, in the order of the schema.
_BEFORE = re.compile(
    r"</(?:[\w.-]+:)?(?:sheets|functionGroups|externalReferences|definedNames)\s*>"
    r"|<(?:[\w.-]+:)?(?:functionGroups|externalReferences|definedNames)\b[^>]*/>"
)


def calculated(main: str) -> str:
    """
    Return the XML of a main part that lets Excel trust the results in the file.

    >>> calculated('<a><sheets/><calcPr calcId="1" fullCalcOnLoad="1"/></a>')
    '<a><sheets/><calcPr calcId="191029"/></a>'
    """
    found = _CALC.search(main)
    if found:
        kept = _STALE.sub("", found[2])
        element = f'<{found[1]}calcPr calcId="{CALC_ID}"{kept}/>'
        closing = found.end()
        if not found[0].endswith("/>"):
            closing = main.index(">", main.index("</", found.end())) + 1
        return main[: found.start()] + element + main[closing:]
    *_, last = _BEFORE.finditer(main)
    prefix = last[0].lstrip("</").partition(":")[0] + ":" if ":" in last[0] else ""
    element = f'<{prefix}calcPr calcId="{CALC_ID}"/>'
    return main[: last.end()] + element + main[last.end() :]
