"""The VBA that depends on the catalogue: wrappers and help texts."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from cx_xl.errors import LANGUAGES, Language
from cx_xl.roles import NUMERIC
from cx_xl.spec import Parameter, Spec

SOURCES = Path(__file__).parent / "vba"
LONGEST_TEXT = 255  # MacroOptions
DESCRIBED_AT_ONCE = 20  # a compiled procedure ends at 64 KB

# [MS-VBAL] 3.3.5.2: the words that VBA keeps for itself.
_WORDS = """
abs and any array as boolean byref byte byval call case circle close const currency
date debug declare decimal dim do double each else elseif empty end endif enum eqv
erase event exit false fix for friend function get global gosub goto if imp
implements in input int integer is lbound len let like lock long loop lset me mod
new next not nothing null on open option optional or paramarray preserve print
private pset public put raiseevent redim rem resume return rset scale seek select
set sgn shared single spc static step stop string sub tab then to true type typeof
ubound unlock until variant wend while with withevents write xor
"""
RESERVED = frozenset(_WORDS.split())

GENERATED = "' Generated from the catalogue by cx_xl.hosts.excel.wrappers; do not edit."
MODELS = ("cx_xl.kpi.customers.", "cx_xl.kpi.drivers", "cx_xl.kpi.pillars")


def modules(catalog: Mapping[str, Spec]) -> dict[str, str]:
    """Return the source of every standard module, by its name, in a fixed order."""
    written = ("CxCall", "CxHost", "CxServer", "CxWhy", "CxHelp")
    return {name: _source(f"{name}.bas") for name in written} | generated(catalog)


def generated(catalog: Mapping[str, Spec]) -> dict[str, str]:
    """Return the source of the modules that follow the catalogue, by their names."""
    texts = {"CxFunctions": functions(catalog)}
    for language in LANGUAGES:
        texts[f"CxHelp_{language}"] = help_texts(catalog, language)
    return texts


def ribbon_module() -> str:
    """Return the source of the module behind the ribbon."""
    return _source("CxRibbon.bas")


def workbook_code() -> str:
    """Return the code of `ThisWorkbook`."""
    return _source("ThisWorkbook.cls")


def ribbon() -> str:
    """Return the XML of the ribbon tab."""
    return _source("ribbon.xml")


def functions(catalog: Mapping[str, Spec]) -> str:
    """Return the module of the worksheet functions, three lines each."""
    parts = ['Attribute VB_Name = "CxFunctions"', GENERATED, "Option Explicit", ""]
    for spec in catalog.values():
        parts += [*_function(spec), ""]
    return "\n".join(parts)


def help_texts(catalog: Mapping[str, Spec], language: Language) -> str:
    """Return the module that tells Excel what each function does, in *language*."""
    specs = list(catalog.values())
    starts = range(0, len(specs), DESCRIBED_AT_ONCE)
    groups = [specs[start : start + DESCRIBED_AT_ONCE] for start in starts]
    names = [f"Describe{number}" for number in range(1, len(groups) + 1)]
    parts = [
        f'Attribute VB_Name = "CxHelp_{language}"',
        GENERATED,
        "Option Explicit",
        "Option Private Module",
        "",
        f"Public Sub CxDescribe_{language}()",
        *(f"    {name}" for name in names),
        "End Sub",
    ]
    for name, group in zip(names, groups, strict=True):
        calls = [line for spec in group for line in _described(spec, language)]
        parts += ["", f"Private Sub {name}()", *calls, "End Sub"]
    return "\n".join([*parts, ""])


def _function(spec: Spec) -> Iterator[str]:
    declared = ", ".join(_declared(spec, p) for p in spec.parameters)
    # Numbers cross with all decimals, other cells as Excel shows them, dates as dates.
    dated = "".join("n" if p.role in NUMERIC else "d" for p in spec.parameters)
    own = ", ".join(_name(p) for p in spec.parameters if not p.is_repeated)
    yield f"Public Function {spec.name}({declared})"
    given = f"Array({own})"
    if spec.filtered:
        yield "    Dim pairs As Variant"
        yield "    pairs = criteria"
        given = f"CxJoined({given}, pairs)"
    answer = "CxPatientAnswer" if _is_fit(spec) else "CxAnswer"
    yield f'    {spec.name} = {answer}("{spec.name}", {given}, "{dated}")'
    yield "End Function"


def _is_fit(spec: Spec) -> bool:
    """Say whether an answer may take seconds: those of models do."""
    return spec.kpi.__module__.startswith(MODELS)


def _declared(spec: Spec, parameter: Parameter) -> str:
    if parameter.is_repeated:
        return f"ParamArray {_name(parameter)}()"
    # VBA has no optional argument before a repeated one.
    optional = parameter.is_optional and not spec.filtered
    return f"Optional {_name(parameter)}" if optional else _name(parameter)


def _name(parameter: Parameter) -> str:
    """Return the name of *parameter*, with a dash below where VBA owns the word."""
    return f"{parameter.name}_" if parameter.name in RESERVED else parameter.name


def _described(spec: Spec, language: Language) -> Iterator[str]:
    texts = [p.arg.say(language) for p in spec.parameters]
    yield f"    CxDescribeOne {literal(spec.name)}, _"
    yield f"        {literal(spec.help.say(language))}, Array( _"
    *others, last = map(literal, texts)
    yield from (f"        {text}, _" for text in others)
    yield f"        {last})"


def literal(text: str) -> str:
    """Return *text* as a VBA string; it must fit what Excel and its editor take."""
    quoted = '"{}"'.format(text.replace('"', '""'))
    if len(text) > LONGEST_TEXT or "\n" in text:
        raise ValueError(f"Excel takes one line of {LONGEST_TEXT} characters: {text!r}")
    return quoted


def _source(name: str) -> str:
    return (SOURCES / name).read_text("utf-8")
