"""Cut our calls out of formulas: each is answered on its own."""

from dataclasses import dataclass, replace

from cx_xl.headless.cutting.literals import constant, named_constant
from cx_xl.headless.cutting.templates import (
    Argument,
    Constant,
    KpiCall,
    Template,
    TemplateBuilder,
)
from cx_xl.headless.reasons import PlaceDependent, SeveralRanges
from cx_xl.headless.stored import StoredCells
from cx_xl.headless.syntax.references import Home, Range, References, is_several
from cx_xl.headless.syntax.tree import (
    Call,
    Expression,
    Mark,
    Node,
    Operand,
    is_union,
    meaningful,
    nodes_of,
    parse,
    text_of,
)
from cx_xl.headless.syntax.variables import (
    Scope,
    bindings,
    declared,
    inlined,
    lambda_scope,
    refuse_lambda_variables,
)
from cx_xl.hosts.spelling import is_own_lambda

_ROVING = {"INDIRECT", "CELL"}
_COUNTS_CELLS = {"ROWS", "COLUMNS", "COUNTBLANK", "AREAS"}  # whole columns stay whole
_HERE = {"ROW": "row", "COLUMN": "column"}


@dataclass(frozen=True, slots=True)
class _Around:
    """Where an expression stands: its cell, its variables, and if it will be moved."""

    home: Home
    scope: Scope
    moves: bool


class CallExtractor:
    """
    Takes our calls out of the formulas of one workbook.

    Args:
        cells: the workbook as stored.
        references: what its formulas name.
        from_file: other formulas count as the values that the file holds; spills are
            the rectangles it holds, and templates are fit for a scratch sheet.
    """

    def __init__(
        self, cells: StoredCells, references: References, *, from_file: bool
    ) -> None:
        self._cells = cells
        self._references = references
        self._from_file = from_file
        self._calls: dict[tuple[str, tuple[object, ...]], KpiCall] = {}

    @property
    def calls(self) -> list[KpiCall]:
        """All calls so far, inner before outer."""
        return list(self._calls.values())

    def cut(self, formula: str, home: Home) -> Template:
        """
        Return *formula* with our calls cut out.

        Raises:
            NotComputable: a call cannot be cut out exactly.
        """
        around = _Around(home, {}, moves=self._from_file)
        return self._build(parse(formula), around).template()

    def _build(self, nodes: Expression, around: _Around) -> TemplateBuilder:
        builder = TemplateBuilder()
        for node in nodes:
            builder.add(self._built(node, around))
        return builder

    def _built(self, node: Node, around: _Around) -> TemplateBuilder:
        match node:
            case Call() if self._is_ours(node, around.home):
                return TemplateBuilder([self._kpi_call(node, around)])
            case Call():
                return self._call(node, around)
            case Operand(kind="RANGE", text=text) if text.casefold() in around.scope:
                return self._variable(text, around)
            case Operand(kind="RANGE", text=text):
                return self._named(text, around)
            case _:
                return TemplateBuilder([node.text])

    def _call(self, call: Call, around: _Around) -> TemplateBuilder:
        spill = self._stored_spill(call, around.home)
        if spill:
            return TemplateBuilder([str(spill)], [spill])
        if around.moves and call.name in _HERE and not call.arguments:
            return TemplateBuilder([str(getattr(around.home, _HERE[call.name]))])
        if call.name == "LET":
            return self._let(call, around)
        if call.name == "LAMBDA":
            around = replace(around, scope=lambda_scope(call, around.scope))
        self._refuse_roving(call, around)
        builder = TemplateBuilder([f"{call.head}("])
        for number, argument in enumerate(call.arguments):
            builder.add(TemplateBuilder([","] if number else []))
            builder.add(self._build(argument, around))
        builder.add(TemplateBuilder([")"]))
        return builder

    def _let(self, call: Call, around: _Around) -> TemplateBuilder:
        """Write a LET without the variables that only our calls used."""
        *bound, (_, body, inner) = bindings(call, around.scope)
        builder = self._build(body, replace(around, scope=inner))
        is_bare = True
        for name, expression, scope in reversed(bound):
            if declared(name) not in builder.variables:
                continue
            here = replace(around, scope=scope)
            pair = TemplateBuilder([f"{text_of(name)},"])
            pair.add(self._build(expression, here))
            pair.add(TemplateBuilder([","]))
            pair.add(builder)
            builder, is_bare = pair, False
        whole = TemplateBuilder(["("] if is_bare else [f"{call.head}("])
        whole.add(builder)
        whole.add(TemplateBuilder([")"]))
        return whole

    def _named(self, text: str, around: _Around) -> TemplateBuilder:
        range_ = self._references.range(text, around.home)
        qualified = self._references.qualified(text, around.home)
        builder = TemplateBuilder([qualified if around.moves else text])
        builder.ranges += [range_] if range_ else self._references.across(text)
        return builder

    def _variable(self, text: str, around: _Around) -> TemplateBuilder:
        variable = around.scope[text.casefold()]
        if not variable.is_inlined or variable.expression is None:
            return TemplateBuilder([text], variables={text.casefold()})
        builder = TemplateBuilder(["("])
        inner = replace(around, scope=inlined(variable.scope))
        builder.add(self._build(variable.expression, inner))
        builder.add(TemplateBuilder([")"]))
        return builder

    def _kpi_call(self, call: Call, around: _Around) -> KpiCall:
        refuse_lambda_variables(call, around.scope)
        inner = _Around(around.home, inlined(around.scope), moves=True)
        arguments = tuple(self._argument(a, inner) for a in call.arguments)
        name = call.kpi or call.head
        key = (name, tuple(map(_identity, arguments)))
        return self._calls.setdefault(key, KpiCall(name, arguments))

    def _argument(self, expression: Expression, around: _Around) -> Argument:
        nodes = meaningful(expression)
        found: Argument | None = None
        match nodes:
            case ():
                found = Constant(None)
            case (Operand(kind="RANGE", text=text),):
                found = self._reference(text, around)
            case (Operand() as operand,):
                found = constant(operand)
            case (Mark("-"), Operand(kind="NUMBER", text=text)):
                found = Constant(-float(text))
            case (Call() as call,) if self._is_ours(call, around.home):
                found = self._kpi_call(call, around)
            case (Call() as call,):
                found = self._stored_spill(call, around.home)
        return found or self._expression(nodes, around)

    def _reference(self, text: str, around: _Around) -> Argument | None:
        variable = around.scope.get(text.casefold())
        if variable and variable.expression:
            inner = replace(around, scope=inlined(variable.scope))
            return self._argument(variable.expression, inner)
        range_ = self._references.range(text, around.home)
        name = self._references.name(text, around.home.sheet)
        is_many = name is not None and is_several(name.text)
        if not range_ and (is_many or self._references.across(text)):
            raise SeveralRanges(text=text)
        return range_ or named_constant(name)

    def _expression(self, nodes: Expression, around: _Around) -> Template:
        if is_union(nodes):
            raise SeveralRanges(text=text_of(nodes))
        builder = self._build(nodes, around)
        names = {node.name for node in nodes_of(nodes) if isinstance(node, Call)}
        if not names & _COUNTS_CELLS:
            cut = {
                str(r): str(self._cells.trimmed(r)) for r in builder.ranges if r.is_open
            }
            builder.pieces = [
                cut.get(p, p) if isinstance(p, str) else p for p in builder.pieces
            ]
        return builder.template()

    def _is_ours(self, call: Call, home: Home) -> bool:
        """Tell our functions from names (LAMBDA) that the workbook itself defines."""
        if call.kpi is None:
            return False
        name = self._references.name(call.head, home.sheet)
        return name is None or is_own_lambda(call.kpi, name.text)

    def _stored_spill(self, call: Call, home: Home) -> Range | None:
        """Return the rectangle that `A1#` has in the file, if the file counts."""
        if not self._from_file or call.name != "ANCHORARRAY":
            return None
        nodes = meaningful(call.arguments[0])
        if len(nodes) != 1 or not isinstance(nodes[0], Operand):
            return None
        range_ = self._references.range(nodes[0].text, home)
        return self._cells.spill(range_) if range_ else None

    @staticmethod
    def _refuse_roving(call: Call, around: _Around) -> None:
        """Make sure that an argument means the same wherever it is evaluated."""
        if around.moves and call.name in _ROVING and not _names_sheet(call):
            raise PlaceDependent(function=call.name)


def _identity(argument: Argument) -> object:
    if isinstance(argument, Constant):
        return type(argument.value), argument.value
    return argument


def _names_sheet(call: Call) -> bool:
    """Tell whether a text argument says on which sheet, or in which table, to look."""
    texts = [n.text for n in nodes_of((call,)) if isinstance(n, Operand)]
    return any("!" in text or "[" in text for text in texts)
