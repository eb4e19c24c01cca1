"""Cut our calls out of formulas: each becomes a slot that is answered on its own."""

from dataclasses import dataclass, replace

from cx_xl.hosts.headless.constants import constant, named_constant
from cx_xl.hosts.headless.formula import (
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
from cx_xl.hosts.headless.reasons import PlaceDependent, SeveralRanges
from cx_xl.hosts.headless.references import Home, References, Region
from cx_xl.hosts.headless.stored import StoredCells
from cx_xl.hosts.headless.templates import Argument, Constant, Draft, Slot, Template
from cx_xl.hosts.headless.variables import (
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


class Cutter:
    """
    Cuts the formulas of one workbook.

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
        self._slots: dict[tuple[str, tuple[object, ...]], Slot] = {}

    @property
    def slots(self) -> list[Slot]:
        """All calls so far, inner before outer."""
        return list(self._slots.values())

    def cut(self, formula: str, home: Home) -> Template:
        """
        Return *formula* with slots in place of our calls.

        Raises:
            NotComputable: a call cannot be cut out exactly.
        """
        around = _Around(home, {}, moves=self._from_file)
        return self._draft(parse(formula), around).done()

    def _draft(self, nodes: Expression, around: _Around) -> Draft:
        draft = Draft()
        for node in nodes:
            draft.add(self._drafted(node, around))
        return draft

    def _drafted(self, node: Node, around: _Around) -> Draft:
        match node:
            case Call() if self._is_ours(node, around.home):
                return Draft([self._slot(node, around)])
            case Call():
                return self._call(node, around)
            case Operand(kind="RANGE", text=text) if text.casefold() in around.scope:
                return self._variable(text, around)
            case Operand(kind="RANGE", text=text):
                return self._named(text, around)
            case _:
                return Draft([node.text])

    def _call(self, call: Call, around: _Around) -> Draft:
        spill = self._stored_spill(call, around.home)
        if spill:
            return Draft([str(spill)], [spill])
        if around.moves and call.name in _HERE and not call.arguments:
            return Draft([str(getattr(around.home, _HERE[call.name]))])
        if call.name == "LET":
            return self._let(call, around)
        if call.name == "LAMBDA":
            around = replace(around, scope=lambda_scope(call, around.scope))
        self._refuse_roving(call, around)
        draft = Draft([f"{call.head}("])
        for number, argument in enumerate(call.arguments):
            draft.add(Draft([","] if number else []))
            draft.add(self._draft(argument, around))
        draft.add(Draft([")"]))
        return draft

    def _let(self, call: Call, around: _Around) -> Draft:
        """Write a LET without the variables that only our calls used."""
        *bound, (_, body, inner) = bindings(call, around.scope)
        draft = self._draft(body, replace(around, scope=inner))
        is_bare = True
        for name, expression, scope in reversed(bound):
            if declared(name) not in draft.variables:
                continue
            here = replace(around, scope=scope)
            pair = Draft([f"{text_of(name)},"])
            pair.add(self._draft(expression, here))
            pair.add(Draft([","]))
            pair.add(draft)
            draft, is_bare = pair, False
        whole = Draft(["("] if is_bare else [f"{call.head}("])
        whole.add(draft)
        whole.add(Draft([")"]))
        return whole

    def _named(self, text: str, around: _Around) -> Draft:
        region = self._references.region(text, around.home)
        qualified = self._references.qualified(text, around.home)
        draft = Draft([qualified if around.moves else text])
        if region:
            draft.regions.append(region)
        return draft

    def _variable(self, text: str, around: _Around) -> Draft:
        variable = around.scope[text.casefold()]
        if not variable.is_inlined or variable.expression is None:
            return Draft([text], variables={text.casefold()})
        draft = Draft(["("])
        inner = replace(around, scope=inlined(variable.scope))
        draft.add(self._draft(variable.expression, inner))
        draft.add(Draft([")"]))
        return draft

    def _slot(self, call: Call, around: _Around) -> Slot:
        refuse_lambda_variables(call, around.scope)
        inner = _Around(around.home, inlined(around.scope), moves=True)
        arguments = tuple(self._argument(a, inner) for a in call.arguments)
        name = call.kpi or call.head
        key = (name, tuple(map(_identity, arguments)))
        return self._slots.setdefault(key, Slot(name, arguments))

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
                found = self._slot(call, around)
            case (Call() as call,):
                found = self._stored_spill(call, around.home)
        return found or self._expression(nodes, around)

    def _reference(self, text: str, around: _Around) -> Argument | None:
        variable = around.scope.get(text.casefold())
        if variable and variable.expression:
            inner = replace(around, scope=inlined(variable.scope))
            return self._argument(variable.expression, inner)
        region = self._references.region(text, around.home)
        return region or named_constant(self._references.name(text, around.home.sheet))

    def _expression(self, nodes: Expression, around: _Around) -> Template:
        if is_union(nodes):
            raise SeveralRanges(text=text_of(nodes))
        draft = self._draft(nodes, around)
        names = {node.name for node in nodes_of(nodes) if isinstance(node, Call)}
        if not names & _COUNTS_CELLS:
            cut = {
                str(r): str(self._cells.trimmed(r)) for r in draft.regions if r.is_open
            }
            draft.pieces = [
                cut.get(p, p) if isinstance(p, str) else p for p in draft.pieces
            ]
        return draft.done()

    def _is_ours(self, call: Call, home: Home) -> bool:
        """Tell our functions from names (LAMBDA) that the workbook itself defines."""
        if call.kpi is None:
            return False
        name = self._references.name(call.head, home.sheet)
        return name is None or is_own_lambda(call.kpi, name.text)

    def _stored_spill(self, call: Call, home: Home) -> Region | None:
        """Return the rectangle that `A1#` has in the file, if the file counts."""
        if not self._from_file or call.name != "ANCHORARRAY":
            return None
        nodes = meaningful(call.arguments[0])
        if len(nodes) != 1 or not isinstance(nodes[0], Operand):
            return None
        region = self._references.region(nodes[0].text, home)
        return self._cells.spill(region) if region else None

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
