"""
A LAMBDA in the making: what it takes, checks and gives.

Like the core, a name gives the right number or an error. What it can not read as the
core does (a number stored as text, a labelled score, an argument it has no formula
for) is #VALUE!; what is impossible is #NUM!.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cx_xl.roles import NUMBER_CELLS, Role
from cx_xl.spec import Parameter, Spec
from cx_xl.workbooks.formulas.formula import IMPOSSIBLE, constant, either, outside
from cx_xl.workbooks.newer_functions import NEWER, PREFIXED

UNREADABLE = '0+"x"'  # #VALUE!
PAIRS = 3  # of range and criterion, behind the arguments of a function's own
_CALLED = re.compile(r'"[^"]*"|(?<![\w.])[A-Z][A-Z0-9.]*(?=\()')


@dataclass(slots=True)
class Lambda:
    """
    A name for one function of the catalogue.

    An optional argument that no formula asks for must be left out: giving it is an
    error, never without effect.

    Attributes:
        spec: the function.
        methods: the methods it has a formula for; empty for all.
        bound: variables and their formulas, in order.
        must: conditions without which an argument can not be read.
        wrong: conditions that are impossible.
    """

    spec: Spec
    methods: tuple[str, ...] = ()
    bound: list[tuple[str, str]] = field(default_factory=list)
    must: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)

    @property
    def unused(self) -> tuple[str, ...]:
        """The arguments that must be left out."""
        return tuple(name for name in self._parameters if name not in self._texts)

    def has(self, name: str) -> bool:
        """Say whether the function takes an argument of this name."""
        return name in self._parameters

    def has_default(self, name: str) -> bool:
        """Say whether leaving *name* out gives it a value."""
        return not _absent(self._parameters[name])

    def of(self, name: str) -> str:
        """Return how formulas write the argument *name*; a blank is its default."""
        if name not in self._texts:
            parameter, text = self._parameters[name], f"_xlpm.{name}"
            if parameter.is_optional and not parameter.is_range:
                default = constant(parameter.default)
                blank = f'IF({text}="",{default},{text})'
                given = f"IF(ISOMITTED({text}),{default},{blank})"
                text = self.bind(f"{name}_used", given)
            self._texts[name] = text
            self.must += _kind(parameter, text, self.methods)
        return self._texts[name]

    def bind(self, name: str, formula: str) -> str:
        """
        Give *formula* a name inside; return how formulas write it.

        It must not be called as a function is: with a variable `n`, N(1) is #NAME?.
        """
        self.bound.append((f"_xlpm.{name}", formula))
        return self.bound[-1][0]

    def text(self, *values: str) -> str:
        """Return the definition of a name that gives *values*, as files store it."""
        body = values[0] if len(values) == 1 else f"HSTACK({','.join(values)})"
        wrong = [*self._domains(), *self.wrong]
        if wrong:
            body = f"IF({either(wrong)},{IMPOSSIBLE},{body})"
        left_out = (f"ISOMITTED(_xlpm.{name})" for name in self.unused)
        must = [*self._sizes(), *left_out, *self.must]
        if must:
            body = f"IF(AND({','.join(must)}),{body},{UNREADABLE})"
        if self.bound:
            pairs = ",".join(f"{name},{formula}" for name, formula in self.bound)
            body = f"LET({pairs},{body})"
        whole = f"LAMBDA({','.join(self._declared())},{body})"
        return _CALLED.sub(lambda found: _prefixed(found[0]), whole)

    @property
    def _parameters(self) -> dict[str, Parameter]:
        return {p.name: p for p in self.spec.parameters if not p.is_repeated}

    def _declared(self) -> Iterator[str]:
        for parameter in self.spec.parameters:
            if parameter.is_repeated:
                for number in range(1, PAIRS + 1):
                    yield from (f"_xlop.range_{number}", f"_xlop.criterion_{number}")
            else:
                kind = "_xlop" if parameter.is_optional else "_xlpm"
                yield f"{kind}.{parameter.name}"

    def _sizes(self) -> Iterator[str]:
        """Refuse ranges where one cell is meant."""
        sizes = [
            f"ROWS({text})*COLUMNS({text})"
            for name, text in self._texts.items()
            if not self._parameters[name].is_range
        ]
        if sizes:
            yield f"{'*'.join(sizes)}=1"

    def _domains(self) -> Iterator[str]:
        numbers = {
            text: self._parameters[name]
            for name, text in self._texts.items()
            if self._parameters[name].role in NUMBER_CELLS
        }
        always = {t: p.arg.domain for t, p in numbers.items() if not _absent(p)}
        yield from outside(always)
        for text, parameter in numbers.items():
            if _absent(parameter):
                for condition in outside({text: parameter.arg.domain}):
                    yield f'AND({text}<>"",{condition})'


def _absent(parameter: Parameter) -> bool:
    """Say whether leaving the argument out leaves it without a value."""
    return parameter.is_optional and parameter.default is None


def _kind(parameter: Parameter, text: str, methods: tuple[str, ...]) -> list[str]:
    """Return what must hold for the kind of a single argument."""
    match parameter.role:
        case Role.OPTION:
            options = methods or parameter.choices
            return [either(f'{text}="{option}"' for option in options)]
        case Role.FLAG:
            number = f"AND(ISNUMBER({text}),OR({text}=0,{text}=1))"
            return [f"OR(ISLOGICAL({text}),{number})"]
        case Role.NUMBER | Role.WHOLE as role:
            is_number = f"ISNUMBER({text})"
            if role is Role.WHOLE:
                is_number = f"{is_number},INT(N({text}))=N({text})"
            if not _absent(parameter):
                return is_number.split(",", 1)
            return [f'OR({text}="",AND({is_number}))']
        case _:
            return []


def _prefixed(word: str) -> str:
    """Return a function's name as files store it; text stays as it is."""
    if word in PREFIXED:
        return PREFIXED[word] + word
    return f"_xlfn.{word}" if word in NEWER else word
